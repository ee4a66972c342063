//! Overrides that break the rules of HTTP, written byte by byte.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use hyper::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::fault::Fault;
use crate::outgoing_response::OutgoingResponse;

/// How many bytes more than there are a wrong length announces.
const SURPLUS: usize = 16;
/// How many pieces a trickling answer comes in at most.
const MOST_PIECES: u32 = 1_000;
/// How long a refused request is read to its end, and how much of it.
const FAREWELL: Duration = Duration::from_secs(2);
const MOST_FAREWELL: usize = 64 * 1024 * 1024;

/// An answer that hyper would not send.
#[derive(Debug)]
pub(crate) struct BrokenResponse {
    fault: Fault,
    head: Bytes,
    body: Bytes,
}

impl BrokenResponse {
    pub(crate) fn new(fault: Fault, outgoing: &OutgoingResponse, method: &Method) -> Self {
        let surplus = if fault == Fault::WrongLength {
            SURPLUS
        } else {
            0
        };
        let head = head(outgoing, outgoing.body.len() + surplus);
        let body = if *method == Method::HEAD {
            Bytes::new()
        } else {
            outgoing.body.clone()
        };
        Self { fault, head, body }
    }

    /// Sends what the fault leaves of the answer and ends the connection.
    pub(crate) async fn send(self, mut stream: TcpStream) -> io::Result<()> {
        let half = self.body.slice(..self.body.len() / 2);
        match self.fault {
            Fault::Reset => stream.set_zero_linger(),
            Fault::ResetInBody => {
                stream.write_all(&self.head).await?;
                stream.write_all(&half).await?;
                stream.flush().await?;
                // A reset overtakes what the client has not read yet, so let it read.
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
            _ => {
                stream.write_all(&self.head).await?;
                stream.write_all(&self.body).await?;
                close(stream).await
            }
        }
    }
}

fn head(outgoing: &OutgoingResponse, length: usize) -> Bytes {
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
    head.extend_from_slice(format!("content-length: {length}\r\n\r\n").as_bytes());
    Bytes::from(head)
}

async fn trickle(stream: &mut TcpStream, bytes: &[u8], time: Duration) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).max(1);
    let pieces = length.min(MOST_PIECES);
    let size = bytes
        .len()
        .div_ceil(usize::try_from(pieces).unwrap_or(1))
        .max(1);
    for piece in bytes.chunks(size) {
        tokio::time::sleep(time / pieces).await;
        stream.write_all(piece).await?;
    }
    Ok(())
}

/// Waits a moment for the client to close or to go on, whichever it does.
async fn wait_until_read(stream: &mut TcpStream) {
    const MOMENT: Duration = Duration::from_millis(50);
    let mut byte = [0];
    let _ = tokio::time::timeout(MOMENT, stream.read(&mut byte)).await;
}

/// Says goodbye and reads what still comes: closing with unread bytes would reset the
/// connection and take away the answer from a client that has not read it yet.
pub(crate) async fn close(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    let drain = async {
        let mut buffer = vec![0; 16 * 1024];
        let mut drained = 0;
        while drained < MOST_FAREWELL {
            match stream.read(&mut buffer).await {
                Ok(0) | Err(_) => break,
                Ok(count) => drained += count,
            }
        }
    };
    let _ = tokio::time::timeout(FAREWELL, drain).await;
    Ok(())
}
