//! Multipart bodies, as sent over the network.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

mod support;

use huaweicloud_mock_server::MockServer;
use serde_json::{Value, json};
use support::{Answered, send};

async fn post(server: &MockServer, kind: &str, body: &str) -> Answered {
    let headers = [("Content-Type", kind)];
    send(server, "POST", "/things", &headers, body.as_bytes()).await
}

/// A server that accepts a body at `/things`.
async fn taking(content: Value) -> MockServer {
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "shop", "version": "1"},
        "paths": {"/things": {"post": {
            "operationId": "UseThing",
            "requestBody": {"required": true, "content": content},
            "responses": {"204": {"description": "Done."}}
        }}}
    });
    MockServer::builder()
        .document(document)
        .start()
        .await
        .unwrap()
}

const BOUNDED: &str = "multipart/form-data; boundary=XYZ";

/// A part of a body, with the headers after its name.
fn part(name: &str, headers: &str, content: &str) -> String {
    format!(
        "--XYZ\r\nContent-Disposition: form-data; name=\"{name}\"{headers}\r\n\r\n{content}\r\n"
    )
}

/// Accepts two required parts and several optional ones.
async fn taking_parts() -> MockServer {
    let schema = json!({
        "type": "object", "required": ["file", "count"], "additionalProperties": false,
        "properties": {
            "file": {"type": "string", "format": "binary", "maxLength": 20},
            "count": {"type": "integer", "minimum": 1},
            "force": {"type": "boolean"},
            "mode": {"type": "string", "enum": ["fast", "safe"]},
            "tags": {"type": "array", "maxItems": 2, "items": {"type": "integer"}},
            "meta": {"type": "object", "required": ["z"], "properties": {"z": {"type": "integer"}}},
            "photo": {"type": "string", "format": "binary"},
            "note": {"type": "string"}
        }
    });
    let encoding = json!({"photo": {"contentType": "image/png, image/x-*"},
        "note": {"contentType": "application/json"}});
    let content = json!({"multipart/form-data": {"schema": schema, "encoding": encoding}});
    taking(content).await
}

#[tokio::test]
async fn each_part_of_a_body_is_checked() {
    let server = taking_parts().await;
    let file = part(
        "file",
        "; filename=\"a.bin\"\r\nContent-Type: application/octet-stream\r\nContent-Length: 3",
        "abc",
    );
    let good = format!("{file}{}", part("count", "", "1"));
    for (more, told) in [
        (String::new(), ""),
        (part("force", "", "true"), ""),
        (
            part("force", "", "yes"),
            "body at /force: \"yes\" is not a boolean",
        ),
        (part("mode", "", "safe"), ""),
        (
            part("mode", "", "slow"),
            "body at /mode: \"slow\" is not one of",
        ),
        (part("tags", "", "1") + &part("tags", "", "2"), ""),
        (part("tags", "", "1"), ""),
        (
            part("tags", "", "x"),
            "body at /tags/0: \"x\" is not an integer",
        ),
        (
            part("tags", "\r\nContent-Type: application/json", "[1,2]"),
            "",
        ),
        (part("tags", "", "1").repeat(3), "body at /tags: "),
        (part("meta", "", "{\"z\": 1}"), ""),
        (
            part("meta", "\r\nContent-Type: application/json", "{}"),
            "body at /meta/z: is required but missing",
        ),
        (part("meta", "", "z"), "body at /meta: is not JSON"),
        (part("photo", "\r\nContent-Type: image/png", "x"), ""),
        (
            part("photo", "\r\nContent-Type: IMAGE/X-ICON; a=b", "x"),
            "",
        ),
        (
            part("photo", "\r\nContent-Type: text/css", "x"),
            "body at /photo: Content-Type text/css is not one of image/png, image/x-*",
        ),
        (
            part("photo", "", "x"),
            "body at /photo: Content-Type is missing in the part; expected image/png",
        ),
        (
            part("note", "\r\nContent-Type: application/json", "\"a\""),
            "",
        ),
        (
            part("note", "\r\nContent-Type: application/json", "1"),
            "body at /note: 1 is not a string",
        ),
        (part("nobody", "", "1"), "nobody"),
        (
            part("count", "", "1"),
            "body at /count: occurs 2 times, expected once",
        ),
    ] {
        let answered = post(&server, BOUNDED, &format!("{good}{more}--XYZ--\r\n")).await;
        if told.is_empty() {
            assert_eq!(
                answered.status,
                204,
                "{more} {:?}",
                String::from_utf8_lossy(&answered.body)
            );
        } else {
            assert_eq!(answered.status, 400, "{more}");
            assert!(answered.message().contains(told), "{}", answered.message());
            assert_eq!(
                answered.message().matches("body at /").count(),
                1,
                "{}",
                answered.message()
            );
        }
    }
    let missing = post(&server, BOUNDED, &format!("{file}--XYZ--")).await;
    assert_eq!(
        (missing.status, missing.message().as_str()),
        (400, "body at /count: is required but missing")
    );
    let wrong = post(
        &server,
        BOUNDED,
        &format!("{}{}--XYZ--", part("count", "", "0"), part("meta", "", "z")),
    )
    .await
    .message();
    for told in [
        "/count: 0 is less than 1",
        "/meta: is not JSON",
        "/file: is required but missing",
    ] {
        assert!(wrong.contains(told), "{wrong}");
    }
}

#[tokio::test]
async fn binary_parts_accept_any_bytes_and_text_parts_only_utf_8() {
    let server = taking_parts().await;
    let sent = async |name: &str, bytes: &[u8]| {
        let mut body = part("count", "", "1").into_bytes();
        body.extend(
            format!("--XYZ\r\nContent-Disposition: form-data; name={name}\r\n\r\n").bytes(),
        );
        body.extend(bytes);
        body.extend(b"\r\n--XYZ--\r\n");
        send(
            &server,
            "POST",
            "/things",
            &[("Content-Type", BOUNDED)],
            &body,
        )
        .await
    };
    assert_eq!(sent("file", b"\xff\x00\r\n\r\n--XY\xfe").await.status, 204);
    assert_eq!(sent("file", b"").await.status, 204);
    assert_eq!(sent("file", &[0xe9; 20]).await.status, 204);
    assert_eq!(sent("file", &[0xe9; 21]).await.status, 400);
    let broken = sent("mode", b"\xff").await.message();
    assert!(
        broken.contains("body at /mode: is not valid UTF-8 after byte 0"),
        "{broken}"
    );
}

#[tokio::test]
async fn errors_in_multipart_bodies_are_explained() {
    let server = taking_parts().await;
    let (file, count) = (part("file", "", "abc"), part("count", "", "1"));
    let whole = format!("{file}{count}--XYZ--\r\n");
    let unnamed = "--XYZ\r\nContent-Type: text/plain\r\n\r\na\r\n--XYZ--".to_owned();
    let odd = "--XYZ\r\nContent Disposition\r\n\r\na\r\n--XYZ--".to_owned();
    for (kind, body, told) in [
        (
            "multipart/form-data",
            &whole,
            "header Content-Type: has no boundary",
        ),
        ("multipart/form-data; boundary=", &whole, "oundary"),
        (
            "multipart/form-data; boundary=OTHER",
            &whole,
            "body: does not contain the boundary --OTHER",
        ),
        (
            BOUNDED,
            &"no parts".to_owned(),
            "body: does not contain the boundary --XYZ",
        ),
        (
            BOUNDED,
            &file[..file.len() - 2].to_owned(),
            "body at /file: the part does not end with the boundary --XYZ",
        ),
        (
            BOUNDED,
            &format!("{file}--XYZ"),
            "body: is truncated or malformed in part 2: expected --XYZ-- at the end",
        ),
        (
            BOUNDED,
            &format!("{file}--XYZ\r\nContent-Disp"),
            "body: is truncated or malformed in part 2",
        ),
        (BOUNDED, &unnamed, "body: part 1 has no name"),
        (BOUNDED, &odd, "body: the headers of part 1 are invalid"),
        (
            BOUNDED,
            &"--XYZ--".to_owned(),
            "body at /file: is required but missing",
        ),
    ] {
        let answered = post(&server, kind, body).await;
        assert_eq!(answered.status, 400, "{kind} {body}");
        assert!(answered.message().contains(told), "{}", answered.message());
    }
    // A body that is truncated anywhere is rejected.
    for end in 1..whole.len() - 4 {
        assert_eq!(
            post(&server, BOUNDED, &whole[..end]).await.status,
            400,
            "{end}"
        );
    }
}

#[tokio::test]
async fn many_parts_are_parsed_quickly() {
    let content = json!({"multipart/form-data": {"schema": {"type": "object"}}});
    let server = taking(content).await;
    let parts = (0..40_000).map(|number| part(&format!("n{number}"), "", ""));
    let body = parts.collect::<String>() + "--XYZ--";
    let begun = std::time::Instant::now();
    assert_eq!(post(&server, BOUNDED, &body).await.status, 204);
    assert!(begun.elapsed() < std::time::Duration::from_secs(5));
}
