//! The address of the service and the credential: from flags, then from environment variables.

use std::time::Duration;

use huaweicloud_core::{AccessKey, Config, ConfigBuilder, Error, Secret, Token};

use crate::{Connection, InstanceConnection, Product, explain};

const TOKEN: &str = "HUAWEICLOUD_TOKEN";
// These names are those of the official SDKs.
const PROJECT_ID: &str = "HUAWEICLOUD_SDK_PROJECT_ID";
const AK: &str = "HUAWEICLOUD_SDK_AK";
const SK: &str = "HUAWEICLOUD_SDK_SK";
const SECURITY_TOKEN: &str = "HUAWEICLOUD_SDK_SECURITY_TOKEN";

/// Finds the value of an environment variable.
type Variables<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// The credential.
enum Proof {
    Token(Secret),
    Key(AccessKey),
}

/// The settings that are missing, in the order of the flags.
#[derive(Default)]
struct Missing(Vec<String>);

impl Missing {
    /// The value of the flag or the variable. If there is neither, it is recorded as missing.
    fn setting(
        &mut self,
        flag: &str,
        given: &Option<String>,
        name: &str,
        variable: &Variables<'_>,
    ) -> String {
        let value = given.clone().or_else(|| variable(name));
        value.unwrap_or_else(|| {
            self.0.push(format!("{flag} or {name}"));
            String::new()
        })
    }
}

/// The configuration for the real service. `None` if nothing is set.
pub(crate) fn read(
    product: &Product,
    flags: &InstanceConnection,
    variable: &Variables<'_>,
) -> Result<Option<Config>, String> {
    // An empty variable counts as not set.
    let variable = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    let connection = &flags.connection;
    if connection.mock || nothing_is_set(product, flags, &variable) {
        return Ok(None);
    }
    let mut missing = Missing::default();
    let mut setting = |flag: &str, given, name: &str| missing.setting(flag, given, name, &variable);
    let endpoint = setting("--endpoint", &connection.endpoint, product.endpoint);
    let project_id = setting("--project-id", &connection.project_id, PROJECT_ID);
    let instance_id = product
        .instance
        .map(|name| setting("--instance-id", &flags.instance_id, name));
    let proof = match proof(connection.token.clone(), &variable) {
        Ok(proof) if missing.0.is_empty() => proof,
        proof => return Err(incomplete(missing.0.into_iter().chain(proof.err()))),
    };
    let builder = of_service(&endpoint, connection)?.project_id(project_id);
    let builder = match instance_id {
        Some(id) => builder.instance_id(id),
        None => builder,
    };
    let builder = match proof {
        Proof::Token(token) => builder.credential(Token::new(token)),
        Proof::Key(key) => builder.credential(key),
    };
    let config = builder.build();
    config.map(Some).map_err(|error| explain(&error))
}

/// The configuration for a mock server, which accepts any project, instance and token.
pub(crate) fn of_mock_server(url: &str) -> Result<Config, Error> {
    of_test_server(Config::builder())
        .endpoint(url)
        .project_id("73d69ae0cfcf460190522d06b60f05ad")
        .instance_id("f0fa1789-3b76-433b-a787-9892951c620e")
        .credential(Token::new("any"))
        .build()
}

fn of_service(endpoint: &str, connection: &Connection) -> Result<ConfigBuilder, String> {
    let builder = Config::builder()
        .endpoint(endpoint)
        .call_timeout(Duration::from_secs(connection.timeout));
    if connection.allow_http {
        return Ok(of_test_server(builder));
    }
    if endpoint.trim().to_ascii_lowercase().starts_with("http://") {
        // Not quoted: an address may contain a password.
        let problem =
            "the endpoint starts with http://, which would send the credential unencrypted";
        let help = "write https://, or add --allow-http for a test server on this machine";
        return Err(format!("{problem}\n  help: {help}"));
    }
    Ok(builder)
}

/// A proxy could not reach a server that listens only on this machine.
fn of_test_server(builder: ConfigBuilder) -> ConfigBuilder {
    builder.allow_http(true).without_environment_proxy()
}

fn nothing_is_set(product: &Product, flags: &InstanceConnection, variable: &Variables<'_>) -> bool {
    let connection = &flags.connection;
    let names = [product.endpoint, PROJECT_ID, TOKEN, AK, SK];
    connection.endpoint.is_none()
        && connection.project_id.is_none()
        && flags.instance_id.is_none()
        && connection.token.is_none()
        && names
            .into_iter()
            .chain(product.instance)
            .all(|name| variable(name).is_none())
}

/// A token, otherwise an access key; or what is missing.
fn proof(token: Option<Secret>, variable: &Variables<'_>) -> Result<Proof, String> {
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

fn incomplete(missing: impl Iterator<Item = String>) -> String {
    let mut text = "the settings for the real service are incomplete".to_owned();
    for what in missing {
        text.push_str(&format!("\n  missing: {what}"));
    }
    text.push_str("\n  help: give what is missing, or use the mock server with --mock");
    text
}
