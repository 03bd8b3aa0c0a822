import ArgumentParser

/// How records are written: for people or for programs.
public enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// Aligned text for a terminal.
  case table
  /// One array of objects.
  case json
  /// JSON Lines: one object a line.
  case jsonl
  /// RFC 4180: a header of stable names, lines that end in CR LF.
  case csv
  /// A header of stable names, cells between tabs, lines that end in LF.
  case tsv
  /// A script for SQLite, PostgreSQL and DuckDB: a table and its rows, named by what they are.
  case sql
  /// A table as GitHub renders it.
  case markdown
}
