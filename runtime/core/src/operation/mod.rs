//! What is fixed about an operation, whatever its parameters are.

mod parameter;
mod rule;

pub use parameter::{Location, Parameter, Style};
pub use rule::Rule;

/// One operation of a service: its name, method and path.
///
/// Generated code declares one constant for each operation.
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

/// What an operation sends beyond its parameters.
#[derive(Clone, Copy, Debug)]
struct BodyDescription {
    required: bool,
    media_type: &'static str,
}

impl Operation {
    /// An operation by its documented name, its HTTP method and its path with `{placeholders}`.
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

    /// Statuses that are a success although they are not 2xx, such as 300 of a list of versions.
    pub const fn success_statuses(mut self, statuses: &'static [u16]) -> Self {
        self.success_statuses = statuses;
        self
    }

    /// The documented parameters, in the order in which they are sent.
    ///
    /// Parameters that are not listed can be sent too; nothing is known of them.
    pub const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// What the documentation requires of several parameters together.
    pub const fn rules(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self
    }

    /// A call of the operation has a body of this media type.
    pub const fn body(mut self, media_type: &'static str) -> Self {
        self.body = Some(BodyDescription {
            required: true,
            media_type,
        });
        self
    }

    /// A call of the operation may have a body of this media type.
    pub const fn optional_body(mut self, media_type: &'static str) -> Self {
        self.body = Some(BodyDescription {
            required: false,
            media_type,
        });
        self
    }

    /// The service as its endpoints name it, such as `roma`, so that a region gives its endpoint.
    pub const fn service(mut self, name: &'static str) -> Self {
        self.service = Some(name);
        self
    }

    /// The host of the service, with `{region}` where each region has one: `ecs.{region}.myhuaweicloud.com`.
    ///
    /// A region gives the endpoint of a service with it, even if this crate does not know the service.
    pub const fn host(mut self, host: &'static str) -> Self {
        self.host = Some(host);
        self
    }

    /// The address of the page that documents the operation.
    pub const fn documentation(mut self, url: &'static str) -> Self {
        self.documentation = Some(url);
        self
    }

    /// Repeating the operation does no harm, although its method is not GET or HEAD.
    pub const fn retry_safe(mut self) -> Self {
        self.retry_safe = true;
        self
    }

    /// Error codes that mean "does not exist", for services that answer 500 then.
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

    /// The address of the page that documents the operation.
    pub const fn documentation_url(&self) -> Option<&'static str> {
        self.documentation
    }

    /// The service as its endpoints name it.
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

    /// The media type of the body; `None` where nothing is documented.
    pub(crate) fn media_type(&self) -> Option<&'static str> {
        self.body.map(|body| body.media_type)
    }

    pub(crate) fn requires_body(&self) -> bool {
        self.body.is_some_and(|body| body.required)
    }

    /// Whether an answer of that status, which is none of 2xx, is a success all the same.
    pub(crate) fn also_succeeds_with(&self, status: u16) -> bool {
        self.success_statuses.contains(&status)
    }

    /// The parameter of that name and place.
    pub(crate) fn parameter(&self, location: Location, name: &str) -> Option<&'static Parameter> {
        let mut parameters = self.parameters.iter();
        parameters.find(|it| it.location() == location && it.name() == name)
    }

    /// Whether a call that may have reached the service can be repeated.
    pub fn is_retry_safe(&self) -> bool {
        self.retry_safe || matches!(self.method, "GET" | "HEAD")
    }

    pub(crate) fn means_not_found(&self, code: &str) -> bool {
        self.not_found_codes.contains(&code)
    }
}
