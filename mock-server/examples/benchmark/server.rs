//! The server that is measured, in a separate process.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use huaweicloud_mock_server::{Builder, MockServer};
use serde_json::Value;

/// A process that serves a document, and is stopped when this value is dropped.
pub(crate) struct Server {
    process: Child,
    pub(crate) url: String,
    pub(crate) reading_milliseconds: f64,
    pub(crate) start_milliseconds: f64,
}

impl Server {
    pub(crate) fn start(documents: &[String]) -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg("--serve")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut input = process.stdin.take().ok_or("the server has no input")?;
        input.write_all(format!("[{}]", documents.join(",")).as_bytes())?;
        drop(input);
        let mut line = String::new();
        let output = process.stdout.take().ok_or("the server has no output")?;
        BufReader::new(output).read_line(&mut line)?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let [url, reading, start] = words.as_slice() else {
            return Err(format!("the server said {line:?}").into());
        };
        Ok(Self {
            process,
            url: (*url).to_owned(),
            reading_milliseconds: reading.parse()?,
            start_milliseconds: start.parse()?,
        })
    }

    /// A line about the memory of the process, if the system reports it in /proc.
    pub(crate) fn memory(&self, key: &str) -> String {
        let path = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(path).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(key));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        kilobytes.map_or_else(
            || "unknown".to_owned(),
            |kilobytes| format!("{:.1} MB", kilobytes * 1_024.0 / 1_000_000.0),
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Serves the documents from standard input, and prints the address and the times.
pub(crate) fn serve() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let reading = Instant::now();
    let documents: Vec<Value> = serde_json::from_str(&text)?;
    drop(text);
    let reading = reading.elapsed().as_secs_f64() * 1_000.0;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let start = Instant::now();
    let builder = MockServer::builder();
    let builder = documents.into_iter().fold(builder, Builder::document);
    let server = runtime.block_on(builder.start())?;
    let start = start.elapsed().as_secs_f64() * 1_000.0;
    writeln!(std::io::stdout(), "{} {reading} {start}", server.url())?;
    runtime.block_on(std::future::pending::<()>());
    Ok(())
}
