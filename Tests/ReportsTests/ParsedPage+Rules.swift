/// What the HTML standard and the Web Content Accessibility Guidelines ask of a page.
extension ParsedPage {
  /// A sentence for each place where the page breaks a rule.
  var violations: [String] {
    [error.map { ["it isn't well-formed: \($0)"] } ?? []].flatMap { $0 } + nesting + landmarks
      + headings + references + names + tables
  }

  private static let phrasing: Set<String> = ["span", "a", "sup", "strong"]
  /// What may stand directly in an element; others may hold anything that flows.
  private static let content: [String: Set<String>] = [
    "html": ["head", "body"], "head": ["meta", "title", "style"], "ul": ["li"], "ol": ["li"],
    "dl": ["div"], "table": ["caption", "thead", "tbody"], "thead": ["tr"], "tbody": ["tr"],
    "tr": ["th", "td"], "caption": phrasing, "th": phrasing, "td": phrasing, "p": phrasing,
    "h1": phrasing, "h2": phrasing, "h3": phrasing, "dt": phrasing, "sup": phrasing,
    "span": phrasing, "a": ["span"], "strong": [], "title": [], "style": [], "meta": [],
  ]
  private static let parents: [String: Set<String>] = [
    "li": ["ul", "ol"], "dt": ["div"], "dd": ["div"], "figcaption": ["figure"],
    "caption": ["table"], "tr": ["thead", "tbody"], "main": ["body"], "header": ["body"],
    "footer": ["body"],
  ]

  private func children(of index: Int) -> [Element] {
    elements.filter { $0.parent == index }
  }

  private var nesting: [String] {
    elements.indices.flatMap { index -> [String] in
      let (element, inside) = (elements[index], children(of: index))
      var wrong = inside.filter { child in
        Self.content[element.name].map { !$0.contains(child.name) } ?? false
      }.map { "\($0.name) in \(element.name)" }
      if let allowed = Self.parents[element.name],
        !allowed.contains(element.parent.map { elements[$0].name } ?? "")
      {
        wrong.append("\(element.name) stands in the wrong place")
      }
      if element.name == "figure", inside.last?.name != "figcaption" {
        wrong.append("a figure doesn't end in its caption")
      }
      return wrong
    }
  }

  private var landmarks: [String] {
    let names = ["main", "header", "footer", "nav", "h1"]
    let once = names.filter { all($0).count != 1 }.map { "there isn't one \($0)" }
    let outside = elements.indices.filter { index in
      let isContent = ["p", "table", "figure", "dl"].contains(elements[index].name)
      return isContent && !["main", "header", "footer"].contains { isInside($0, index) }
    }
    let unnamed = elements.filter { element in
      let isRegion =
        ["nav", "section"].contains(element.name) || element.attributes["role"] == "region"
      let name = element.attributes["aria-label"] ?? element.attributes["aria-labelledby"]
      return isRegion && name == nil
    }
    let language = all("html").filter { $0.attributes["lang"] != "en" }
    let titles = all("title").filter { $0.text.isEmpty }
    return once + outside.map { "\(elements[$0].name) is in no landmark" }
      + unnamed.map { "a \($0.name) has no name" } + language.map { _ in "no language" }
      + titles.map { _ in "an empty title" }
  }

  /// Levels go down one at a time, and every section begins with one.
  private var headings: [String] {
    let levels = elements.compactMap { element in
      element.name.count == 2 && element.name.hasPrefix("h")
        ? element.name.last?.wholeNumberValue : nil
    }
    let jumps = zip([0] + levels, levels).filter { $0.1 > $0.0 + 1 }.map { "h\($0.0) to h\($0.1)" }
    let bare = elements.indices.filter {
      elements[$0].name == "section" && children(of: $0).first?.name != "h2"
    }
    return jumps + bare.map { _ in "a section without a heading" }
  }

  private var references: [String] {
    let ids = elements.compactMap { $0.attributes["id"] }
    let known = Set(ids)
    let twice = Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys
    let astray = elements.flatMap(Self.targets).filter { !known.contains($0) }
    let wrong = ids.filter { $0.isEmpty || $0.contains(" ") }
    return twice.map { "the id \($0) twice" } + astray.map { "nothing has the id \($0)" }
      + wrong.map { "'\($0)' is no id" }
  }

  /// The ids that an element refers to.
  private static func targets(of element: Element) -> [String] {
    let labels = ["aria-labelledby", "aria-describedby"].compactMap { element.attributes[$0] }
    let isLink = element.name == "a" || element.name == "use"
    let link = isLink ? element.attributes["href"].map { String($0.dropFirst()) } : nil
    return labels.flatMap { $0.split(separator: " ").map(String.init) } + [link].compactMap { $0 }
  }

  /// Pictures and links say what they are; no attribute is empty.
  private var names: [String] {
    elements.indices.flatMap { index -> [String] in
      let (element, inside) = (elements[index], children(of: index))
      var wrong = element.attributes.filter { $0.value.isEmpty && $0.key != "data-label" }
        .map { "\(element.name) has an empty \($0.key)" }
      if element.name == "svg",
        element.attributes["role"] != "img" || inside.first?.name != "title"
          || inside.first?.text.isEmpty != false
      {
        wrong.append("a picture says nothing")
      }
      if element.name == "a", element.text.isEmpty { wrong.append("a link without text") }
      return wrong
    }
  }

  private var tables: [String] {
    elements.indices.filter { elements[$0].name == "table" }.flatMap(violations(ofTable:))
  }

  private func violations(ofTable table: Int) -> [String] {
    let name = elements[table].attributes["id"] ?? "?"
    let rows = elements.indices.filter { index in
      elements[index].name == "tr"
        && elements[index].parent.flatMap { elements[$0].parent } == table
    }.map(children(of:))
    let widths = rows.map { row in
      row.reduce(0) { $0 + (Int($1.attributes["colspan"] ?? "1") ?? 0) }
    }
    let heads = rows.joined().filter { $0.name == "th" }
    var wrong: [String] = []
    if children(of: table).first?.name != "caption" { wrong.append("has no caption first") }
    if Set(widths).count != 1 { wrong.append("has rows of different lengths") }
    if heads.contains(where: { $0.attributes["scope"] == nil }) {
      wrong.append("has heads of nothing")
    }
    if rows.contains(where: { $0.first?.name != "th" }) { wrong.append("has rows without a head") }
    return wrong.map { "\(name) \($0)" }
  }
}
