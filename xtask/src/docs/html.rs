//! The comparison as one page for the browser, with everything in it.

use std::fmt::Write;

use codegen_pages::{ComparedFact, Comparison, OperationComparison, State};

const STYLE: &str = "
:root { color-scheme: light dark; --green: #1a7f37; --yellow: #9a6700; --red: #cf222e; }
@media (prefers-color-scheme: dark) { :root { --green: #3fb950; --yellow: #d29922; --red: #f85149; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
header { position: sticky; top: 0; background: Canvas; padding: .5rem 0; border-bottom: 1px solid GrayText; }
input, select { font: inherit; padding: .2rem .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .15rem .6rem; vertical-align: top; overflow-wrap: anywhere; }
td.number { text-align: right; }
summary { cursor: pointer; font-weight: 600; padding: .3rem 0; }
code { font-size: .9em; }
.found td:first-child { border-left: 4px solid var(--green); }
.explained td:first-child { border-left: 4px solid var(--yellow); }
.missing td:first-child, .invented td:first-child { border-left: 4px solid var(--red); }
.place { opacity: .7; font-size: .85em; }
.green { color: var(--green); } .yellow { color: var(--yellow); } .red { color: var(--red); }
";

const SCRIPT: &str = "
const text = document.getElementById('text'), state = document.getElementById('state');
function filter() {
  const words = text.value.toLowerCase(), wanted = state.value;
  for (const operation of document.querySelectorAll('details')) {
    let shown = 0;
    for (const row of operation.querySelectorAll('tr.fact')) {
      const fits = (!wanted || wanted.split(' ').includes(row.dataset.state))
        && (operation.dataset.name + ' ' + row.textContent).toLowerCase().includes(words);
      row.hidden = !fits; shown += fits;
    }
    operation.hidden = shown === 0;
    if (words || wanted) operation.open = shown > 0;
  }
}
text.addEventListener('input', filter); state.addEventListener('change', filter);
";

/// The whole page.
pub(crate) fn page(comparison: &Comparison) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Records and documents</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>Records and documents</h1>\n"
    );
    let total = |state| {
        comparison
            .operations
            .iter()
            .map(|operation| operation.count(state))
            .sum()
    };
    let _ = writeln!(page, "<p>{}</p>", counts(&total));
    page.push_str(
        "<p><input id=\"text\" type=\"search\" placeholder=\"operation, field, value\" aria-label=\"filter\"> \
         <select id=\"state\" aria-label=\"state\"><option value=\"\">every fact</option>\
         <option value=\"missing invented\">missing or invented</option>\
         <option value=\"explained\">explained</option><option value=\"found\">found</option></select></p>\n</header>\n",
    );
    for operation in &comparison.operations {
        self::operation(&mut page, operation);
    }
    let _ = write!(page, "<script>{SCRIPT}</script>\n</body>\n</html>\n");
    page
}

fn counts(count: &dyn Fn(State) -> usize) -> String {
    let bad = count(State::Missing) + count(State::Invented);
    format!(
        "<span class=\"green\">{} found</span>, <span class=\"yellow\">{} explained</span>, <span class=\"{}\">{} missing, {} invented</span>",
        count(State::Found),
        count(State::Explained),
        if bad > 0 { "red" } else { "green" },
        count(State::Missing),
        count(State::Invented),
    )
}

fn operation(page: &mut String, operation: &OperationComparison) {
    let open = operation.count(State::Missing) + operation.count(State::Invented) > 0;
    let _ = writeln!(
        page,
        "<details data-name=\"{name}\"{open}>\n<summary>{name} <small>{}</small></summary>\n<table>\n<thead><tr><th>fact</th><th>record</th><th>document</th><th>because</th></tr></thead>\n<tbody>",
        counts(&|state| operation.count(state)),
        name = escaped(&operation.operation),
        open = if open { " open" } else { "" },
    );
    for fact in &operation.facts {
        self::fact(page, fact);
    }
    page.push_str("</tbody>\n</table>\n</details>\n");
}

fn fact(page: &mut String, fact: &ComparedFact) {
    let state = match fact.state {
        State::Found => "found",
        State::Explained => "explained",
        State::Missing => "missing",
        State::Invented => "invented",
    };
    let side = |text: &Option<String>, place: &Option<String>| {
        let text = text.as_deref().map_or(String::new(), |text| {
            format!("<code>{}</code>", escaped(text))
        });
        let place = place.as_deref().unwrap_or_default();
        format!("{text}<div class=\"place\">{}</div>", escaped(place))
    };
    let _ = writeln!(
        page,
        "<tr class=\"fact {state}\" data-state=\"{state}\"><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        escaped(&fact.fact),
        side(&fact.recorded, &fact.record),
        side(&fact.documented, &fact.document),
        escaped(fact.explanation.as_deref().unwrap_or_default()),
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
