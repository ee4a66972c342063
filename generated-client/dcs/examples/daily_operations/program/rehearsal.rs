//! What the mock server answers, so that work in the background advances.
//!
//! Every answer is a documented example. Changed are the states, the identifiers by which answers
//! of several operations belong together, and the values that were asked for.

use huaweicloud_dcs::{
    BackupStatus, Instance, KeyAnalysisStatus, ParameterUpdateStatus, RestoreStatus,
};
use huaweicloud_mock_server::{Answer, MockServer};
use serde::Serialize;

use super::arguments::Step;
use super::tour::{Tour, Trouble};
use super::{backups, instances, parameters};

/// Decides the next answers of the operations that a step calls.
pub(crate) async fn prepare(
    tour: &Tour<'_>,
    step: Step,
    server: &MockServer,
) -> Result<(), Trouble> {
    let answers = Answers(server);
    match step {
        Step::List => pages(tour, &answers).await,
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
struct Answers<'a>(&'a MockServer);

impl Answers<'_> {
    fn next(&self, operation: &str, answer: Answer) -> Result<(), Trouble> {
        let answered = self.0.answer_once(operation, answer);
        answered.map_err(|error| Trouble::of(&error))
    }

    fn next_body(&self, operation: &str, body: &impl Serialize) -> Result<(), Trouble> {
        let body = serde_json::to_value(body).map_err(|error| Trouble::of(&error))?;
        self.next(operation, Answer::success().body(body))
    }
}

/// Two pages with an instance each, and the empty one after them.
async fn pages(tour: &Tour<'_>, answers: &Answers<'_>) -> Result<(), Trouble> {
    let mut page = tour.dcs.list_instances().send().await?.into_inner();
    answers.next_body("ListInstances", &page)?;
    // The other documented example has types that are not those of its schema.
    for instance in &mut page.instances {
        instance.instance_id = Some("12073516-dab2-40a8-a285-4c5da07891ae".to_owned());
        instance.name = Some("dcs-single-test-1".to_owned());
        instance.engine_version = Some("3.0".to_owned());
        instance.ip = Some("192.168.0.82".to_owned());
        (instance.used_memory, instance.max_memory) = (Some(1), Some(3277));
    }
    answers.next_body("ListInstances", &page)?;
    page.instances.clear();
    answers.next_body("ListInstances", &page)
}

async fn creation(tour: &Tour<'_>, answers: &Answers<'_>) -> Result<(), Trouble> {
    let call = tour.dcs.create_instance();
    let created = call.body(instances::documented_request()?).send().await?;
    let id = created
        .instances
        .first()
        .and_then(|one| one.instance_id.clone());
    let mut instance = example_instance(tour).await?;
    instance.instance_id = id;
    instance_states(answers, &mut instance, &["CREATING", "CREATING", "RUNNING"])
}

async fn resize(tour: &Tour<'_>, answers: &Answers<'_>) -> Result<(), Trouble> {
    let wanted = instances::resize_request(tour)?;
    let mut instance = example_instance(tour).await?;
    instance.instance_id.clone_from(&tour.instance_id);
    instance_states(answers, &mut instance, &["EXTENDING", "EXTENDING"])?;
    instance.spec_code = Some(wanted.spec_code);
    instance.capacity = Some(wanted.new_capacity);
    instance_states(answers, &mut instance, &["RUNNING"])
}

async fn example_instance(tour: &Tour<'_>) -> Result<Instance, Trouble> {
    let call = tour.dcs.show_instance().instance_id(tour.instance()?);
    Ok(call.send().await?.into_inner())
}

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
    let call = tour.dcs.list_backup_records().instance_id(instance);
    let mut list = call.send().await?.into_inner();
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
    let call = tour
        .dcs
        .list_restore_records()
        .instance_id(tour.instance()?);
    let mut list = call.send().await?.into_inner().unwrap_or_default();
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
    answers.next("ShowBigkeyScanTaskDetails", Answer::success())
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
