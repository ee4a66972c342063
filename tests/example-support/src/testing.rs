//! How tests run a program: in their own process, with their own flags, variables and terminal.

use std::ffi::OsString;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use huaweicloud_mock_server::MockServer;
use tokio::sync::Notify;

use crate::context::Interrupt;
use crate::{ExampleContext, Print};

/// The token that [`Trial::against`] sets, which must not appear in any output.
pub const TOKEN: &str = "hunter2";

/// A planned run of a program.
#[derive(Debug)]
pub struct Trial {
    flags: Vec<String>,
    variables: Vec<(String, String)>,
    width: usize,
    color: bool,
    interrupt: Arc<Notify>,
}

/// The result of a run.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// 0 success, 1 a failure, 2 could not run.
    pub exit_code: u8,
}

/// Both streams and the exit code, for snapshots.
impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            stdout,
            stderr,
            exit_code,
        } = self;
        write!(
            formatter,
            "exit code {exit_code}\n--- stdout\n{stdout}--- stderr\n{stderr}"
        )
    }
}

impl Trial {
    /// With these flags and no environment variables, in a pipe.
    pub fn new(flags: &[&str]) -> Self {
        Self {
            flags: flags.iter().map(|flag| (*flag).to_owned()).collect(),
            variables: Vec::new(),
            width: 100,
            color: false,
            interrupt: Arc::new(Notify::new()),
        }
    }

    /// With the flags that select `server` as the real service, before others.
    pub fn against(server: &MockServer, flags: &[&str]) -> Self {
        let url = server.url();
        let mut all = vec!["--endpoint", &url, "--project-id", "p"];
        all.extend(["--token", TOKEN, "--allow-http"]);
        all.extend(flags);
        Self::new(&all)
    }

    /// With these environment variables.
    #[must_use]
    pub fn variables(mut self, variables: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        self.variables.extend(variables.iter().map(owned));
        self
    }

    /// With a terminal of this many columns.
    #[must_use]
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns;
        self
    }

    /// With colors, as on a terminal.
    #[must_use]
    pub fn color(mut self) -> Self {
        self.color = true;
        self
    }

    /// Interrupts the program when it is notified, as Ctrl-C does.
    pub fn interrupt(&self) -> Arc<Notify> {
        Arc::clone(&self.interrupt)
    }

    /// Runs a program of this name.
    pub async fn run(
        self,
        name: &str,
        program: impl AsyncFn(Vec<OsString>, ExampleContext) -> u8,
    ) -> Outcome {
        let (stdout, stderr) = (Kept::default(), Kept::default());
        let variables = self.variables;
        let context = ExampleContext {
            variable: Box::new(move |wanted| {
                let found = variables.iter().find(|(name, _)| name == wanted);
                found.map(|(_, value)| value.clone())
            }),
            stdout: stdout.print(self.color),
            stderr: stderr.print(self.color),
            width: self.width,
            interrupt: Interrupt::Test(self.interrupt),
        };
        let command_line = std::iter::once(name.to_owned()).chain(self.flags);
        let command_line = command_line.map(OsString::from).collect();
        let exit_code = program(command_line, context).await;
        let outcome = Outcome {
            stdout: stdout.text(),
            stderr: stderr.text(),
            exit_code,
        };
        assert!(
            !outcome.to_string().contains(TOKEN),
            "the token is shown: {outcome}"
        );
        outcome
    }
}

/// A stream that keeps what is written.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<String>>);

impl Kept {
    fn print(&self, color: bool) -> Print {
        let kept = Arc::clone(&self.0);
        Arc::new(move |text| {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            if color {
                kept.push_str(text);
            } else {
                kept.push_str(&anstream::adapter::strip_str(text).to_string());
            }
        })
    }

    fn text(&self) -> String {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clone()
    }
}
