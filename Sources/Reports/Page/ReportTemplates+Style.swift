extension ReportTemplates {
  /// The page's style sheet: one column for reading, tables that scroll inside their own box, charts on
  /// white paper in the dark too.
  static let style = """
    :root {
      color-scheme: light dark;
      --paper: #fdfdfb; --card: #ffffff; --tint: #f3f5f6; --ink: #1b1d1f; --quiet: #5a6066;
      --rule: #d9dcde; --accent: #005a8f; --good: #00694d; --warn: #8a4b00; --bad: #a83200;
      --serif: Charter, "Bitstream Charter", "Source Serif 4", "Noto Serif", Georgia, serif;
      --sans: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #16181a; --card: #ffffff; --tint: #1f2326; --ink: #e6e6e3; --quiet: #a3a9ae;
        --rule: #363b3f; --accent: #7cc0ee; --good: #5fd0a8; --warn: #e9b15f; --bad: #f08a6a;
      }
    }
    *, *::before, *::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 3rem 1.5rem 4rem; max-width: 58rem;
      background: var(--paper); color: var(--ink);
      font: 1.0625rem/1.58 var(--serif); font-kerning: normal; overflow-wrap: break-word;
    }
    header, nav, footer, section > p, section > h2, .notes, figcaption, dl, .rules { max-width: 42rem; }
    h1 {
      margin: 0; font-size: clamp(1.7rem, 1.2rem + 2.2vw, 2.4rem); line-height: 1.15;
      font-weight: 600; letter-spacing: -0.012em; text-wrap: balance;
    }
    .subtitle { margin: 0.6rem 0 0; color: var(--quiet); }
    h2 {
      margin: 3.2rem 0 0.6rem; font-size: 1.4rem; line-height: 1.25; font-weight: 600;
      letter-spacing: -0.006em;
    }
    p { margin: 0.7rem 0; hanging-punctuation: first; }
    a { color: var(--accent); text-decoration-thickness: 0.06em; text-underline-offset: 0.16em; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    nav { margin: 1.8rem 0 0; font: 0.875rem/1.5 var(--sans); }
    nav ul { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 0.15rem 1.2rem; }
    .headline { margin-top: 2rem; padding: 0.2rem 0 0.4rem; border-top: 3px solid var(--accent); }
    .headline h2 { margin-top: 1.2rem; }
    .headline > p:first-of-type { font-size: 1.22rem; line-height: 1.46; }
    .table, figure { margin: 1.6rem 0; }
    .scroll { overflow-x: auto; -webkit-overflow-scrolling: touch; }
    table {
      border-collapse: separate; border-spacing: 0; font: 0.875rem/1.4 var(--sans);
      font-variant-numeric: tabular-nums lining-nums; min-width: 100%;
    }
    caption { text-align: left; padding: 0 0 0.5rem; color: var(--quiet); }
    caption span, tr.group span { display: block; position: sticky; left: 0; max-width: min(42rem, calc(100vw - 3rem)); }
    th, td { padding: 0.34rem 0.8rem; text-align: left; vertical-align: baseline; }
    th:first-child, td:first-child { padding-left: 0.1rem; }
    thead th {
      color: var(--quiet); font-weight: 500; vertical-align: bottom;
      border-bottom: 1.5px solid var(--ink);
    }
    tbody th { min-width: 8.5rem; font-weight: 400; position: sticky; left: 0; background: var(--paper); }
    tbody tr + tr > * { border-top: 1px solid var(--rule); }
    tbody:last-of-type tr:last-child > * { border-bottom: 1.5px solid var(--ink); }
    tr.group th {
      padding-top: 1rem; font-weight: 600; color: var(--ink); border-bottom: 1px solid var(--rule);
    }
    tbody th.number { min-width: 0; }
    .number { text-align: right; white-space: nowrap; }
    thead .detail { display: block; font-size: 0.8125rem; font-weight: 400; white-space: nowrap; }
    .interval { display: block; color: var(--quiet); font-size: 0.8125rem; white-space: nowrap; }
    tbody th .interval { white-space: normal; }
    .predicted .value { font-style: italic; }
    sup { font-size: 0.7em; line-height: 0; margin-left: 0.15em; }
    sup a { text-decoration: none; padding: 0.3em; margin: -0.3em; }
    .notes { margin: 0.7rem 0 0; padding-left: 1.4rem; font-size: 0.875rem; line-height: 1.5; color: var(--quiet); }
    .notes li:target { background: var(--tint); color: var(--ink); }
    figure { margin-left: 0; margin-right: 0; }
    .drawing { background: var(--card); border: 1px solid var(--rule); border-radius: 6px; padding: 0.5rem; min-width: 38rem; }
    .drawing svg { display: block; width: 100%; height: auto; }
    figcaption { margin-top: 0.6rem; font-size: 0.9375rem; line-height: 1.5; color: var(--quiet); }
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
    @media (max-width: 36rem) {
      body { padding: 1.6rem 1.1rem 3rem; font-size: 1rem; }
      th, td { padding: 0.34rem 0.55rem; }
      tbody th { min-width: 6rem; max-width: 8.5rem; }
      tbody th.number { min-width: 0; }
      caption span, tr.group span { max-width: calc(100vw - 2.2rem); }
      dl div { grid-template-columns: 1fr; gap: 0; }
    }
    @media print {
      :root {
        --paper: #ffffff; --card: #ffffff; --tint: #ffffff; --ink: #000000; --quiet: #444444;
        --rule: #bbbbbb; --accent: #000000; --good: #000000; --warn: #000000; --bad: #000000;
      }
      @page { margin: 18mm 16mm; }
      html { font-size: 9.4pt; }
      body { max-width: none; padding: 0; font-size: 1rem; line-height: 1.42; }
      header, section > p, section > h2, .notes, figcaption, dl, .rules { max-width: none; }
      nav { display: none; }
      .scroll { overflow: visible; }
      table { font-size: 0.82rem; }
      .interval, thead .detail { font-size: 0.76rem; }
      th, td { padding: 1.5pt 4pt; }
      tbody th, caption span, tr.group span { position: static; max-width: none; }
      .drawing { min-width: 0; border: 0; padding: 0; }
      h2 { break-after: avoid; margin-top: 18pt; }
      figure, tr, .rules li, dl div { break-inside: avoid; }
      thead { display: table-header-group; }
      a { text-decoration: none; }
    }
    """
}
