//! Numbers over time as bars.

use anstyle::{AnsiColor, Style};

/// The calls of a period.
#[derive(Debug)]
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) requests: i64,
    pub(crate) errors: i64,
}

const ANSWERED: Style = AnsiColor::Green.on_default();
const FAILED: Style = AnsiColor::Red.on_default();

/// A line for each period, in lines of at most that many columns: first what was answered, then errors,
/// which differ without colors, too.
pub(crate) fn bars(bars: &[Bar], width: usize) -> String {
    let label_width = longest(bars.iter().map(|bar| bar.label.as_str()));
    let counts: Vec<_> = bars.iter().map(|bar| bar.requests.to_string()).collect();
    let count_width = longest(counts.iter().map(String::as_str));
    // One column before the label, two on both sides of the bar.
    let room = width.saturating_sub(label_width + count_width + 5).max(1);
    let most = bars
        .iter()
        .map(|bar| bar.requests)
        .max()
        .unwrap_or_default();
    let mut text = String::new();
    for (bar, count) in bars.iter().zip(counts) {
        let (answered, failed) = cells(bar, most, room);
        let gap = " ".repeat(room - answered - failed);
        let (answered, failed) = ("█".repeat(answered), "▒".repeat(failed));
        text.push_str(&format!(
            " {:label_width$}  {ANSWERED}{answered}{ANSWERED:#}{FAILED}{failed}{FAILED:#}{gap}  {count:>count_width$}\n",
            bar.label
        ));
    }
    text.push_str(&format!(
        "\n {ANSWERED}█{ANSWERED:#} answered  {FAILED}▒{FAILED:#} errors\n"
    ));
    text
}

/// How long the two parts of a bar are; what there is of it has a cell at least.
fn cells(bar: &Bar, most: i64, room: usize) -> (usize, usize) {
    let all = scaled(bar.requests, most, room);
    let errors = bar.errors.clamp(0, bar.requests.max(0));
    let failed = scaled(errors, most, room).min(all);
    if failed == all && errors < bar.requests && all > 1 {
        return (1, all - 1);
    }
    (all - failed, failed)
}

fn scaled(count: i64, most: i64, room: usize) -> usize {
    if count <= 0 || most <= 0 {
        return 0;
    }
    let room = i128::try_from(room).unwrap_or(i128::MAX);
    let cells = (i128::from(count) * room).div_euclid(i128::from(most));
    usize::try_from(cells.clamp(1, room)).unwrap_or_default()
}

fn longest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts
        .map(|text| text.chars().count())
        .max()
        .unwrap_or_default()
}
