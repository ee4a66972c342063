//! How fast the mock server starts and answers, and how much memory it takes.
//!
//! `cargo run --release -p huaweicloud-mock-server --example benchmark`
//!
//! With `--write FILE` it writes the document that it measures with, so that another mock
//! server can be given the same one; with `--url URL` it measures a server that runs there.

mod arguments;
mod document;
mod load;
mod memory;

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use huaweicloud_mock_server::MockServer;

use crate::arguments::Arguments;
use crate::load::{Kind, Measured};

/// As many operations as the documentation of two services describes.
const OPERATIONS: usize = 462;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    if let Some(path) = &arguments.write {
        std::fs::write(path, document::document(OPERATIONS).to_string())?;
        let path = path.display();
        return say(&format!(
            "wrote {path}; to compare with Prism:\n\
             \x20 npx @stoplight/prism-cli mock --port 4010 {path}\n\
             \x20 cargo run --release -p huaweicloud-mock-server --example benchmark -- --url http://127.0.0.1:4010\n\
             Its memory: ps -o rss= -p <its process>. Its start: the time until it says that it listens."
        ));
    }
    match &arguments.url {
        Some(url) => say(&table(&load::run(url, &arguments)?)),
        None => own(&arguments),
    }
}

/// Measures the mock server of this crate. Server and clients share process and processors.
fn own(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let document = document::document(OPERATIONS);
    let before = memory::resident();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let started = Instant::now();
    let server = runtime.block_on(MockServer::builder().document(document).start())?;
    let start = started.elapsed();
    let routes = server.routes().len();
    let after_start = memory::resident();
    let measured = load::run(&server.url(), arguments)?;
    let peak = memory::peak();
    say(&format!(
        "{routes} operations\n\
         start                {:>10.1} ms\n\
         memory before        {:>10}\n\
         memory after start   {:>10}\n\
         memory at its peak   {:>10}   (with the clients of the benchmark)\n\n{}",
        start.as_secs_f64() * 1_000.0,
        memory::shown(before),
        memory::shown(after_start),
        memory::shown(peak),
        table(&measured),
    ))
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
