//! The error of every misconfiguration says what to do.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

use std::time::Duration;

use huaweicloud_core::testing::CannedResponses;
use huaweicloud_core::{Client, Config, ConfigBuilder, ErrorKind, Operation, Token};

fn complete() -> ConfigBuilder {
    Config::builder()
        .endpoint("https://a.example.com")
        .credential(Token::new("t"))
}

#[test]
fn a_complete_configuration_is_accepted() {
    complete()
        .project_id(" p ")
        .instance_id("i")
        .build()
        .unwrap();
}

#[test]
fn every_misconfiguration_says_what_to_do() {
    for (builder, expected) in [
        (Config::builder().credential(Token::new("t")), "`.endpoint("),
        (
            Config::builder().endpoint("https://a.example.com"),
            "call `.credential(",
        ),
        (
            complete().endpoint("http://a.example.com"),
            ".allow_http(true)",
        ),
        (complete().endpoint(" "), "write it like"),
        (complete().project_id(""), "`project_id`"),
        (complete().instance_id(".."), "`instance_id`"),
        (
            complete().connect_timeout(Duration::ZERO),
            "`connect_timeout`",
        ),
        (
            complete().attempt_timeout(Duration::ZERO),
            "`attempt_timeout`",
        ),
        (complete().call_timeout(Duration::ZERO), "`call_timeout`"),
        (complete().response_limit(0), "`response_limit`"),
        (complete().user_agent("a\nb"), "`user_agent`"),
        (
            complete().root_certificates("no certificate"),
            "BEGIN CERTIFICATE",
        ),
        (
            Config::builder()
                .credential(Token::new("t"))
                .region("cn-nort-4"),
            "`cn-north-4`",
        ),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(expected), "{error}");
    }
}

static ROMA: Operation = Operation::new("ListApps", "GET", "/v2/apps").service("roma");
static DCS: Operation = Operation::new("ListInstances", "GET", "/v2/instances").service("dcs");
static NEW: Operation = Operation::new("Undocumented", "POST", "/v9/{project_id}/new");

fn calling(region: &str, answers: &CannedResponses) -> ConfigBuilder {
    let config = Config::builder().region(region).project_id("p1");
    config
        .credential(Token::new("t"))
        .transport(answers.clone())
}

#[tokio::test]
async fn a_region_determines_the_endpoint_of_each_service() {
    let answers = CannedResponses::new()
        .json(200, "{}")
        .json(200, "{}")
        .json(200, "{}");
    let client = Client::new(calling("cn-north-4", &answers).build().unwrap()).unwrap();
    client.request(&ROMA).send_empty().await.unwrap();
    client.request(&DCS).send_empty().await.unwrap();
    let config = calling("cn-north-4", &answers).endpoint("https://mine.example.com");
    let client = Client::new(config.build().unwrap()).unwrap();
    client.request(&ROMA).send_empty().await.unwrap();
    let addresses: Vec<_> = answers
        .requests()
        .iter()
        .map(|request| request.url.to_string())
        .collect();
    let expected = [
        "https://roma.cn-north-4.myhuaweicloud.com/v2/apps",
        "https://dcs.cn-north-4.myhuaweicloud.com/v2/instances",
        "https://mine.example.com/v2/apps",
    ];
    assert_eq!(addresses, expected);
}

#[tokio::test]
async fn a_service_that_is_unavailable_in_the_region_is_an_error() {
    let answers = CannedResponses::new();
    let client = Client::new(calling("eu-west-0", &answers).build().unwrap()).unwrap();
    let error = client.request(&ROMA).send_empty().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(
        error
            .to_string()
            .contains("`roma` is not documented in the region"),
        "{error}"
    );
    assert!(answers.requests().is_empty());
}

#[tokio::test]
async fn undocumented_operations_can_be_called() {
    let answers = CannedResponses::new().json(202, r#"{"job": 7}"#);
    let config = calling("cn-north-4", &answers).endpoint("https://mine.example.com");
    let client = Client::new(config.build().unwrap()).unwrap();
    let call = client
        .request(&NEW)
        .query("dry", Some(true))
        .body("text/csv", "a,b\n");
    let response = call.send_raw().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response[..]),
        (202, &br#"{"job": 7}"#[..])
    );
    let sent = &answers.requests()[0];
    assert_eq!(
        sent.url.as_str(),
        "https://mine.example.com/v9/p1/new?dry=true"
    );
    assert_eq!(sent.headers["content-type"], "text/csv");
    assert_eq!(&sent.body.as_bytes().unwrap()[..], b"a,b\n");
}
