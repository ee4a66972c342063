//! The documents of a run with everything that rules ask them.

use std::cell::OnceCell;
use std::ops::Deref;

use crate::object_graph::ObjectGraph;
use crate::operation::Operation;
use crate::source::Source;
use crate::value::{self, ValueFinding};

/// The objects of a run, and what several rules derive from them, which is computed when the first rule
/// asks for it. Rules use it like the graph itself.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    objects: ObjectGraph<'a>,
    value_findings: OnceCell<Vec<ValueFinding>>,
    operations: OnceCell<Vec<Operation<'a>>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(sources: &'a [Source]) -> Context<'a> {
        Context {
            objects: ObjectGraph::new(sources),
            value_findings: OnceCell::new(),
            operations: OnceCell::new(),
        }
    }

    /// What is wrong with the examples, defaults and enumeration members.
    pub(crate) fn value_findings(&self) -> &[ValueFinding] {
        self.value_findings
            .get_or_init(|| value::evaluate(&self.objects))
    }

    /// All operations under `paths`, also those of path items that are references.
    pub(crate) fn operations(&self) -> &[Operation<'a>] {
        self.operations
            .get_or_init(|| Operation::all(&self.objects))
    }
}

impl<'a> Deref for Context<'a> {
    type Target = ObjectGraph<'a>;

    fn deref(&self) -> &ObjectGraph<'a> {
        &self.objects
    }
}
