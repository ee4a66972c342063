//! An access key from the profile file of the official SDKs.

use std::path::{Path, PathBuf};

use super::profile_text::ProfileText;
use super::{AccessKey, Credential, Environment, ProvideCredential};
use crate::context::ClientContext;
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;
use crate::text_file;

const FILE_VARIABLE: &str = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";
const SECTION: &str = "basic";
/// The section of account-level credentials, which is used if there is no other.
const GLOBAL: &str = "global";

/// An access key from the profile file of the official SDKs.
///
/// The file is the one named by `HUAWEICLOUD_SDK_CREDENTIALS_FILE`, by default
/// `~/.huaweicloud/credentials`. Its section `[basic]` has `ak` and `sk`, and optionally
/// `security_token` and `project_id`. If there is no such section, `[global]` with `domain_id` is used. The
/// file is read again when a service rejects the key.
///
/// ```
/// use huaweicloud_core::testing::CannedResponses;
/// use huaweicloud_core::{Client, Config, Operation, Profile};
///
/// const SHOW: Operation = Operation::new("ShowApp", "GET", "/v2/apps/1");
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # huaweicloud_core::Blocking::new()?.wait(async {
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("credentials");
/// std::fs::write(&path, "[basic]\nak = AK\nsk = SK\n")?;
///
/// # let service = CannedResponses::new().json(200, "{}");
/// let config = Config::builder()
///     .endpoint("https://roma.example.com")
///     .project_id("73d69ae0cfcf460190522d06b60f05ad")
///     .credential(Profile::at(&path))
///     .transport(service.clone());
/// Client::new(config.build()?)?.request(&SHOW).send_empty().await?;
/// let signature = service.requests()[0].headers["authorization"].to_str()?.to_owned();
/// assert!(signature.starts_with("SDK-HMAC-SHA256 Access=AK, "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Profile {
    path: Option<PathBuf>,
    environment: Environment,
}

impl Profile {
    /// Reads the file at the location that the official SDKs use.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the file at this path.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: Some(path.into()),
            environment: Environment::new(),
        }
    }

    /// Reads the file at the location that the official SDKs use, with environment variables from another
    /// place.
    pub(crate) fn with_environment(environment: Environment) -> Self {
        Self {
            path: None,
            environment,
        }
    }

    fn path(&self) -> Result<PathBuf, Error> {
        if let Some(path) = &self.path {
            return Ok(path.clone());
        }
        if let Some(path) = self.environment.variable(FILE_VARIABLE) {
            return Ok(path.into());
        }
        let home = self
            .environment
            .variable("HOME")
            .map(PathBuf::from)
            .or_else(std::env::home_dir);
        let home = home.ok_or_else(|| {
            let text = format!("could not find the home directory: set `{FILE_VARIABLE}` to the path of the profile file");
            Error::new(ErrorKind::Credential, text)
        })?;
        Ok(home.join(".huaweicloud").join("credentials"))
    }

    async fn key(&self) -> Result<AccessKey, Error> {
        let path = self.path()?;
        // A few hundred bytes do not need a thread of their own.
        let text = text_file::read(&path).map_err(|reason| {
            let text = format!(
                "the profile file `{}` cannot be read ({reason}): \
                 create it, or set `{FILE_VARIABLE}` to another path",
                path.display()
            );
            Error::new(ErrorKind::Credential, text)
        })?;
        key_of(&text, &path)
    }
}

/// The key in the text of a profile file.
fn key_of(text: &str, path: &Path) -> Result<AccessKey, Error> {
    let wrong = |what: String| {
        let text = format!("the profile file `{}` {what}", path.display());
        Error::new(ErrorKind::Credential, text)
    };
    let profile = ProfileText::read(text)
        .map_err(|fault| wrong(format!("is invalid: line {} {}", fault.line, fault.what)))?;
    let section = match profile.section(SECTION) {
        None if profile.section(GLOBAL).is_some() => GLOBAL,
        _ => SECTION,
    };
    let value = |name: &str| profile.value(section, name);
    let required = |name: &str| {
        value(name).ok_or_else(|| {
            let place = match profile.section(section) {
                Some(_) => format!("no `{name}` in its section `[{section}]`"),
                None => format!("no section `[{SECTION}]`"),
            };
            wrong(format!(
                "has {place}: write `ak = ...` and `sk = ...` under `[{SECTION}]`"
            ))
        })
    };
    let mut key = AccessKey::new(required("ak")?, required("sk")?);
    if let Some(domain_id) = value("domain_id") {
        key = key.with_domain_id(domain_id);
    }
    if let Some(token) = value("security_token") {
        key = key.with_security_token(token);
    }
    if let Some(project_id) = value("project_id") {
        key = key.with_project_id(project_id);
    }
    key.check()
        .map_err(|error| wrong(format!("does not contain a valid key: {error}")))?;
    Ok(key)
}

impl ProvideCredential for Profile {
    fn provide<'a>(&'a self, _: &'a ClientContext) -> BoxFuture<'a, Result<Credential, Error>> {
        Box::pin(async { self.key().await.map(Credential::access_key) })
    }

    fn renews(&self) -> bool {
        true
    }
}
