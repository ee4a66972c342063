//! Bodies that are not JSON, in requests and responses: parts, files, streams, text, downloads.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use std::time::Duration;

use huaweicloud_core::testing::{CannedResponses, ManualClock};
use huaweicloud_core::{
    AccessKey, Body, Bytes, Call, Client, ErrorKind, Location, Operation, Parameter, Part,
};
use support::{Act, Server, answer, json};

static IMPORT: Operation = Operation::new("Import", "POST", "/v2/{project_id}/import")
    .parameters(&[
        Parameter::part("group_id"),
        Parameter::part("tags"),
        Parameter::part("file").required(),
    ])
    .optional_body("multipart/form-data");
static UPLOAD: Operation = Operation::new("Upload", "PUT", "/v2/{project_id}/upload")
    .body("application/octet-stream")
    .retry_safe();
static EXPORT: Operation = Operation::new("Export", "GET", "/v2/{project_id}/export");

/// A file with this content, which is deleted when it is dropped.
fn file(content: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    std::fs::write(file.path(), content).unwrap();
    file
}

fn import(client: &Client) -> Call {
    let mut call = client.request(&IMPORT);
    call.set(Location::Part, "group_id", "g 1".to_owned());
    call.set(Location::Part, "tags", vec!["a".to_owned(), "b".to_owned()]);
    call
}

/// The body with the boundary, which is random, replaced.
fn body_of(request: &str) -> String {
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let boundary = head.split("boundary=").nth(1).unwrap();
    let boundary = boundary.lines().next().unwrap();
    body.replace(boundary, "BOUNDARY")
}

#[tokio::test]
async fn parts_are_sent_with_names_types_and_a_length() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let part = Part::new("id,name\n1,lamp\n")
        .named("a \"b\".csv")
        .media_type("text/csv");
    let mut call = import(&server.client());
    call.set_part("file", part);
    call.send_empty().await.unwrap();
    let request = &server.requests()[0];
    assert!(
        request.to_lowercase().contains("\r\ncontent-length: "),
        "{request}"
    );
    assert_eq!(
        body_of(request).replace("\r\n", "\n"),
        "--BOUNDARY\nContent-Disposition: form-data; name=\"group_id\"\n\ng 1\n\
         --BOUNDARY\nContent-Disposition: form-data; name=\"tags\"\n\na\n\
         --BOUNDARY\nContent-Disposition: form-data; name=\"tags\"\n\nb\n\
         --BOUNDARY\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.csv\"\n\
         Content-Type: text/csv\n\nid,name\n1,lamp\n\n--BOUNDARY--\n"
    );
}

#[tokio::test]
async fn missing_parts_are_reported_by_name() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let error = import(&server.client()).send_empty().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("`.file(...)`"), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_file_is_opened_when_the_call_is_sent() {
    let file = file(b"1,2\n");
    let server = Server::start([json("200 OK", "{}")]).await;
    let mut call = import(&server.client());
    call.set_part("file", Part::file(file.path()));
    call.send_empty().await.unwrap();
    let body = body_of(&server.requests()[0]);
    let name = file.path().file_name().unwrap().to_str().unwrap();
    assert!(body.contains(&format!("filename=\"{name}\"")), "{body}");
    assert!(
        body.contains("application/octet-stream\r\n\r\n1,2\n\r\n"),
        "{body}"
    );
}

#[tokio::test]
async fn a_missing_file_is_reported_and_nothing_is_sent() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let mut call = server.client().request(&UPLOAD);
    call.set_content(Body::file("no/such/file.bin"));
    let error = call.send_empty().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("no/such/file.bin"), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_stream_of_unknown_length_is_sent_in_chunks() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let pieces = ["ab", "cd"].map(|text| Ok::<_, std::io::Error>(Bytes::from(text)));
    let mut call = server.client().request(&UPLOAD);
    call.set_content(Body::stream(futures_util::stream::iter(pieces)));
    call.send_empty().await.unwrap();
    let request = server.requests()[0].to_lowercase();
    assert!(request.contains("transfer-encoding: chunked"), "{request}");
    assert!(
        request.contains("content-type: application/octet-stream"),
        "{request}"
    );
}

#[tokio::test]
async fn streams_are_sent_once_and_files_for_every_attempt() {
    let answers = || {
        let busy = answer("503 Service Unavailable", "", "");
        [busy, json("200 OK", "{}")]
    };
    let repeating = |server: &Server| {
        let config = server
            .config()
            .retry(huaweicloud_core::Transient::default());
        let backoff = huaweicloud_core::Backoff::new().initial(Duration::ZERO);
        Client::new(config.backoff(backoff).build().unwrap()).unwrap()
    };
    let server = Server::start(answers()).await;
    let pieces = [Ok::<_, std::io::Error>(Bytes::from("once"))];
    let mut call = repeating(&server).request(&UPLOAD);
    call.set_content(Body::stream(futures_util::stream::iter(pieces)).with_length(4));
    let error = call.send_empty().await.unwrap_err();
    assert_eq!(error.status().map(|it| it.as_u16()), Some(503));
    assert_eq!(server.requests().len(), 1);

    let file = file(b"again");
    let server = Server::start(answers()).await;
    let mut call = repeating(&server).request(&UPLOAD);
    call.set_content(Body::file(file.path()));
    call.send_empty().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(
        requests
            .iter()
            .all(|request| request.ends_with("\r\n\r\nagain"))
    );
}

#[tokio::test]
async fn a_body_that_is_not_in_memory_is_signed_as_the_official_signer_does() {
    let answers = CannedResponses::new().json(200, "{}");
    let config = support::config("https://a.example.com")
        .credential(AccessKey::new("AK", "planted-secret"))
        .clock(ManualClock::at(std::time::SystemTime::UNIX_EPOCH))
        .transport(answers.clone());
    let client = Client::new(config.build().unwrap()).unwrap();
    let mut call = import(&client);
    call.set_part("file", Part::new("content"));
    call.send_empty().await.unwrap();
    let sent = &answers.requests()[0];
    assert_eq!(sent.headers["x-sdk-content-sha256"], "UNSIGNED-PAYLOAD");
    let authorization = sent.headers["authorization"].to_str().unwrap();
    assert!(
        authorization.contains("x-sdk-content-sha256"),
        "{authorization}"
    );
    let media_type = sent.headers["content-type"].to_str().unwrap();
    assert!(
        media_type.starts_with("multipart/form-data; boundary="),
        "{media_type}"
    );
}

#[tokio::test]
async fn strings_are_read_from_json_and_plain_text() {
    for (body, expected) in [("\"a \\n b\"", "a \n b"), ("plain", "plain"), ("", "")] {
        let server = Server::start([answer("200 OK", "", body)]).await;
        let response = server.client().request(&EXPORT).send_text().await.unwrap();
        assert_eq!(response.into_inner(), expected);
    }
}

#[tokio::test]
async fn downloads_are_read_as_they_arrive() {
    let headers = "Content-Type: application/zip\r\nX-Total: 7\r\n\
                   Content-Disposition: attachment; filename=\"export.zip\"\r\n";
    let server = Server::start([answer("200 OK", headers, "PK-content")]).await;
    let response = server
        .client()
        .request(&EXPORT)
        .send_download()
        .await
        .unwrap();
    assert_eq!(response.header::<i64>("x-total"), Some(7));
    assert_eq!(response.header::<i64>("content-type"), None);
    let download = response.into_inner();
    assert_eq!(download.media_type(), Some("application/zip"));
    assert_eq!(download.file_name(), Some("export.zip"));
    assert_eq!(download.length(), Some(10));
    assert_eq!(&download.bytes().await.unwrap()[..], b"PK-content");
}

#[tokio::test]
async fn downloads_are_saved_completely_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.zip");
    let server = Server::start([answer("200 OK", "", "PK-content")]).await;
    let download = server
        .client()
        .request(&EXPORT)
        .send_download()
        .await
        .unwrap();
    assert_eq!(download.into_inner().save(&path).await.unwrap(), 10);
    assert_eq!(std::fs::read(&path).unwrap(), b"PK-content");

    let broken = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf".to_vec();
    let server = Server::start([Act::SendAndClose(broken)]).await;
    let download = server
        .client()
        .request(&EXPORT)
        .send_download()
        .await
        .unwrap();
    let error = download.into_inner().save(&path).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(std::fs::read(&path).unwrap(), b"PK-content");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn an_error_in_place_of_a_download_is_read_as_an_error() {
    let body = r#"{"error_code":"APIG.1","error_msg":"no"}"#;
    let server = Server::start([json("404 Not Found", body)]).await;
    let error = server
        .client()
        .request(&EXPORT)
        .send_download()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("APIG.1"));
}

#[tokio::test]
async fn a_documented_success_status_is_a_success() {
    static VERSIONS: Operation = Operation::new("Versions", "GET", "/").success_statuses(&[300]);
    let server = Server::start([json("300 Multiple Choices", r#"{"versions":[]}"#)]).await;
    let client = server.client();
    let response = client
        .request(&VERSIONS)
        .send::<serde_json::Value>()
        .await
        .unwrap();
    assert_eq!(response.status().as_u16(), 300);
    let error = client.request(&EXPORT).send_empty().await.unwrap_err();
    assert_eq!(error.status().map(|it| it.as_u16()), Some(300));
}
