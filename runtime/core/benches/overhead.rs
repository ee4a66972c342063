//! The cost of the client compared with the same call written by hand, and its behavior under load.
//!
//! `cargo bench -p huaweicloud-core` runs both against one server in another thread. The two ways
//! of calling take turns in small batches, so that other load on the machine affects both.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a command-line program"
)]

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use huaweicloud_core::{AccessKey, Client, Config, ConfigBuilder, Operation, Token, reqwest};
use serde::Deserialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

const ROUNDS: usize = 1000;
const BATCH: usize = 20;
const CALLS: usize = 10_000;
const IN_FLIGHT: usize = 256;

static LIST: Operation = Operation::new("ListApps", "GET", "/v2/{project_id}/apps/{app_id}");

#[derive(Deserialize)]
struct Page {
    total: i64,
    apps: Vec<App>,
}

#[derive(Deserialize)]
struct App {
    id: String,
    name: String,
    size: i64,
}

impl Page {
    /// Uses every field, so that no reading is optimized away.
    fn weight(&self) -> i64 {
        let apps = self.apps.iter();
        self.total
            + apps
                .map(|app| app.size + (app.id.len() + app.name.len()) as i64)
                .sum::<i64>()
    }
}

fn main() {
    let address = serve_in_background();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        compare(address).await;
        load(address).await;
    });
}

async fn compare(address: SocketAddr) {
    let by_hand = by_hand_client();
    let url = format!("http://{address}/v2/p1/apps/a1");
    let token = client(address, |config| {
        config.credential(Token::new("t".repeat(1000)))
    });
    let key = client(address, |config| {
        config.credential(AccessKey::new("AK", "SK"))
    });
    let (mut hand_times, mut token_times, mut key_times) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for _ in 0..BATCH {
            let start = Instant::now();
            call_by_hand(&by_hand, &url).await;
            hand_times.push(start.elapsed());
        }
        for (client, times) in [(&token, &mut token_times), (&key, &mut key_times)] {
            for _ in 0..BATCH {
                let start = Instant::now();
                call(client).await;
                times.push(start.elapsed());
            }
        }
    }
    let hand = median(&mut hand_times);
    println!("by hand with reqwest and serde  {hand:>10.1?}");
    for (name, times) in [("token", &mut token_times), ("signed too", &mut key_times)] {
        let median = median(times);
        let more = (median.as_secs_f64() / hand.as_secs_f64() - 1.0) * 100.0;
        println!("through the client, {name:<11} {median:>10.1?}  {more:+.1} %");
    }
}

async fn load(address: SocketAddr) {
    let client = client(address, |config| config.credential(Token::new("t")));
    run(&client, IN_FLIGHT * 4).await;
    let before = resident_kilobytes();
    let start = Instant::now();
    let failures = run(&client, CALLS).await;
    let (duration, after) = (start.elapsed(), resident_kilobytes());
    println!(
        "{CALLS} calls, {IN_FLIGHT} in flight: {failures} failures, {:.0} calls/s, \
         memory {before} kB before, {after} kB after",
        CALLS as f64 / duration.as_secs_f64()
    );
    assert_eq!(failures, 0);
}

async fn run(client: &Client, calls: usize) -> usize {
    let permits = Arc::new(Semaphore::new(IN_FLIGHT));
    let mut tasks = tokio::task::JoinSet::new();
    let mut failures = 0;
    for _ in 0..calls {
        let permit = Arc::clone(&permits).acquire_owned().await.unwrap();
        let client = client.clone();
        tasks.spawn(async move {
            let outcome = client
                .request(&LIST)
                .path("app_id", Some("a1"))
                .send::<Page>()
                .await;
            drop(permit);
            outcome.is_ok()
        });
        while let Some(outcome) = tasks.try_join_next() {
            failures += usize::from(!outcome.unwrap());
        }
    }
    while let Some(outcome) = tasks.join_next().await {
        failures += usize::from(!outcome.unwrap());
    }
    failures
}

fn client(address: SocketAddr, adjust: impl FnOnce(ConfigBuilder) -> ConfigBuilder) -> Client {
    let config = Config::builder()
        .endpoint(format!("http://{address}"))
        .allow_http(true)
        .without_environment_proxy()
        .project_id("p1");
    Client::new(adjust(config).build().unwrap()).unwrap()
}

async fn call(client: &Client) -> i64 {
    let call = client
        .request(&LIST)
        .path("app_id", Some("a1"))
        .query("limit", Some(10));
    call.send::<Page>().await.unwrap().weight()
}

fn by_hand_client() -> reqwest::Client {
    // A plain client does not find a TLS provider in this workspace; the call does not use it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(60))
        .timeout(Duration::from_secs(120))
        .build()
        .unwrap()
}

async fn call_by_hand(client: &reqwest::Client, url: &str) -> i64 {
    let token = "t".repeat(1000);
    let request = client
        .get(format!("{url}?limit=10"))
        .header("X-Auth-Token", token);
    let response = request.send().await.unwrap();
    assert!(response.status().is_success());
    let page: Page = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    page.weight()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The memory of the process, if the system reports it.
fn resident_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or(0)
}

/// A server on its own thread that returns the same page for every request.
fn serve_in_background() -> SocketAddr {
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            send.send(listener.local_addr().unwrap()).unwrap();
            let answer: Arc<[u8]> = answer().into();
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&answer)));
            }
        });
    });
    receive.recv().unwrap()
}

async fn serve(mut stream: tokio::net::TcpStream, answer: Arc<[u8]>) {
    let mut buffer = vec![0; 16 * 1024];
    let mut length = 0;
    while let Ok(count @ 1..) = stream.read(&mut buffer[length..]).await {
        length += count;
        if buffer[..length].ends_with(b"\r\n\r\n") {
            length = 0;
            if stream.write_all(&answer).await.is_err() {
                return;
            }
        }
    }
}

fn answer() -> Vec<u8> {
    let app = r#"{"id":"f0fa1789-3b76-433b-a787-9892951c620e","name":"one of ten","size":7,"extra":null}"#;
    let body = format!(
        r#"{{"total":10,"size":10,"apps":[{}]}}"#,
        [app; 10].join(",")
    );
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: r\r\n";
    format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}
