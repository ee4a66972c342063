//! The way from nothing to an API that an application may call so often.

use example_support::Session;
use huaweicloud_roma::apic::{
    ApiAuthType, ApiBackendType, ApiDefinition, ApiMatchMode, ApiMockBase, ApiRequestMethod,
    ApiRequestProtocol, ApiType, AssociateRequestThrottlingPolicyV2Request, AuthorizationResult,
    AuthorizationStatus, CreateApiGroupV2Request, CreateAuthorizingAppsV2Request,
    CreateOrDeletePublishRecordForApiV2Request, PublishAction, ThrottlingPolicyDefinitionInput,
    ThrottlingTimeUnit,
};
use huaweicloud_roma::instances::CreateRomaAppRequest;
use huaweicloud_roma::{Error, ErrorKind, Roma};

use super::arguments::Arguments;
use super::created::{Created, Journal};
use super::result;

/// One publication, whose steps use what earlier ones created.
#[derive(Debug)]
pub(crate) struct Publication<'a> {
    pub(crate) roma: &'a Roma,
    pub(crate) arguments: &'a Arguments,
    pub(crate) session: &'a Session<'a>,
}

impl Publication<'_> {
    /// Creates one after another, and shows the result.
    pub(crate) async fn run(&self, journal: &mut Journal) -> Result<(), Error> {
        let group_id = self.group(journal).await?;
        let api_id = self.api(&group_id, journal).await?;
        let publish_id = self.online(&api_id, journal).await?;
        let policy_id = self.policy(journal).await?;
        self.bind(&policy_id, &publish_id, journal).await?;
        let app_id = self.application(journal).await?;
        self.authorize(&app_id, &api_id, journal).await?;
        result::show(self.roma, self.session, &policy_id, &app_id).await
    }

    async fn group(&self, journal: &mut Journal) -> Result<String, Error> {
        let request = CreateApiGroupV2Request::builder()
            .name(&self.arguments.name)
            .build()?;
        let call = self.roma.apic().create_api_group_v2();
        let group = call.body(request).send().await?.into_inner();
        let id = expected(group.id, "CreateApiGroupV2", "id")?;
        journal.add(Created::Group { id: id.clone() }, self.session);
        Ok(id)
    }

    async fn api(&self, group_id: &str, journal: &mut Journal) -> Result<String, Error> {
        // The gateway itself answers, so that no backend is needed.
        let answer = ApiMockBase::builder()
            .result_content(&self.arguments.answer)
            .build();
        let request = ApiDefinition::builder()
            .name(&self.arguments.name)
            .group_id(group_id)
            .type_(ApiType::Public)
            .req_protocol(ApiRequestProtocol::Https)
            .req_method(ApiRequestMethod::Get)
            .req_uri(&self.arguments.path)
            .match_mode(ApiMatchMode::Normal)
            .auth_type(ApiAuthType::App)
            .backend_type(ApiBackendType::Mock)
            .mock_info(answer)
            .build()?;
        let call = self.roma.apic().create_api_v2();
        let api = call.body(request).send().await?.into_inner();
        let id = expected(api.id, "CreateApiV2", "id")?;
        journal.add(Created::Api { id: id.clone() }, self.session);
        Ok(id)
    }

    async fn online(&self, api_id: &str, journal: &mut Journal) -> Result<String, Error> {
        let environment_id = &self.arguments.environment_id;
        let request = CreateOrDeletePublishRecordForApiV2Request::builder()
            .action(PublishAction::Online)
            .api_id(api_id)
            .env_id(environment_id)
            .build()?;
        let apic = self.roma.apic();
        let call = apic.create_or_delete_publish_record_for_api_v2();
        let record = call.body(request).send().await?.into_inner();
        let created = Created::Publication {
            api_id: api_id.to_owned(),
            environment_id: environment_id.clone(),
        };
        journal.add(created, self.session);
        let operation = "CreateOrDeletePublishRecordForApiV2";
        expected(record.publish_id, operation, "publish_id")
    }

    async fn policy(&self, journal: &mut Journal) -> Result<String, Error> {
        let request = ThrottlingPolicyDefinitionInput::builder()
            .name(&self.arguments.name)
            .api_call_limits(self.arguments.calls)
            .time_interval(1)
            .time_unit(ThrottlingTimeUnit::Minute)
            .build()?;
        let call = self.roma.apic().create_request_throttling_policy_v2();
        let policy = call.body(request).send().await?.into_inner();
        let id = expected(policy.id, "CreateRequestThrottlingPolicyV2", "id")?;
        journal.add(Created::Policy { id: id.clone() }, self.session);
        Ok(id)
    }

    async fn bind(
        &self,
        policy_id: &str,
        publish_id: &str,
        journal: &mut Journal,
    ) -> Result<(), Error> {
        let request = AssociateRequestThrottlingPolicyV2Request::builder()
            .strategy_id(policy_id)
            .publish_ids([publish_id])
            .build()?;
        let call = self.roma.apic().associate_request_throttling_policy_v2();
        let bound = call.body(request).send().await?.into_inner();
        let operation = "AssociateRequestThrottlingPolicyV2";
        let binding = bound.throttle_applys.into_iter().next();
        let id = binding.and_then(|binding| binding.id);
        let id = expected(id, operation, "throttle_applys/0/id")?;
        journal.add(Created::Binding { id }, self.session);
        Ok(())
    }

    async fn application(&self, journal: &mut Journal) -> Result<String, Error> {
        let request = CreateRomaAppRequest::builder()
            .name(&self.arguments.name)
            .build()?;
        let call = self.roma.instances().create_roma_app();
        let application = call.body(request).send().await?.into_inner();
        let id = expected(application.id, "CreateRomaApp", "id")?;
        journal.add(Created::Application { id: id.clone() }, self.session);
        Ok(id)
    }

    async fn authorize(
        &self,
        app_id: &str,
        api_id: &str,
        journal: &mut Journal,
    ) -> Result<(), Error> {
        let request = CreateAuthorizingAppsV2Request::builder()
            .env_id(&self.arguments.environment_id)
            .app_ids([app_id])
            .api_ids([api_id])
            .build()?;
        let call = self.roma.apic().create_authorizing_apps_v2();
        let authorized = call.body(request).send().await?.into_inner();
        let operation = "CreateAuthorizingAppsV2";
        let record = authorized.auths.into_iter().next();
        let record = expected(record, operation, "auths/0")?;
        if let Some(result) = record.auth_result {
            check(&result)?;
        }
        let id = expected(record.id, operation, "auths/0/id")?;
        journal.add(Created::Authorization { id }, self.session);
        Ok(())
    }
}

/// The service answers with a success also where it did not authorize.
fn check(result: &AuthorizationResult) -> Result<(), Error> {
    if !matches!(result.status, Some(AuthorizationStatus::Failed)) {
        return Ok(());
    }
    let code = result.error_code.as_deref().unwrap_or("no code");
    let message = result.error_msg.as_deref().unwrap_or("no message");
    let text = format!("the application was not authorized: {message} ({code})");
    Err(Error::new(ErrorKind::WorkFailed, text))
}

/// What the next step cannot do without.
fn expected<T>(value: Option<T>, operation: &str, field: &str) -> Result<T, Error> {
    value.ok_or_else(|| {
        let text = format!("the answer of {operation} has no `{field}`");
        Error::new(ErrorKind::Decode, text)
    })
}
