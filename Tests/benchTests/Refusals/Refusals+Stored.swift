import TestSupport

extension Refusals {
  /// `bench chart` and `bench report`.
  static let stored =
    ["chart", "report"].flatMap { command in
      ["nowhere", "folder", "file", ""].map {
        Refusal(command, $0, says: "name a folder that bench sweep has written")
      }
    } + [
      Refusal("chart", "fifo.json", says: "it is no plain file; run `swift run bench roof`"),
      Refusal("chart", "broken.json", says: "is missing at line 1, column 22; run"),
      Refusal("report", "fifo.json", says: "name a folder that bench sweep has written"),
      Refusal("chart", says: "there is no run in .contextcost/Results; name a run's folder"),
      Refusal("report", says: "there is no run in .contextcost/Results; name a run's folder"),
      Refusal("chart", "run", "--plots", "file", status: 73, says: "another place with --plots"),
      Refusal("chart", "run", "--against", "rtm", says: "isn't in the run; name one of full, rmt"),
      Refusal("report", "run", "--against", "", says: "isn't in the run; name one of full, rmt"),
      Refusal("report", "run", "--out", "", status: 73, says: "the name is empty; choose another"),
      Refusal("report", "run", "--out", "folder", status: 73, says: "it is a folder, not a file"),
      Refusal("report", "run", "--out", "file/page", status: 73, says: "another place with --out"),
      Refusal(
        "report", "run", "--format", "text", "--out", "page", says: "text goes to standard output"),
    ]
    + ["missing", "file"].map {
      Refusal(
        "report", "run", "--out", "page", status: 73, setting: ["TMPDIR": $0], says: "set TMPDIR")
    }

  /// `bench history`.
  static let histories =
    ["list", "chart", "changes"].flatMap { command in
      [
        Refusal(
          "history", command, "--history", "nowhere", says: "`bench history add RUN` begins one"),
        Refusal(
          "history", command, "--history", "history.jsonl", "--cell", "foo:1", says: "it has full:1"
        ),
      ]
    } + [
      Refusal("history", "list", "--history", "", says: "--history names no file"),
      Refusal("history", "list", "--history", "folder", says: "choose another file with --history"),
      Refusal("history", "list", "--history", "fifo.json", says: "choose another file with"),
      Refusal("history", "list", "--history", "history.jsonl", "--cell", "", says: "such as rmt:4"),
      Refusal(
        "history", "list", "--history", "history.jsonl", "--cell", ":::", says: "such as rmt:4"),
      Refusal(
        "history", "list", "--history", "history.jsonl", "--since", "yesterday",
        says: "write 2026-11-21"
      ),
      Refusal(
        "history", "list", "--history", "history.jsonl", "--since", "1234567",
        says: "names no commit"),
      Refusal(
        "history", "list", "--last", "-1", says: "'-1' is negative; write a number from 1 up"),
      Refusal(
        "history", "list", "--last", "3", "--since", "2026-11-21", says: "give --since or --last"),
      Refusal(
        "history", "chart", "--history", "history.jsonl", "--plots", "file", status: 73,
        says: "another place with --plots"),
      Refusal(
        "history", "add", says: "there is no run in .contextcost/Results; name a run's folder"),
      Refusal("history", "add", "nowhere", says: "name a folder that bench sweep has written"),
      Refusal("history", "add", "fifo.json", says: "name a folder that bench sweep has written"),
      Refusal("history", "add", "run", "--history", "", says: "--history names no file"),
      Refusal(
        "history", "add", "run", "--history", "folder", status: 73,
        says: "another place with --history"
      ),
    ]
}
