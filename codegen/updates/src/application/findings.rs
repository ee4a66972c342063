//! Differences between records and document, before and after an application.

use codegen_document::{Document, Ledger, LedgerEntry};
use codegen_pages::{Record, State, compare};

use crate::operation_locator::OperationLocator;

/// An unexplained difference, without its locations, which move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    operation: String,
    fact: String,
    recorded: Option<String>,
    documented: Option<String>,
}

impl Finding {
    /// Whether it concerns an operation.
    pub(super) fn is_of(&self, operation: &str) -> bool {
        self.operation == operation
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let nothing = "nothing".to_owned();
        let recorded = self.recorded.as_ref().unwrap_or(&nothing);
        let documented = self.documented.as_ref().unwrap_or(&nothing);
        let (operation, fact) = (&self.operation, &self.fact);
        write!(
            formatter,
            "{operation}, {fact}: {recorded} on the page, {documented} in the document"
        )
    }
}

/// All differences between a document and its records.
#[derive(Debug, Default)]
pub(super) struct Findings {
    unexplained: Vec<Finding>,
    /// The operation and fact of a ledger entry, with its reason.
    explained: Vec<(String, String, String)>,
}

impl Findings {
    pub(super) fn of(document: &Document, records: &[Record], ledger: Option<&Ledger>) -> Findings {
        let ids: Vec<&str> = OperationLocator::all(document)
            .iter()
            .filter_map(OperationLocator::id)
            .collect();
        let own = records
            .iter()
            .filter(|record| !record.page.rendering.is_definition())
            .filter(|record| ids.contains(&record.operation.as_str()));
        let definitions = records
            .iter()
            .filter(|record| record.page.rendering.is_definition());
        let own: Vec<Record> = own.chain(definitions).cloned().collect();
        let mut findings = Findings {
            unexplained: Vec::new(),
            explained: Vec::new(),
        };
        for operation in compare(&own, std::slice::from_ref(document), ledger).operations {
            for fact in operation.facts {
                let id = operation.operation.clone();
                match fact.state {
                    State::Missing | State::Invented => findings.unexplained.push(Finding {
                        operation: id,
                        fact: fact.fact,
                        recorded: fact.recorded,
                        documented: fact.documented,
                    }),
                    State::Explained => {
                        let why = fact.explanation.unwrap_or_default();
                        findings.explained.push((id, fact.fact, why));
                    }
                    State::Found => {}
                }
            }
        }
        findings
    }

    /// The differences that are new.
    pub(super) fn beyond<'f>(&'f self, before: &'f Findings) -> impl Iterator<Item = &'f Finding> {
        self.unexplained
            .iter()
            .filter(|finding| !before.unexplained.contains(finding))
    }
}

/// Changes needed in the ledger: claims that are no longer true, and entries for differences that
/// were resolved.
pub(super) fn claims(
    old: &Document,
    new: &Document,
    ledger: Option<&Ledger>,
    before: &Findings,
    after: &Findings,
) -> Vec<String> {
    let Some(ledger) = ledger else {
        return Vec::new();
    };
    let file = new
        .path()
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let own = ledger
        .entries
        .iter()
        .filter(|entry| Some(&entry.document) == file.as_ref());
    let stale = own.filter(|entry| holds(old, entry) && !holds(new, entry));
    let mut claims: Vec<String> = stale
        .map(|entry| {
            format!(
                "{}: the claim about {} is no longer true",
                entry.location, entry.pointer
            )
        })
        .collect();
    let gone = before.explained.iter().filter(|(operation, fact, _)| {
        let still = |(one, two, _): &&(String, String, String)| one == operation && two == fact;
        let differs = |finding: &&Finding| finding.operation == *operation && finding.fact == *fact;
        !after.explained.iter().any(|known| still(&known))
            && !after.unexplained.iter().any(|known| differs(&known))
    });
    for (operation, fact, why) in gone.filter(|(.., why)| why.starts_with("ledger")) {
        claims.push(format!(
            "{operation}, {fact}: page and document agree now; check whether the entry can be removed ({})",
            why.split_whitespace().take(2).collect::<Vec<_>>().join(" ").trim_end_matches(':'),
        ));
    }
    claims
}

fn holds(document: &Document, entry: &LedgerEntry) -> bool {
    let Some(node) = document.at(&entry.pointer) else {
        return false;
    };
    let value = entry
        .value
        .as_ref()
        .is_none_or(|value| *value == node.to_json());
    value
        && entry
            .absent
            .as_ref()
            .is_none_or(|key| node.get(key).is_none())
}
