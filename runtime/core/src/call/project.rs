//! The project of a region, looked up where neither call, configuration nor credential names one.

use http::Method;
use serde::Deserialize;
use url::Url;

use super::authorization;
use crate::client::Shared;
use crate::credential::{Cached, Proof};
use crate::encoding::push_query;
use crate::endpoint;
use crate::error::{Error, ErrorKind};
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

/// The project that the credential names, or that has the name of the region; IAM is asked once.
///
/// `None` where there is no region, or no access key to ask with.
pub(super) async fn project_id(shared: &Shared, cached: &Cached) -> Result<Option<String>, Error> {
    if let Some(project_id) = &cached.credential.project_id {
        return Ok(Some(project_id.clone()));
    }
    let (Some(region), Proof::Key(key)) = (shared.surroundings.region(), &cached.credential.proof)
    else {
        return Ok(None);
    };
    // Held while IAM is asked, so that all who wait get the one answer.
    let mut known = shared.credentials.project().lock().await;
    if let Some((access, project_id)) = &*known
        && access == key.id()
    {
        return Ok(Some(project_id.clone()));
    }
    let mut request = request(shared, region)?;
    signature::sign(&mut request, key, authorization::service_time(shared))?;
    let answer = shared.surroundings.exchange(&request).await;
    let answer = answer.map_err(|error| {
        let error = error.without_secrets(cached.credential.secrets());
        error.without_credential("the project of the region could not be looked up, call `.project_id(...)` on the configuration")
    })?;
    let answer: Answer = serde_json::from_slice(&answer.body)
        .map_err(|_| wrong("IAM answered no list of projects", region))?;
    match <[Project; 1]>::try_from(answer.projects) {
        Ok([project]) => {
            *known = Some((key.id().to_owned(), project.id.clone()));
            Ok(Some(project.id))
        }
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
