//! The process of a program, or its replacement in a test.

use std::fmt;
use std::io::Write;
use std::pin::Pin;
use std::sync::Arc;

use indicatif::ProgressDrawTarget;
use terminal_size::{Width, terminal_size};
use tokio::sync::Notify;

/// Writes text immediately.
pub type Print = Arc<dyn Fn(&str) + Send + Sync>;

/// Finds the value of an environment variable.
pub(crate) type Variables = dyn Fn(&str) -> Option<String>;

/// The width in a pipe or a file.
const WIDTH_WITHOUT_TERMINAL: usize = 100;
/// The minimum width of a layout.
const LEAST_WIDTH: usize = 40;

/// The parts of the process that a program uses.
pub struct ExampleContext {
    pub(crate) variable: Box<Variables>,
    /// Writes to standard output.
    pub stdout: Print,
    /// Writes to standard error.
    pub stderr: Print,
    /// The maximum number of columns.
    pub width: usize,
    pub(crate) interrupt: Interrupt,
}

impl fmt::Debug for ExampleContext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("ExampleContext");
        shown.field("width", &self.width).finish_non_exhaustive()
    }
}

/// The source of interruptions.
pub(crate) enum Interrupt {
    /// Ctrl-C, from the first wait on.
    CtrlC,
    /// A test.
    Test(Arc<Notify>),
}

impl ExampleContext {
    /// Those of this process. Text may contain ANSI colors, which are written only to terminals, unless
    /// `NO_COLOR` is set.
    pub fn of_process() -> Self {
        let terminal = terminal_size().map(|(Width(width), _)| width);
        let columns = std::env::var("COLUMNS").ok();
        // A reader may close the pipe early; this is not an error.
        Self {
            variable: Box::new(|name| std::env::var(name).ok()),
            stdout: Arc::new(|text| {
                let mut stream = anstream::stdout();
                let _ = stream.write_all(text.as_bytes());
                let _ = stream.flush();
            }),
            stderr: Arc::new(|text| {
                let _ = anstream::stderr().write_all(text.as_bytes());
            }),
            width: width(columns.as_deref(), terminal),
            interrupt: Interrupt::CtrlC,
        }
    }

    /// Waits until the program is interrupted. From the first call on, Ctrl-C no longer ends the
    /// process by itself.
    pub fn interrupted(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        match &self.interrupt {
            Interrupt::CtrlC => Box::pin(async {
                if tokio::signal::ctrl_c().await.is_err() {
                    // Without signal support, nothing interrupts.
                    std::future::pending::<()>().await;
                }
            }),
            Interrupt::Test(asked) => {
                let asked = Arc::clone(asked);
                Box::pin(async move { asked.notified().await })
            }
        }
    }

    /// The target of progress bars: the terminal, if there is one.
    pub fn progress(&self) -> ProgressDrawTarget {
        match self.interrupt {
            Interrupt::CtrlC => ProgressDrawTarget::stderr(),
            Interrupt::Test(_) => ProgressDrawTarget::hidden(),
        }
    }
}

/// The width in `COLUMNS`, otherwise of the terminal, otherwise a fixed one.
fn width(columns: Option<&str>, terminal: Option<u16>) -> usize {
    let columns = columns.and_then(|columns| columns.trim().parse::<usize>().ok());
    let columns = columns.filter(|columns| *columns > 0);
    columns
        .or_else(|| terminal.map(usize::from))
        .map_or(WIDTH_WITHOUT_TERMINAL, |width| width.max(LEAST_WIDTH))
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn columns_take_precedence_over_the_terminal_and_the_fixed_width() {
        assert_eq!(width(Some("60"), Some(200)), 60);
        assert_eq!(width(None, Some(200)), 200);
        assert_eq!(width(Some("120"), None), 120);
        assert_eq!(width(None, None), 100);
    }

    #[test]
    fn invalid_columns_are_ignored_and_small_ones_raised() {
        assert_eq!(width(Some(""), Some(80)), 80);
        assert_eq!(width(Some("wide"), Some(80)), 80);
        assert_eq!(width(Some("0"), None), 100);
        assert_eq!(width(Some("1"), None), 40);
    }
}
