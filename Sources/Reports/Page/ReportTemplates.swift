/// The page's templates, in Mustache.
///
/// A name with a dot before it is looked up in the innermost value alone: what a row lacks must not
/// be found in its table.
enum ReportTemplates {
  static let all = [
    "page": page, "section": section, "table": table, "cell": cell, "figure": figure,
    "facts": facts, "rules": rules,
  ]

  private static let page = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <title>{{title}}</title>
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <header>
    <h1>{{title}}</h1>
    <p class="subtitle">{{subtitle}}</p>
    </header>
    <main>
    {{#headline}}
    <section id="{{.sectionID}}" class="headline" aria-labelledby="{{.sectionID}}-title">
    {{>section}}
    </section>
    {{/headline}}
    <nav aria-label="Sections">
    <ul>
    {{#sections}}
    <li><a href="#{{.sectionID}}">{{.heading}}</a></li>
    {{/sections}}
    </ul>
    </nav>
    {{#sections}}
    <section id="{{.sectionID}}" aria-labelledby="{{.sectionID}}-title">
    {{>section}}
    </section>
    {{/sections}}
    </main>
    <footer>
    <p>{{colophon}}</p>
    </footer>
    </body>
    </html>

    """

  private static let section = """
    <h2 id="{{.sectionID}}-title">{{.heading}}</h2>
    {{#.paragraphs}}
    <p>{{.}}</p>
    {{/.paragraphs}}
    {{#.figures}}
    {{>figure}}
    {{/.figures}}
    {{#.tables}}
    {{>table}}
    {{/.tables}}
    {{#.remarks}}
    <p>{{.}}</p>
    {{/.remarks}}
    {{#.hasFacts}}
    {{>facts}}
    {{/.hasFacts}}
    {{#.hasRules}}
    {{>rules}}
    {{/.hasRules}}

    """

  private static let table = """
    <div class="table">
    <div class="scroll" role="region" tabindex="0" aria-labelledby="{{.tableID}}-caption">
    <table id="{{.tableID}}"{{#.folds}} class="{{.folding}}" role="table"{{/.folds}}>
    <caption id="{{.tableID}}-caption"><span>{{.caption}}</span></caption>
    <thead{{#folds}} role="rowgroup"{{/folds}}>
    <tr{{#folds}} role="row"{{/folds}}>
    {{#.columns}}
    <th scope="col" class="{{.columnClass}}"{{#folds}} role="columnheader"{{/folds}}>{{.columnTitle}}{{#.note}}<sup><a href="#{{tableID}}-note-{{.}}" role="doc-noteref" aria-label="note {{.}}">{{.}}</a></sup>{{/.note}}{{#.detail}} <span class="detail">{{.}}</span>{{/.detail}}</th>
    {{/.columns}}
    </tr>
    </thead>
    {{#.groups}}
    <tbody{{#folds}} role="rowgroup"{{/folds}}>
    {{#.groupTitle}}
    <tr class="group"><th scope="rowgroup" colspan="{{columnCount}}"><span>{{.}}</span></th></tr>
    {{/.groupTitle}}
    {{#.rows}}
    <tr{{#folds}} role="row"{{/folds}}>
    {{#.head}}
    <th scope="row" class="{{.cellClass}}"{{#folds}} role="rowheader" data-label="{{.label}}"{{/folds}}>{{>cell}}</th>
    {{/.head}}
    {{#.cells}}
    <td class="{{.cellClass}}"{{#folds}} role="cell" data-label="{{.label}}"{{/folds}}>{{>cell}}</td>
    {{/.cells}}
    </tr>
    {{/.rows}}
    </tbody>
    {{/.groups}}
    </table>
    </div>
    {{#.hasNotes}}
    <ol class="notes">
    {{#.notes}}
    <li id="{{tableID}}-note-{{.number}}">{{.noteText}}</li>
    {{/.notes}}
    </ol>
    {{/.hasNotes}}
    </div>

    """

  /// Without a line end: it stands inside a tag's line.
  private static let cell =
    ##"<span class="value">{{.text}}</span>{{#.note}}<sup><a href="#{{tableID}}-note-{{.}}" role="doc-noteref" aria-label="note {{.}}">{{.}}</a></sup>{{/.note}}{{#.detail}} <span class="interval">{{.kind}}<span class="ends">{{.ends}}</span></span>{{/.detail}}"##

  private static let figure = """
    <figure>
    {{#.figureTitle}}
    <p class="finding">{{.}}</p>
    {{/.figureTitle}}
    <div class="{{.width}}">{{{.wide}}}</div>
    {{#.narrow}}
    <div class="drawing narrow">{{{.}}}</div>
    {{/.narrow}}
    <figcaption>{{.caption}}</figcaption>
    </figure>

    """

  private static let facts = """
    <dl>
    {{#.facts}}
    <div><dt>{{.name}}</dt><dd>{{.value}}</dd></div>
    {{/.facts}}
    </dl>

    """

  private static let rules = """
    <ol class="rules">
    {{#.rules}}
    <li class="{{.kind}}"><p class="demand">{{.demand}}</p><p><strong>{{.standing}}</strong> {{.answer}}</p></li>
    {{/.rules}}
    </ol>

    """
}
