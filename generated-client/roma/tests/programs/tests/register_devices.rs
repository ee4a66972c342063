//! `register_devices`: what becomes of each line of a file.

use std::error::Error;
use std::io::Write;
use std::time::{Duration, Instant};

use example_support::testing::{Outcome, Trial};
use huaweicloud_mock_server::{Fault, MockResponse, MockServer};
use serde_json::json;
use tempfile::NamedTempFile;

use super::{TestResult, called, refusal};
use crate::register_devices as program;

const PRODUCT: [&str; 6] = [
    "--instance-id",
    "i",
    "--product-id",
    "10001",
    "--app-id",
    "app",
];

async fn run(flags: &[&str]) -> Outcome {
    Trial::new(flags)
        .run("register_devices", program::run)
        .await
}

async fn run_against(server: &MockServer, flags: &[&str]) -> Outcome {
    let trial = Trial::against(server, &[&PRODUCT[..], flags].concat());
    trial.run("register_devices", program::run).await
}

/// Runs the program with a file, one call after another; the file's name is `devices.csv`.
async fn run_with(
    server: &MockServer,
    file: &[u8],
    flags: &[&str],
) -> Result<String, Box<dyn Error>> {
    let mut kept = NamedTempFile::new()?;
    kept.write_all(file)?;
    let path = kept.path().to_str().ok_or("no name")?;
    let flags = [&["--file", path, "--concurrency", "1"][..], flags].concat();
    let text = run_against(server, &flags).await.to_string();
    let name = kept.path().file_name().and_then(|name| name.to_str());
    let text = text.replace(path, "devices.csv");
    Ok(text.replace(name.ok_or("no name")?, "devices.csv"))
}

/// A server whose product has no devices yet.
async fn server() -> Result<MockServer, Box<dyn Error>> {
    let server = MockServer::start().await?;
    let none = json!({"total": 0, "size": 0, "items": []});
    server.respond("ListDevices", MockResponse::success().body(none))?;
    Ok(server)
}

#[tokio::test]
async fn without_settings_the_sample_is_registered_on_the_mock_server() {
    insta::assert_snapshot!(run(&[]).await);
}

#[tokio::test]
async fn help_names_every_setting() {
    insta::assert_snapshot!(run(&["--help"]).await);
}

#[tokio::test]
async fn a_line_becomes_a_device_of_the_product() -> TestResult {
    let server = server().await?;
    let file = b"node_id, device_name,tags,password\n N1 , boiler,north;; warm ,hunter2A!\n";
    let text = run_with(&server, file, &[]).await?;
    assert!(text.starts_with("exit code 0\n"), "{text}");
    let requests = server.requests();
    let sent = requests.last().ok_or("no request")?.json()?;
    let expected = json!({
        "app_id": "app", "device_name": "boiler", "node_id": "N1", "password": "hunter2A!",
        "product": {"product_id": 10001}, "tags": ["north", "warm"],
    });
    assert_eq!(sent, expected);
    Ok(())
}

#[tokio::test]
async fn every_line_has_its_place_in_the_summary() -> TestResult {
    let server = server().await?;
    let known = json!({"total": 1, "items": [{"node_id": "N2"}]});
    server.respond("ListDevices", MockResponse::success().body(known))?;
    let created = json!({"device_id": 7, "client_id": "D7"});
    server.respond_once("CreateDevice", MockResponse::success().body(created))?;
    server.respond_once("CreateDevice", refusal(409, "ROMA.00110010"))?;
    server.respond_once("CreateDevice", refusal(500, "ROMA.00110001"))?;
    let file = b"device_name,node_id,password\n\
        first,N1,\nknown,N2,\nx,N3,\ntoo,many,,fields\nrefused,N4,\nagain,N1,\n\
        ,N5,\nshort,N6,no\nbroken,N7,\n";
    insta::assert_snapshot!(run_with(&server, file, &[]).await?);
    Ok(())
}

#[tokio::test]
async fn devices_that_are_throttled_are_registered_later() -> TestResult {
    let server = server().await?;
    server.respond_once("CreateDevice", refusal(429, "ROMA.00110429"))?;
    let text = run_with(&server, b"device_name,node_id\nfirst,N1\n", &[]).await?;
    assert!(text.contains("1 created, 0 skipped"), "{text}");
    assert_eq!(called(&server)[1..], ["CreateDevice", "CreateDevice"]);
    Ok(())
}

#[tokio::test]
async fn a_check_registers_nothing() -> TestResult {
    let server = server().await?;
    let file = b"device_name,node_id\nfirst,N1\nsecond,N2\n";
    let text = run_with(&server, file, &["--dry-run"]).await?;
    assert!(text.contains("2 to create, 0 skipped"), "{text}");
    assert_eq!(called(&server), ["ListDevices"]);
    Ok(())
}

#[tokio::test]
async fn no_more_than_so_many_are_registered_at_the_same_time() -> TestResult {
    let server = server().await?;
    let delay = Duration::from_millis(200);
    let slow = MockResponse::success().fault(Fault::Delay(delay));
    server.respond("CreateDevice", slow)?;
    let start = Instant::now();
    let outcome = run_against(&server, &["--concurrency", "2"]).await;
    assert!(outcome.stdout.contains("4 created"), "{outcome}");
    assert!(start.elapsed() >= 2 * delay, "{:?}", start.elapsed());
    Ok(())
}

#[tokio::test]
async fn a_file_that_cannot_be_used_says_why() -> TestResult {
    let server = server().await?;
    let missing = run_against(&server, &["--file", "no/such/file.csv"]).await;
    let mut texts = vec![missing.to_string()];
    let files: [&[u8]; 4] = [
        b"",
        b"name,node_id\nfirst,N1\n",
        b"device_name,node_id\n\xff\xfe,N1\n",
        b"device_name,node_id\n",
    ];
    for file in files {
        texts.push(run_with(&server, file, &[]).await?);
    }
    insta::assert_snapshot!(texts.join("\n"));
    Ok(())
}

#[tokio::test]
async fn a_product_that_is_not_clear_says_what_to_give() -> TestResult {
    let server = server().await?;
    let mut texts = Vec::new();
    for items in [
        json!([]),
        json!([{"id": 1, "app_id": "a"}, {"id": 2, "app_id": "a"}]),
        json!([{"id": 1}]),
    ] {
        let total = items.as_array().map(Vec::len);
        let body = json!({"total": total, "items": items});
        server.respond("ListProducts", MockResponse::success().body(body))?;
        let trial = Trial::against(&server, &["--instance-id", "i"]);
        let outcome = trial.run("register_devices", program::run).await;
        texts.push(outcome.to_string());
    }
    server.respond("ShowProduct", refusal(404, "ROMA.00110006"))?;
    let flags = ["--instance-id", "i", "--product-id", "9"];
    let outcome = Trial::against(&server, &flags);
    let outcome = outcome.run("register_devices", program::run).await;
    texts.push(outcome.to_string());
    insta::assert_snapshot!(texts.join("\n"));
    Ok(())
}
