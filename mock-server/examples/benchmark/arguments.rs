//! The command line.

use std::path::PathBuf;

/// The arguments of the benchmark.
pub(crate) struct Arguments {
    /// The file to write the document to.
    pub(crate) write: Option<PathBuf>,
    /// The server to measure instead of starting one.
    pub(crate) url: Option<String>,
    /// Whether this is the process of the server, started by the benchmark itself.
    pub(crate) serve: bool,
    /// Documents to serve instead of the generated one.
    pub(crate) documents: Vec<PathBuf>,
    /// The number of connections to leave half-open.
    pub(crate) half_open: Option<usize>,
    pub(crate) requests: usize,
    pub(crate) connections: usize,
}

impl Arguments {
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Self {
            write: None,
            url: None,
            serve: false,
            documents: Vec::new(),
            half_open: None,
            requests: 100_000,
            connections: 32,
        };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
            match word.as_str() {
                "--serve" => arguments.serve = true,
                "--write" => arguments.write = Some(value()?.into()),
                "--url" => arguments.url = Some(value()?),
                "--document" => arguments.documents.push(value()?.into()),
                "--half-open" => arguments.half_open = Some(number(&value()?)?),
                "--requests" => arguments.requests = number(&value()?)?,
                "--connections" => arguments.connections = number(&value()?)?,
                _ => {
                    return Err(format!(
                        "unknown option {word}: use --write FILE, --url URL, --document FILE, --half-open N, \
                         --requests N or --connections N"
                    ));
                }
            }
        }
        Ok(arguments)
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|number| *number > 0)
        .ok_or_else(|| format!("expected a number above 0, found {text}"))
}
