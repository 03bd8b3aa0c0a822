import Glibc
import Text

/// What the machine allows at each arithmetic intensity, and what the kernels make of it.
///
/// After Williams, Waterman and Patterson, "Roofline", CACM 52(4), 2009.
public struct RooflineChart: Sendable {
  private let input: RooflineInput
  private let title: String?
  private let look: RooflineLook
  private static let mostLabels = 24

  /// The chart of `input`; without a title, the range of the shares is stated.
  public init(_ input: RooflineInput, title: String? = nil) {
    self.input = input
    self.title = title
    self.look = RooflineLook(input)
  }

  /// The chart as a value.
  ///
  /// All kernels are drawn; at most twenty-four have a label, and a note counts the others.
  public var chart: Chart {
    let kernels = input.usableKernels
    let unlabelled = max(kernels.count - Self.mostLabels, 0)
    let notes = unlabelled > 0 ? [unlabelledNote(unlabelled)] : []
    let x = horizontal
    let y = vertical
    return Chart(
      name: "roofline", title: title ?? input.finding, subtitle: input.subtitle,
      size: PixelSize(width: 960, height: 660), key: look.key,
      panels: [
        Panel(
          heading: "rate over arithmetic intensity; lines: measured peaks and memory bandwidth",
          x: x, y: y,
          series: ceilings(x: x.range) + slopes(x: x.range, y: y.range) + points,
          callouts: slopeNames(x: x.range, y: y.range)
            + kernels.prefix(Self.mostLabels).map { kernel in
              Callout(
                x: kernel.intensity, y: kernel.flopsPerSecond, text: input.text(of: kernel),
                hue: look.hue(kernel.dtype))
            },
          edgeMarks: kernels.filter { !y.range.contains($0.flopsPerSecond) }.map { kernel in
            EdgeMark(
              kernel.flopsPerSecond > y.range.upper ? .top : .bottom, at: kernel.intensity,
              text: "\(input.text(of: kernel)), "
                + NumberText.prefixed(kernel.flopsPerSecond, unit: "FLOP/s"),
              hue: look.hue(kernel.dtype))
          })
      ], notes: notes + input.notes)
  }

  private func unlabelledNote(_ count: Int) -> String {
    count == 1
      ? "1 kernel is drawn without its name."
      : "\(Plural.text(count, "kernel")) are drawn without their names."
  }

  /// Intensities of kernels, and the ridges, with air for the slopes' names.
  private var horizontal: Axis {
    let ridges = input.usableCeilings.compactMap { ceiling in
      input.bandwidth(threads: ceiling.threads).map { ceiling.flopsPerSecond / $0 }
    }
    let range = AxisRange(
      .log10, spanning: input.usableKernels.map(\.intensity) + ridges, margin: 0.14)
    return Axis(
      label: "FLOPs/byte", range: range,
      ticks: Tick.decades(in: range) { NumberText.compact($0) })
  }

  private var vertical: Axis {
    let rates = input.usableKernels.flatMap { kernel in
      [kernel.flopsPerSecond, kernel.low, kernel.high].compactMap { $0 }
    }
    let values = rates + input.usableCeilings.map(\.flopsPerSecond)
    let range = AxisRange(
      .log10, spanning: AxisRange.withoutOutliers(values, .log10), margin: 0.1)
    return Axis(
      label: "", range: range,
      ticks: Tick.decades(in: range) { NumberText.prefixed($0, unit: "FLOP/s") })
  }

  /// Each peak from where the memory no longer limits it, to the right edge.
  private func ceilings(x: AxisRange) -> [Series] {
    input.usableCeilings.map { ceiling in
      let ridge = input.bandwidth(threads: ceiling.threads).map { ceiling.flopsPerSecond / $0 }
      let start = min(max(ridge ?? x.lower, x.lower), x.upper)
      return Series(
        .analytic([start, x.upper].map { CurvePoint(x: $0, y: ceiling.flopsPerSecond) }),
        hue: look.hue(ceiling.dtype),
        label: [
          "\(ceiling.dtype), \(RooflineLook.threads(ceiling.threads))",
          NumberText.prefixed(ceiling.flopsPerSecond, unit: "FLOP/s"),
        ], dash: look.dash(ceiling.threads))
    }
  }

  /// Each bandwidth up to the highest peak on as many threads.
  private func slopes(x: AxisRange, y: AxisRange) -> [Series] {
    input.usableBandwidths.compactMap { bandwidth in
      slope(of: bandwidth, x: x, y: y).map { start, end in
        let points = [start, end].map { CurvePoint(x: $0, y: $0 * bandwidth.bytesPerSecond) }
        return Series(.analytic(points), hue: .grey, dash: look.dash(bandwidth.threads))
      }
    }
  }

  /// Where a bandwidth's slope begins and ends within the axes.
  private func slope(
    of bandwidth: RooflineInput.Bandwidth, x: AxisRange, y: AxisRange
  ) -> (Double, Double)? {
    let peaks = input.usableCeilings.filter { $0.threads == bandwidth.threads }
    let top = peaks.map(\.flopsPerSecond).max() ?? y.upper
    // Rounding must not put an end outside.
    let start = max(x.lower, y.lower / bandwidth.bytesPerSecond * 1.000_001)
    let end = min(x.upper, top / bandwidth.bytesPerSecond * 0.999_999)
    return start < end ? (start, end) : nil
  }

  /// The slopes' names: of the steepest, which has room on its left, further up than the others.
  private func slopeNames(x: AxisRange, y: AxisRange) -> [Callout] {
    input.usableBandwidths.enumerated().compactMap { index, bandwidth in
      slope(of: bandwidth, x: x, y: y).map { start, end in
        let isSteepest = !input.usableBandwidths.contains {
          $0.bytesPerSecond > bandwidth.bytesPerSecond
        }
        let share = isSteepest ? 0.6 : 0.06 + 0.1 * Double(index % 4)
        let place = start * pow(end / start, share)
        return Callout(
          x: place, y: place * bandwidth.bytesPerSecond,
          text: NumberText.prefixed(bandwidth.bytesPerSecond, unit: "B/s") + " from memory, "
            + RooflineLook.threads(bandwidth.threads))
      }
    }
  }

  /// A series per dtype and thread count.
  private var points: [Series] {
    look.pairs.map { dtype, threads in
      let kernels = input.usableKernels.filter { $0.dtype == dtype && $0.threads == threads }
      return Series(
        .measured(
          kernels.map {
            MeasuredPoint(x: $0.intensity, value: $0.flopsPerSecond, low: $0.low, high: $0.high)
          }, joined: false), hue: look.hue(dtype), dash: look.dash(threads))
    }
  }
}
