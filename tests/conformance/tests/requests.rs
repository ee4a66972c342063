//! Requests as callers build them: by name, with required values, within documented limits.

use std::error::Error;

use huaweicloud_core::{Client, Config, ErrorKind, Field, Token};
use huaweicloud_mock_server::MockServer;
use huaweicloud_roma::Roma;
use huaweicloud_roma::apic::{StatisticsCycle, StatisticsMode};
use huaweicloud_roma::fdi::InstallMultiTasksRequest;
use huaweicloud_roma::link::{CreateDeviceRequest, ProductRefererInput};
use serde_json::json;

type Outcome = Result<(), Box<dyn Error>>;

fn roma(server: &MockServer, validate: bool) -> Result<Roma, huaweicloud_core::Error> {
    let config = Config::builder()
        .endpoint(server.url())
        .allow_http(true)
        .validate_requests(validate)
        .project_id("73d69ae0cfcf460190522d06b60f05ad")
        .instance_id("f0fa1789-3b76-433b-a787-9892951c620e")
        .credential(Token::new("a-token"))
        .build()?;
    Ok(Roma::new(Client::new(config)?))
}

#[tokio::test]
async fn missing_required_parameters_are_reported_before_sending() -> Outcome {
    let server = MockServer::start().await?;
    let roma = roma(&server, false)?;
    let error = roma
        .apic()
        .list_live_data_data_sources_v2()
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    insta::assert_snapshot!(error, @"ListLiveDataDataSourcesV2: `app_id` is required and was not set: call `.app_id(...)` before `.send()`");
    let error = roma.link().create_device().send().await.unwrap_err();
    insta::assert_snapshot!(error, @"CreateDevice: `body` is required and was not set: call `.body(...)` before `.send()`");
    let error = roma.fdi().list_monitor_log().send().await.unwrap_err();
    insta::assert_snapshot!(error, @"ListMonitorLog: `task_id` is required and was not set: call `.task_id(...)` before `.send()`");
    assert!(server.requests().is_empty());
    Ok(())
}

#[test]
fn missing_required_fields_are_reported_by_build() {
    let error = CreateDeviceRequest::builder()
        .description("a device")
        .build()
        .unwrap_err();
    insta::assert_snapshot!(error, @"CreateDeviceRequest requires `product`: call `.product(...)` before `.build()`");
    // It converts to the error type, so that `?` works for building and sending.
    let error = huaweicloud_core::Error::from(error);
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
}

#[tokio::test]
async fn absent_null_and_a_value_are_different() -> Outcome {
    let server = MockServer::start().await?;
    let roma = roma(&server, false)?;
    let request = || InstallMultiTasksRequest::builder().source_datasource_id("123");
    let requests = [
        (request(), json!({"source_datasource_id": "123"})),
        (
            request().ext_info(Field::Null).task_id(Field::Null),
            json!({"source_datasource_id": "123", "ext_info": null, "task_id": null}),
        ),
        (
            request().task_id("456"),
            json!({"source_datasource_id": "123", "task_id": "456"}),
        ),
    ];
    for (request, sent) in requests {
        server.clear_requests();
        let _ = roma
            .fdi()
            .install_multi_tasks()
            .body(request.build())
            .send()
            .await;
        assert_eq!(server.requests()[0].json()?, sent);
    }
    Ok(())
}

#[tokio::test]
async fn an_empty_list_is_sent_and_a_missing_one_is_not() -> Outcome {
    let server = MockServer::start().await?;
    let roma = roma(&server, false)?;
    let product = ProductRefererInput::builder().product_id(10001).build();
    let device = CreateDeviceRequest::builder()
        .device_name("device")
        .node_id("D32145A100FF")
        .app_id("ef3845be-091a-4ab5-869a-9de0025e2165")
        .product(product);
    for (request, has_tags) in [(device.clone(), false), (device.tags([]), true)] {
        server.clear_requests();
        let _ = roma
            .link()
            .create_device()
            .body(request.build()?)
            .send()
            .await;
        assert_eq!(server.requests()[0].json()?.get("tags").is_some(), has_tags);
    }
    Ok(())
}

#[test]
fn documented_limits_are_checked_on_demand() -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let server = runtime.block_on(MockServer::start())?;
    let roma = roma(&server, false)?;
    let request = InstallMultiTasksRequest::builder().task_id("12").build();
    let call = roma.fdi().install_multi_tasks().body(request);
    insta::assert_snapshot!(call.validate().unwrap_err(), @"`body.task_id`: expected 3 to 50 characters, found 2 characters");
    let call = roma
        .fdi()
        .list_monitor_log()
        .task_id("1")
        .limit(1000)
        .offset(0);
    insta::assert_snapshot!(call.validate().unwrap_err(), @"`offset`: expected 1 to 999999, found 0; `limit`: expected 0 to 999, found 1000");
    let call = roma.apic().show_app_bound_app_quota().app_id("not an id");
    insta::assert_snapshot!(call.validate().unwrap_err(), @"`app_id`: expected a string that matches `^[a-zA-Z0-9-_]{0,64}$`, found one that does not");
    Ok(())
}

#[tokio::test]
async fn documented_limits_are_checked_for_all_calls_if_configured() -> Outcome {
    let server = MockServer::start().await?;
    let call = |roma: &Roma| roma.fdi().list_monitor_log().task_id("1").limit(1000);
    let error = call(&roma(&server, true)?).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(
        error
            .to_string()
            .contains("`limit`: expected 0 to 999, found 1000"),
        "{error}"
    );
    assert!(server.requests().is_empty());
    let _ = call(&roma(&server, false)?).send().await;
    assert_eq!(server.requests().len(), 1);
    Ok(())
}

#[tokio::test]
async fn the_conditional_rules_of_the_api_statistics_are_part_of_the_limits() -> Outcome {
    let server = MockServer::start().await?;
    let apic = roma(&server, false)?.apic();
    let call = || apic.list_statistics_api().cycle(StatisticsCycle::Hour);
    assert_eq!(call().duration("1h").validate(), Ok(()));
    assert_eq!(
        call()
            .start_time("2020-06-18 10:00:01")
            .end_time("2020-06-18 23:00:00")
            .validate(),
        Ok(())
    );
    insta::assert_snapshot!(call().validate().unwrap_err(), @"`start_time` is missing: `start_time` with `end_time`, or `duration` is required");
    let app = call().duration("1h").mode(StatisticsMode::App);
    insta::assert_snapshot!(app.validate().unwrap_err(), @"`roma_app_id` is missing: required when `mode` is `APP`");
    assert_eq!(app.roma_app_id("1").validate(), Ok(()));
    let api = call().duration("1h").mode("API");
    insta::assert_snapshot!(api.validate().unwrap_err(), @"`api_id` is missing: required when `mode` is `API`");
    Ok(())
}

#[tokio::test]
async fn each_success_is_as_documented() -> Outcome {
    let server = MockServer::start().await?;
    let roma = roma(&server, false)?;
    // A PUT with the response 201.
    let code = roma
        .apic()
        .create_app_code_auto_v2()
        .app_id("98df09fbd459")
        .send()
        .await?;
    assert_eq!(code.status().as_u16(), 201);
    // A 204 without a body.
    let deleted = roma.link().delete_device_group().group_id(1).send().await?;
    assert_eq!((deleted.status().as_u16(), deleted.into_inner()), (204, ()));
    // A response whose root is a list.
    let request = InstallMultiTasksRequest::builder().build();
    let prepared = roma
        .fdi()
        .install_multi_tasks()
        .body(request)
        .send()
        .await?;
    let elements: Vec<huaweicloud_roma::fdi::MultiTaskInitElement> = prepared.into_inner();
    assert!(!elements.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_500_that_means_not_found_is_recognized_and_not_retried() -> Outcome {
    let server = MockServer::start().await?;
    let roma = roma(&server, false)?;
    server.respond(
        "ListDevicesInProduct",
        huaweicloud_mock_server::MockResponse::status(500),
    )?;
    let error = roma
        .link()
        .list_devices_in_product()
        .product_id(1)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("ROMA.00110002"));
    assert!(error.is_not_found());
    assert!(!error.is_retryable());
    assert_eq!(server.requests().len(), 1);
    Ok(())
}
