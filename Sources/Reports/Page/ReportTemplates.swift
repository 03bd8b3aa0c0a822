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
    <nav aria-label="Sections">
    <ul>
    {{#sections}}
    <li><a href="#{{.sectionID}}">{{.heading}}</a></li>
    {{/sections}}
    </ul>
    </nav>
    <main>
    {{#headline}}
    <section id="{{.sectionID}}" class="headline" aria-labelledby="{{.sectionID}}-title">
    {{>section}}
    </section>
    {{/headline}}
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
    {{#.tables}}
    {{>table}}
    {{/.tables}}
    {{#.figures}}
    {{>figure}}
    {{/.figures}}
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
    <table id="{{.tableID}}">
    <caption id="{{.tableID}}-caption"><span>{{.caption}}</span></caption>
    <thead>
    <tr>
    {{#.columns}}
    <th scope="col"{{#.isNumeric}} class="number"{{/.isNumeric}}>{{.columnTitle}}{{#.note}}<sup><a href="#{{tableID}}-note-{{.}}" role="doc-noteref" aria-label="note {{.}}">{{.}}</a></sup>{{/.note}}{{#.detail}} <span class="detail">{{.}}</span>{{/.detail}}</th>
    {{/.columns}}
    </tr>
    </thead>
    {{#.groups}}
    <tbody>
    {{#.groupTitle}}
    <tr class="group"><th scope="rowgroup" colspan="{{columnCount}}"><span>{{.}}</span></th></tr>
    {{/.groupTitle}}
    {{#.rows}}
    <tr>
    {{#.head}}
    <th scope="row"{{#.isNumeric}} class="number"{{/.isNumeric}}>{{>cell}}</th>
    {{/.head}}
    {{#.cells}}
    <td class="{{#.isNumeric}}number{{/.isNumeric}}{{#.isPredicted}} predicted{{/.isPredicted}}">{{>cell}}</td>
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
    ##"<span class="value">{{.text}}</span>{{#.note}}<sup><a href="#{{tableID}}-note-{{.}}" role="doc-noteref" aria-label="note {{.}}">{{.}}</a></sup>{{/.note}}{{#.detail}} <span class="interval">{{.}}</span>{{/.detail}}"##

  private static let figure = """
    <figure>
    <div class="scroll" role="region" tabindex="0" aria-label="Chart">
    <div class="drawing">{{{.drawing.markup}}}</div>
    </div>
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
