//! Connections with incomplete requests.

use std::error::Error;
use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use crate::server::Server;

/// How long to wait for the server to notice.
const SETTLING: Duration = Duration::from_secs(1);

/// The memory of the server with this many silent connections, and with half a head on each.
pub(crate) fn run(server: &Server, count: usize) -> Result<String, Box<dyn Error>> {
    let address = server.url.trim_start_matches("http://").to_owned();
    let before = server.memory("VmRSS:");
    let mut connections = Vec::with_capacity(count);
    for _ in 0..count {
        connections.push(TcpStream::connect(&address)?);
    }
    thread::sleep(SETTLING);
    let silent = server.memory("VmRSS:");
    for connection in &mut connections {
        connection.write_all(b"GET /things HTTP/1.1\r\nHost: ")?;
    }
    thread::sleep(SETTLING);
    let begun = server.memory("VmRSS:");
    Ok(format!(
        "memory before                    {before:>9}\n\
         {count} silent connections      {silent:>9}\n\
         {count} with half a head        {begun:>9}\n"
    ))
}
