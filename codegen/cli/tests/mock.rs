//! `huaweicloud-codegen mock` on the command line.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

/// A running command, which is stopped when this value is dropped.
struct Mock {
    process: Child,
    output: BufReader<ChildStdout>,
    /// The output before the address.
    table: String,
    address: String,
}

impl Mock {
    fn start(arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
            .args(["mock", "--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut table = String::new();
        let address = loop {
            let mut line = String::new();
            assert!(
                output.read_line(&mut line).unwrap() > 0,
                "no address after: {table}"
            );
            match line.strip_prefix("listening on http://") {
                Some(rest) => break rest.split(' ').next().unwrap().to_owned(),
                None => table.push_str(&line),
            }
        };
        Self {
            process,
            output,
            table,
            address,
        }
    }

    fn get(&self, target: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request = format!(
            "GET {target} HTTP/1.1\r\nHost: mock\r\nX-Auth-Token: hidden\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn failed(arguments: &[&str]) -> (Option<i32>, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
        .arg("mock")
        .args(arguments)
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

const SHOP: &str = "openapi: 3.0.3
info: {title: shop, version: '1'}
paths:
  /things/{id}:
    get:
      operationId: ShowThing
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
      responses:
        '200':
          description: A thing.
          content:
            application/json:
              examples: {documented: {value: {name: thing}}}
";

#[test]
fn the_documents_of_the_workspace_are_served() {
    let mock = Mock::start(&[]);
    assert!(mock.address.starts_with("127.0.0.1:"), "{}", mock.address);
    assert!(mock.table.contains("ListStatisticsApi"), "{}", mock.table);
    let answer = mock.get("/v2/project/instances/status");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn another_document_is_served_with_faults() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.yaml");
    std::fs::write(&path, SHOP).unwrap();
    let mock = Mock::start(&[path.to_str().unwrap(), "--fault", "unavailable=9"]);
    assert!(mock.table.contains("/things/{id}"), "{}", mock.table);
    assert!(!mock.table.contains("ListStatisticsApi"), "{}", mock.table);
    let answer = mock.get("/things/7");
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("retry-after: 9"), "{answer}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_gracefully_and_the_log_shows_no_secrets() {
    let mut mock = Mock::start(&["--log"]);
    mock.get("/v2/project/instances/status?include_failure=true");
    let id = mock.process.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let mut rest = String::new();
    mock.output.read_to_string(&mut rest).unwrap();
    assert_eq!(mock.process.wait().unwrap().code(), Some(0));
    assert!(
        rest.contains("200 GET /v2/project/instances/status"),
        "{rest}"
    );
    assert!(rest.ends_with("stopped\n"), "{rest}");
    assert!(!rest.contains("hidden"), "{rest}");
}

#[test]
fn documents_that_cannot_be_served_are_reported_with_the_location() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.yaml");
    std::fs::write(&path, SHOP.replace("type: integer", "type: whole")).unwrap();
    let (code, message) = failed(&["--port", "0", path.to_str().unwrap()]);
    assert_eq!(code, Some(2));
    assert!(message.contains("shop.yaml:8:"), "{message}");
    assert!(message.contains("\"whole\" is not a type"), "{message}");
    let (code, message) = failed(&["missing.yaml"]);
    assert_eq!(code, Some(2));
    assert!(message.contains("missing.yaml"), "{message}");
    let (code, message) = failed(&["--fault", "explode"]);
    assert_eq!(code, Some(2));
    assert!(message.contains("truncate"), "{message}");
}

#[test]
fn a_port_in_use_is_an_error() {
    let mock = Mock::start(&[]);
    let port = mock.address.rsplit(':').next().unwrap();
    let (code, message) = failed(&["--port", port]);
    assert_eq!(code, Some(2));
    assert!(
        message.contains("check whether the port is in use"),
        "{message}"
    );
}

#[test]
fn a_reference_in_place_of_an_operation_is_an_error_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.yaml");
    let document = "openapi: 3.0.3
info: {title: shop, version: '1'}
paths:
  /things:
    get:
      $ref: operations/list.yaml
";
    std::fs::write(&path, document).unwrap();
    let (code, error) = failed(&[path.to_str().unwrap()]);
    assert_eq!(code, Some(2), "{error}");
    let place = format!("{}:6:13", path.display());
    assert!(error.contains(&place), "{error}");
    assert!(
        error.contains("operations/list.yaml cannot be read"),
        "{error}"
    );
}
