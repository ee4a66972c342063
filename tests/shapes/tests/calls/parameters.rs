//! Parameters in paths, queries and headers.

use std::collections::HashMap;

use huaweicloud_core::ErrorKind;
use huaweicloud_shapes::{limits, parameters};
use huaweicloud_types::Json;
use serde_json::json;

use crate::{Outcome, query, started};

#[tokio::test]
async fn parameters_are_sent_in_their_styles() -> Outcome {
    let (server, core) = started("parameters.yaml").await;
    let client = parameters::Client::new(core);
    client
        .echo_parameters()
        .ids(["a", "b c"])
        .color(parameters::Color::DarkGreen)
        .repeated([3, 10, 1])
        .commas([3, 10, 1])
        .spaces(["u", "v"])
        .pipes(["x", "y"])
        .filter(HashMap::from([("name", "chair")]))
        .members(parameters::Filter::builder().size(3).kind("k").build())
        .json(Json::from(json!({ "z": 1 })))
        .start_datetime(1_605_234_403_206)
        .x_names(["n", "m"])
        .x_color(parameters::Color::Red)
        .send()
        .await?;
    let request = server.requests().pop().unwrap();
    assert_eq!(request.path(), "/parameters/a,b%20c/DARK%20GREEN");
    assert_eq!(request.header("x-names"), Some("n,m"));
    assert_eq!(request.header("x-color"), Some("RED"));
    let values = |name: &str| -> Vec<String> {
        let all = request.query().into_iter();
        all.filter(|(known, _)| known == name)
            .map(|(_, value)| value)
            .collect()
    };
    assert_eq!(values("repeated"), ["3", "10", "1"]);
    assert_eq!(values("commas"), ["3,10,1"]);
    assert_eq!(values("spaces"), ["u v"]);
    assert_eq!(values("pipes"), ["x|y"]);
    assert_eq!(values("size"), ["3"]);
    assert_eq!(values("kind"), ["k"]);
    assert_eq!(values("filter[name]"), ["chair"]);
    assert_eq!(values("json"), ["{\"z\":1}"]);
    assert_eq!(values("start_datetime"), ["1605234403206"]);
    assert_eq!(values("instance_id"), ["configured"]);
    Ok(())
}

#[tokio::test]
async fn delete_takes_no_identifier_from_the_configuration() -> Outcome {
    let (server, core) = started("parameters.yaml").await;
    let client = parameters::Client::new(core);
    let error = client.delete_things().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("instance_id"), "{error}");
    assert!(server.requests().is_empty());
    client.delete_things().instance_id("mine").send().await?;
    assert_eq!(
        query(&server),
        [("instance_id".to_owned(), "mine".to_owned())]
    );
    Ok(())
}

#[tokio::test]
async fn a_path_parameter_stays_in_its_segment() -> Outcome {
    let (server, core) = started("parameters.yaml").await;
    let client = parameters::Client::new(core);
    client.show_thing().id("a/b ?#%2e").send().await?;
    let request = server.requests().pop().unwrap();
    assert_eq!(request.path(), "/parameters/a%2Fb%20%3F%23%252e");
    for id in ["", ".", ".."] {
        let error = client.show_thing().id(id).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{id}");
    }
    Ok(())
}

#[tokio::test]
async fn parameters_of_the_same_name_have_setters_of_their_own() -> Outcome {
    let (server, core) = started("parameters.yaml").await;
    let client = parameters::Client::new(core);
    client.show_thing().id("a").id_in_query("b").send().await?;
    assert_eq!(query(&server), [("id".to_owned(), "b".to_owned())]);
    Ok(())
}

#[tokio::test]
async fn limits_of_parameters_and_bodies_are_validated() -> Outcome {
    let (_server, core) = started("limits.yaml").await;
    let client = limits::Client::new(core);
    let body = limits::LimitsInput::builder()
        .few(10)
        .names(["a", "B", "c"])
        .percentage(100.5)
        .positive(0.0)
        .build();
    let call = client.update_limits().name("too-long-name").ids(["abcd"]);
    let violations = call.size(0).body(body).validate().unwrap_err();
    let mut found: Vec<&str> = violations.iter().map(|it| it.path()).collect();
    found.dedup();
    // `positive` is not among them: what is checked is inclusive.
    let expected = [
        "name",
        "ids[0]",
        "size",
        "body.percentage",
        "body.few",
        "body.names",
        "body.names[1]",
    ];
    assert_eq!(found, expected);
    let body = limits::LimitsInput::builder().few(1).build();
    client.update_limits().name("name").body(body).validate()?;
    Ok(())
}
