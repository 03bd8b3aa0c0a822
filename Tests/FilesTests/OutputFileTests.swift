import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct OutputFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path }

  init() throws { folder = try TemporaryFolder() }

  private func output(_ name: String) -> OutputFile {
    OutputFile(name.hasPrefix("/") ? name : "\(path)/\(name)", option: "--junit")
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  private func facts(_ name: String) throws -> stat {
    var facts = stat()
    try #require(lstat("\(path)/\(name)", &facts) == 0)
    return facts
  }

  private func kind(_ name: String) throws -> mode_t { try facts(name).st_mode & S_IFMT }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  // MARK: Plain files

  @Test func plainFileIsReplacedWholeAndKeepsItsRights() throws {
    try folder.write("old", to: "out.xml")
    chmod("\(path)/out.xml", 0o640)
    let before = try facts("out.xml")
    try output("out.xml").check()
    try output("out.xml").write("new", isDurable: true)
    let after = try facts("out.xml")
    #expect(try text("out.xml") == "new")
    #expect(before.st_ino != after.st_ino && after.st_mode == before.st_mode)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["out.xml"])
  }

  @Test func foldersAboveAreMade() throws {
    try output("a/b/out.xml").check()
    #expect(!FileManager.default.fileExists(atPath: path + "/a"))
    try output("a/b/out.xml").write("one")
    try output("c/d/summary.md").append("one\n")
    try output("c/d/summary.md").append("two\n")
    #expect(try text("a/b/out.xml") == "one" && text("c/d/summary.md") == "one\ntwo\n")
  }

  @Test func longestNameThatThereIs() throws {
    let name = String(repeating: "n", count: 255)
    try output(name).write("one")
    #expect(try text(name) == "one")
  }

  /// A process that was killed leaves its temporary file, and a link in its place isn't followed.
  @Test func leftoverOfAnotherProcessIsNotWrittenInto() throws {
    try folder.write("precious", to: "other")
    try link(".out.xml.\(getpid())", to: "\(path)/other")
    try output("out.xml").write("new")
    #expect(try text("out.xml") == "new" && text("other") == "precious")
    #expect(try kind("out.xml") == S_IFREG)
  }

  // MARK: Links

  @Test(arguments: ["real", "there/real", "missing", "there/missing"])
  func linksStayAndLeadToTheFile(target: String) throws {
    try folder.write("old", to: "real")
    try folder.write("old", to: "there/real")
    try link("link", to: target)
    try link("there/second", to: "../link")
    for (name, contents) in [("link", "one"), ("there/second", "two")] {
      try output(name).check()
      try output(name).write(contents)
      #expect(try kind(name) == S_IFLNK && kind(target) == S_IFREG)
      #expect(try text(target) == contents)
    }
    try output("there/second").append("!")
    #expect(try kind("link") == S_IFLNK && text(target) == "two!")
  }

  @Test func endlessLinksAreRefused() throws {
    try link("a", to: "b")
    try link("b", to: "a")
    #expect(throws: OutputFolder.WriteError.self) { try output("a").check() }
    #expect(throws: OutputFolder.WriteError.self) { try output("a").write("x") }
    #expect(try kind("a") == S_IFLNK && kind("b") == S_IFLNK)
  }

  // MARK: Pipes and devices

  @Test func namedPipeStaysAndItsReaderGetsAll() throws {
    try #require(mkfifo(path + "/pipe", 0o600) == 0)
    try link("link", to: "pipe")
    let reader = open(path + "/pipe", O_RDONLY | O_NONBLOCK)
    try #require(reader >= 0)
    defer { close(reader) }
    try output("pipe").check()
    try output("pipe").write("one ")
    try output("link").write("two ")
    try output("link").append("three")
    #expect(read(reader) == "one two three")
    #expect(try kind("pipe") == S_IFIFO && kind("link") == S_IFLNK)
  }

  private func read(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  /// What bash makes of `>(cat)` and of `/dev/stdout` in a pipeline.
  @Test(arguments: ["/dev/fd/", "/proc/self/fd/", "/proc/\(getpid())/fd/"])
  func openPipeGetsAll(folder: String) throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let file = output("\(folder)\(ends[1])")
    try file.check()
    try file.write("one ")
    try file.append("two")
    #expect(!file.isStandardOutput)
    #expect(read(ends[0]) == "one two")
    // The reader's end is no place for an output.
    #expect(throws: OutputFolder.WriteError.self) { try output("\(folder)\(ends[0])").check() }
    close(ends[1])
    #expect(throws: OutputFolder.WriteError.self) { try file.write("x") }
  }

  @Test func readerThatHasGoneIsAnErrorAndNotTheEnd() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    #expect(throws: OutputFolder.WriteError.self) { try output("/dev/fd/\(ends[1])").write("x") }
    #expect(throws: OutputFolder.WriteError.self) { try output("/dev/fd/\(ends[1])").append("x") }
  }

  /// As with `command --out /dev/stdout > file`, which prints to the file too.
  @Test func openFileIsWrittenIntoAtItsPlace() throws {
    let descriptor = open(path + "/log", O_WRONLY | O_CREAT, 0o600)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let before = try facts("log")
    #expect(FileDescriptor(number: descriptor).write("before ") == 0)
    try output("/dev/fd/\(descriptor)").write("in it ")
    #expect(FileDescriptor(number: descriptor).write("after") == 0)
    #expect(try text("log") == "before in it after" && facts("log").st_ino == before.st_ino)
  }

  @Test func standardOutputIsKnownByAnyName() throws {
    try link("out", to: "/dev/stdout")
    for name in ["/dev/stdout", "/dev/fd/1", "out"] { #expect(output(name).isStandardOutput) }
    for name in ["/dev/stderr", "/dev/null", "file"] { #expect(!output(name).isStandardOutput) }
  }

  /// Whether this process may make devices.
  private static let makesDevices: Bool = {
    let path = NSTemporaryDirectory() + "device-\(UUID().uuidString)"
    defer { unlink(path) }
    return mknod(path, S_IFCHR | 0o600, nullDevice) == 0
  }()

  /// Linux' numbers of `/dev/null` and `/dev/full`.
  private static let nullDevice: dev_t = 1 << 8 | 3
  private static let fullDevice: dev_t = 1 << 8 | 7

  @Test(.enabled(if: makesDevices, "only root makes devices"))
  func deviceStaysADevice() throws {
    try #require(mknod(path + "/null", S_IFCHR | 0o666, Self.nullDevice) == 0)
    try link("link", to: "null")
    for name in ["null", "link"] {
      try output(name).check()
      try output(name).write("x", isDurable: true)
      try output(name).append("x")
    }
    #expect(try kind("null") == S_IFCHR && facts("null").st_rdev == Self.nullDevice)
    #expect(try kind("link") == S_IFLNK)
    try #require(mknod(path + "/full", S_IFCHR | 0o666, Self.fullDevice) == 0)
    #expect {
      try output("full").write("x")
    } throws: {
      "\($0)".contains("No space left")
    }
    #expect(try kind("full") == S_IFCHR)
  }

  @Test(.enabled(if: makesDevices, "only root makes devices"))
  func diskIsNeverWrittenInto() throws {
    // A number that no disk has.
    try #require(mknod(path + "/disk", S_IFBLK | 0o600, 240 << 8 | 255) == 0)
    #expect(throws: OutputFolder.WriteError.self) { try output("disk").check() }
    #expect(throws: OutputFolder.WriteError.self) { try output("disk").write("x") }
    #expect(throws: OutputFolder.WriteError.self) { try output("disk").append("x") }
    #expect(try kind("disk") == S_IFBLK)
  }

  // MARK: What is no output

  @Test(arguments: ["", "/", "folder", "folder/", "new/", "file/out", "link"])
  func refusedBeforeAnythingIsDone(name: String) throws {
    try folder.write("x", to: "folder/in")
    try folder.write("x", to: "file")
    try link("link", to: "folder")
    let file = OutputFile(name.isEmpty || name == "/" ? name : "\(path)/\(name)", option: "--junit")
    #expect(throws: OutputFolder.WriteError.self) { try file.check() }
    #expect(throws: OutputFolder.WriteError.self) { try file.write("x") }
    #expect(throws: OutputFolder.WriteError.self) { try file.append("x") }
    #expect(try text("file") == "x" && kind("link") == S_IFLNK)
    #expect(!FileManager.default.fileExists(atPath: path + "/new"))
  }
}
