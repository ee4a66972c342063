//! Types of request and response bodies.

use std::collections::HashMap;

use huaweicloud_mock_server::MockResponse;
use huaweicloud_shapes::{
    alternatives, composition, defaults, enumerations, formats, free_form, maps, names, recursion,
    secrets, times,
};
use huaweicloud_types::{Field, Json, Secret};
use serde_json::json;

use crate::{Outcome, query, responding, sent, started};

#[tokio::test]
async fn free_form_values_are_unchanged() -> Outcome {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Mine {
        size: u8,
    }
    let (server, core) = started("free-form.yaml").await;
    let client = free_form::Client::new(core);
    let value = json!({ "size": 3 });
    let body = free_form::FreeFormInput::builder()
        .needed(Json::from(value.clone()))
        .list([Json::from(value.clone())])
        .anything(Json::from(json!([1, null, "two"])))
        .build()?;
    let whole = json!({ "needed": value, "list": [value], "anything": [1, null, "two"] });
    server
        .respond("EchoFreeForm", MockResponse::success().body(whole.clone()))
        .unwrap();
    let read = client.echo_free_form().body(body).send().await?;
    assert_eq!(sent(&server), whole);
    let needed = read.needed.as_ref().unwrap();
    assert_eq!(needed.read::<Mine>().unwrap(), Mine { size: 3 });
    assert_eq!(read.list[0].at("/size").to_string(), "3");
    server
        .respond("EchoAnything", MockResponse::success().body(json!([true])))
        .unwrap();
    let anything = client
        .echo_anything()
        .body(Json::from(json!({ "any": 1 })))
        .send()
        .await?;
    assert_eq!(anything.as_value(), &json!([true]));
    assert_eq!(sent(&server), json!({ "any": 1 }));
    Ok(())
}

#[tokio::test]
async fn enumerations_are_open() -> Outcome {
    let (server, core) = started("enumerations.yaml").await;
    let client = enumerations::Client::new(core);
    let response = json!({ "level": 77, "flag": 1, "untyped": "three", "only_true": true,
                         "levels": [1, -1], "by_name": { "a": 2 } });
    server
        .respond("EchoEnumerations", MockResponse::success().body(response))
        .unwrap();
    let body = enumerations::EnumerationsInput::builder()
        .level(enumerations::Level::NotSet)
        .flag(1)
        .untyped(enumerations::Untyped::Two)
        .by_name(HashMap::from([("a", enumerations::Level::High)]))
        .build();
    let read = client
        .echo_enumerations()
        .level(enumerations::Level::High)
        .body(body)
        .send()
        .await?;
    assert_eq!(
        sent(&server),
        json!({ "level": -1, "flag": 1, "untyped": "two", "by_name": { "a": 2 } })
    );
    assert_eq!(query(&server), [("level".to_owned(), "2".to_owned())]);
    assert_eq!(read.level.as_ref().unwrap().to_string(), "77");
    assert_eq!(read.untyped.as_ref().unwrap().to_string(), "three");
    assert_eq!(
        read.levels,
        [enumerations::Level::Low, enumerations::Level::NotSet]
    );
    Ok(())
}

#[tokio::test]
async fn all_of_is_one_object() -> Outcome {
    let (server, core) = started("composition.yaml").await;
    let client = composition::Client::new(core);
    let response = json!({
        "name": "chair", "size": 4, "comment": null, "holes": ["a", null], "gaps": { "b": null },
        "tree": { "name": "root", "left": { "name": "leaf" }, "children": [{}] },
        "labels": { "owner": "me", "color": { "name": "red" } },
        "parts": { "legs": [{ "name": "one" }] },
    });
    server
        .respond(
            "EchoComposition",
            MockResponse::success().body(response.clone()),
        )
        .unwrap();
    let leaf = composition::TreeInput::builder().name("leaf").build();
    let tree = composition::TreeInput::builder()
        .name("root")
        .left(leaf)
        .children([composition::TreeInput::builder().build()])
        .build();
    let named = |name: &str| composition::NamedInput::builder().name(name).build();
    let body = composition::CompositionInput::builder()
        .name("chair")
        .size(4)
        .comment(Field::Null)
        .holes([Some("a".to_owned()), None])
        .gaps(HashMap::from([("b", None)]))
        .tree(tree)
        .labels(
            composition::LabelsInput::builder()
                .owner("me")
                .additional(HashMap::from([("color", named("red")?)]))
                .build(),
        )
        .parts(HashMap::from([("legs", vec![named("one")?])]))
        .build()?;
    let read = client.echo_composition().body(body).send().await?;
    assert_eq!(sent(&server), response);
    assert_eq!(read.holes, [Some("a".to_owned()), None]);
    let tree = read.tree.as_ref().unwrap();
    assert_eq!(tree.left.as_ref().unwrap().name.as_deref(), Some("leaf"));
    Ok(())
}

#[tokio::test]
async fn limits_of_composed_objects_are_validated() -> Outcome {
    let (_server, core) = started("composition.yaml").await;
    let body = composition::CompositionInput::builder()
        .name("a name that is too long")
        .comment("c")
        .id("x")
        .build()?;
    let call = composition::Client::new(core).echo_composition().body(body);
    let violations = call.validate().unwrap_err().to_string();
    assert!(violations.contains("body.name"), "{violations}");
    assert!(violations.contains("body.id"), "{violations}");
    Ok(())
}

#[tokio::test]
async fn reserved_names_are_sent_as_documented() -> Outcome {
    let (server, core) = started("names.yaml").await;
    let client = names::Client::new(core);
    let body = names::NamesInput::builder()
        .default_("d")
        .build_("b")
        .new_("n")
        .clone_("c")
        .type_("t")
        .value_1st("1")
        .is_ready("yes")
        .words([names::Word::Err, names::Word::SelfValue, names::Word::Empty])
        .build()?;
    let response = json!({ "default": "d", "a/b": "slash", "words": ["Err", "1.0", "new to us"] });
    server
        .respond("UpdateNames", MockResponse::success().body(response))
        .unwrap();
    let read = client
        .update_names()
        .default_("x")
        .body_in_query("y")
        .value_2xx("z")
        .body(body)
        .send()
        .await?;
    assert_eq!(
        sent(&server),
        json!({ "default": "d", "build": "b", "new": "n", "clone": "c", "type": "t", "1st": "1",
                "is_ready": "yes", "words": ["Err", "self", ""] })
    );
    let query = query(&server);
    for (name, value) in [("default", "x"), ("body", "y"), ("2xx", "z")] {
        assert!(
            query.contains(&(name.to_owned(), value.to_owned())),
            "{query:?}"
        );
    }
    assert_eq!(read.default.as_deref(), Some("d"));
    assert_eq!(read.words[1], names::Word::Value10);
    assert_eq!(read.words[2].to_string(), "new to us");
    client.default_().send().await?;
    client.box_().send().await?;
    client.new_().send().await?;
    Ok(())
}

#[tokio::test]
async fn values_that_are_not_names_are_variants() -> Outcome {
    let (server, core) = started("enumerations.yaml").await;
    let response = json!({ "state": null, "levels": [] });
    server.respond("EchoEnumerations", responding(response))?;
    let client = enumerations::Client::new(core);
    let body = enumerations::EnumerationsInput::builder()
        .state(enumerations::State::InProgress)
        .build();
    let call = client.echo_enumerations().state("2xx").body(body);
    let read = call.send().await?;
    assert_eq!(sent(&server), json!({ "state": "in progress" }));
    assert_eq!(query(&server), [("state".to_owned(), "2xx".to_owned())]);
    assert_eq!(read.state, None);
    let state = |text: &str| enumerations::State::from(text);
    assert_eq!(state("2xx"), enumerations::State::Value2xx);
    assert_eq!(state(""), enumerations::State::Empty);
    assert_ne!(state("RUNNING"), enumerations::State::Running);
    Ok(())
}

#[tokio::test]
async fn defaults_and_constants_are_left_to_the_service() -> Outcome {
    let (server, core) = started("defaults.yaml").await;
    let client = defaults::Client::new(core);
    let body = defaults::DefaultsInput::builder()
        .kind(defaults::Kind::Thing)
        .build()?;
    let call = client.echo_defaults().version(defaults::Version::Value2);
    call.body(body).send().await?;
    assert_eq!(sent(&server), json!({ "kind": "thing" }));
    assert_eq!(query(&server), [("version".to_owned(), "2".to_owned())]);
    Ok(())
}

#[tokio::test]
async fn maps_have_values_of_every_type() -> Outcome {
    let (server, core) = started("maps.yaml").await;
    let whole = json!({
        "sizes": { "a": 1 }, "names": { "b": "c" }, "states": { "d": "ON" },
        "parts": { "e": { "name": "leg", "additional": "own", "color": "red" } },
        "lists": { "f": ["g"] }, "maps": { "h": { "i": 0.5 } }, "nullable": null,
        "rows": [{ "j": "k" }],
    });
    server.respond("EchoMaps", responding(whole.clone()))?;
    let part = maps::PartInput::builder()
        .name("leg")
        .additional("own")
        .additional_([("color", "red")])
        .build()?;
    let body = maps::MapsInput::builder()
        .sizes([("a", 1)])
        .names([("b", "c")])
        .states([("d", maps::State::On)])
        .parts([("e", part)])
        .lists([("f", vec!["g".to_owned()])])
        .maps([("h", HashMap::from([("i".to_owned(), 0.5)]))])
        .nullable(Field::Null)
        .rows([HashMap::from([("j".to_owned(), "k".to_owned())])])
        .build()?;
    let read = maps::Client::new(core)
        .echo_maps()
        .body(body)
        .send()
        .await?;
    assert_eq!(sent(&server), whole);
    let part = &read.parts["e"];
    assert_eq!(part.additional.as_deref(), Some("own"));
    assert_eq!(part.additional_["color"], "red");
    assert_eq!(read.maps["h"]["i"], 0.5);
    assert!(read.nullable.is_empty());
    Ok(())
}

#[tokio::test]
async fn types_can_contain_themselves() -> Outcome {
    let (server, core) = started("recursion.yaml").await;
    let whole = json!({
        "name": "a", "parent": { "name": "b" }, "folders": [{ "name": "c", "folders": [] }],
        "by_name": { "d": { "name": "d" } }, "link": { "target": { "name": "e" } },
    });
    server.respond("EchoFolder", responding(whole.clone()))?;
    let folder = |name: &str| recursion::FolderInput::builder().name(name);
    let link = recursion::LinkInput::builder();
    let body = folder("a")
        .parent(folder("b").build()?)
        .folders([folder("c").folders([]).build()?])
        .by_name([("d", folder("d").build()?)])
        .link(link.target(folder("e").build()?).build())
        .build()?;
    let call = recursion::Client::new(core).echo_folder();
    let read = call.body(body).send().await?;
    assert_eq!(sent(&server), whole);
    let link = read.into_inner().link.unwrap();
    assert_eq!(link.target.unwrap().name.as_deref(), Some("e"));
    Ok(())
}

#[tokio::test]
async fn alternatives_are_json_unless_they_are_one_type() -> Outcome {
    let (server, core) = started("alternatives.yaml").await;
    let circle = json!({ "type": "Circle", "radius": 1.5 });
    let whole = json!({
        "shape": circle, "number_or_text": 3, "identifier": "i", "circle": circle,
        "shapes": [circle],
    });
    server.respond("EchoAlternatives", responding(whole.clone()))?;
    let input = alternatives::CircleInput::builder()
        .type_("Circle")
        .radius(1.5)
        .build()?;
    let body = alternatives::AlternativesInput::builder()
        .shape(Json::of(&input)?)
        .number_or_text(3)
        .identifier("i")
        .shapes([Json::of(&input)?])
        .circle(input)
        .build();
    let call = alternatives::Client::new(core).echo_alternatives();
    let read = call.body(body).send().await?;
    assert_eq!(sent(&server), whole);
    let circle: alternatives::Circle = read.shape.as_ref().unwrap().read()?;
    assert_eq!(Some(&circle), read.circle.as_ref());
    Ok(())
}

#[tokio::test]
async fn secrets_are_sent_and_never_printed() -> Outcome {
    let (server, core) = started("secrets.yaml").await;
    let whole = json!({
        "user": "visible", "password": "hunter2-secret", "token": "hunter2-secret", "previous": ["hunter2-secret"],
        "by_user": { "visible": "hunter2-secret" },
    });
    server.respond("EchoSecrets", responding(whole.clone()))?;
    let builder = secrets::SecretsInput::builder()
        .user("visible")
        .password("hunter2-secret")
        .token(Secret::new("hunter2-secret"))
        .previous(["hunter2-secret"])
        .by_user([("visible", "hunter2-secret")]);
    let unfinished = format!("{builder:?}");
    let body = builder.build()?;
    let printed = format!("{body:?}");
    let call = secrets::Client::new(core).echo_secrets();
    let call = call.x_key("hunter2-secret").body(body);
    let printed_call = format!("{call:?}");
    let read = call.send().await?;
    let request = server.requests().pop().unwrap();
    assert_eq!(request.header("x-key"), Some("hunter2-secret"));
    assert_eq!(request.json()?, whole);
    for printed in [unfinished, printed, printed_call, format!("{read:?}")] {
        assert!(!printed.contains("hunter2-secret"), "{printed}");
    }
    assert!(format!("{read:?}").contains("visible"), "{read:?}");
    let password = read.into_inner().password.unwrap();
    assert_eq!(password.expose(), "hunter2-secret");
    Ok(())
}

#[tokio::test]
async fn times_are_read_by_their_notation() -> Outcome {
    let (server, core) = started("times.yaml").await;
    let response = json!({
        "created_at": "2020-09-08T16:00:00Z", "updated_at": 1_599_580_800_000_i64,
        "expires_at": 1_599_580_800, "started_at": "2020-09-08 16:00:00", "begin": "16:00:00",
        "logged_at": "2020-09-08 16:00:00 +0000 UTC", "day": "2020-09-08",
    });
    server.respond("EchoTimes", responding(response))?;
    let body = times::TimesInput::builder().day("2020-09-08").build();
    let read = times::Client::new(core)
        .echo_times()
        .body(body)
        .send()
        .await?;
    let created = read.created_at_as_timestamp()?.unwrap();
    assert_eq!(created.to_string(), "2020-09-08T16:00:00Z");
    for same in [
        read.updated_at_as_timestamp()?,
        read.expires_at_as_timestamp()?,
        read.logged_at_as_timestamp()?,
    ] {
        assert_eq!(same, Some(created));
    }
    let started = read.started_at_as_datetime()?.unwrap();
    assert_eq!(started.to_string(), "2020-09-08T16:00:00");
    assert_eq!(read.begin_as_time()?.unwrap().to_string(), "16:00:00");
    assert_eq!(sent(&server), json!({ "day": "2020-09-08" }));
    Ok(())
}

#[tokio::test]
async fn formats_other_than_passwords_are_plain_texts_and_numbers() -> Outcome {
    let (server, core) = started("formats.yaml").await;
    let whole = json!({
        "small": 1, "large": 9_007_199_254_740_993_i64, "unsized": -1, "float": 0.5, "double": 1e300,
        "encoded": "AAEC", "binary": "any text", "id": "123e4567-e89b-42d3-a456-426614174000", "own": "red",
    });
    server.respond("EchoFormats", responding(whole.clone()))?;
    let body = formats::FormatsInput::builder()
        .small(1)
        .large(9_007_199_254_740_993)
        .unsized_(-1)
        .float(0.5)
        .double(1e300)
        .encoded("AAEC")
        .binary("any text")
        .id("123e4567-e89b-42d3-a456-426614174000")
        .own("red")
        .build();
    let call = formats::Client::new(core).echo_formats();
    let read = call.body(body).send().await?;
    assert_eq!(sent(&server), whole);
    assert_eq!(read.large, Some(9_007_199_254_740_993));
    assert_eq!(read.encoded.as_deref(), Some("AAEC"));
    Ok(())
}
