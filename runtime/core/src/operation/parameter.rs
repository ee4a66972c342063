//! What is known of a parameter.

use huaweicloud_types::Limits;

/// Where in a request a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// In the path, in the place of its `{name}`.
    Path,
    /// In the query.
    Query,
    /// Among the headers.
    Header,
    /// A part of a `multipart/form-data` body.
    Part,
}

/// How the values of a list are put into one parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// The parameter is repeated for each value: `ids=1&ids=2`. In paths and headers, where nothing
    /// can be repeated, values are separated by commas.
    Repeated,
    /// Values are separated by commas: `ids=1,2`.
    Comma,
    /// Values are separated by blanks: `ids=1%202`.
    Space,
    /// Values are separated by vertical bars: `ids=1|2`.
    Pipe,
    /// The members of an object, each under its name: `filter[name]=a&filter[age]=1`.
    DeepObject,
    /// The members of an object as parameters of their own: `name=a&age=1`.
    Members,
    /// The value as JSON.
    Json,
}

/// One documented parameter of an operation.
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

    /// A parameter in the path, which is always required.
    pub const fn path(name: &'static str) -> Self {
        Self::new(Location::Path, name, true)
    }

    /// A parameter in the query.
    pub const fn query(name: &'static str) -> Self {
        Self::new(Location::Query, name, false)
    }

    /// A header.
    pub const fn header(name: &'static str) -> Self {
        Self::new(Location::Header, name, false)
    }

    /// A part of a `multipart/form-data` body.
    pub const fn part(name: &'static str) -> Self {
        Self::new(Location::Part, name, false)
    }

    /// Must be given.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Comes from the configuration where the call does not give it: `project_id` and `instance_id`
    /// only.
    pub const fn configured(mut self) -> Self {
        self.configured = true;
        self
    }

    /// How the values of a list, or the members of an object, are put into it.
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// The name of its setter, where that is not its own name.
    pub const fn named(mut self, setter: &'static str) -> Self {
        self.setter = setter;
        self
    }

    /// The least and the greatest number of characters or items, or the bounds of a number.
    pub const fn range(mut self, least: i64, most: i64) -> Self {
        self.limits = self.limits.range(least, most);
        self
    }

    /// The least number of characters or items, or the lower bound of a number.
    pub const fn at_least(mut self, least: i64) -> Self {
        self.limits = self.limits.at_least(least);
        self
    }

    /// The greatest number of characters or items, or the upper bound of a number.
    pub const fn at_most(mut self, most: i64) -> Self {
        self.limits = self.limits.at_most(most);
        self
    }

    /// The ECMAScript regular expression that a text matches.
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.limits = self.limits.pattern(pattern);
        self
    }

    /// The limits of each value of a list.
    pub const fn each(mut self, limits: &'static Limits) -> Self {
        self.limits = self.limits.each(limits);
        self
    }

    /// The name on the wire.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Where in a request it stands.
    pub const fn location(&self) -> Location {
        self.location
    }

    /// Whether it must be given.
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// Whether the configuration can give it.
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
