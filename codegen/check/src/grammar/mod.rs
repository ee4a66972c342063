//! What OpenAPI 3.0 allows where: the objects of the specification as a table, and a walk along it.

mod constraints;
mod later_versions;
mod objects;
mod shape;
mod visit;
mod walk;
mod wording;

pub(crate) use shape::Kind;
pub(crate) use visit::{Visit, VisitId};
pub(crate) use walk::Walk;
