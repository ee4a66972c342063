//! The changes as a page for the browser.

mod subjects;

use std::collections::HashMap;
use std::path::Path;

use codegen_document::Document;
use codegen_html::{Choice, Excerpt, Filter, Page, Tone, count, inline, tile, values};
use maud::{Markup, html};

use super::{by_gravity, place};
use crate::change::{Change, Level, SourceLine, Wire};
use crate::change_kind::ChangeKind;
use crate::version_bump::Verdict;

use subjects::{Operations, Subject};

const STYLE: &str = include_str!("style.css");

/// Two documents with what changed between them.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// The old document, if there was one.
    pub before: Option<&'a Document>,
    /// The new document, if there is one.
    pub after: Option<&'a Document>,
    /// What changed.
    pub changes: &'a [Change],
}

/// The changes on one page that loads nothing else, with the lines before and after, the versions
/// that come next, the changelog's entry where it is not empty, and a filter.
pub fn html(compared: &[Compared<'_>], verdicts: &[Verdict], changelog: &str) -> String {
    let mut operations = Operations::default();
    for (pair, compared) in compared.iter().enumerate() {
        for document in [compared.before, compared.after].into_iter().flatten() {
            operations.read(pair, document);
        }
    }
    let all: Vec<&Change> = compared.iter().flat_map(|it| it.changes).collect();
    let pairs = compared.iter().enumerate();
    let groups = pairs.map(|(pair, compared)| groups(pair, compared, &operations));
    let main = html! {
        (versions(verdicts))
        @if !changelog.is_empty() {
            details.changelog { summary { "Entry of the changelog" } pre { (changelog) } }
        }
        @if all.is_empty() { p { "Nothing changed." } }
        @for group in groups { (group) }
    };
    let page = Page {
        title: "Changes of OpenAPI documents",
        about: html! { (documents(compared)) },
        totals: totals(&all),
        filter: filter(all.len(), &operations.names),
        style: STYLE,
        main,
    };
    page.into_text()
}

/// `old.yaml → new.yaml` of each pair.
fn documents(compared: &[Compared<'_>]) -> String {
    let name = |document: Option<&Document>| match document {
        Some(document) => document.path().display().to_string(),
        None => "nothing".to_owned(),
    };
    let pairs = compared.iter().map(|it| (name(it.before), name(it.after)));
    let pairs = pairs.map(|(before, after)| match before == after {
        true => after,
        false => format!("{before} → {after}"),
    });
    pairs.collect::<Vec<_>>().join(", ")
}

fn totals(changes: &[&Change]) -> Markup {
    let of = |fits: &dyn Fn(&Change) -> bool| changes.iter().filter(|it| fits(it)).count();
    html! {
        (tile("breaking on the wire", of(&|it| it.wire == Wire::Breaking), "bad"))
        (tile("compatible on the wire", of(&|it| it.wire == Wire::Compatible), "good"))
        (tile("major for the crates", of(&|it| it.level == Level::Major), "bad"))
        (tile("minor for the crates", of(&|it| it.level == Level::Minor), "good"))
        (tile("patch for the crates", of(&|it| it.level == Level::Patch), ""))
        (tile("corrections", of(&|it| it.correction), "warning"))
    }
}

fn filter<'a>(total: usize, operations: &[&str]) -> Filter<'a> {
    let same = |names: &[&str]| -> Vec<(String, String)> {
        let names = names.iter();
        names
            .map(|it| ((*it).to_owned(), (*it).to_owned()))
            .collect()
    };
    let corrections = [("yes", "corrections"), ("no", "no corrections")];
    let corrections = corrections.map(|(value, shown)| (value.to_owned(), shown.to_owned()));
    let operations = operations.iter().enumerate();
    let operations = operations.map(|(index, name)| (index.to_string(), (*name).to_owned()));
    let choice = |name, label, all, options| Choice {
        name,
        label,
        all,
        options,
    };
    let wires = [Wire::Breaking, Wire::Compatible, Wire::None].map(Wire::name);
    let levels = [Level::Major, Level::Minor, Level::Patch, Level::None].map(Level::name);
    Filter {
        noun: "change",
        total,
        hint: "field, message, reason, file",
        choices: vec![
            choice("wire", "Wire", "any", same(&wires)),
            choice("crate", "Crates", "any", same(&levels)),
            choice("correction", "Corrections", "all", corrections.to_vec()),
            choice(
                "operation",
                "Operation",
                "every operation",
                operations.collect(),
            ),
        ],
        folds: false,
    }
}

fn versions(verdicts: &[Verdict]) -> Markup {
    html! {
        @if !verdicts.is_empty() {
            table.versions {
                thead { tr {
                    @for name in ["crate", "level", "before", "next", "now"] {
                        th scope="col" { (name) }
                    }
                } }
                tbody { @for verdict in verdicts { tr {
                    td { (verdict.of.package) }
                    td { (verdict.level.name()) }
                    td { (verdict.of.before) }
                    td { (verdict.next) }
                    td {
                        (verdict.of.now)
                        @if !verdict.is_covered { " " span.badge.bad { "too low" } }
                    }
                } } }
            }
        }
    }
}

/// The changes of a pair by what they are about, what has the gravest first.
fn groups(pair: usize, compared: &Compared<'_>, operations: &Operations<'_>) -> Markup {
    let mut groups: Vec<(Subject, Vec<&Change>)> = Vec::new();
    for change in by_gravity(compared.changes) {
        let subject = operations.subject(pair, change);
        match groups.iter_mut().find(|(known, _)| *known == subject) {
            Some((_, changes)) => changes.push(change),
            None => groups.push((subject, vec![change])),
        }
    }
    let sides = [compared.before, compared.after].map(lines_of);
    html! {
        @for (subject, changes) in &groups {
            @let felt: Vec<String> = subject.operations.iter().map(usize::to_string).collect();
            section.subject.group data-name=(subject.name) data-operation=(values(&felt)) {
                h2 {
                    (subject.name)
                    small { (subject.about) }
                    small { (count(changes.len(), "change")) }
                }
                @for change in changes { (card(change, &sides)) }
            }
        }
    }
}

type Lines<'a> = HashMap<&'a Path, Vec<&'a str>>;

fn lines_of(document: Option<&Document>) -> Lines<'_> {
    let files = document.into_iter().flat_map(Document::files);
    files
        .map(|(path, text)| (path, text.lines().collect()))
        .collect()
}

fn card(change: &Change, [before, after]: &[Lines<'_>; 2]) -> Markup {
    let tone = match (change.wire, change.level) {
        _ if change.is_breaking() && !change.correction => "bad",
        (Wire::None, Level::None | Level::Patch) => "",
        _ => "good",
    };
    let (was_there, is_there) = sides(change.kind);
    html! {
        article class={ "item card change " (tone) } data-wire=(change.wire.name())
            data-crate=(change.level.name())
            data-correction=(if change.correction { "yes" } else { "no" }) {
            div.about {
                span class={ "badge " (wire_tone(change.wire)) } { "wire: " (change.wire.name()) }
                span class={ "badge " (level_tone(change.level)) } { "crates: " (change.level.name()) }
                @if change.correction { span.badge.warning { "correction" } }
                span.place { (change.kind.name()) }
            }
            h3 { (change.subject) ": " (inline(&change.message)) }
            p.reason { (inline(&change.reason)) }
            div.sides {
                @if was_there { (side("before", change.before.as_ref(), before, Tone::Bad)) }
                @if is_there { (side("after", change.after.as_ref(), after, Tone::Good)) }
            }
        }
    }
}

fn side(name: &str, at: Option<&SourceLine>, lines: &Lines<'_>, tone: Tone) -> Markup {
    let excerpt = at.map(|at| Excerpt {
        lines: lines
            .get(at.file.as_path())
            .map(Vec::as_slice)
            .unwrap_or_default(),
        line: at.line as usize,
        columns: None,
        tone,
    });
    html! {
        figure {
            figcaption.place { b { (name) } " " (place(at)) }
            @if let Some(excerpt) = excerpt { (excerpt.markup()) }
        }
    }
}

/// Whether the thing itself was there before, and after.
fn sides(kind: ChangeKind) -> (bool, bool) {
    let name = kind.name();
    match kind {
        ChangeKind::RequiredAdded | ChangeKind::RequiredRemoved => (true, true),
        _ => (!name.ends_with("-added"), !name.ends_with("-removed")),
    }
}

fn wire_tone(wire: Wire) -> &'static str {
    match wire {
        Wire::Breaking => "bad",
        Wire::Compatible => "good",
        Wire::None => "plain",
    }
}

fn level_tone(level: Level) -> &'static str {
    match level {
        Level::Major => "bad",
        Level::Minor => "good",
        Level::Patch | Level::None => "plain",
    }
}
