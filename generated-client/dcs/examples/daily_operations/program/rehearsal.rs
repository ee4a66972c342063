//! What the mock server answers, so that work in the background advances.
//!
//! Every answer is a documented example. Changed are the states, the identifiers by which answers
//! of several operations belong together, and the values that were asked for. Examples with types
//! that are not those of their schemas are cut to what the tour shows.

use example_support::Trouble;
use huaweicloud_dcs::huaweicloud_core::Operation;
use huaweicloud_dcs::{
    BackupStatus, CoreClient, Instance, Json, KeyAnalysisStatus, ListBackupRecordsResponse,
    ListInstancesResponse, ListRestoreRecordsResponse, ParameterUpdateStatus, RestoreStatus,
};
use huaweicloud_mock_server::{MockResponse, MockServer};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::arguments::Step;
use super::tour::Tour;
use super::{backups, instances, parameters};

/// Decides the next answers of the operations that a step calls.
pub(crate) async fn prepare(
    tour: &Tour<'_>,
    step: Step,
    server: &MockServer,
) -> Result<(), Trouble> {
    let core = CoreClient::new(tour.config().clone())?;
    let answers = Answers { server, core };
    match step {
        Step::List => pages(&answers).await,
        Step::Create => creation(tour, &answers).await,
        Step::Backup => backup(tour, &answers).await,
        Step::Restore => restore(tour, &answers).await,
        Step::BigKeys => big_keys(tour, &answers).await,
        // The documented example as it is.
        Step::SlowLog => Ok(()),
        Step::Parameters => parameters(tour, &answers).await,
        Step::Resize => resize(tour, &answers).await,
    }
}

/// The answers that a server gives next.
struct Answers<'a> {
    server: &'a MockServer,
    core: CoreClient,
}

impl Answers<'_> {
    fn next(&self, operation: &str, answer: MockResponse) -> Result<(), Trouble> {
        let answered = self.server.respond_once(operation, answer);
        answered.map_err(|error| Trouble::of(&error))
    }

    fn next_body(&self, operation: &str, body: &impl Serialize) -> Result<(), Trouble> {
        let body = serde_json::to_value(body).map_err(|error| Trouble::of(&error))?;
        self.next(operation, MockResponse::success().body(body))
    }
}

/// The properties of an instance that the tour shows.
const INSTANCE: [&str; 12] = [
    "name",
    "instance_id",
    "engine",
    "engine_version",
    "status",
    "used_memory",
    "max_memory",
    "capacity",
    "spec_code",
    "domain_name",
    "ip",
    "port",
];

static LIST: Operation = Operation::new("ListInstances", "GET", "/v2/{project_id}/instances");
static SHOW: Operation = Operation::new("ShowInstance", "GET", "/v2/{project_id}/instances/i");
static BACKUPS: Operation = Operation::new(
    "ListBackupRecords",
    "GET",
    "/v2/{project_id}/instances/i/backups",
);
static RESTORES: Operation = Operation::new(
    "ListRestoreRecords",
    "GET",
    "/v2/{project_id}/instances/i/restores",
);

/// A documented example, cut to these properties of what it is about.
async fn documented<T: DeserializeOwned>(
    answers: &Answers<'_>,
    (name, operation): (&str, &'static Operation),
    example: &str,
    kept: &[&str],
) -> Result<T, Trouble> {
    answers.next(name, MockResponse::success().example(example))?;
    let answer = answers.core.request(operation).send::<Json>().await?;
    let body = serde_json::from_slice(answer.raw_body());
    let mut body: Value = body.map_err(|error| Trouble::of(&error))?;
    cut(&mut body, kept);
    serde_json::from_value(body).map_err(|error| Trouble::of(&error))
}

/// Cuts the items of an answer that is a list, or else the answer itself.
fn cut(body: &mut Value, kept: &[&str]) {
    let lists = [
        "/instances",
        "/backup_record_response",
        "/restore_record_response",
    ];
    let list = lists.into_iter().find(|list| body.pointer(list).is_some());
    let items = match list.and_then(|list| body.pointer_mut(list)) {
        Some(Value::Array(items)) => items.as_mut_slice(),
        _ => std::slice::from_mut(body),
    };
    for item in items.iter_mut().filter_map(Value::as_object_mut) {
        item.retain(|name, _| kept.contains(&name.as_str()));
    }
}

/// Two pages with an instance each, and the empty one after them.
async fn pages(answers: &Answers<'_>) -> Result<(), Trouble> {
    let list = ("ListInstances", &LIST);
    let mut pages = Vec::<ListInstancesResponse>::new();
    for example in ["documented", "documented_2"] {
        pages.push(documented(answers, list, example, &INSTANCE).await?);
    }
    pages.push(ListInstancesResponse::default());
    for page in &pages {
        answers.next_body("ListInstances", page)?;
    }
    Ok(())
}

async fn creation(tour: &Tour<'_>, answers: &Answers<'_>) -> Result<(), Trouble> {
    let call = tour.dcs.create_instance();
    let created = call.body(instances::documented_request()?).send().await?;
    let id = created
        .instances
        .first()
        .and_then(|one| one.instance_id.clone());
    let mut instance = example_instance(answers).await?;
    instance.instance_id = id;
    instance_states(answers, &mut instance, &["CREATING", "CREATING", "RUNNING"])
}

async fn resize(tour: &Tour<'_>, answers: &Answers<'_>) -> Result<(), Trouble> {
    let wanted = instances::resize_request(tour)?;
    let mut instance = example_instance(answers).await?;
    instance.instance_id.clone_from(&tour.instance_id);
    instance_states(answers, &mut instance, &["EXTENDING", "EXTENDING"])?;
    instance.spec_code = Some(wanted.spec_code);
    instance.capacity = Some(wanted.new_capacity);
    instance_states(answers, &mut instance, &["RUNNING"])
}

async fn example_instance(answers: &Answers<'_>) -> Result<Instance, Trouble> {
    documented(answers, ("ShowInstance", &SHOW), "documented", &INSTANCE).await
}

/// The states on the way are named after `creating_count` and `extending_count`: no example has them.
fn instance_states(
    answers: &Answers<'_>,
    instance: &mut Instance,
    states: &[&str],
) -> Result<(), Trouble> {
    for state in states {
        instance.status = Some((*state).to_owned());
        answers.next_body("ShowInstance", instance)?;
    }
    Ok(())
}

async fn backup(tour: &Tour<'_>, answers: &Answers<'_>) -> Result<(), Trouble> {
    let instance = tour.instance()?;
    let copied = tour
        .dcs
        .copy_instance()
        .instance_id(instance)
        .send()
        .await?;
    let kept = ["backup_id", "backup_name", "size"];
    let records = ("ListBackupRecords", &BACKUPS);
    let mut list: ListBackupRecordsResponse =
        documented(answers, records, "documented", &kept).await?;
    for state in [
        BackupStatus::Waiting,
        BackupStatus::Backuping,
        BackupStatus::Succeed,
    ] {
        for record in &mut list.backup_record_response {
            record.backup_id.clone_from(&copied.backup_id);
            record.instance_id = Some(instance.to_owned());
            record.status = Some(state.clone());
        }
        answers.next_body("ListBackupRecords", &list)?;
    }
    Ok(())
}

async fn restore(tour: &Tour<'_>, answers: &Answers<'_>) -> Result<(), Trouble> {
    let request = backups::request(tour)?;
    let call = tour.dcs.restore_instance().instance_id(tour.instance()?);
    let restored = call.body(request).send().await?;
    let kept = ["restore_id", "restore_name", "backup_name", "updated_at"];
    let records = ("ListRestoreRecords", &RESTORES);
    let mut list: ListRestoreRecordsResponse =
        documented(answers, records, "documented", &kept).await?;
    for state in [
        RestoreStatus::Waiting,
        RestoreStatus::Restoring,
        RestoreStatus::Succeed,
    ] {
        for record in &mut list.restore_record_response {
            record.restore_id.clone_from(&restored.restore_id);
            record.status = Some(state.clone());
        }
        answers.next_body("ListRestoreRecords", &list)?;
    }
    Ok(())
}

async fn big_keys(tour: &Tour<'_>, answers: &Answers<'_>) -> Result<(), Trouble> {
    let instance = tour.instance()?;
    let call = tour.dcs.create_bigkey_scan_task().instance_id(instance);
    let mut analysis = call.send().await?.into_inner();
    for state in [KeyAnalysisStatus::Waiting, KeyAnalysisStatus::Running] {
        analysis.status = Some(state);
        answers.next_body("ShowBigkeyScanTaskDetails", &analysis)?;
    }
    answers.next("ShowBigkeyScanTaskDetails", MockResponse::success())
}

async fn parameters(tour: &Tour<'_>, answers: &Answers<'_>) -> Result<(), Trouble> {
    let call = tour.dcs.list_configurations().instance_id(tour.instance()?);
    let mut list = call.send().await?.into_inner();
    answers.next_body("ListConfigurations", &list)?;
    list.config_status = Some(ParameterUpdateStatus::Updating);
    answers.next_body("ListConfigurations", &list)?;
    if let Some(wanted) = parameters::wanted(tour) {
        for parameter in &mut list.redis_config {
            if parameters::is_named(parameter, &wanted.name) {
                parameter.param_value = Some(wanted.value.clone());
            }
        }
    }
    list.config_status = Some(ParameterUpdateStatus::Success);
    answers.next_body("ListConfigurations", &list)
}
