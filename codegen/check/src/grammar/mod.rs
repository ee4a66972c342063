//! The grammar of OpenAPI 3.0: a table of the objects of the specification, and a walk through a
//! document that follows it.

mod constraints;
mod later_versions;
mod objects;
mod security_objects;
mod shape;
mod visit;
mod walk;
mod wording;

pub(crate) use shape::Kind;
pub(crate) use visit::{Visit, VisitId};
pub(crate) use walk::Walk;
