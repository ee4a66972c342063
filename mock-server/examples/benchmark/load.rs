//! Requests over connections that stay open, sent one after another on each.

use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::OPERATIONS;
use crate::arguments::Arguments;

/// The kind of request.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Path, query and token are validated, and an example is served.
    Reading,
    /// A body is also validated.
    Sending,
    /// A parameter is invalid.
    Refused,
}

/// The result.
pub(crate) struct Measured {
    pub(crate) requests: usize,
    /// Responses with an unexpected status.
    pub(crate) unexpected: usize,
    total: Duration,
    /// The time of each request, shortest first.
    times: Vec<Duration>,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Reading, Self::Sending, Self::Refused];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Reading => "GET, served",
            Self::Sending => "POST, served",
            Self::Refused => "GET, refused",
        }
    }

    fn expected_status(self) -> &'static [u8] {
        match self {
            Self::Reading => b" 200 ",
            Self::Sending => b" 201 ",
            Self::Refused => b" 4",
        }
    }

    fn request(self, number: usize) -> Vec<u8> {
        let thing = number % (OPERATIONS / 2);
        let path = format!("/v2/0a1b2c3d/service/instances/4e5f6a7b-8c9d/things-{thing}");
        let common = "Host: 127.0.0.1\r\nX-Auth-Token: token\r\nAccept: application/json\r\n";
        let body =
            r#"{"name":"new-thing","mode":"APP","parts":[{"size":1,"note":null},{"size":20}]}"#;
        match self {
            Self::Reading => format!("GET {path}?mode=APP&limit=100&name=some_name HTTP/1.1\r\n{common}\r\n"),
            Self::Refused => format!("GET {path}?mode=APP&limit=501&name=some_name HTTP/1.1\r\n{common}\r\n"),
            Self::Sending => format!(
                "POST {path} HTTP/1.1\r\n{common}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            ),
        }
        .into_bytes()
    }
}

impl Measured {
    pub(crate) fn per_second(&self) -> f64 {
        self.times.len() as f64 / self.total.as_secs_f64()
    }

    pub(crate) fn percentile(&self, share: f64) -> Duration {
        let index = (self.times.len() as f64 * share) as usize;
        self.times
            .get(index)
            .or(self.times.last())
            .copied()
            .unwrap_or_default()
    }
}

/// Measures each kind of request, after a warm-up run.
pub(crate) fn run(
    url: &str,
    arguments: &Arguments,
) -> Result<Vec<(Kind, Measured)>, Box<dyn Error>> {
    let address = url
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    let mut measured = Vec::new();
    for kind in Kind::ALL {
        measure(
            &address,
            kind,
            (arguments.requests / 20).max(1),
            arguments.connections,
        )?;
        measured.push((
            kind,
            measure(&address, kind, arguments.requests, arguments.connections)?,
        ));
    }
    Ok(measured)
}

fn measure(
    address: &str,
    kind: Kind,
    requests: usize,
    connections: usize,
) -> Result<Measured, Box<dyn Error>> {
    let share = requests.div_ceil(connections);
    let started = Instant::now();
    let clients: Vec<_> = (0..connections)
        .map(|client| {
            let address = address.to_owned();
            thread::spawn(move || talk(&address, kind, client * share, share))
        })
        .collect();
    let mut times = Vec::with_capacity(requests);
    let mut unexpected = 0;
    for client in clients {
        let result = client
            .join()
            .map_err(|_| "a client of the benchmark has failed")?;
        let (own, surprises) = result?;
        times.extend(own);
        unexpected += surprises;
    }
    let total = started.elapsed();
    times.sort();
    Ok(Measured {
        requests: times.len(),
        unexpected,
        total,
        times,
    })
}

/// Sends this many requests over one connection.
fn talk(
    address: &str,
    kind: Kind,
    first: usize,
    requests: usize,
) -> std::io::Result<(Vec<Duration>, usize)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut times = Vec::with_capacity(requests);
    let mut unexpected = 0;
    let mut buffer = Vec::with_capacity(64 * 1024);
    for number in first..first + requests {
        let request = kind.request(number);
        let started = Instant::now();
        stream.write_all(&request)?;
        read_answer(&mut stream, &mut buffer)?;
        times.push(started.elapsed());
        let line = buffer.get(8..13).unwrap_or_default();
        unexpected += usize::from(!line.starts_with(kind.expected_status()));
    }
    Ok((times, unexpected))
}

fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<()> {
    buffer.clear();
    let mut chunk = [0; 16 * 1024];
    loop {
        let count = stream.read(&mut chunk)?;
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        buffer.extend_from_slice(chunk.get(..count).unwrap_or_default());
        if is_whole(buffer) {
            return Ok(());
        }
    }
}

fn is_whole(answer: &[u8]) -> bool {
    let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(answer.get(..end).unwrap_or_default()).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    match length.and_then(|length| length.trim().parse::<usize>().ok()) {
        Some(length) => answer.len() >= end + 4 + length,
        None => answer.ends_with(b"0\r\n\r\n"),
    }
}
