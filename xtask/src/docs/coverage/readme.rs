//! The figures in `README.md`.

use std::fmt::Write;
use std::fs;
use std::process::ExitCode;

use anstream::{eprintln, println};
use anyhow::{Context, bail};
use codegen_coverage::{Counts, Coverage};
use huaweicloud_codegen::workspace;

const BEGIN: &str = "<!-- coverage:begin -->";
const END: &str = "<!-- coverage:end -->";

/// Writes the figures, or compares them with those that are there.
pub(super) fn run(coverages: &[Coverage], check: bool) -> anyhow::Result<ExitCode> {
    let path = workspace::from_here(workspace::root()?.join("README.md"));
    let read = fs::read_to_string(&path);
    let before = read.with_context(|| format!("cannot read {}", path.display()))?;
    let Some(after) = replaced(&before, &table(coverages)) else {
        bail!(
            "{}: the figures have no place\n  help: write `{BEGIN}` and `{END}` on lines of their own",
            path.display()
        );
    };
    if after == before {
        println!("{}: up to date", path.display());
        return Ok(ExitCode::SUCCESS);
    }
    if check {
        eprintln!(
            "error: {}: the figures of the coverage are out of date\n  \
             help: run `cargo xtask docs coverage --readme`",
            path.display()
        );
        return Ok(ExitCode::from(1));
    }
    fs::write(&path, after).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{}: written", path.display());
    Ok(ExitCode::SUCCESS)
}

/// The text with a table between the two comments.
fn replaced(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{table}{END}{after}"))
}

fn table(coverages: &[Coverage]) -> String {
    let names = Counts::NAMES.join(" | ");
    let mut text = format!("| product | operations | {names} |\n|---|--:|--:|--:|--:|--:|--:|\n");
    for coverage in coverages {
        let counts = Counts::of(&coverage.operations);
        let all = counts.all().map(|count| count.to_string()).join(" | ");
        let _ = writeln!(
            text,
            "| {} | {} | {all} |",
            coverage.title, counts.operations
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_comments_is_replaced() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        let expected = format!("a\n{BEGIN}\nnew\n{END}\nb\n");
        assert_eq!(replaced(&text, "new\n"), Some(expected));
        assert_eq!(replaced("a\n", "new\n"), None);
    }
}
