//! Instances: listed, created, resized.

use example_support::Trouble;
use example_support::tables::{shown, table};
use huaweicloud_dcs::{CreateInstanceRequest, InstanceSummary, ResizeInstanceRequest};

use super::arguments::Assignment;
use super::tour::Tour;

/// Lists the instances, one page after another.
pub(crate) async fn list(tour: &Tour<'_>) -> Result<(), Trouble> {
    // The examples are so few that pages of one show how it goes.
    let page = if tour.mock.is_some() { 1 } else { 100 };
    let mut instances = tour.dcs.list_instances().limit(page).items();
    let mut rows = Vec::new();
    while let Some(instance) = instances.next().await {
        rows.push(row(&instance?));
    }
    let header = [
        "Name", "Instance", "Engine", "State", "MB used", "MB", "Address",
    ];
    tour.say(&table(header, &["MB used", "MB"], rows));
    Ok(())
}

fn row(instance: &InstanceSummary) -> [String; 7] {
    let engine = [&instance.engine, &instance.engine_version];
    let engine: Vec<_> = engine.into_iter().flatten().cloned().collect();
    [
        shown(instance.name.as_ref()),
        shown(instance.instance_id.as_ref()),
        engine.join(" "),
        shown(instance.status.as_ref()),
        shown(instance.used_memory.as_ref()),
        shown(instance.max_memory.as_ref()),
        address(instance.ip.as_ref(), instance.port),
    ]
}

/// Creates an instance, waits until it runs, and shows where it can be reached.
pub(crate) async fn create(tour: &mut Tour<'_>) -> Result<(), Trouble> {
    let request = create_request(tour)?;
    let waiter = tour.dcs.create_instance().body(request).wait();
    let started = tour.follow(waiter).start().await?;
    for created in &started.response().instances {
        let name = shown(created.instance_name.as_ref());
        let id = shown(created.instance_id.as_ref());
        tour.say(&format!("{name} has the ID {id}\n"));
    }
    // Only now, so that an instance that could not be created can be looked for by its ID.
    let instance = started.wait().await?;
    let by_name = address(instance.domain_name.as_ref(), instance.port);
    let by_ip = address(instance.ip.as_ref(), instance.port);
    tour.say(&format!("connect to {by_name}\n        or {by_ip}\n"));
    tour.instance_id.clone_from(&instance.instance_id);
    Ok(())
}

fn create_request(tour: &Tour<'_>) -> Result<CreateInstanceRequest, Trouble> {
    let file = tour.arguments.create_request.as_ref();
    if file.is_none() && tour.mock.is_some() {
        return documented_request();
    }
    let file = tour.required(file, "--create-request")?;
    let problem = |reason: String| Trouble::Setting(format!("{}: {reason}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| problem(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| problem(error.to_string()))
}

/// The documented example of CreateInstance.
pub(crate) fn documented_request() -> Result<CreateInstanceRequest, Trouble> {
    let request = CreateInstanceRequest::builder()
        .name("dcs-APITest")
        .description("Test")
        .engine("Redis")
        .engine_version("5.0")
        .enterprise_project_id("0")
        .enterprise_project_name("default")
        .vpc_id("5e37b3be-950a-48e1-b498-65b63d336481")
        .enable_ssl(false)
        .private_ip("")
        .az_codes(["region01"])
        .capacity(1.0)
        .access_user("")
        .password("********")
        .enable_publicip(false)
        .spec_code("redis.single.xu1.large.1")
        .subnet_id("a4112635-3ec0-471c-95c3-5cf49b9533af")
        .no_password_access(false)
        .template_id("b3ecc9c7-1133-4c47-a06a-21366e227d61");
    Ok(request.build()?)
}

/// Changes the specification, and waits until the instance runs again.
pub(crate) async fn resize(tour: &Tour<'_>) -> Result<(), Trouble> {
    let request = resize_request(tour)?;
    let (spec_code, capacity) = (&request.spec_code, request.new_capacity);
    tour.say(&format!("to {spec_code} with {capacity} GB\n"));
    let call = tour.dcs.resize_instance().instance_id(tour.instance()?);
    let instance = tour.follow(call.body(request).wait()).await?;
    let spec_code = shown(instance.spec_code.as_ref());
    let capacity = shown(instance.capacity.as_ref());
    tour.say(&format!("is {spec_code} with {capacity} GB now\n"));
    Ok(())
}

/// What was asked for, or on the mock server the documented example.
pub(crate) fn resize_request(tour: &Tour<'_>) -> Result<ResizeInstanceRequest, Trouble> {
    let documented = tour.mock.map(|_| Assignment {
        name: "redis.cluster.au1.large.64".to_owned(),
        value: "64".to_owned(),
    });
    let wanted = tour.arguments.resize_to.clone().or(documented);
    let wanted = tour.required(wanted, "--resize-to")?;
    let capacity = wanted.value.parse().map_err(|_| {
        let found = &wanted.value;
        Trouble::Setting(format!(
            "--resize-to: expected a number of GB, found `{found}`"
        ))
    })?;
    let request = ResizeInstanceRequest::builder()
        .spec_code(wanted.name)
        .new_capacity(capacity);
    Ok(request.build()?)
}

/// A host with its port, or a dash where the service names no host.
fn address(host: Option<&String>, port: Option<i64>) -> String {
    match (host, port) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => shown(host),
    }
}
