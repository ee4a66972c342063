//! What is fixed about an operation, whatever its parameters are.

/// One operation of a service: its name, method and path.
///
/// Generated code declares one constant for each operation.
#[derive(Clone, Debug)]
pub struct Operation {
    name: &'static str,
    method: &'static str,
    path: &'static str,
    service: Option<&'static str>,
    documentation: Option<&'static str>,
    retry_safe: bool,
    not_found_codes: &'static [&'static str],
}

impl Operation {
    /// An operation by its documented name, its HTTP method and its path with `{placeholders}`.
    pub const fn new(name: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            name,
            method,
            path,
            service: None,
            documentation: None,
            retry_safe: false,
            not_found_codes: &[],
        }
    }

    /// The service as its endpoints name it, such as `roma`, so that a region gives its endpoint.
    pub const fn service(mut self, name: &'static str) -> Self {
        self.service = Some(name);
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

    /// Whether a call that may have reached the service can be repeated.
    pub fn is_retry_safe(&self) -> bool {
        self.retry_safe || matches!(self.method, "GET" | "HEAD")
    }

    pub(crate) fn means_not_found(&self, code: &str) -> bool {
        self.not_found_codes.contains(&code)
    }
}
