//! One run of a program: with the service or the mock server, to an exit code.

use std::error::Error as StdError;
use std::ffi::OsString;

use clap::Parser;
use huaweicloud_core::{Config, Error, MissingField};
use huaweicloud_mock_server::MockServer;

use crate::{ExampleContext, InstanceConnection, Product, advice, arguments, explain, settings};

/// A call failed, or the work that it started.
const FAILED: u8 = 1;
/// The program could not even call: wrong usage, incomplete settings.
const COULD_NOT_RUN: u8 = 2;

/// The exit code with which shells report a program that was ended by Ctrl-C.
const INTERRUPTED: u8 = 130;

/// Why a program ended early.
#[derive(Debug)]
pub enum Trouble {
    /// A call failed, or the work that it started.
    Call(Error),
    /// Something is missing, or cannot be used.
    Setting(String),
    /// Something failed, and the program has reported it.
    Reported,
    /// The program was interrupted, and has reported the state.
    Interrupted,
}

impl Trouble {
    /// A file or response that cannot be used.
    pub fn of(error: &dyn StdError) -> Self {
        Self::Setting(explain(error))
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<MissingField> for Trouble {
    fn from(error: MissingField) -> Self {
        Self::Call(error.into())
    }
}

/// The resources of a program.
#[derive(Debug)]
pub struct Session<'a> {
    /// The configuration for the service or the mock server.
    pub config: Config,
    /// The mock server, if no real service was configured.
    pub mock: Option<MockServer>,
    /// The terminal and the environment of the process.
    pub context: &'a ExampleContext,
    product: &'static Product,
}

impl Session<'_> {
    /// Writes to standard output immediately, because background work takes minutes.
    pub fn say(&self, text: &str) {
        (self.context.stdout)(text);
    }

    /// Writes errors with what to do about them, each piece of advice once.
    pub fn report(&self, errors: &[&Error]) {
        self.warn(&advice::explain_all(self.product, errors));
    }

    /// Writes what to do about errors that were already shown, each piece of advice once.
    pub fn advise(&self, errors: &[&Error]) {
        self.warn(&advice::advise(self.product, errors));
    }

    /// Writes to standard error.
    pub fn warn(&self, text: &str) {
        (self.context.stderr)(text);
    }
}

/// Runs a program with a command line and returns its exit code.
pub async fn run<A, F>(
    product: &'static Product,
    command_line: Vec<OsString>,
    context: ExampleContext,
    program: F,
) -> u8
where
    A: Parser,
    for<'a> InstanceConnection: From<&'a A>,
    F: AsyncFnOnce(&A, &Session<'_>) -> Result<(), Trouble>,
{
    let arguments = match arguments::parse::<A>(product, command_line) {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error, &context),
    };
    let ended = match session(product, &InstanceConnection::from(&arguments), &context).await {
        Ok(session) => program(&arguments, &session).await,
        Err(problem) => Err(Trouble::Setting(problem)),
    };
    match ended {
        Ok(()) => 0,
        Err(Trouble::Call(error)) => {
            (context.stderr)(&advice::explain_all(product, &[&error]));
            FAILED
        }
        Err(Trouble::Setting(problem)) => {
            (context.stderr)(&format!("error: {problem}\n"));
            COULD_NOT_RUN
        }
        Err(Trouble::Reported) => FAILED,
        Err(Trouble::Interrupted) => INTERRUPTED,
    }
}

/// With the service if it is configured, otherwise with a mock server.
async fn session<'a>(
    product: &'static Product,
    connection: &InstanceConnection,
    context: &'a ExampleContext,
) -> Result<Session<'a>, String> {
    let service = settings::read(product, connection, &*context.variable)?;
    let (config, mock) = match service {
        Some(config) => (config, None),
        None => {
            let server = MockServer::builder();
            let server = product
                .documents
                .iter()
                .fold(server, |server, name| server.embedded(*name));
            let server = server.start().await.map_err(|error| explain(&error))?;
            let config = settings::of_mock_server(&server.url());
            (config.map_err(|error| explain(&error))?, Some(server))
        }
    };
    let session = Session {
        config,
        mock,
        context,
        product,
    };
    if session.mock.is_some() {
        let name = product.name;
        session.warn(&format!(
            "note: a mock server plays {name} and answers with the documented examples; \
             --help says how to name the real service\n"
        ));
    }
    Ok(session)
}

/// The output of clap: an error, or the requested help.
fn usage(error: &clap::Error, context: &ExampleContext) -> u8 {
    let text = error.render().to_string();
    if error.use_stderr() {
        (context.stderr)(&text);
        return COULD_NOT_RUN;
    }
    (context.stdout)(&text);
    0
}
