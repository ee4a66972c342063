//! Calls every shape over HTTP: arguments arrive, and responses are read.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use codegen_document::Document;
use huaweicloud_core::{Backoff, Body, Config, ErrorKind, Part, Token};
use huaweicloud_mock_server::{MockResponse, MockServer};
use huaweicloud_shapes::{
    bodies, composition, deprecated, enumerations, free_form, names, parameters, resources,
    shared_addresses, successes, waiters,
};
use huaweicloud_types::{Field, Json};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A server of one document or folder, and a client for it.
async fn started(document: &str) -> (MockServer, huaweicloud_core::Client) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs");
    let document = Document::bundle(&folder.join(document)).unwrap();
    let server = MockServer::builder()
        .document(document.to_json())
        .start()
        .await
        .unwrap();
    let config = Config::builder()
        .endpoint(server.url())
        .allow_http(true)
        .project_id("73d69ae0cfcf460190522d06b60f05ad")
        .instance_id("configured")
        .credential(Token::new("a-token"))
        .build()
        .unwrap();
    (server, huaweicloud_core::Client::new(config).unwrap())
}

/// The JSON of the last request.
fn sent(server: &MockServer) -> Value {
    server.requests().last().unwrap().json().unwrap()
}

fn query(server: &MockServer) -> Vec<(String, String)> {
    server.requests().last().unwrap().query()
}

#[tokio::test]
async fn every_name_is_sent_as_documented() -> Outcome {
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
    let answer = json!({ "default": "d", "a/b": "slash", "words": ["Err", "1.0", "new to us"] });
    server
        .respond("UpdateNames", MockResponse::success().body(answer))
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
async fn free_form_values_are_sent_and_read_unchanged() -> Outcome {
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
async fn bytes_strings_and_forms_are_sent_and_received() -> Outcome {
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
async fn files_are_sent_as_parts_and_missing_ones_are_reported() -> Outcome {
    let (server, core) = started("bodies.yaml").await;
    let client = bodies::Client::new(core);
    let file = Part::new("id\n1\n").named("a.csv").media_type("text/csv");
    client.import_files().file(file).count(1).send().await?;
    let request = server.requests().pop().unwrap();
    let body = String::from_utf8_lossy(request.body()).into_owned();
    assert!(body.contains("name=\"file\"; filename=\"a.csv\""), "{body}");
    assert!(body.contains("name=\"count\"\r\n\r\n1\r\n"), "{body}");
    let error = client.import_files().count(1).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("file"), "{error}");
    Ok(())
}

#[tokio::test]
async fn either_success_is_read() -> Outcome {
    let (server, core) = started("successes.yaml").await;
    let client = successes::Client::new(core);
    let some = MockResponse::status(200).body(json!({ "things": [{ "name": "chair" }] }));
    server
        .respond("ListOrNothing", some.header("X-Total", "1"))
        .unwrap();
    let answered = client.list_or_nothing().send().await?;
    assert_eq!(answered.header::<u32>("x-total"), Some(1));
    let things = answered.into_inner().unwrap();
    assert_eq!(things.things[0].name.as_deref(), Some("chair"));
    server
        .respond("ListOrNothing", MockResponse::status(204))
        .unwrap();
    assert!(client.list_or_nothing().send().await?.is_none());
    for status in [201, 202] {
        let answer = MockResponse::status(status).body(json!({ "name": "table" }));
        server.respond("MakeOrStart", answer).unwrap();
        let thing = client.make_or_start().send().await?;
        assert_eq!(thing.status().as_u16(), status);
        assert_eq!(thing.name.as_deref(), Some("table"));
    }
    Ok(())
}

#[tokio::test]
async fn responses_can_be_lists_maps_and_scalars() -> Outcome {
    let (server, core) = started("successes.yaml").await;
    let client = successes::Client::new(core);
    let list = json!([{ "name": "chair" }, {}]);
    server
        .respond("ListAtTheTop", MockResponse::success().body(list.clone()))
        .unwrap();
    assert_eq!(client.list_at_the_top().send().await?.len(), 2);
    let map = json!({ "red": list, "blue": [] });
    server
        .respond("MapAtTheTop", MockResponse::success().body(map))
        .unwrap();
    let map = client.map_at_the_top().send().await?;
    assert_eq!(map["red"][0].name.as_deref(), Some("chair"));
    server
        .respond("CountThings", MockResponse::success().body(json!(12)))
        .unwrap();
    assert_eq!(*client.count_things().send().await?, 12);
    Ok(())
}

#[tokio::test]
async fn enumerations_of_every_type_are_open() -> Outcome {
    let (server, core) = started("enumerations.yaml").await;
    let client = enumerations::Client::new(core);
    let answer = json!({ "level": 77, "flag": 1, "untyped": "three", "only_true": true,
                         "levels": [1, -1], "by_name": { "a": 2 } });
    server
        .respond("EchoEnumerations", MockResponse::success().body(answer))
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
async fn objects_are_merged() -> Outcome {
    let (server, core) = started("composition.yaml").await;
    let client = composition::Client::new(core);
    let answer = json!({
        "name": "chair", "size": 4, "comment": null, "holes": ["a", null], "gaps": { "b": null },
        "tree": { "name": "root", "left": { "name": "leaf" }, "children": [{}] },
        "labels": { "owner": "me", "color": { "name": "red" } },
        "parts": { "legs": [{ "name": "one" }] },
    });
    server
        .respond(
            "EchoComposition",
            MockResponse::success().body(answer.clone()),
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
    assert_eq!(sent(&server), answer);
    assert_eq!(read.holes, [Some("a".to_owned()), None]);
    let tree = read.tree.as_ref().unwrap();
    assert_eq!(tree.left.as_ref().unwrap().name.as_deref(), Some("leaf"));
    Ok(())
}

#[tokio::test]
async fn a_limit_of_a_part_is_checked_on_demand() -> Outcome {
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
async fn parameters_are_sent_in_every_style() -> Outcome {
    let (server, core) = started("parameters.yaml").await;
    let client = parameters::Client::new(core);
    client
        .echo_parameters()
        .ids(["a", "b c"])
        .color(parameters::Color::DarkGreen)
        .repeated([3, 10, 1])
        .commas([3, 10, 1])
        .pipes(["x", "y"])
        .filter(HashMap::from([("name", "chair")]))
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
    assert_eq!(values("pipes"), ["x|y"]);
    assert_eq!(values("filter[name]"), ["chair"]);
    assert_eq!(values("json"), ["{\"z\":1}"]);
    assert_eq!(values("start_datetime"), ["1605234403206"]);
    assert_eq!(values("instance_id"), ["configured"]);
    Ok(())
}

#[tokio::test]
async fn deletes_do_not_take_their_target_from_the_configuration() -> Outcome {
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
#[expect(deprecated, reason = "what the document advises against still works")]
async fn deprecated_items_work_and_secrets_are_not_printed() -> Outcome {
    let (server, core) = started("deprecated.yaml").await;
    let client = deprecated::Client::new(core);
    let body = deprecated::ThingInput::builder()
        .title("old")
        .password("hunter2")
        .build();
    assert!(!format!("{body:?}").contains("hunter2"));
    server
        .respond(
            "UpdateOldThing",
            MockResponse::success().body(json!({ "title": "old" })),
        )
        .unwrap();
    let read = client.update_old_thing().old("o").body(body).send().await?;
    assert_eq!(
        sent(&server),
        json!({ "title": "old", "password": "hunter2" })
    );
    assert_eq!(read.title.as_deref(), Some("old"));
    Ok(())
}

/// The fragment that distinguishes them in the document is not sent.
#[tokio::test]
async fn operations_that_share_an_address_are_both_callable() -> Outcome {
    let (server, core) = started("shared-addresses.yaml").await;
    let client = shared_addresses::Client::new(core);
    let reboot = shared_addresses::RebootThing::builder()
        .reboot("HARD")
        .build()?;
    let resize = shared_addresses::ResizeThing::builder()
        .resize(40)
        .build()?;
    client.reboot_thing().body(reboot).send().await?;
    client.resize_thing().body(resize).send().await?;
    let requests = server.requests();
    let paths: Vec<&str> = requests.iter().map(|it| it.path()).collect();
    assert_eq!(paths, ["/action", "/action"]);
    assert_eq!(requests[0].json().unwrap(), json!({ "reboot": "HARD" }));
    assert_eq!(requests[1].json().unwrap(), json!({ "resize": 40 }));
    Ok(())
}

/// Requests the state without waiting long.
fn quickly() -> Backoff {
    Backoff::new().initial(Duration::from_millis(2))
}

/// The paths of the requests since the last call.
fn paths(server: &MockServer) -> Vec<String> {
    let requests = server.requests();
    server.clear_requests();
    let lines = requests
        .iter()
        .map(|it| format!("{} {}", it.method(), it.path()));
    lines.collect()
}

#[tokio::test]
async fn waiters_follow_work_to_its_end() -> Outcome {
    let (server, core) = started("waiters.yaml").await;
    let client = waiters::Client::new(core);
    let begun = MockResponse::success().body(json!({ "job": { "id": "j-1" } }));
    server.respond("CopyThing", begun).unwrap();
    for status in ["INIT", "RUNNING", "new to us", "SUCCESS"] {
        let job = MockResponse::success().body(json!({ "status": status }));
        server.respond_once("ShowJob", job).unwrap();
    }
    let copying = client.copy_thing().thing_id("t").wait().backoff(quickly());
    let copying = copying.start().await?;
    let job = copying.response().job.as_ref().unwrap();
    assert_eq!(job.id.as_deref(), Some("j-1"));
    let job = copying.wait().await?;
    assert_eq!(job.status, Some(waiters::JobStatus::Success));
    let project = "73d69ae0cfcf460190522d06b60f05ad";
    let sent = paths(&server);
    assert_eq!(sent[0], format!("POST /{project}/things/t/copies"));
    assert_eq!(sent[1..], vec![format!("GET /{project}/jobs/j-1"); 4]);

    let failed = json!({ "status": "FAIL", "fail_reason": "no space" });
    server
        .respond("ShowJob", MockResponse::success().body(failed))
        .unwrap();
    let copying = client.copy_thing().thing_id("t").wait().backoff(quickly());
    let error = copying.await.unwrap_err();
    assert_eq!(
        (error.kind(), error.state()),
        (ErrorKind::WorkFailed, Some("FAIL"))
    );
    assert_eq!(
        error.to_string(),
        "ShowJob: the job that CopyThing started (job_id j-1) ended in state `FAIL`: no space"
    );

    let running = MockResponse::success().body(json!({ "status": "RUNNING" }));
    server.respond("ShowJob", running).unwrap();
    let copying = client.copy_thing().thing_id("t").wait().backoff(quickly());
    let error = copying
        .timeout(Duration::from_millis(50))
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.state()),
        (ErrorKind::WaitTimeout, Some("RUNNING"))
    );
    Ok(())
}

#[tokio::test]
async fn waiters_follow_work_in_lists_and_without_a_response() -> Outcome {
    let (server, core) = started("waiters.yaml").await;
    let client = waiters::Client::new(core);
    let begun = MockResponse::success().body(json!({ "copy_id": 7 }));
    server.respond("RestoreThing", begun).unwrap();
    for state in [1, 2, 3] {
        let list =
            json!({ "copies": [{ "id": 6, "state": 4 }, { "id": 7, "state": state, "size": 9 }] });
        server
            .respond_once("ListCopies", MockResponse::success().body(list))
            .unwrap();
    }
    let copy = client
        .restore_thing()
        .thing_id("t")
        .wait()
        .backoff(quickly())
        .await?;
    assert_eq!(
        (copy.id, copy.state, copy.size),
        (Some(7), Some(3), Some(9))
    );
    assert_eq!(paths(&server).len(), 4);

    for state in [
        json!(null),
        json!({ "name": "EXTENDING" }),
        json!({ "name": "RUNNING" }),
    ] {
        let thing = MockResponse::success().body(json!({ "name": "n", "state": state }));
        server.respond_once("ShowThing", thing).unwrap();
    }
    let thing = client
        .resize_thing()
        .thing_id("t")
        .wait()
        .backoff(quickly())
        .await?;
    assert_eq!(thing.name.as_deref(), Some("n"));
    assert_eq!(paths(&server).len(), 4);
    Ok(())
}

#[tokio::test]
async fn resources_have_folders_and_their_names_are_flat() -> Outcome {
    let (server, core) = started("resources").await;
    let client = resources::Client::new(core);
    let answer = json!({ "crate_id": "c1", "owner": { "name": "anyone" } });
    server.respond("MakeThing", MockResponse::success().body(answer))?;
    let full = json!({ "state": "FULL", "owner": { "name": "anyone" } });
    server.respond("ShowCrate", MockResponse::success().body(full))?;
    let thing = resources::ThingInput::builder().crate_id("c1").build();
    let ended: resources::Crate = client.make_thing().body(thing).wait().await?.into_inner();
    let owner: Option<resources::Owner> = ended.owner;
    assert_eq!(owner.unwrap().name.as_deref(), Some("anyone"));
    assert_eq!(paths(&server)[1..], ["GET /v1/crates/c1"]);
    let types: Vec<resources::Thing> = client.types().send().await?.into_inner();
    assert!(types.len() < 2);
    Ok(())
}
