//! Findings as a page for the browser.

use std::path::Path;

use codegen_html::{Choice, Excerpt, Filter, Page, Tone, count, inline, paragraphs, tile};
use maud::{Markup, html};

use super::human::{lines_of, totals};
use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::severity::Severity;
use crate::source::Source;

const STYLE: &str = include_str!("html.css");

/// The findings on one page that loads nothing else, with the lines that they are about, what their
/// rules are for, and a filter.
pub fn html(diagnostics: &[Diagnostic], sources: &[Source]) -> String {
    let files = by_file(diagnostics);
    let counts = rule_counts(diagnostics);
    let lines = lines_of(diagnostics, sources);
    let main = html! {
        @if diagnostics.is_empty() { p { "There is nothing to fix." } }
        @else { (rules_found(&counts)) }
        @for (path, findings) in &files {
            section.file.group data-name=(path.display()) data-file=(path.display()) {
                h2 { (path.display()) small { (severities(findings)) } }
                @let lines = lines.get(path).map(Vec::as_slice).unwrap_or_default();
                @for finding in findings { (card(finding, lines)) }
            }
        }
    };
    let page = Page {
        title: "Check of OpenAPI documents",
        about: html! { (totals(diagnostics, sources)) },
        totals: html! {
            (tile("errors", of(diagnostics, Severity::Error), "bad"))
            (tile("warnings", of(diagnostics, Severity::Warning), "warning"))
            (tile("rules", counts.len(), ""))
            (tile("files", files.len(), ""))
        },
        filter: filter(diagnostics.len(), &counts, &files),
        style: STYLE,
        main,
    };
    page.into_text()
}

fn filter<'a>(
    total: usize,
    rules: &[(&str, usize)],
    files: &[(&Path, Vec<&Diagnostic>)],
) -> Filter<'a> {
    let choice = |name, label, all, options| Choice {
        name,
        label,
        all,
        options,
    };
    let severities = [Severity::Error, Severity::Warning];
    let severities = severities.map(|it| (it.to_string(), it.to_string()));
    let rules = rules
        .iter()
        .map(|(rule, count)| ((*rule).to_owned(), format!("{rule} ({count})")));
    let files = files.iter().map(|(path, findings)| {
        let path = path.display().to_string();
        (path.clone(), format!("{path} ({})", findings.len()))
    });
    Filter {
        noun: "finding",
        total,
        hint: "message, place, line",
        choices: vec![
            choice("severity", "Severity", "any severity", severities.to_vec()),
            choice("rule", "Rule", "every rule", rules.collect()),
            choice("file", "File", "every file", files.collect()),
        ],
        folds: false,
    }
}

/// The findings of each file, in their order.
fn by_file(diagnostics: &[Diagnostic]) -> Vec<(&Path, Vec<&Diagnostic>)> {
    let mut files: Vec<(&Path, Vec<&Diagnostic>)> = Vec::new();
    for diagnostic in diagnostics {
        let path = diagnostic.file.as_path();
        match files.last_mut().filter(|(last, _)| *last == path) {
            Some((_, findings)) => findings.push(diagnostic),
            None => files.push((path, vec![diagnostic])),
        }
    }
    files
}

/// How often each rule found something, the most frequent first.
fn rule_counts(diagnostics: &[Diagnostic]) -> Vec<(&'static str, usize)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for diagnostic in diagnostics {
        match counts.iter_mut().find(|(rule, _)| *rule == diagnostic.rule) {
            Some((_, count)) => *count += 1,
            None => counts.push((diagnostic.rule, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>, severity: Severity) -> usize {
    let all = diagnostics.into_iter();
    all.filter(|it| it.severity == severity).count()
}

fn severities(findings: &[&Diagnostic]) -> String {
    let errors = of(findings.iter().copied(), Severity::Error);
    match (errors, findings.len() - errors) {
        (errors, 0) => count(errors, "error"),
        (0, warnings) => count(warnings, "warning"),
        (errors, warnings) => {
            format!("{}, {}", count(errors, "error"), count(warnings, "warning"))
        }
    }
}

/// What the rules that found something are for. A link to an explanation opens it.
fn rules_found(counts: &[(&str, usize)]) -> Markup {
    html! {
        details.rules {
            summary { "What the rules are for" }
            @for (name, count) in counts {
                @if let Some(rule) = rules::rule(name) {
                    details {
                        summary {
                            b { (name) }
                            span.summary { (inline(rule.summary())) }
                            span { (count) }
                        }
                        div id={ "rule-" (name) } { (paragraphs(rule.explanation())) }
                    }
                }
            }
        }
    }
}

fn card(finding: &Diagnostic, lines: &[&str]) -> Markup {
    let tone = match finding.severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Warning,
    };
    let end = match finding.end.line == finding.line {
        true => finding.end.column,
        false => u32::MAX,
    };
    let excerpt = Excerpt {
        lines,
        line: finding.line as usize,
        columns: Some((finding.column as usize, end as usize)),
        tone,
    };
    html! {
        article class={ "item card finding " (tone.class()) }
            data-severity=(finding.severity) data-rule=(finding.rule) {
            div.about {
                span.badge { (finding.severity) }
                a href={ "#rule-" (finding.rule) } { (finding.rule) }
                span.place { (finding.file.display()) ":" (finding.line) ":" (finding.column) }
            }
            h3 { (inline(&finding.message)) }
            @if !finding.pointer.is_empty() { p.place { "at " (finding.pointer) } }
            (excerpt.markup())
            @if let Some(elsewhere) = finding.elsewhere() { p.note { (elsewhere) } }
            p.help { (inline(&finding.help)) }
        }
    }
}
