//! One call, from its arguments to its response.

mod arguments;
mod authorization;
mod body;
mod execution;
mod project;
mod reading;
mod request;
mod sending;
mod settings;

use std::fmt::{self, Display};
use std::sync::Arc;

use huaweicloud_types::{Validation, Value, Violations};
use serde::Serialize;

pub(crate) use self::project::ProjectLookup;
pub(crate) use self::reading::read_json;
pub use self::settings::CallSettings;
pub(crate) use self::settings::not_zero;

use self::arguments::Arguments;
use self::body::Body;
use crate::body::{Body as Content, Part};
use crate::client::Client;
use crate::error::Error;
use crate::operation::{Location, Operation};

/// A call of an operation, to be sent.
///
/// Arguments are checked when the call is sent: if it cannot be sent, the error is returned before
/// anything leaves the machine.
///
/// ```
/// use huaweicloud_core::testing::CannedResponses;
/// use huaweicloud_core::{Client, Config, Json, Operation, Token};
///
/// const CREATE: Operation = Operation::new("CreateApp", "POST", "/v2/{project_id}/apps");
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # huaweicloud_core::Blocking::new()?.wait(async {
/// let service = CannedResponses::new().json(201, r#"{"id": "a-1"}"#);
/// let config = Config::builder()
///     .endpoint("https://roma.example.com")
///     .project_id("73d69ae0cfcf460190522d06b60f05ad")
///     .credential(Token::new("token"))
///     .transport(service.clone());
/// let created = Client::new(config.build()?)?
///     .request(&CREATE)
///     .query("dry_run", Some(false))
///     .header("X-Language", Some("en-us"))
///     .json(Some([("name", "lamp")]))
///     .send::<Json>()
///     .await?;
/// assert_eq!(created.at("/id").read::<String>()?, "a-1");
/// assert_eq!(service.requests()[0].url.query(), Some("dry_run=false"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent"]
pub struct Call {
    client: Client,
    operation: &'static Operation,
    arguments: Arguments,
    body: Body,
    is_download: bool,
    /// The error of the first invalid setting of this call.
    wrong_setting: Option<Error>,
}

/// Names the operation and its arguments, but not their values, which may be secret.
impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Call")
            .field("operation", &self.operation.name())
            .field("arguments", &self.arguments)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl Call {
    pub(crate) fn new(client: Client, operation: &'static Operation) -> Self {
        Self {
            client,
            operation,
            arguments: Arguments::default(),
            body: Body::Nothing,
            is_download: false,
            wrong_setting: None,
        }
    }

    /// Sets a parameter; used by generated code.
    ///
    /// ```
    /// use huaweicloud_core::{Call, Location};
    ///
    /// fn first_ten(mut call: Call) -> Call {
    ///     call.set(Location::Query, "limit", 10_i64);
    ///     call
    /// }
    /// ```
    pub fn set(
        &mut self,
        location: Location,
        name: &'static str,
        value: impl Value + Send + Sync + 'static,
    ) {
        self.arguments.set(location, name, Arc::new(value));
    }

    /// Sets the body; used by generated code.
    pub fn set_body(&mut self, body: impl Value + Send + Sync + 'static) {
        self.body = Body::Value(Arc::new(body));
    }

    /// Sets a path parameter. Its value is percent-encoded. `None` leaves it unset, which is an
    /// error when the call is sent, unless the configuration supplies the value.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(200, "{}");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const SHOW: Operation = Operation::new("ShowApp", "GET", "/v2/apps/{app_id}");
    ///
    /// client.request(&SHOW).path("app_id", Some("red lamp")).send_empty().await?;
    /// assert_eq!(service.requests()[0].url.path(), "/v2/apps/red%20lamp");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn path(self, name: &'static str, value: Option<impl Display>) -> Self {
        self.given(Location::Path, name, value)
    }

    /// Sets a query parameter. `None` leaves it out.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(200, "{}");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
    ///
    /// let name: Option<&str> = None;
    /// client.request(&LIST).query("limit", Some(10)).query("name", name).send_empty().await?;
    /// assert_eq!(service.requests()[0].url.query(), Some("limit=10"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn query(self, name: &'static str, value: Option<impl Display>) -> Self {
        self.given(Location::Query, name, value)
    }

    /// Sets a query parameter that is repeated for each of its values.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(200, "{}");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
    ///
    /// client.request(&LIST).query_list("id", Some(["a-1", "a-2"])).send_empty().await?;
    /// assert_eq!(service.requests()[0].url.query(), Some("id=a-1&id=a-2"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn query_list<V: Display>(
        mut self,
        name: &'static str,
        values: Option<impl IntoIterator<Item = V>>,
    ) -> Self {
        for value in values.into_iter().flatten() {
            let value = Arc::new(value.to_string());
            self.arguments.add(Location::Query, name, value);
        }
        self
    }

    /// Sets a header. `None` leaves it out.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(200, "{}");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
    ///
    /// client.request(&LIST).header("X-Language", Some("en-us")).send_empty().await?;
    /// assert_eq!(service.requests()[0].headers["x-language"], "en-us");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn header(self, name: &'static str, value: Option<impl Display>) -> Self {
        self.given(Location::Header, name, value)
    }

    /// Sets a JSON body. `None` sends no body.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(201, "{}");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const CREATE: Operation = Operation::new("CreateApp", "POST", "/v2/apps");
    ///
    /// let body = serde_json::json!({"name": "lamp"});
    /// client.request(&CREATE).json(Some(body)).send_empty().await?;
    /// assert_eq!(service.requests()[0].body.as_bytes().unwrap(), r#"{"name":"lamp"}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn json(mut self, body: Option<impl Serialize>) -> Self {
        self.body = body.map_or(Body::Nothing, |body| Body::json(&body));
        self
    }

    /// Sets a body that is not JSON, with its media type.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(201, "{}");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const IMPORT: Operation = Operation::new("ImportDevices", "POST", "/v2/devices");
    ///
    /// client.request(&IMPORT).body("text/csv", "name\nlamp\n").send_empty().await?;
    /// assert_eq!(service.requests()[0].headers["content-type"], "text/csv");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn body(mut self, content_type: &'static str, body: impl Into<Content>) -> Self {
        self.body = Body::Content(content_type, body.into());
        self
    }

    /// Sets a body in the media type of the operation; used by generated code.
    pub fn set_content(&mut self, body: impl Into<Content>) {
        let media_type = self.operation.media_type();
        self.body = Body::Content(
            media_type.unwrap_or("application/octet-stream"),
            body.into(),
        );
    }

    /// Adds a part to a `multipart/form-data` body.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(201, "{}");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::{Operation, Part};
    /// const IMPORT: Operation = Operation::new("ImportApi", "POST", "/v2/openapi/import");
    ///
    /// let definition = Part::new("openapi: 3.0.3\n").named("api.yaml");
    /// client.request(&IMPORT).part("file_name", definition).send_empty().await?;
    /// let media_type = service.requests()[0].headers["content-type"].to_str()?.to_owned();
    /// assert!(media_type.starts_with("multipart/form-data; boundary="));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn part(mut self, name: &'static str, part: impl Into<Part>) -> Self {
        self.add_part(name, part.into());
        self
    }

    /// Replaces the parts of that name; used by generated code.
    pub fn set_part(&mut self, name: &'static str, part: Part) {
        self.set_parts(name, vec![part]);
    }

    /// Replaces the parts of that name with several; used by generated code.
    pub fn set_parts(&mut self, name: &'static str, parts: Vec<Part>) {
        if let Body::Parts(known) = &mut self.body {
            known.retain(|(other, _)| *other != name);
        }
        for part in parts {
            self.add_part(name, part);
        }
    }

    fn add_part(&mut self, name: &'static str, part: Part) {
        match &mut self.body {
            Body::Parts(parts) => parts.push((name, part)),
            body => *body = Body::Parts(vec![(name, part)]),
        }
    }

    /// The integer value of a query parameter; used by generated code. `None` if it is not set or not an
    /// integer.
    pub fn query_integer(&self, name: &str) -> Option<i64> {
        self.arguments.integer(Location::Query, name)
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Takes the path arguments of another call that are not set on this one.
    pub(crate) fn inherit_path(&mut self, other: &Call) {
        self.arguments.inherit_path(&other.arguments);
    }

    /// Checks the documented limits and rules. Sending a call does so only if the configuration
    /// [enables it](crate::ConfigBuilder::validate_requests).
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new();
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::{Operation, Parameter};
    /// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps")
    ///     .parameters(&[Parameter::query("limit").range(1, 500)]);
    ///
    /// let mut call = client.request(&LIST);
    /// call.set(huaweicloud_core::Location::Query, "limit", 1000_i64);
    /// let violations = call.validate().unwrap_err();
    /// assert_eq!(violations.to_string(), "`limit`: expected 1 to 500, found 1000");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Every limit that is exceeded and every rule that is violated, with what was given.
    pub fn validate(&self) -> Result<(), Violations> {
        let mut validation = Validation::default();
        let in_body = |name: &str| self.body.property(name);
        self.arguments
            .check(self.operation, &in_body, &mut validation);
        self.body.check(&mut validation);
        validation.finish()
    }

    fn given(
        mut self,
        location: Location,
        name: &'static str,
        value: Option<impl Display>,
    ) -> Self {
        if let Some(value) = value {
            self.set(location, name, value.to_string());
        }
        self
    }
}
