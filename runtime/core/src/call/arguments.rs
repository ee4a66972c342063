//! The arguments of a call, and how they are written into a request.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue};
use huaweicloud_types::{Validation, Value, View};

use crate::body::Part;
use crate::encoding::{push_encoded, push_query};
use crate::error::Error;
use crate::operation::{Location, Operation, Parameter, Style};
use crate::path::Segment;

/// A value of any type that a call sends.
pub(crate) type Sent = Arc<dyn Value + Send + Sync>;

/// The arguments that a call was given for its parameters.
#[derive(Clone, Default)]
pub(super) struct Arguments(Vec<Argument>);

/// The values of one parameter.
#[derive(Clone)]
struct Argument {
    location: Location,
    name: &'static str,
    /// Several if the caller repeats the parameter.
    values: Vec<Sent>,
}

/// Prints the names of the parameters, never their values, which may be secret.
impl fmt::Debug for Arguments {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|argument| argument.name);
        formatter.debug_list().entries(names).finish()
    }
}

impl Arguments {
    /// Sets the value of a parameter; an absent value removes it.
    pub(super) fn set(&mut self, location: Location, name: &'static str, value: Sent) {
        self.0
            .retain(|it| it.location != location || it.name != name);
        if !matches!(value.view(), View::Absent | View::Null) {
            self.0.push(Argument {
                location,
                name,
                values: vec![value],
            });
        }
    }

    /// Adds a value to a parameter.
    pub(super) fn add(&mut self, location: Location, name: &'static str, value: Sent) {
        let mut given = self.0.iter_mut();
        match given.find(|it| it.location == location && it.name == name) {
            Some(argument) => argument.values.push(value),
            None => self.set(location, name, value),
        }
    }

    /// Takes the path arguments of another call that are not set here. Those without a placeholder in the
    /// path are never sent.
    pub(super) fn inherit_path(&mut self, other: &Arguments) {
        let path = other.0.iter().filter(|it| it.location == Location::Path);
        let missing: Vec<Argument> = path
            .filter(|argument| !self.has(Location::Path, argument.name))
            .cloned()
            .collect();
        self.0.extend(missing);
    }

    fn find(&self, location: Location, name: &str) -> Option<&Argument> {
        let mut given = self.0.iter();
        given.find(|it| it.location == location && it.name == name)
    }

    pub(super) fn has(&self, location: Location, name: &str) -> bool {
        self.find(location, name).is_some()
    }

    /// The text that is sent for a parameter.
    pub(super) fn text(&self, location: Location, name: &str) -> Option<String> {
        self.find(location, name)?.text()
    }

    /// The integer that is sent for a parameter, if it is one.
    pub(super) fn integer(&self, location: Location, name: &str) -> Option<i64> {
        let mut values = self.find(location, name)?.values.iter();
        values.find_map(|value| match value.view() {
            View::Integer(integer) => Some(integer),
            _ => None,
        })
    }

    /// The parts that are not files, in the order in which they were set.
    pub(super) fn parts(&self) -> Vec<(&'static str, Part)> {
        let mut parts = Vec::new();
        for argument in self.0.iter().filter(|it| it.location == Location::Part) {
            for value in &argument.values {
                match value.view() {
                    View::Object(_) | View::Map(_) | View::Json(_) => {
                        let json = serde_json::to_string(&value.view()).unwrap_or_default();
                        let part = Part::new(json).media_type("application/json");
                        parts.push((argument.name, part));
                    }
                    View::List(list) => {
                        let items = (0..list.count()).map(|index| list.item(index));
                        let texts = items.filter_map(text);
                        parts.extend(texts.map(|text| (argument.name, Part::new(text))));
                    }
                    view => parts.extend(text(view).map(|text| (argument.name, Part::new(text)))),
                }
            }
        }
        parts
    }

    /// The values for the placeholders of the path.
    pub(super) fn segments(&self) -> Result<Vec<Segment>, Error> {
        let given = self.0.iter().filter(|it| it.location == Location::Path);
        given
            .map(|argument| Segment::new(argument.name, &argument.texts()))
            .collect()
    }

    /// The query: documented parameters in their documented order, then the others in the order in which
    /// they were set.
    pub(super) fn query(&self, operation: &Operation) -> String {
        let mut query = String::new();
        let listed = operation.parameter_list().iter();
        let listed = listed.filter(|it| it.location() == Location::Query);
        for parameter in listed {
            if let Some(argument) = self.find(Location::Query, parameter.name()) {
                argument.push(&mut query, parameter.list_style());
            }
        }
        for argument in self.0.iter().filter(|it| it.location == Location::Query) {
            if operation
                .parameter(Location::Query, argument.name)
                .is_none()
            {
                argument.push(&mut query, Style::Repeated);
            }
        }
        query
    }

    /// Adds the headers.
    pub(super) fn headers(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        for argument in self.0.iter().filter(|it| it.location == Location::Header) {
            let name = argument.name;
            let parsed = HeaderName::from_bytes(name.as_bytes())
                .ok()
                .zip(HeaderValue::from_str(&argument.joined(",")).ok());
            // The value is not quoted: it may be a secret.
            let (name, value) = parsed.ok_or_else(|| {
                Error::invalid_request(format!(
                    "the value of the header `{name}` has characters that are not allowed in a header: \
                     give printable text without line breaks"
                ))
            })?;
            headers.insert(name, value);
        }
        Ok(())
    }

    /// Checks the documented limits and rules. `in_body` returns the text of a property of the body.
    pub(super) fn check(
        &self,
        operation: &Operation,
        in_body: &dyn Fn(&str) -> Option<String>,
        validation: &mut Validation,
    ) {
        for parameter in operation.parameter_list() {
            if let Some(argument) = self.find(parameter.location(), parameter.name()) {
                argument.check(parameter, validation);
            }
        }
        let given = |name: &str| {
            let mut all = self.0.iter();
            let argument = all.find(|it| it.name == name);
            argument.and_then(Argument::text).or_else(|| in_body(name))
        };
        for rule in operation.rule_list() {
            rule.check(&given, validation);
        }
    }
}

impl Argument {
    /// The text that is sent; empty if the value is a list or an object.
    fn text(&self) -> Option<String> {
        let value = self.values.first()?;
        Some(text(value.view()).unwrap_or_default())
    }

    /// All values in one text, including the items of lists.
    fn joined(&self, separator: &str) -> String {
        self.texts().join(separator)
    }

    /// The texts of all values, including each item of lists.
    fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        for value in &self.values {
            match value.view() {
                View::List(list) => {
                    let items = (0..list.count()).map(|index| list.item(index));
                    texts.extend(items.filter_map(text));
                }
                view => texts.extend(text(view)),
            }
        }
        texts
    }

    fn push(&self, query: &mut String, style: Style) {
        let name = self.name;
        match style {
            Style::Repeated => {
                for text in self.texts() {
                    push_query(query, name, &text);
                }
            }
            Style::Comma => self.push_joined(query, ","),
            Style::Space => self.push_joined(query, "%20"),
            Style::Pipe => self.push_joined(query, "%7C"),
            Style::DeepObject => {
                for (member, text) in self.members() {
                    push_query(query, &format!("{name}[{member}]"), &text);
                }
            }
            Style::Members => {
                for (member, text) in self.members() {
                    push_query(query, &member, &text);
                }
            }
            Style::Json => {
                for value in &self.values {
                    let json = serde_json::to_string(&value.view()).unwrap_or_default();
                    push_query(query, name, &json);
                }
            }
        }
    }

    /// One parameter with several values. Each value is encoded separately, so that the separators are not.
    fn push_joined(&self, query: &mut String, separator: &str) {
        let texts = self.texts();
        if texts.is_empty() {
            return;
        }
        push_query(query, self.name, &"");
        for (index, text) in texts.iter().enumerate() {
            if index > 0 {
                query.push_str(separator);
            }
            push_encoded(query, text);
        }
    }

    /// The names and texts of the members of an object or map.
    fn members(&self) -> Vec<(String, String)> {
        let mut members = Vec::new();
        for value in &self.values {
            match value.view() {
                View::Object(object) => {
                    for (index, property) in object.properties().iter().enumerate() {
                        push_member(&mut members, property.name(), object.field(index));
                    }
                }
                View::Map(map) => {
                    for (name, value) in map.entries() {
                        push_member(&mut members, name, value);
                    }
                    // Stable, so that the items of a list stay in order.
                    members.sort_by(|one, other| one.0.cmp(&other.0));
                }
                _ => {}
            }
        }
        members
    }

    fn check(&self, parameter: &Parameter, validation: &mut Validation) {
        for value in &self.values {
            validation.value(self.name, value.view(), parameter.limits());
        }
    }
}

/// Adds a member of an object: a list repeats it, and an object within it, for which OpenAPI defines no
/// style, is written as JSON.
fn push_member(members: &mut Vec<(String, String)>, name: &str, value: View<'_>) {
    match value {
        View::List(list) => {
            for index in 0..list.count() {
                push_member(members, name, list.item(index));
            }
        }
        View::Object(_) | View::Map(_) => {
            let json = serde_json::to_string(&value).unwrap_or_default();
            members.push((name.to_owned(), json));
        }
        scalar => members.extend(text(scalar).map(|text| (name.to_owned(), text))),
    }
}

/// The text of a scalar value; `None` for absent values, lists, maps and objects.
pub(super) fn text(view: View<'_>) -> Option<String> {
    match view {
        View::Text(text) | View::Secret(text) => Some(text.to_owned()),
        View::Integer(integer) => Some(integer.to_string()),
        View::Number(number) => Some(number.to_string()),
        View::Boolean(boolean) => Some(boolean.to_string()),
        View::Json(json) => match json.as_value().as_str() {
            Some(text) => Some(text.to_owned()),
            None => Some(json.to_string()),
        },
        View::Absent
        | View::Null
        | View::NoItems
        | View::List(_)
        | View::NoEntries
        | View::Map(_)
        | View::Object(_) => None,
    }
}
