extension Hardware {
  /// NVIDIA's, oldest first.
  static let nvidia: [Hardware] = volta + ampere + ada + hopper + blackwell

  /// How most of the figures of memory came to be known.
  private static let torch = "total capacity in an out-of-memory message of PyTorch"

  private static let volta: [Hardware] = [16, 32].flatMap { gigabytes in
    [
      v100(gigabytes, "SXM2", suffix: "sxm", single: 15.7e12, tensor: 125e12),
      v100(gigabytes, "PCIe", suffix: "pcie", single: 14e12, tensor: 112e12),
    ]
  }

  /// Volta's tensor cores multiply 16-bit floats alone, so that narrower operands gain nothing.
  private static func v100(
    _ gigabytes: Int, _ form: String, suffix: String, single: Double, tensor: Double
  ) -> Hardware {
    let sheet = "NVIDIA V100 Tensor Core GPU datasheet, January 2020, specifications, \(form)"
    return Hardware(
      name: "v100-\(gigabytes)g-\(suffix)",
      title: "NVIDIA V100 \(gigabytes) GB \(form)",
      peaks: [
        32: Figure(single, source: "\(sheet), single precision"),
        16: Figure(tensor, source: "\(sheet), tensor performance"),
      ],
      bandwidth: Figure(900e9, source: "\(sheet), memory bandwidth"),
      memory: gigabytes == 16
        ? .reported(
          gibibytes: 15.78,
          by: "\(torch) of a V100 of 16 GB in kchengiva/Shift-GCN, issue 35")
        : .reported(
          gibibytes: 31.74,
          by: "\(torch) of a V100 of 32 GB in liucongg/ChatGLM-Finetuning, issue 73"))
  }

  private static let ampere: [Hardware] = [
    a100(40, "PCIe", bandwidth: 1555e9),
    a100(40, "SXM", bandwidth: 1555e9),
    a100(80, "PCIe", bandwidth: 1935e9),
    a100(80, "SXM", bandwidth: 2039e9),
  ]

  private static func a100(_ gigabytes: Int, _ form: String, bandwidth: Double) -> Hardware {
    let sheet =
      "NVIDIA A100 Tensor Core GPU datasheet, June 2021, specifications, \(gigabytes) GB \(form)"
    return Hardware(
      name: "a100-\(gigabytes)g-\(form.lowercased())",
      title: "NVIDIA A100 \(gigabytes) GB \(form)",
      peaks: [
        32: Figure(19.5e12, source: "\(sheet), FP32"),
        16: Figure(312e12, source: "\(sheet), FP16 and bfloat16 tensor core, dense"),
        8: Figure(624e12, source: "\(sheet), INT8 tensor core, dense; integers alone"),
        4: Figure(
          1248e12,
          source: "NVIDIA A100 Tensor Core GPU Architecture whitepaper, V1.0, 2020,"
            + " A100 performance table, INT4 tensor core, dense; integers alone"),
      ],
      tensorFloat32: Figure(156e12, source: "\(sheet), TF32, dense"),
      bandwidth: Figure(bandwidth, source: "\(sheet), GPU memory bandwidth"),
      memory: memory(ofA100: gigabytes, form))
  }

  private static func memory(ofA100 gigabytes: Int, _ form: String) -> Figure {
    switch (gigabytes, form) {
    case (80, "PCIe"):
      .reported(
        bytes: 81_049 * 0x1p20,
        by: "81,049 MiB, total global memory of an A100 80GB PCIe in ekondis/mixbench, issue 47")
    case (80, _):
      .reported(
        gibibytes: 79.25, by: "\(torch) of an A100 of 80 GB in levihsu/OOTDiffusion, issue 235")
    default:
      .reported(
        bytes: 42_298_834_944,
        by:
          "deviceQuery of an A100-SXM4-40GB in bottlerocket-os/bottlerocket, pull request 3873; the"
          + " PCIe form has the same memory")
    }
  }

  private static let ada: [Hardware] = {
    let l4 = "NVIDIA L4 Tensor Core GPU datasheet, 2023, specifications"
    let whitepaper =
      "NVIDIA Ada GPU Architecture whitepaper, V2.01, appendix A, table of the GeForce RTX 4090"
    return [
      Hardware(
        name: "l4", title: "NVIDIA L4",
        peaks: [
          32: Figure(30.3e12, source: "\(l4), FP32"),
          16: .half(of: 242e12, source: "\(l4), FP16 and bfloat16 tensor core"),
          8: .half(of: 485e12, source: "\(l4), FP8 tensor core"),
        ],
        tensorFloat32: .half(of: 120e12, source: "\(l4), TF32 tensor core"),
        bandwidth: Figure(300e9, source: "\(l4), GPU memory bandwidth"),
        memory: .reported(
          bytes: 23_034 * 0x1p20,
          by: "23,034 MiB, nvidia-smi of an L4 in modal-labs/modal-client, pull request 2797")),
      Hardware(
        name: "rtx-4090", title: "NVIDIA GeForce RTX 4090",
        peaks: [
          32: Figure(82.6e12, source: "\(whitepaper), peak FP32"),
          16: Figure(
            165.2e12,
            source: "\(whitepaper), peak FP16 tensor with FP32 accumulate, dense;"
              + " 330.3 TFLOP/s with FP16 accumulate"),
          8: Figure(
            330.3e12,
            source: "\(whitepaper), peak FP8 tensor with FP32 accumulate, dense;"
              + " 660.6 TFLOP/s with FP16 accumulate"),
          4: Figure(
            1321.2e12, source: "\(whitepaper), peak INT4 tensor, dense; integers alone"),
        ],
        tensorFloat32: Figure(82.6e12, source: "\(whitepaper), peak TF32 tensor, dense"),
        bandwidth: Figure(1008e9, source: "\(whitepaper), memory bandwidth"),
        memory: .reported(
          gibibytes: 23.64,
          by: "\(torch) of an RTX 4090 in 3DTopia/Phidias-Diffusion, issue 8")),
    ]
  }()

  private static let hopper: [Hardware] = {
    let whitepaper =
      "NVIDIA H100 Tensor Core GPU Architecture whitepaper, table comparing the A100 and the H100"
    let h100 = "NVIDIA H100 Tensor Core GPU datasheet, specifications"
    let h200 = "NVIDIA H200 Tensor Core GPU datasheet, specifications, H200 SXM"
    let memory = Figure.reported(
      bytes: 81_559 * 0x1p20,
      by: "81,559 MiB, nvidia-smi of an H100 80GB HBM3 in vllm-project/vllm, issue 27508, and in"
        + " modal-labs/modal-client, pull request 2797; CUDA programs are told about 79.2 GiB of it"
    )
    return [
      Hardware(
        name: "h100-sxm", title: "NVIDIA H100 80 GB SXM",
        peaks: [
          32: Figure(66.9e12, source: "\(whitepaper), SXM5, FP32"),
          16: Figure(
            989.4e12, source: "\(whitepaper), SXM5, FP16 tensor with FP32 accumulate, dense"),
          8: Figure(
            1978.9e12, source: "\(whitepaper), SXM5, FP8 tensor with FP32 accumulate, dense"),
        ],
        tensorFloat32: Figure(494.7e12, source: "\(whitepaper), SXM5, TF32 tensor, dense"),
        bandwidth: Figure(3.35e12, source: "\(h100), H100 SXM, GPU memory bandwidth"),
        memory: memory),
      Hardware(
        name: "h100-pcie", title: "NVIDIA H100 80 GB PCIe",
        peaks: [
          32: Figure(51.2e12, source: "\(whitepaper), PCIe, FP32"),
          16: Figure(
            756e12, source: "\(whitepaper), PCIe, FP16 tensor with FP32 accumulate, dense"),
          8: Figure(
            1513e12, source: "\(whitepaper), PCIe, FP8 tensor with FP32 accumulate, dense"),
        ],
        tensorFloat32: Figure(378e12, source: "\(whitepaper), PCIe, TF32 tensor, dense"),
        bandwidth: Figure(2e12, source: "\(h100), H100 PCIe, GPU memory bandwidth"),
        memory: memory),
      Hardware(
        name: "h200-sxm", title: "NVIDIA H200 141 GB SXM",
        peaks: [
          32: Figure(67e12, source: "\(h200), FP32"),
          16: .half(of: 1979e12, source: "\(h200), FP16 and bfloat16 tensor core"),
          8: .half(of: 3958e12, source: "\(h200), FP8 tensor core"),
        ],
        tensorFloat32: .half(of: 989e12, source: "\(h200), TF32 tensor core"),
        bandwidth: Figure(4.8e12, source: "\(h200), GPU memory bandwidth"),
        memory: .reported(
          gibibytes: 139.8,
          by: "\(torch) of an H200, as several public logs have it; nvidia-smi says 143,771 MiB")),
    ]
  }()

  private static let blackwell: [Hardware] = {
    let sheet =
      "NVIDIA Blackwell (GB200 NVL72 and HGX B200) datasheet, 2025, individual GPU, HGX B200"
    return [
      Hardware(
        name: "b200", title: "NVIDIA B200 180 GB (HGX)",
        peaks: [
          32: Figure(75e12, source: "\(sheet), FP32"),
          16: .half(of: 4500e12, source: "\(sheet), FP16 and bfloat16 tensor core"),
          8: .half(of: 9000e12, source: "\(sheet), FP8 and FP6 tensor core"),
          4: .half(of: 18_000e12, source: "\(sheet), FP4 tensor core"),
        ],
        tensorFloat32: .half(of: 2200e12, source: "\(sheet), TF32 tensor core"),
        bandwidth: Figure(
          7.7e12, source: "\(sheet), GPU memory bandwidth; announced in 2024 as up to 8 TB/s"),
        memory: .reported(
          gibibytes: 178.35, by: "total global memory of a B200 in pytorch/ao, pull request 4002"))
    ]
  }()
}
