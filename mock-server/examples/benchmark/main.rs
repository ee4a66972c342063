//! How fast the mock server starts and responds, and how much memory it uses.
//!
//! `cargo run --release -p huaweicloud-mock-server --example benchmark`
//!
//! Server and clients are two processes on the same machine and share its processors.
//! With `--document FILE`, it only starts with that JSON document; the option can be repeated. With
//! `--half-open N`, it opens N connections with incomplete requests.
//! With `--write FILE`, it writes the document that it measures with, so that another mock
//! server can serve the same one; with `--url URL`, it measures a running server.

mod arguments;
mod document;
mod half_open;
mod load;
mod server;

use std::error::Error;
use std::io::Write;
use std::path::Path;

use crate::arguments::Arguments;
use crate::load::{Kind, Measured};
use crate::server::Server;

/// The number of operations that the documentation of two services describes.
const OPERATIONS: usize = 462;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    if arguments.serve {
        return server::serve();
    }
    if let Some(path) = &arguments.write {
        std::fs::write(path, document::document(OPERATIONS).to_string())?;
        return say(&format!("wrote {}\n{}", path.display(), comparison(path)));
    }
    if !arguments.documents.is_empty() {
        let texts = arguments.documents.iter().map(std::fs::read_to_string);
        let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
        return say(&started(&Server::start(&texts)?));
    }
    if let Some(count) = arguments.half_open {
        let server = Server::start(&[document::document(OPERATIONS).to_string()])?;
        return say(&half_open::run(&server, count)?);
    }
    match &arguments.url {
        Some(url) => say(&table(&load::run(url, &arguments)?)),
        None => own(&arguments),
    }
}

/// Measures the mock server of this crate, in a separate process.
fn own(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let server = Server::start(&[document::document(OPERATIONS).to_string()])?;
    let start = started(&server);
    let measured = load::run(&server.url, arguments)?;
    say(&format!(
        "{OPERATIONS} operations, {} connections\n\n{start}\
         memory under load    {:>8}\n\
         memory at its peak   {:>8}\n\n{}",
        arguments.connections,
        server.memory("VmRSS:"),
        server.memory("VmHWM:"),
        table(&measured),
    ))
}

fn started(server: &Server) -> String {
    format!(
        "start                {:>8.1} ms   (and {:.1} ms for reading JSON)\n\
         memory after start   {:>8}\n",
        server.start_milliseconds,
        server.reading_milliseconds,
        server.memory("VmRSS:"),
    )
}

fn comparison(path: &Path) -> String {
    let path = path.display();
    format!(
        "to compare with Prism:\n\
         \x20 npx @stoplight/prism-cli mock --port 4010 {path}\n\
         \x20 cargo run --release -p huaweicloud-mock-server --example benchmark -- \
         --url http://127.0.0.1:4010 --requests 2000\n\
         Its start is the time until it says that it listens; its memory: ps -o rss= -p PROCESS"
    )
}

fn table(measured: &[(Kind, Measured)]) -> String {
    let mut text = format!(
        "{:<20} {:>10} {:>12} {:>10} {:>10} {:>10}\n",
        "requests", "number", "per second", "median", "99 %", "unexpected"
    );
    for (kind, one) in measured {
        text.push_str(&format!(
            "{:<20} {:>10} {:>12.0} {:>7.0} us {:>7.0} us {:>10}\n",
            kind.name(),
            one.requests,
            one.per_second(),
            one.percentile(0.5).as_secs_f64() * 1e6,
            one.percentile(0.99).as_secs_f64() * 1e6,
            one.unexpected,
        ));
    }
    text
}

fn say(text: &str) -> Result<(), Box<dyn Error>> {
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}
