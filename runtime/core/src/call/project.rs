//! The project of a region, looked up where neither call, configuration nor credential names one.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::Method;
use serde::Deserialize;
use url::Url;

use super::authorization;
use crate::client::Shared;
use crate::credential::{AccessKey, Cached, Proof};
use crate::encoding::push_query;
use crate::endpoint;
use crate::error::{Error, ErrorKind};
use crate::executor;
use crate::signature;
use crate::transport::HttpRequest;

#[derive(Deserialize)]
struct Answer {
    projects: Vec<Project>,
}

#[derive(Deserialize)]
struct Project {
    id: String,
}

/// How long a failed look-up is not repeated: those who waited for it share its error.
const PAUSE: Duration = Duration::from_secs(5);

/// What is known about the project of the region.
#[derive(Default)]
pub(crate) struct ProjectOfRegion {
    /// The project, and the access key that it was asked with.
    found: Option<(String, String)>,
    failed: Option<(Error, SystemTime)>,
}

impl ProjectOfRegion {
    fn of(&self, access: &str) -> Option<String> {
        let (asked_with, project_id) = self.found.as_ref()?;
        (asked_with == access).then(|| project_id.clone())
    }
}

/// The project that the credential names, or that has the name of the region; IAM is asked once.
///
/// `None` where there is no region, or no access key to ask with.
pub(super) async fn project_id(
    shared: &Arc<Shared>,
    cached: &Arc<Cached>,
) -> Result<Option<String>, Error> {
    if let Some(project_id) = &cached.credential.project_id {
        return Ok(Some(project_id.clone()));
    }
    let (Some(region), Proof::Key(key)) = (shared.surroundings.region(), &cached.credential.proof)
    else {
        return Ok(None);
    };
    if let Ok(known) = shared.credentials.project().try_lock()
        && let Some(project_id) = known.of(key.id())
    {
        return Ok(Some(project_id));
    }
    // In a task of its own, as a renewal: what is found is kept when the call is out of time.
    let (shared, key, region) = (Arc::clone(shared), key.clone(), region.to_owned());
    let looked_up = tokio::spawn(async move { remembered(&shared, &key, &region).await });
    match looked_up.await {
        Ok(outcome) => outcome.map(Some),
        Err(_) => Err(executor::interrupted()),
    }
}

/// Looks the project up, unless another call just did.
async fn remembered(shared: &Shared, key: &AccessKey, region: &str) -> Result<String, Error> {
    // Held while IAM is asked, so that all who wait get the one answer.
    let mut known = shared.credentials.project().lock().await;
    if let Some(project_id) = known.of(key.id()) {
        return Ok(project_id);
    }
    if let Some((error, until)) = &known.failed
        && shared.surroundings.now() < *until
    {
        return Err(error.clone());
    }
    let outcome = look_up(shared, key, region).await;
    match &outcome {
        Ok(project_id) => known.found = Some((key.id().to_owned(), project_id.clone())),
        Err(error) => known.failed = Some((error.clone(), shared.surroundings.now() + PAUSE)),
    }
    outcome
}

async fn look_up(shared: &Shared, key: &AccessKey, region: &str) -> Result<String, Error> {
    let mut request = request(shared, region)?;
    signature::sign(&mut request, key, authorization::service_time(shared))?;
    let answer = shared.surroundings.exchange(&request).await;
    let answer = answer.map_err(|error| {
        let secrets = std::iter::once(key.secret()).chain(key.security_token());
        error.without_secrets(secrets).without_credential(
            "the project of the region could not be looked up, call `.project_id(...)` on the \
             configuration",
        )
    })?;
    let answer: Answer = serde_json::from_slice(&answer.body)
        .map_err(|_| wrong("IAM answered no list of projects", region))?;
    match <[Project; 1]>::try_from(answer.projects) {
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
    let config = &shared.surroundings.config;
    let base = endpoint::parse(&config.iam_endpoint(), config.allow_http)?;
    let mut query = String::new();
    push_query(&mut query, "name", &region);
    let address = format!(
        "{}/v3/projects?{query}",
        base.as_str().trim_end_matches('/')
    );
    let url = Url::parse(&address).map_err(|source| {
        Error::configuration("the endpoint of IAM is not an address").with_source(source)
    })?;
    Ok(HttpRequest::new(Method::GET, url))
}

fn wrong(what: &str, region: &str) -> Error {
    let text = format!(
        "the project of the region `{region}` could not be looked up, {what}: call \
         `.project_id(...)` on the configuration"
    );
    Error::new(ErrorKind::Credential, text)
}
