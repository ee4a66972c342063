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

/// What proves that the calls are allowed.
enum Proof {
    Token(Secret),
    Key(AccessKey),
}

/// The configuration for the real service; none where nothing is set.
pub(crate) fn read(
    arguments: &Arguments,
    variable: &Variables<'_>,
) -> Result<Option<Config>, String> {
    if arguments.mock {
        return Ok(None);
    }
    // An empty variable is as good as none.
    let variable = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    let or_variable = |flag: &Option<String>, name| flag.clone().or_else(|| variable(name));
    let endpoint = or_variable(&arguments.endpoint, ENDPOINT);
    let project_id = or_variable(&arguments.project_id, PROJECT_ID);
    let proof = proof(arguments.token.clone(), &variable);

    let settings = [
        (endpoint.is_some(), "--endpoint", ENDPOINT),
        (project_id.is_some(), "--project-id", PROJECT_ID),
        (proof.is_some(), "--token", TOKEN),
    ];
    let nothing = settings.iter().all(|(given, _, _)| !given);
    let half_a_key = variable(AK).is_some() || variable(SK).is_some();
    if nothing && !half_a_key {
        return Ok(None);
    }
    let (Some(endpoint), Some(project_id), Some(proof)) = (endpoint, project_id, proof) else {
        return Err(incomplete(&settings));
    };
    if is_plain_http(&endpoint) && !arguments.allow_http {
        return Err(format!(
            "{endpoint} would send the credential unencrypted\n  \
             help: write https://, or add --allow-http for a test server on this machine"
        ));
    }
    let mut builder = Config::builder()
        .endpoint(endpoint)
        .project_id(project_id)
        .call_timeout(Duration::from_secs(arguments.timeout));
    if arguments.allow_http {
        builder = of_test_server(builder);
    }
    let builder = match proof {
        Proof::Token(token) => builder.credential(Token::new(token)),
        Proof::Key(key) => builder.credential(key),
    };
    let config = builder.build().map_err(|error| advice::explain(&error))?;
    Ok(Some(config))
}

/// The configuration for a mock server, which takes any project and token.
pub(crate) fn of_mock_server(url: &str) -> Result<Config, Error> {
    of_test_server(Config::builder())
        .endpoint(url)
        .project_id("73d69ae0cfcf460190522d06b60f05ad")
        .credential(Token::new("any"))
        .build()
}

/// A proxy could not reach a server that listens on this machine only.
fn of_test_server(builder: ConfigBuilder) -> ConfigBuilder {
    builder.allow_http(true).without_environment_proxy()
}

fn is_plain_http(endpoint: &str) -> bool {
    let scheme = endpoint.trim_start().get(..7);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://"))
}

/// A token, otherwise a complete access key.
fn proof(token: Option<Secret>, variable: &Variables<'_>) -> Option<Proof> {
    if let Some(token) = token.or_else(|| variable(TOKEN).map(Secret::from)) {
        return Some(Proof::Token(token));
    }
    let mut key = AccessKey::new(variable(AK)?, variable(SK)?);
    if let Some(token) = variable(SECURITY_TOKEN) {
        key = key.with_security_token(token);
    }
    Some(Proof::Key(key))
}

fn incomplete(settings: &[(bool, &str, &str)]) -> String {
    let mut text = "the settings for the real service are incomplete".to_owned();
    for (_, flag, name) in settings.iter().filter(|(given, _, _)| !given) {
        text.push_str(&format!("\n  missing: {flag} or {name}"));
        if *name == TOKEN {
            text.push_str(&format!(", or {AK} together with {SK}"));
        }
    }
    text.push_str("\n  help: give what is missing, or show the documented examples with --mock");
    text
}
