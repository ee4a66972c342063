//! Properties that are required, optional or nullable, or that travel in one direction.

use huaweicloud_shapes::presence;
use huaweicloud_types::Field;
use serde_json::json;

use crate::{Outcome, responding, sent, started};

/// A request with what is required.
fn required() -> presence::PresenceInputBuilder {
    presence::PresenceInput::builder()
        .required("a")
        .required_nullable(Field::Null)
        .required_list([])
        .required_detail(presence::DetailInput::builder().build())
}

#[tokio::test]
async fn absent_null_and_a_value_are_distinct_in_requests() -> Outcome {
    let (server, core) = started("presence.yaml").await;
    let client = presence::Client::new(core);
    let send = |body| client.echo_presence().body(body).send();
    send(required().build()?).await?;
    let least = json!({
        "required": "a", "required_nullable": null, "required_list": [], "required_detail": {},
    });
    assert_eq!(sent(&server), least);
    let nulls = required()
        .optional_nullable(Field::Null)
        .nullable_list(Field::Null)
        .nullable_detail(Field::Null);
    send(nulls.build()?).await?;
    let sent_nulls = sent(&server);
    for name in ["optional_nullable", "nullable_list", "nullable_detail"] {
        assert_eq!(sent_nulls.get(name), Some(&json!(null)), "{name}");
    }
    let values = required()
        .required_nullable("b")
        .optional("c")
        .optional_nullable("d")
        .optional_list(["e"])
        .nullable_list(vec!["f".to_owned()])
        .optional_detail(presence::DetailInput::builder().name("g").build())
        .nullable_detail(presence::OriginInput::builder().name("h").build());
    send(values.build()?).await?;
    let all = json!({
        "required": "a", "required_nullable": "b", "required_list": [], "required_detail": {},
        "optional": "c", "optional_nullable": "d", "optional_list": ["e"], "nullable_list": ["f"],
        "optional_detail": { "name": "g" }, "nullable_detail": { "name": "h" },
    });
    assert_eq!(sent(&server), all);
    Ok(())
}

#[test]
fn a_missing_required_field_is_named() {
    let builder = presence::PresenceInput::builder().required("a");
    let error = builder.build().unwrap_err().to_string();
    assert!(error.contains("required_nullable"), "{error}");
}

#[tokio::test]
async fn nothing_is_required_in_responses() -> Outcome {
    let (server, core) = started("presence.yaml").await;
    let client = presence::Client::new(core);
    let nulls = json!({ "required": null, "required_list": null, "nullable_list": null });
    for response in [json!({}), nulls] {
        server.respond("EchoPresence", responding(response))?;
        let body = required().build()?;
        let read = client.echo_presence().body(body).send().await?;
        assert_eq!(read.into_inner(), presence::Presence::default());
    }
    Ok(())
}

#[tokio::test]
async fn properties_of_one_direction_have_no_field_in_the_other() -> Outcome {
    let (server, core) = started("presence.yaml").await;
    let response = json!({ "read_only": 1, "result": { "state": "DONE" } });
    server.respond("EchoPresence", responding(response))?;
    let body = required()
        .write_only("w")
        .result(presence::ResultValueInput::builder().build());
    let call = presence::Client::new(core).echo_presence();
    let read = call.body(body.build()?).send().await?.into_inner();
    assert_eq!(sent(&server)["write_only"], "w");
    assert_eq!(sent(&server)["result"], json!({}));
    assert_eq!(read.read_only, Some(1));
    assert_eq!(read.result.unwrap().state.as_deref(), Some("DONE"));
    assert!(!format!("{:?}", presence::Presence::default()).contains("write_only"));
    Ok(())
}
