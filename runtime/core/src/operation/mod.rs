//! Descriptions of operations.

mod parameter;
mod rule;

pub use parameter::{Location, Parameter, Style};
pub use rule::Rule;

/// The description of an operation of a service: name, method, path, parameters.
///
/// Generated code declares a constant for each operation.
///
/// ```
/// use huaweicloud_core::{Operation, Parameter, Rule};
///
/// const UPDATE_APP: Operation = Operation::new("UpdateApp", "PUT", "/v2/{project_id}/apps/{app_id}")
///     .service("roma")
///     .parameters(&[
///         Parameter::path("project_id").configured(),
///         Parameter::path("app_id").range(1, 36),
///     ])
///     .rules(&[Rule::AnyOf(&[&["name"], &["remark"]])])
///     .body("application/json")
///     .retry_safe();
/// assert!(UPDATE_APP.is_retry_safe());
/// ```
#[derive(Clone, Debug)]
pub struct Operation {
    name: &'static str,
    method: &'static str,
    path: &'static str,
    service: Option<&'static str>,
    host: Option<&'static str>,
    documentation: Option<&'static str>,
    retry_safe: bool,
    not_found_codes: &'static [&'static str],
    parameters: &'static [Parameter],
    rules: &'static [Rule],
    body: Option<BodyDescription>,
    success_statuses: &'static [u16],
}

/// The body of an operation.
#[derive(Clone, Copy, Debug)]
struct BodyDescription {
    required: bool,
    media_type: &'static str,
}

impl Operation {
    /// Describes an operation by its documented name, its HTTP method and its path with `{placeholders}`.
    pub const fn new(name: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            name,
            method,
            path,
            service: None,
            host: None,
            documentation: None,
            retry_safe: false,
            not_found_codes: &[],
            parameters: &[],
            rules: &[],
            body: None,
            success_statuses: &[],
        }
    }

    /// Statuses other than 2xx that are a success, such as 300 for a list of versions.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(300, r#"{"versions": []}"#);
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::{Json, Operation};
    /// const LIST_VERSIONS: Operation =
    ///     Operation::new("ListVersions", "GET", "/").success_statuses(&[300]);
    ///
    /// assert_eq!(client.request(&LIST_VERSIONS).send::<Json>().await?.status(), 300);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub const fn success_statuses(mut self, statuses: &'static [u16]) -> Self {
        self.success_statuses = statuses;
        self
    }

    /// The documented parameters, in the order in which they are sent.
    ///
    /// Parameters that are not listed can be sent too, without any checks.
    pub const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Documented rules that involve several parameters.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new();
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// use huaweicloud_core::{Operation, Rule};
    ///
    /// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps")
    ///     .rules(&[Rule::When { parameter: "sort", value: "custom", require: &["sort_key"] }]);
    ///
    /// let call = client.request(&LIST).query("sort", Some("custom"));
    /// let violations = call.validate().unwrap_err();
    /// assert_eq!(violations.to_string(), "`sort_key` is missing: required when `sort` is `custom`");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub const fn rules(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self
    }

    /// Requires a body of this media type.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new();
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// use huaweicloud_core::{ErrorKind, Operation};
    ///
    /// const CREATE: Operation = Operation::new("CreateApp", "POST", "/v2/apps").body("application/json");
    ///
    /// // Nothing is sent without the required body.
    /// let error = client.request(&CREATE).send_empty().await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    /// assert!(service.requests().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub const fn body(mut self, media_type: &'static str) -> Self {
        self.body = Some(BodyDescription {
            required: true,
            media_type,
        });
        self
    }

    /// Allows a body of this media type.
    pub const fn optional_body(mut self, media_type: &'static str) -> Self {
        self.body = Some(BodyDescription {
            required: false,
            media_type,
        });
        self
    }

    /// The name of the service in its endpoints, such as `roma`. With a region, it determines the endpoint.
    ///
    /// ```
    /// use huaweicloud_core::Operation;
    ///
    /// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps").service("roma");
    /// assert_eq!(LIST.service_name(), Some("roma"));
    /// ```
    pub const fn service(mut self, name: &'static str) -> Self {
        self.service = Some(name);
        self
    }

    /// The host of the service, with `{region}` in place of the region: `ecs.{region}.myhuaweicloud.com`.
    ///
    /// With it, a region determines the endpoint even of a service that this crate does not know.
    ///
    /// ```
    /// use huaweicloud_core::testing::CannedResponses;
    /// use huaweicloud_core::{Client, Config, Operation, Token};
    ///
    /// const LIST: Operation = Operation::new("ListServers", "GET", "/v1/servers")
    ///     .service("ecs")
    ///     .host("ecs.{region}.myhuaweicloud.com");
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # let service = CannedResponses::new().json(200, "{}");
    /// let config = Config::builder()
    ///     .region("cn-north-4")
    ///     .credential(Token::new("token"))
    ///     .transport(service.clone());
    /// Client::new(config.build()?)?.request(&LIST).send_empty().await?;
    /// assert_eq!(service.requests()[0].url.host_str(), Some("ecs.cn-north-4.myhuaweicloud.com"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub const fn host(mut self, host: &'static str) -> Self {
        self.host = Some(host);
        self
    }

    /// The URL of the page that documents the operation.
    pub const fn documentation(mut self, url: &'static str) -> Self {
        self.documentation = Some(url);
        self
    }

    /// Marks the operation as safe to repeat although its method is not GET or HEAD.
    ///
    /// ```
    /// use huaweicloud_core::Operation;
    ///
    /// const SEARCH: Operation = Operation::new("SearchApps", "POST", "/v2/apps/search").retry_safe();
    /// assert!(SEARCH.is_retry_safe());
    /// const CREATE: Operation = Operation::new("CreateApp", "POST", "/v2/apps");
    /// assert!(!CREATE.is_retry_safe());
    /// ```
    pub const fn retry_safe(mut self) -> Self {
        self.retry_safe = true;
        self
    }

    /// Error codes that mean "does not exist", for services that respond with status 500 in that case.
    ///
    /// ```
    /// use huaweicloud_core::Operation;
    ///
    /// const DELETE: Operation = Operation::new("DeleteBackup", "DELETE", "/v2/backups/{backup_id}")
    ///     .not_found_codes(&["DCS.4102"]);
    /// # let _ = DELETE;
    /// ```
    pub const fn not_found_codes(mut self, codes: &'static [&'static str]) -> Self {
        self.not_found_codes = codes;
        self
    }

    /// The documented name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The HTTP method.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The path with its placeholders.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The URL of the page that documents the operation. `None` if the document names none.
    pub const fn documentation_url(&self) -> Option<&'static str> {
        self.documentation
    }

    /// The name of the service in its endpoints, such as `roma`. `None` if [`service`](Self::service) did not set
    /// it.
    pub const fn service_name(&self) -> Option<&'static str> {
        self.service
    }

    pub(crate) const fn host_pattern(&self) -> Option<&'static str> {
        self.host
    }

    pub(crate) const fn parameter_list(&self) -> &'static [Parameter] {
        self.parameters
    }

    pub(crate) const fn rule_list(&self) -> &'static [Rule] {
        self.rules
    }

    /// The documented media type of the body, if there is one.
    pub(crate) fn media_type(&self) -> Option<&'static str> {
        self.body.map(|body| body.media_type)
    }

    pub(crate) fn requires_body(&self) -> bool {
        self.body.is_some_and(|body| body.required)
    }

    /// Whether a status other than 2xx is a success.
    pub(crate) fn also_succeeds_with(&self, status: u16) -> bool {
        self.success_statuses.contains(&status)
    }

    /// The parameter of this name and location.
    pub(crate) fn parameter(&self, location: Location, name: &str) -> Option<&'static Parameter> {
        let mut parameters = self.parameters.iter();
        parameters.find(|it| it.location() == location && it.name() == name)
    }

    /// Whether a call can be repeated even if it may have reached the service.
    pub fn is_retry_safe(&self) -> bool {
        self.retry_safe || matches!(self.method, "GET" | "HEAD")
    }

    pub(crate) fn means_not_found(&self, code: &str) -> bool {
        self.not_found_codes.contains(&code)
    }
}
