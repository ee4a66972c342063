//! Human-readable findings.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use codegen_html::count;

use crate::diagnostic::Diagnostic;
use crate::severity::Severity;
use crate::source::Source;

/// How many findings are read without a table of their rules.
const FEW: usize = 10;

/// Findings with the lines that they are about, and a summary.
///
/// The text contains colors; print it through a stream that strips them if it is not a terminal.
pub fn human(diagnostics: &[Diagnostic], sources: &[Source]) -> String {
    human_up_to(diagnostics, sources, usize::MAX)
}

/// [`human`] with that many findings at most; the summary counts all of them.
pub fn human_up_to(diagnostics: &[Diagnostic], sources: &[Source], most: usize) -> String {
    let renderer = Renderer::styled();
    let shown = diagnostics.get(..most).unwrap_or(diagnostics);
    let lines = lines_of(shown, sources);
    let mut output = String::new();
    for diagnostic in shown {
        let index = (diagnostic.line as usize).saturating_sub(1);
        let line = lines
            .get(diagnostic.file.as_path())
            .and_then(|lines| lines.get(index))
            .copied();
        output.push_str(&render(&renderer, diagnostic, line));
        output.push_str("\n\n");
    }
    let hidden = diagnostics.len() - shown.len();
    if hidden > 0 {
        output.push_str(&format!("{} not shown\n\n", count(hidden, "finding")));
    }
    if diagnostics.len() > FEW {
        output.push_str(&table(diagnostics));
        output.push('\n');
    }
    output.push_str(&totals(diagnostics, sources));
    output.push('\n');
    output
}

/// The rules that found something, with how often and where first, and the totals.
pub fn summary(diagnostics: &[Diagnostic], sources: &[Source]) -> String {
    let mut output = table(diagnostics);
    if !output.is_empty() {
        output.push('\n');
    }
    output.push_str(&totals(diagnostics, sources));
    output.push('\n');
    output
}

/// A line for each rule, the most frequent first.
fn table(diagnostics: &[Diagnostic]) -> String {
    let mut rows: Vec<(&str, usize, &Diagnostic)> = Vec::new();
    for diagnostic in diagnostics {
        match rows.iter_mut().find(|row| row.0 == diagnostic.rule) {
            Some(row) => row.1 += 1,
            None => rows.push((diagnostic.rule, 1, diagnostic)),
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.1));
    let names = rows.iter().map(|row| row.0.len()).max().unwrap_or_default();
    let lines = rows.iter().map(|(rule, number, first)| {
        let (file, line) = (first.file.display(), first.line);
        format!("{rule:names$} {number:>7}  first at {file}:{line}\n")
    });
    lines.collect()
}

/// The lines of the files that have findings.
pub(super) fn lines_of<'a>(
    diagnostics: &[Diagnostic],
    sources: &'a [Source],
) -> HashMap<&'a Path, Vec<&'a str>> {
    let files: HashSet<_> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.file.as_path())
        .collect();
    sources
        .iter()
        .filter(|source| files.contains(source.path()))
        .map(|source| (source.path(), lines(source.text())))
        .collect()
}

/// Lines as YAML counts them: a carriage return alone ends one too.
fn lines(text: &str) -> Vec<&str> {
    text.split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
        .collect()
}

fn render(renderer: &Renderer, diagnostic: &Diagnostic, line: Option<&str>) -> String {
    let path = diagnostic.file.display().to_string();
    let number = diagnostic.line as usize;
    let title = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
    .primary_title(diagnostic.message.as_str())
    .id(diagnostic.rule);
    let mut group: Group<'_> = match line {
        Some(line) => title.element(
            Snippet::source(line)
                .line_start(number)
                .path(path.as_str())
                .annotation(AnnotationKind::Primary.span(mark(diagnostic, line))),
        ),
        None => title.element(Origin::path(path.as_str()).line(number)),
    };
    if !diagnostic.pointer.is_empty() {
        group = group.element(Level::NOTE.message(format!("at {}", diagnostic.pointer)));
    }
    if let Some(elsewhere) = diagnostic.elsewhere() {
        group = group.element(Level::NOTE.message(elsewhere));
    }
    group = group.element(Level::HELP.message(diagnostic.help.as_str()));
    renderer.render(&[group])
}

/// The bytes of a line that a finding is about.
fn mark(diagnostic: &Diagnostic, line: &str) -> Range<usize> {
    let byte = |column: u32| {
        let before = column.saturating_sub(1) as usize;
        line.char_indices()
            .nth(before)
            .map_or(line.len(), |(byte, _)| byte)
    };
    let start = byte(diagnostic.column);
    let end = if diagnostic.end.line == diagnostic.line {
        byte(diagnostic.end.column)
    } else {
        line.trim_end().len()
    };
    start..end.max(start)
}

pub(super) fn totals(diagnostics: &[Diagnostic], sources: &[Source]) -> String {
    let documents = sources.iter().filter(|source| is_checked(source)).count();
    let of = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let checked = format!("{} checked", count(documents, "document"));
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => format!("{checked}: no findings"),
        (errors, warnings) => format!(
            "{checked}: {}, {}",
            count(errors, "error"),
            count(warnings, "warning")
        ),
    }
}

fn is_checked(source: &Source) -> bool {
    match source {
        Source::Document(_) | Source::Referenced(_) | Source::Invalid(_) => true,
        Source::Ledger(_) | Source::Settings(_) | Source::Unreadable(_) => false,
    }
}
