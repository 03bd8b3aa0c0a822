extension ReportTemplates {
  /// The page's style sheet: one column for reading, tables that fold where they don't fit, charts on
  /// paper of the page's own colour.
  static let style = """
    :root {
      color-scheme: light dark;
      --paper: #fdfdfb; --card: #ffffff; --tint: #f3f5f6; --ink: #1b1d1f; --quiet: #5a6066;
      --rule: #d9dcde; --accent: #005a8f; --good: #00694d; --warn: #8a4b00; --bad: #a83200;
      --serif: Charter, "Bitstream Charter", "Source Serif 4", "Noto Serif", Georgia, serif;
      --sans: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #16181a; --card: #1b1e21; --tint: #1f2326; --ink: #e6e6e3; --quiet: #a3a9ae;
        --rule: #363b3f; --accent: #7cc0ee; --good: #5fd0a8; --warn: #e9b15f; --bad: #f08a6a;
      }
    }
    *, *::before, *::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 2.4rem 1.5rem 4rem; max-width: 66rem;
      background: var(--paper); color: var(--ink);
      font: 1.0625rem/1.58 var(--serif); font-kerning: normal; overflow-wrap: break-word;
    }
    header, nav, footer, section > p, section > h2, .notes, .finding, figcaption, dl, .rules { max-width: 42rem; }
    h1 {
      margin: 0; font-size: clamp(1.35rem, 1.1rem + 1.2vw, 1.8rem); line-height: 1.2;
      font-weight: 600; letter-spacing: -0.012em; text-wrap: balance;
    }
    .subtitle { margin: 0.4rem 0 0; color: var(--quiet); font: 0.875rem/1.5 var(--sans); }
    h2 {
      margin: 3.2rem 0 0.6rem; font-size: 1.4rem; line-height: 1.25; font-weight: 600;
      letter-spacing: -0.006em;
    }
    p { margin: 0.7rem 0; hanging-punctuation: first; }
    a { color: var(--accent); text-decoration-thickness: 0.06em; text-underline-offset: 0.16em; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    nav { margin: 2rem 0 0; padding: 0.7rem 0 0; border-top: 1px solid var(--rule); font: 0.875rem/1.5 var(--sans); }
    nav ul { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 0.15rem 1.2rem; }
    .headline { margin-top: 1.2rem; border-top: 3px solid var(--accent); }
    .headline h2 {
      margin: 0.9rem 0 0; font: 600 0.8125rem/1.4 var(--sans); letter-spacing: 0.02em; color: var(--accent);
    }
    .headline > p:first-of-type { max-width: 50rem; margin: 0.25rem 0 0; font-size: clamp(1.2rem, 1rem + 0.9vw, 1.5rem); line-height: 1.38; text-wrap: pretty; }
    .headline figure { margin-top: 1.1rem; }
    .table, figure { margin: 1.8rem 0; }
    .scroll { overflow-x: auto; -webkit-overflow-scrolling: touch; }
    table {
      border-collapse: separate; border-spacing: 0; font: 0.875rem/1.4 var(--sans);
      font-variant-numeric: tabular-nums lining-nums; min-width: 100%;
    }
    caption { text-align: left; padding: 0 0 0.5rem; color: var(--quiet); }
    caption span, tr.group span { display: block; position: sticky; left: 0; max-width: min(42rem, calc(100vw - 3rem)); }
    th, td { padding: 0.34rem 0.6rem; text-align: left; vertical-align: baseline; }
    th:first-child, td:first-child { padding-left: 0.1rem; }
    th:last-child, td:last-child { padding-right: 0.3rem; }
    thead th {
      color: var(--quiet); font-weight: 500; vertical-align: bottom;
      border-bottom: 1.5px solid var(--ink);
    }
    tbody th { font-weight: 400; position: sticky; left: 0; background: var(--paper); }
    tbody th.text { min-width: 8.5rem; }
    tbody tr + tr > * { border-top: 1px solid var(--rule); }
    tbody:last-of-type tr:last-child > * { border-bottom: 1.5px solid var(--ink); }
    tr.group th {
      padding-top: 1rem; font-weight: 600; color: var(--ink);
    }
    .number { text-align: right; }
    tbody .number .value { white-space: nowrap; }
    thead .detail { display: block; font-size: 0.8125rem; font-weight: 400; }
    .interval { display: block; color: var(--quiet); font-size: 0.8125rem; }
    .ends { display: inline-block; }
    .predicted .value { font-style: italic; }
    sup { font-size: 0.75em; line-height: 0; margin-left: 0.15em; }
    sup a { text-decoration: none; padding: 0.3em; margin: -0.3em; }
    .notes { margin: 0.7rem 0 0; padding-left: 1.4rem; font-size: 0.875rem; line-height: 1.5; color: var(--quiet); }
    .notes li:target { background: var(--tint); color: var(--ink); }
    figure { margin-left: 0; margin-right: 0; }
    .drawing { margin-top: 0.8rem; max-width: 60rem; padding: 0.3rem; background: var(--card); border: 1px solid var(--rule); border-radius: 6px; }
    .drawing svg { display: block; width: 100%; height: auto; }
    .drawing.narrow { display: none; max-width: 30rem; }
    figcaption { margin-top: 0.6rem; font-size: 0.9375rem; line-height: 1.5; color: var(--quiet); }
    .finding { margin: 0; font-weight: 600; line-height: 1.4; }
    dl { margin: 1rem 0; font: 0.9375rem/1.5 var(--sans); }
    dl div { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; padding: 0.3rem 0; border-top: 1px solid var(--rule); }
    dl div:last-child { border-bottom: 1px solid var(--rule); }
    dt { color: var(--quiet); }
    dd { margin: 0; overflow-wrap: anywhere; }
    .rules { padding-left: 1.9rem; }
    .rules li { margin: 1rem 0; padding-left: 0.3rem; }
    .rules li::marker { color: var(--quiet); font: 0.9375rem var(--sans); }
    .rules p { margin: 0.15rem 0; }
    .rules .demand { font-style: italic; }
    .rules strong { font: 600 0.8125rem var(--sans); margin-right: 0.35em; }
    .met strong { color: var(--good); } .partly strong { color: var(--warn); }
    .missed strong { color: var(--bad); } .beside strong { color: var(--quiet); }
    footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: 0.875rem; color: var(--quiet); }
    @media screen and (max-width: 47.99rem) {
      .drawing.wide { display: none; }
      .drawing.narrow { display: block; }
      table:not(.folds, .folds-early) .secondary { display: none; }
    }
    @media screen and (max-width: 36rem) {
      body { padding: 1.4rem 0.9rem 3rem; font-size: 1rem; }
      .drawing { margin-left: -0.75rem; margin-right: -0.75rem; padding: 0.1rem; }
      table { font-size: 0.8125rem; }
      thead th { font-size: 0.75rem; }
      .interval, thead .detail { font-size: 0.6875rem; }
      th, td { padding: 0.34rem 0.2rem; }
      tbody th.text { min-width: 0; max-width: 8.5rem; }
      caption span, tr.group span { max-width: calc(100vw - 2rem); }
      dl div { grid-template-columns: 1fr; gap: 0; }
    }
    \(folded("folds", below: 48))
    \(folded("folds-early", below: 72))
    @media print {
      :root {
        --paper: #ffffff; --card: #ffffff; --tint: #ffffff; --ink: #000000; --quiet: #444444;
        --rule: #bbbbbb; --accent: #000000; --good: #000000; --warn: #000000; --bad: #000000;
      }
      @page { margin: 18mm 16mm; }
      html { font-size: 9.4pt; }
      body { max-width: none; padding: 0; font-size: 1rem; line-height: 1.42; }
      header, section > p, section > h2, .notes, .finding, figcaption, dl, .rules { max-width: none; }
      nav { display: none; }
      .scroll { overflow: visible; }
      table { font-size: 0.82rem; }
      .interval, thead .detail { font-size: 0.76rem; }
      th, td { padding: 1.5pt 4pt; }
      tbody th, caption span, tr.group span { position: static; max-width: none; }
      .drawing { border: 0; padding: 0; }
      h2 { break-after: avoid; margin-top: 18pt; }
      figure, tr, .rules li, dl div { break-inside: avoid; }
      thead { display: table-header-group; }
      a { text-decoration: none; }
    }
    """

  /// In windows narrower than so many rem a row becomes a list: its name, then a line for each cell.
  private static func folded(_ name: String, below width: Int) -> String {
    """
    @media screen and (max-width: \(width - 1).99rem) {
      .\(name), .\(name) caption, .\(name) tbody, .\(name) tr, .\(name) th, .\(name) td { display: block; }
      .\(name) thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .\(name) tbody tr { padding: 0.6rem 0; border-top: 1px solid var(--rule); }
      .\(name).\(name) tbody tr > th, .\(name).\(name) tbody tr > td {
        padding: 0.1rem 0; border: 0; text-align: left; max-width: none; position: static;
        display: grid; grid-template-columns: 11rem 1fr; column-gap: 0.8rem;
      }
      .\(name).\(name) tbody tr > th { font-weight: 600; }
      .\(name) tbody [data-label]::before { content: attr(data-label); color: var(--quiet); font-weight: 400; grid-row: 1 / span 2; }
      .\(name) sup { grid-column: 2; }
      .\(name) .interval { grid-column: 2; }
      .\(name) td:not(:has(.value:not(:empty))) { display: none; }
    }
    """
  }
}
