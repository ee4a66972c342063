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
use codegen_document::Document;
use comfy_table::{Table, presets};
use huaweicloud_mock_server::{Builder, FaultRule, MockServer, ReceivedRequest, Route, StartError};

/// The port that people know from other mock servers.
const PORT: u16 = 4010;

/// Serve documents over HTTP
///
/// Requests are checked against the documents; valid ones get the documented example, others the
/// component's error body. `Prefer: code=404` and `Prefer: example=NAME` choose another answer,
/// `X-Mock-Fault: FAULT` injects a fault.
///
/// Faults: delay=250ms, trickle=2s, unavailable=5 (503 with Retry-After), reset, reset-in-body,
/// truncate, wrong-length; with @0.1 behind it a fault hits one call in ten.
///
/// Exit codes: 0 stopped by Ctrl-C, 2 could not run.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// Listen on this port; 0 takes a free one
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// Listen on this address; anything but a loopback address exposes the server to the network
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// OpenAPI 3.0 documents, files or folders [default: ROMA Connect and DCS]
    #[arg(value_name = "PATH")]
    documents: Vec<PathBuf>,
    /// Inject a fault, always or with a probability: reset, delay=250ms, truncate@0.1
    #[arg(long, value_name = "FAULT")]
    fault: Vec<FaultRule>,
    /// Decide which calls a fault with a probability hits
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Accept only these tokens; without this option, any token
    #[arg(long, value_name = "TOKEN")]
    token: Vec<String>,
    /// Refuse larger request bodies with 413
    #[arg(long, value_name = "BYTES")]
    largest_body: Option<usize>,
    /// Print a line for every request; parameters and headers, which may be secret, are not shown
    #[arg(long)]
    log: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let documents = arguments
        .documents
        .iter()
        .map(|path| Ok(Document::bundle(path)?))
        .collect::<anyhow::Result<Vec<Document>>>()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(serve(arguments, &documents))?;
    // Calls that are still kept back by a long delay must not keep the command from ending.
    runtime.shutdown_timeout(Duration::ZERO);
    Ok(ExitCode::SUCCESS)
}

async fn serve(arguments: &Arguments, documents: &[Document]) -> anyhow::Result<()> {
    // Polled once before the address is told: whoever reads it may send the signal right away.
    let mut interrupt = pin!(tokio::signal::ctrl_c());
    let early = poll_fn(|context| Poll::Ready(interrupt.as_mut().poll(context))).await;
    let server = builder(arguments, documents)
        .start()
        .await
        .map_err(|error| located(error, documents))?;
    println!("{}", table(&server.routes()));
    for route in server.shadowed_routes() {
        eprintln!(
            "warning: {} {} of {} is never reached: an earlier document has the same route",
            route.method, route.path, route.document
        );
    }
    println!("listening on {} (Ctrl-C stops)", server.url());
    match early {
        Poll::Ready(interrupted) => interrupted,
        Poll::Pending => interrupt.await,
    }
    .context("cannot wait for Ctrl-C")?;
    server.stop().await;
    println!("stopped");
    Ok(())
}

fn builder(arguments: &Arguments, documents: &[Document]) -> Builder {
    let mut builder = MockServer::builder()
        .address(arguments.address)
        .port(arguments.port)
        .seed(arguments.seed)
        .kept_requests(0);
    for document in documents {
        let name = document.path().display().to_string();
        builder = builder.named_document(name, document.to_json());
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

/// The error with file, line and column where the document is one of these.
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
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_header(["method", "path", "operation", "document"]);
    for route in routes {
        table.add_row([
            &route.method,
            &route.path,
            &route.operation,
            &route.document,
        ]);
    }
    table
}
