//! A progress bar on a terminal, nothing in a pipe.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A progress bar for this many pages. For a few pages, none is shown.
pub(crate) fn bar(length: usize) -> ProgressBar {
    const MANY: usize = 50;
    if length < MANY {
        return ProgressBar::hidden();
    }
    // indicatif hides the bar if standard error is not a terminal.
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} pages, {eta} left") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
