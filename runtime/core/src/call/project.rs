//! Looking up the project of a region if neither the call, the configuration nor the credential names
//! one.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::Method;
use serde::Deserialize;
use tokio::sync::Mutex;
use url::Url;

use super::authorization;
use crate::client::Shared;
use crate::credential::{AccessKey, CachedCredential, Proof};
use crate::encoding::push_query;
use crate::endpoint;
use crate::error::{Error, ErrorKind};
use crate::executor;
use crate::signature;
use crate::transport::HttpRequest;

#[derive(Deserialize)]
struct ProjectList {
    projects: Vec<Project>,
}

#[derive(Deserialize)]
struct Project {
    id: String,
}

/// How long a failed look-up is not repeated: the calls that waited for it share its error.
const PAUSE: Duration = Duration::from_secs(5);

/// The look-up of the project of the region; the lock is held while IAM is asked, so that all calls
/// that wait get the same result.
pub(crate) type ProjectLookup = Mutex<LookupResult>;

/// The result of the last look-up.
#[derive(Debug, Default)]
pub(crate) struct LookupResult {
    /// The access key that was used, and the project.
    found: Option<(String, String)>,
    /// The error, and until when the look-up is not repeated.
    failed: Option<(Error, SystemTime)>,
}

impl LookupResult {
    fn project_for(&self, key: &AccessKey) -> Option<String> {
        let (used, project_id) = self.found.as_ref()?;
        (used == key.id()).then(|| project_id.clone())
    }
}

/// The project that the credential names, or the project with the name of the region, for which IAM is
/// asked once.
///
/// `None` if there is no region, or no access key to sign the request with.
pub(super) async fn project_id(
    shared: &Arc<Shared>,
    cached: &CachedCredential,
) -> Result<Option<String>, Error> {
    if let Some(project_id) = &cached.credential.project_id {
        return Ok(Some(project_id.clone()));
    }
    let (Some(region), Proof::Key(key)) = (shared.context.region(), &cached.credential.proof)
    else {
        return Ok(None);
    };
    if let Ok(known) = shared.project.try_lock()
        && let Some(project_id) = known.project_for(key)
    {
        return Ok(Some(project_id));
    }
    // In a separate task, so that the result is kept if the call times out.
    let (shared, key, region) = (Arc::clone(shared), key.clone(), region.to_owned());
    let looked_up = tokio::spawn(async move { remembered(&shared, &key, &region).await });
    match looked_up.await {
        Ok(outcome) => outcome.map(Some),
        Err(_) => Err(executor::interrupted()),
    }
}

/// Looks the project up, unless another call has just done so.
async fn remembered(shared: &Shared, key: &AccessKey, region: &str) -> Result<String, Error> {
    let mut known = shared.project.lock().await;
    if let Some(project_id) = known.project_for(key) {
        return Ok(project_id);
    }
    if let Some((error, until)) = &known.failed
        && shared.context.now() < *until
    {
        return Err(error.clone());
    }
    let outcome = look_up(shared, key, region).await;
    match &outcome {
        Ok(project_id) => known.found = Some((key.id().to_owned(), project_id.clone())),
        Err(error) => known.failed = Some((error.clone(), shared.context.now() + PAUSE)),
    }
    outcome
}

async fn look_up(shared: &Shared, key: &AccessKey, region: &str) -> Result<String, Error> {
    let mut request = request(shared, region)?;
    signature::sign(&mut request, key, authorization::service_time(shared))?;
    let response = shared.context.exchange(&request).await;
    let response = response.map_err(|error| {
        let secrets = std::iter::once(key.secret()).chain(key.security_token());
        error.without_secrets(secrets).without_credential(
            "could not look up the project of the region, call `.project_id(...)` on the \
             configuration",
        )
    })?;
    let list: ProjectList = serde_json::from_slice(&response.body)
        .map_err(|_| wrong("the response of IAM is not a list of projects", region))?;
    match <[Project; 1]>::try_from(list.projects) {
        Ok([project]) => Ok(project.id),
        Err(projects) => {
            let count = projects.len();
            Err(wrong(
                &format!("there are {count} projects of that name"),
                region,
            ))
        }
    }
}

fn request(shared: &Shared, region: &str) -> Result<HttpRequest, Error> {
    let settings = &shared.context.settings;
    let base = endpoint::parse(&settings.iam_endpoint(), settings.allow_http)?;
    let mut query = String::new();
    push_query(&mut query, "name", &region);
    let address = format!(
        "{}/v3/projects?{query}",
        base.as_str().trim_end_matches('/')
    );
    let url = Url::parse(&address).map_err(|source| {
        Error::configuration("the endpoint of IAM is not a valid URL").with_source(source)
    })?;
    Ok(HttpRequest::new(Method::GET, url))
}

fn wrong(what: &str, region: &str) -> Error {
    let text = format!(
        "could not look up the project of the region `{region}`, {what}: call \
         `.project_id(...)` on the configuration"
    );
    Error::new(ErrorKind::Credential, text)
}
