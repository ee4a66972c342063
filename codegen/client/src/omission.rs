//! A part of the definition that a crate omits.

use std::fmt;

use codegen_document::Location;

/// A part of the definition that the crate omits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Omission {
    /// The operation or schema.
    pub subject: Subject,
    /// The location in the definition.
    pub location: Location,
    /// Why.
    pub reason: String,
}

/// What is left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An operation is omitted.
    Operation(String),
    /// A call of an operation cannot have an optional parameter.
    Parameter {
        /// The operation.
        operation: String,
        /// The parameter.
        name: String,
    },
    /// The client does not satisfy a security scheme.
    Authentication(String),
    /// A schema does not get its own type: its values are read and sent as any JSON.
    Schema(String),
}

impl fmt::Display for Omission {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            subject,
            location,
            reason,
        } = self;
        match subject {
            Subject::Operation(id) => {
                write!(formatter, "{location}: left out `{id}`: {reason}")
            }
            Subject::Parameter { operation, name } => {
                write!(
                    formatter,
                    "{location}: left out the parameter `{name}` of `{operation}`: {reason}"
                )
            }
            Subject::Authentication(scheme) => {
                write!(
                    formatter,
                    "{location}: left out the authentication `{scheme}`: {reason}"
                )
            }
            Subject::Schema(name) => {
                write!(formatter, "{location}: `{name}` is any JSON: {reason}")
            }
        }
    }
}
