//! Where the numbers come from: flags first, then environment variables.

use std::time::Duration;

use huaweicloud_dcs::{AccessKey, Config, ConfigBuilder, Error, Secret, Token};

use super::advice;
use super::arguments::Arguments;

/// Finds the value of an environment variable.
pub(crate) type Variables<'a> = dyn Fn(&str) -> Option<String> + 'a;

const ENDPOINT: &str = "HUAWEICLOUD_DCS_ENDPOINT";
const TOKEN: &str = "HUAWEICLOUD_TOKEN";
// These names are those of the official SDKs.
const PROJECT_ID: &str = "HUAWEICLOUD_SDK_PROJECT_ID";
const AK: &str = "HUAWEICLOUD_SDK_AK";
const SK: &str = "HUAWEICLOUD_SDK_SK";
const SECURITY_TOKEN: &str = "HUAWEICLOUD_SDK_SECURITY_TOKEN";

/// A value, or what is missing.
type Setting<T> = Result<T, String>;

/// What proves that the call is allowed.
enum Proof {
    Token(Secret),
    Key(AccessKey),
}

/// The configuration for the real service; none where nothing is set.
pub(crate) fn read(
    arguments: &Arguments,
    variable: &Variables<'_>,
) -> Result<Option<Config>, String> {
    // An empty variable is as good as none.
    let variable = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    if arguments.mock || nothing_is_set(arguments, &variable) {
        return Ok(None);
    }
    let setting = |flag: &str, given: &Option<String>, name: &str| {
        let value = given.clone().or_else(|| variable(name));
        value.ok_or_else(|| format!("{flag} or {name}"))
    };
    let endpoint = setting("--endpoint", &arguments.endpoint, ENDPOINT);
    let project_id = setting("--project-id", &arguments.project_id, PROJECT_ID);
    let proof = proof(arguments.token.clone(), &variable);
    match (endpoint, project_id, proof) {
        (Ok(endpoint), Ok(project_id), Ok(proof)) => {
            let builder = of_service(&endpoint, arguments)?.project_id(project_id);
            let builder = match proof {
                Proof::Token(token) => builder.credential(Token::new(token)),
                Proof::Key(key) => builder.credential(key),
            };
            let config = builder.build();
            config.map(Some).map_err(|error| advice::explain(&error))
        }
        (endpoint, project_id, proof) => {
            Err(incomplete([endpoint.err(), project_id.err(), proof.err()]))
        }
    }
}

/// The configuration for a mock server, which takes any project and token.
pub(crate) fn of_mock_server(url: &str) -> Result<Config, Error> {
    of_test_server(Config::builder())
        .endpoint(url)
        .project_id("73d69ae0cfcf460190522d06b60f05ad")
        .credential(Token::new("any"))
        .build()
}

fn of_service(endpoint: &str, arguments: &Arguments) -> Result<ConfigBuilder, String> {
    let builder = Config::builder()
        .endpoint(endpoint)
        .call_timeout(Duration::from_secs(arguments.timeout));
    if arguments.allow_http {
        return Ok(of_test_server(builder));
    }
    if endpoint.trim().to_ascii_lowercase().starts_with("http://") {
        // Not quoted: an address may hold a password.
        let problem =
            "the endpoint starts with http://, which would send the credential unencrypted";
        let help = "write https://, or add --allow-http for a test server on this machine";
        return Err(format!("{problem}\n  help: {help}"));
    }
    Ok(builder)
}

/// A proxy could not reach a server that listens on this machine only.
fn of_test_server(builder: ConfigBuilder) -> ConfigBuilder {
    builder.allow_http(true).without_environment_proxy()
}

fn nothing_is_set(arguments: &Arguments, variable: &Variables<'_>) -> bool {
    let names = [ENDPOINT, PROJECT_ID, TOKEN, AK, SK];
    arguments.endpoint.is_none()
        && arguments.project_id.is_none()
        && arguments.token.is_none()
        && names.iter().all(|name| variable(name).is_none())
}

/// A token, otherwise an access key.
fn proof(token: Option<Secret>, variable: &Variables<'_>) -> Setting<Proof> {
    if let Some(token) = token.or_else(|| variable(TOKEN).map(Secret::from)) {
        return Ok(Proof::Token(token));
    }
    match (variable(AK), variable(SK), variable(SECURITY_TOKEN)) {
        (Some(id), Some(secret), None) => Ok(Proof::Key(AccessKey::new(id, secret))),
        (Some(id), Some(secret), Some(token)) => {
            let key = AccessKey::new(id, secret).with_security_token(token);
            Ok(Proof::Key(key))
        }
        (Some(_), None, _) => Err(format!("{SK}, the secret that belongs to {AK}")),
        (None, Some(_), _) => Err(format!("{AK}, the key that belongs to {SK}")),
        (None, None, _) => Err(format!("--token or {TOKEN}, or {AK} and {SK}")),
    }
}

fn incomplete<const N: usize>(missing: [Option<String>; N]) -> String {
    let mut text = "the settings for the real service are incomplete".to_owned();
    for what in missing.into_iter().flatten() {
        text.push_str(&format!("\n  missing: {what}"));
    }
    text.push_str("\n  help: give what is missing, or show the documented examples with --mock");
    text
}
