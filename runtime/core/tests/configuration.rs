//! Every way to misconfigure says what to do.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

use std::time::Duration;

use huaweicloud_core::{Config, ConfigBuilder, ErrorKind, Token};

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
