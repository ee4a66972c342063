//! Responses that violate HTTP, written byte by byte.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use hyper::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::fault::Fault;
use crate::outgoing_response::OutgoingResponse;

/// The largest number of chunks of a trickling response.
const MOST_CHUNKS: u32 = 1_000;
/// How long the rest of a rejected request is read, and how many bytes of it.
const DRAIN_TIME: Duration = Duration::from_secs(2);
const MOST_DRAINED: usize = 64 * 1024 * 1024;

/// A response that hyper would not send.
#[derive(Debug)]
pub(crate) struct BrokenResponse {
    fault: Fault,
    head: Bytes,
    body: Bytes,
}

impl BrokenResponse {
    pub(crate) fn new(fault: Fault, outgoing: &OutgoingResponse, method: &Method) -> Self {
        let head = head(outgoing);
        let body = if *method == Method::HEAD {
            Bytes::new()
        } else {
            outgoing.body.clone()
        };
        Self { fault, head, body }
    }

    /// Sends the part of the response that the fault leaves, and ends the connection.
    pub(crate) async fn send(self, mut stream: TcpStream) -> io::Result<()> {
        let half = self.body.slice(..self.body.len() / 2);
        match self.fault {
            Fault::Reset => stream.set_zero_linger(),
            Fault::ResetInBody => {
                stream.write_all(&self.head).await?;
                stream.write_all(&half).await?;
                stream.flush().await?;
                // A reset discards what the client has not read yet, so let it read first.
                wait_until_read(&mut stream).await;
                stream.set_zero_linger()
            }
            Fault::Trickle(time) => {
                trickle(&mut stream, &[self.head, self.body].concat(), time).await?;
                close(stream).await
            }
            Fault::Truncate => {
                stream.write_all(&self.head).await?;
                stream.write_all(&half).await?;
                close(stream).await
            }
            Fault::Delay(_) | Fault::Unavailable(_) => {
                stream.write_all(&self.head).await?;
                stream.write_all(&self.body).await?;
                close(stream).await
            }
        }
    }
}

fn head(outgoing: &OutgoingResponse) -> Bytes {
    let status = outgoing.status;
    let reason = status.canonical_reason().unwrap_or_default();
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).into_bytes();
    let content_type = outgoing
        .content_type
        .iter()
        .map(|value| ("content-type", value));
    let others = outgoing
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value));
    for (name, value) in content_type.chain(others) {
        head.extend_from_slice(name.as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(format!("content-length: {}\r\n\r\n", outgoing.body.len()).as_bytes());
    Bytes::from(head)
}

async fn trickle(stream: &mut TcpStream, bytes: &[u8], time: Duration) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).max(1);
    let chunks = length.min(MOST_CHUNKS);
    let size = bytes
        .len()
        .div_ceil(usize::try_from(chunks).unwrap_or(1))
        .max(1);
    for chunk in bytes.chunks(size) {
        tokio::time::sleep(time / chunks).await;
        stream.write_all(chunk).await?;
    }
    Ok(())
}

/// Waits briefly for the client to close the connection or to continue.
async fn wait_until_read(stream: &mut TcpStream) {
    const MOMENT: Duration = Duration::from_millis(50);
    let mut byte = [0];
    let _ = tokio::time::timeout(MOMENT, stream.read(&mut byte)).await;
}

/// Shuts the connection down and reads what still arrives. Closing with unread bytes would reset the
/// connection, and a client that has not read the response yet would lose it.
pub(crate) async fn close(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    let drain = async {
        let mut buffer = vec![0; 16 * 1024];
        let mut drained = 0;
        while drained < MOST_DRAINED {
            match stream.read(&mut buffer).await {
                Ok(0) | Err(_) => break,
                Ok(count) => drained += count,
            }
        }
    };
    let _ = tokio::time::timeout(DRAIN_TIME, drain).await;
    Ok(())
}
