//! Request bodies.

use huaweicloud_core::{Body, ErrorKind, Part};
use huaweicloud_mock_server::MockResponse;
use huaweicloud_shapes::{bodies, xml};
use serde_json::json;

use crate::{Outcome, sent, started};

#[tokio::test]
async fn optional_bodies_can_be_omitted() -> Outcome {
    let (server, core) = started("bodies.yaml").await;
    let client = bodies::Client::new(core);
    client.stop_things().send().await?;
    let request = server.requests().pop().unwrap();
    assert!(request.body().is_empty());
    assert_eq!(request.header("content-type"), None);
    let body = bodies::StopThings::builder().ids(["a", "b"]).build();
    client.stop_things().body(body).send().await?;
    assert_eq!(sent(&server), json!({ "ids": ["a", "b"] }));
    // An empty list is sent too.
    let body = bodies::StopThings::builder().ids([]).build();
    client.stop_things().body(body).send().await?;
    assert_eq!(sent(&server), json!({ "ids": [] }));
    Ok(())
}

#[tokio::test]
async fn bytes_texts_and_forms_are_sent_and_read() -> Outcome {
    let (server, core) = started("bodies.yaml").await;
    let client = bodies::Client::new(core);
    let bytes = MockResponse::success().text("application/octet-stream", vec![0, 159, 146, 150]);
    server.respond("UploadBytes", bytes).unwrap();
    let download = client
        .upload_bytes()
        .body(Body::from(vec![1, 2, 255]))
        .send()
        .await?
        .into_inner();
    assert_eq!(download.bytes().await?.as_ref(), [0, 159, 146, 150]);
    assert_eq!(server.requests().pop().unwrap().body(), [1, 2, 255]);

    let text = MockResponse::success().text("text/plain", "well received");
    server.respond("SendText", text).unwrap();
    let read = client.send_text().body("a text").send().await?;
    assert_eq!(read.as_str(), "well received");
    assert_eq!(server.requests().pop().unwrap().body(), b"a text");

    let form = bodies::Form::builder().name("Ä & b").age(3).build()?;
    client.send_form().body(form).send().await?;
    assert_eq!(
        server.requests().pop().unwrap().body(),
        b"name=%C3%84%20%26%20b&age=3"
    );
    Ok(())
}

#[tokio::test]
async fn multipart_bodies_have_the_documented_parts() -> Outcome {
    let (server, core) = started("bodies.yaml").await;
    let client = bodies::Client::new(core);
    let file = Part::new("id\n1\n").named("a.csv").media_type("text/csv");
    client
        .import_files()
        .file(file)
        .attachments([Part::new("b").named("b.txt"), Part::new("c").named("c.txt")])
        .options(bodies::Options::builder().replace(true).build())
        .labels(["x", "y"])
        .count(1)
        .send()
        .await?;
    let request = server.requests().pop().unwrap();
    let body = String::from_utf8_lossy(request.body()).into_owned();
    assert!(body.contains("name=\"file\"; filename=\"a.csv\""), "{body}");
    for (name, value) in [("count", "1"), ("labels", "x"), ("labels", "y")] {
        let part = format!("name=\"{name}\"\r\n\r\n{value}\r\n");
        assert!(body.contains(&part), "{body}");
    }
    for file in ["b.txt", "c.txt"] {
        let part = format!("name=\"attachments\"; filename=\"{file}\"");
        assert!(body.contains(&part), "{body}");
    }
    assert!(body.contains("{\"replace\":true}"), "{body}");
    let error = client.import_files().count(1).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("file"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lists_are_bodies() -> Outcome {
    let (server, core) = started("bodies.yaml").await;
    let options = bodies::Options::builder().replace(true).build();
    let call = bodies::Client::new(core).send_list();
    call.body([options]).send().await?;
    assert_eq!(sent(&server), json!([{ "replace": true }]));
    Ok(())
}

#[tokio::test]
async fn json_is_sent_under_its_documented_media_type() -> Outcome {
    let (server, core) = started("bodies.yaml").await;
    let options = bodies::Options::builder().replace(false).build();
    let call = bodies::Client::new(core).patch_thing();
    call.body(options).send().await?;
    let request = server.requests().pop().unwrap();
    let media_type = request.header("content-type");
    assert_eq!(media_type, Some("application/merge-patch+json"));
    assert_eq!(request.json()?, json!({ "replace": false }));
    Ok(())
}

#[tokio::test]
async fn xml_is_sent_and_read_unchanged() -> Outcome {
    let (server, core) = started("xml.yaml").await;
    let client = xml::Client::new(core);
    let rules = "<Rules><Rule>one</Rule></Rules>";
    let response = || MockResponse::success().text("application/xml", rules);
    server.respond("UpdateXml", response())?;
    let read = client.update_xml().body(rules).send().await?.into_inner();
    assert_eq!(read.bytes().await?.as_ref(), rules.as_bytes());
    let request = server.requests().pop().unwrap();
    assert_eq!(request.body(), rules.as_bytes());
    assert_eq!(request.header("content-type"), Some("application/xml"));
    server.respond("ShowXml", MockResponse::success().text("text/xml", rules))?;
    assert_eq!(client.show_xml().send().await?.as_str(), rules);
    Ok(())
}

#[tokio::test]
async fn json_is_preferred_to_other_media_types() -> Outcome {
    let (server, core) = started("xml.yaml").await;
    let response = MockResponse::success().body(json!({ "rule": ["two"] }));
    server.respond("UpdateEither", response)?;
    let body = xml::RulesInput::builder().rule(["one"]).build();
    let read = xml::Client::new(core)
        .update_either()
        .body(body)
        .send()
        .await?;
    assert_eq!(sent(&server), json!({ "rule": ["one"] }));
    assert_eq!(read.rule, ["two"]);
    Ok(())
}
