//! Descriptions of parameters.

use huaweicloud_types::Limits;

/// Where in a request a parameter is sent.
///
/// ```
/// use huaweicloud_core::{Location, Parameter};
///
/// const LANGUAGE: Parameter = Parameter::header("X-Language");
/// assert_eq!(LANGUAGE.location(), Location::Header);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// In the path, in place of its `{name}`.
    Path,
    /// In the query.
    Query,
    /// In the headers.
    Header,
    /// A part of a `multipart/form-data` body.
    Part,
}

/// How a list or an object is written as a parameter.
///
/// ```
/// # use huaweicloud_core::testing::CannedResponses;
/// # use huaweicloud_core::{Client, Config, Token};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let service = CannedResponses::new().json(200, "{}");
/// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
/// # let client = Client::new(config.transport(service.clone()).build()?)?;
/// # huaweicloud_core::Blocking::new()?.wait(async {
/// # use huaweicloud_core::Location;
/// use huaweicloud_core::{Operation, Parameter, Style};
///
/// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps")
///     .parameters(&[Parameter::query("ids").style(Style::Comma)]);
///
/// let mut call = client.request(&LIST);
/// call.set(Location::Query, "ids", vec!["a-1".to_owned(), "a-2".to_owned()]);
/// call.send_empty().await?;
/// assert_eq!(service.requests()[0].url.query(), Some("ids=a-1,a-2"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// The parameter is repeated for each value: `ids=1&ids=2`. In paths and headers, values are separated by
    /// commas.
    Repeated,
    /// Values are separated by commas: `ids=1,2`.
    Comma,
    /// Values are separated by spaces: `ids=1%202`.
    Space,
    /// Values are separated by vertical bars: `ids=1|2`.
    Pipe,
    /// The members of an object are written with their names in brackets: `filter[name]=a&filter[age]=1`.
    DeepObject,
    /// The members of an object are written as parameters of their own: `name=a&age=1`.
    Members,
    /// The value is written as JSON.
    Json,
}

/// The description of a parameter of an operation.
///
/// ```
/// use huaweicloud_core::{Operation, Parameter, Style};
///
/// const LIST_TAGS: Operation = Operation::new("ListTags", "GET", "/v2/{project_id}/tags")
///     .parameters(&[
///         Parameter::path("project_id").configured(),
///         Parameter::query("ids").style(Style::Comma),
///         Parameter::query("limit").range(1, 100),
///     ]);
/// assert_eq!(LIST_TAGS.name(), "ListTags");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    location: Location,
    name: &'static str,
    setter: &'static str,
    required: bool,
    configured: bool,
    style: Style,
    limits: Limits,
}

impl Parameter {
    const fn new(location: Location, name: &'static str, required: bool) -> Self {
        Self {
            location,
            name,
            setter: name,
            required,
            configured: false,
            style: Style::Repeated,
            limits: Limits::new(),
        }
    }

    /// Describes a path parameter, which is always required.
    pub const fn path(name: &'static str) -> Self {
        Self::new(Location::Path, name, true)
    }

    /// Describes a query parameter.
    pub const fn query(name: &'static str) -> Self {
        Self::new(Location::Query, name, false)
    }

    /// Describes a header.
    pub const fn header(name: &'static str) -> Self {
        Self::new(Location::Header, name, false)
    }

    /// Describes a part of a `multipart/form-data` body.
    pub const fn part(name: &'static str) -> Self {
        Self::new(Location::Part, name, false)
    }

    /// Marks the parameter as required.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Takes the value from the configuration if the call does not set it. This works for `project_id` and
    /// `instance_id` only.
    ///
    /// ```
    /// use huaweicloud_core::Parameter;
    ///
    /// const PROJECT_ID: Parameter = Parameter::path("project_id").configured();
    /// assert!(PROJECT_ID.is_required() && PROJECT_ID.is_configured());
    /// ```
    pub const fn configured(mut self) -> Self {
        self.configured = true;
        self
    }

    /// Sets how a list or an object is written.
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Sets the name of the setter, if it differs from that of the parameter.
    ///
    /// ```
    /// use huaweicloud_core::Parameter;
    ///
    /// // Messages about `type` refer to the setter `.type_(...)`.
    /// const TYPE: Parameter = Parameter::query("type").named("type_");
    /// assert_eq!(TYPE.name(), "type");
    /// ```
    pub const fn named(mut self, setter: &'static str) -> Self {
        self.setter = setter;
        self
    }

    /// Sets the minimum and maximum number of characters or items, or the bounds of a number.
    pub const fn range(mut self, least: i64, most: i64) -> Self {
        self.limits = self.limits.range(least, most);
        self
    }

    /// Sets the minimum number of characters or items, or the lower bound of a number.
    pub const fn at_least(mut self, least: i64) -> Self {
        self.limits = self.limits.at_least(least);
        self
    }

    /// Sets the maximum number of characters or items, or the upper bound of a number.
    pub const fn at_most(mut self, most: i64) -> Self {
        self.limits = self.limits.at_most(most);
        self
    }

    /// Sets the ECMAScript regular expression that a string must match.
    ///
    /// ```
    /// use huaweicloud_core::Parameter;
    ///
    /// const NAME: Parameter = Parameter::query("name").pattern("^[a-z][a-z0-9_]*$").at_most(64);
    /// # let _ = NAME;
    /// ```
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.limits = self.limits.pattern(pattern);
        self
    }

    /// Sets the limits of each item of a list.
    ///
    /// ```
    /// use huaweicloud_core::{Limits, Parameter};
    ///
    /// /// At most ten IDs of 36 characters.
    /// const IDS: Parameter =
    ///     Parameter::query("ids").at_most(10).each(&Limits::new().range(36, 36));
    /// # let _ = IDS;
    /// ```
    pub const fn each(mut self, limits: &'static Limits) -> Self {
        self.limits = self.limits.each(limits);
        self
    }

    /// The name on the wire.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Where in a request the parameter is sent.
    pub const fn location(&self) -> Location {
        self.location
    }

    /// Whether the parameter is required.
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// Whether the configuration can supply the value.
    pub const fn is_configured(&self) -> bool {
        self.configured
    }

    pub(crate) const fn setter(&self) -> &'static str {
        self.setter
    }

    pub(crate) const fn list_style(&self) -> Style {
        self.style
    }

    pub(crate) const fn limits(&self) -> &Limits {
        &self.limits
    }
}
