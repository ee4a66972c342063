//! The command `mock`.

use std::future::poll_fn;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::pin::pin;
use std::process::ExitCode;
use std::task::Poll;
use std::time::Duration;

use anstream::{eprintln, println};
use anyhow::Context;
use codegen_document::{Document, LoadError};
use huaweicloud_mock_server::{Builder, FaultRule, MockServer, ReceivedRequest, Route, StartError};
use serde_json::Value;

use crate::table::Table;
use crate::watch::Watch;

/// The port that other mock servers also use.
const PORT: u16 = 4010;

/// Serve the documents over HTTP
///
/// Requests are validated against the documents. A valid request gets the documented example, and an
/// invalid one the service's error body. `Prefer: code=404` and `Prefer: example=NAME` select another
/// response, and `X-Mock-Fault: FAULT` injects a fault.
///
/// Faults: delay=250ms, trickle=2s, unavailable=5 (503 with Retry-After), reset, reset-in-body,
/// truncate. With the suffix @0.1, a fault affects one call in ten.
///
/// Exit codes: 0 stopped by Ctrl-C, 2 could not run.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// Listen on this port; 0 selects a free one
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// Listen on this address; any other than a loopback address exposes the server to the network
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// OpenAPI 3.0 documents, files or folders [default: ROMA Connect and DCS]
    #[arg(value_name = "PATH")]
    documents: Vec<PathBuf>,
    /// Inject a fault, always or with a probability: reset, delay=250ms, truncate@0.1
    #[arg(long, value_name = "FAULT")]
    fault: Vec<FaultRule>,
    /// Seed that determines which calls a fault with a probability affects
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Accept only these tokens; by default, any token
    #[arg(long, value_name = "TOKEN")]
    token: Vec<String>,
    /// Reject larger request bodies with 413
    #[arg(long, value_name = "BYTES")]
    largest_body: Option<usize>,
    /// Reload the documents whenever they change, without closing connections
    #[arg(long, requires = "documents")]
    watch: bool,
    /// Print a line for every request, without parameters and headers, which may be secret
    #[arg(long)]
    log: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    // Watch before reading, so that no change is missed.
    let mut watch = arguments.watch.then(Watch::new).transpose()?;
    if let Some(watch) = &mut watch {
        watch.follow(&arguments.documents, std::iter::empty())?;
    }
    let documents = read(&arguments.documents)?;
    if let Some(watch) = &mut watch {
        follow(watch, arguments, &documents)?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(serve(arguments, &documents, watch))?;
    // Calls that a fault still delays must not keep the command from exiting.
    runtime.shutdown_timeout(Duration::ZERO);
    Ok(ExitCode::SUCCESS)
}

fn read(paths: &[PathBuf]) -> Result<Vec<Document>, LoadError> {
    paths.iter().map(|path| Document::bundle(path)).collect()
}

fn follow(watch: &mut Watch, arguments: &Arguments, documents: &[Document]) -> anyhow::Result<()> {
    let files = documents.iter().flat_map(Document::files);
    watch.follow(&arguments.documents, files.map(|(path, _)| path))
}

async fn serve(
    arguments: &Arguments,
    documents: &[Document],
    mut watch: Option<Watch>,
) -> anyhow::Result<()> {
    // Polled once before the address is printed, because a script that reads it may send the signal at once.
    let mut interrupt = pin!(tokio::signal::ctrl_c());
    let early = poll_fn(|context| Poll::Ready(interrupt.as_mut().poll(context))).await;
    let server = builder(arguments, documents)
        .start()
        .await
        .map_err(|error| located(error, documents))?;
    println!("{}", table(&server.routes()));
    for route in server.shadowed_routes() {
        eprintln!(
            "warning: {} {} in {} cannot be reached: an earlier document has the same route",
            route.method, route.path, route.document
        );
    }
    println!("listening on {} (press Ctrl-C to stop)", server.url());
    let interrupted = match early {
        Poll::Ready(interrupted) => interrupted,
        Poll::Pending => loop {
            tokio::select! {
                interrupted = &mut interrupt => break interrupted,
                () = changed(&mut watch) => reload(arguments, &server, &mut watch)?,
            }
        },
    };
    interrupted.context("cannot wait for Ctrl-C")?;
    server.stop().await;
    println!("stopped");
    Ok(())
}

async fn changed(watch: &mut Option<Watch>) {
    match watch {
        Some(watch) => watch.changed().await,
        None => std::future::pending().await,
    }
}

/// Serves the current documents. If they cannot be served, the previous ones are kept.
fn reload(
    arguments: &Arguments,
    server: &MockServer,
    watch: &mut Option<Watch>,
) -> anyhow::Result<()> {
    let documents = read(&arguments.documents);
    if let (Some(watch), Ok(documents)) = (watch, &documents) {
        follow(watch, arguments, documents)?;
    }
    let served = documents.map_err(Into::into).and_then(|documents| {
        let named: Vec<(String, Value)> = documents.iter().map(named).collect();
        let replaced = server.replace_documents(&named);
        replaced.map_err(|error| located(error, &documents))
    });
    match served {
        Ok(()) => println!(
            "reloaded: {}",
            codegen_html::count(server.routes().len(), "operation")
        ),
        Err(error) => {
            eprintln!("error: {error:#}");
            eprintln!("note: still serving the previous documents");
        }
    }
    Ok(())
}

fn named(document: &Document) -> (String, Value) {
    (document.path().display().to_string(), document.to_json())
}

fn builder(arguments: &Arguments, documents: &[Document]) -> Builder {
    let mut builder = MockServer::builder()
        .address(arguments.address)
        .port(arguments.port)
        .seed(arguments.seed)
        .kept_requests(0);
    for document in documents {
        let (name, document) = named(document);
        builder = builder.named_document(name, document);
    }
    for fault in &arguments.fault {
        builder = builder.fault(*fault);
    }
    for token in &arguments.token {
        builder = builder.accept_token(token);
    }
    if let Some(bytes) = arguments.largest_body {
        builder = builder.largest_body(bytes);
    }
    if arguments.log {
        builder.observe(log)
    } else {
        builder
    }
}

fn log(request: &ReceivedRequest) {
    let operation = request.operation().unwrap_or("-");
    println!(
        "{} {} {} {operation}",
        request.status(),
        request.method(),
        request.path()
    );
}

/// The error with file, line and column, if it is about one of these documents.
fn located(error: StartError, documents: &[Document]) -> anyhow::Error {
    if let StartError::Document {
        name,
        pointer,
        problem,
    } = &error
    {
        let of_name = |document: &&Document| document.path().display().to_string() == *name;
        if let Some(document) = documents.iter().find(of_name) {
            let location = document.location(pointer.trim_start_matches('#'));
            return anyhow::anyhow!("{location}: {problem}");
        }
    }
    error.into()
}

fn table(routes: &[Route]) -> Table {
    let header = ["method", "path", "operation", "document"];
    let mut table = Table::new(header, header.len());
    for route in routes {
        table.row([
            &route.method,
            &route.path,
            &route.operation,
            &route.document,
        ]);
    }
    table
}
