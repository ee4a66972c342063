//! The documents that the compiler reads schemas from.

use serde_json::{Number, Value};

/// A value in a document that contains schemas.
///
/// Implementations are small and cheap to clone, such as references.
pub trait SchemaNode: Clone {
    /// The value under a key, if this is an object that has the key.
    fn get(&self, key: &str) -> Option<Self>;

    /// The members of an object in the order of the document; none if it is something else.
    fn members(&self) -> impl Iterator<Item = (String, Self)>;

    /// The elements of an array; none if it is something else.
    fn elements(&self) -> impl Iterator<Item = Self>;

    /// Whether it is an object.
    fn is_object(&self) -> bool;

    /// The string, if it is one.
    fn as_str(&self) -> Option<&str>;

    /// The boolean, if it is one.
    fn as_bool(&self) -> Option<bool>;

    /// The number, if it is one.
    fn as_number(&self) -> Option<&Number>;

    /// A copy of the value.
    fn to_value(&self) -> Value;

    /// A number that is different for each value of the documents, such as its address.
    fn identity(&self) -> usize;
}

/// Follows references between the schemas of one or more documents.
pub trait Resolver {
    /// A value of the documents.
    type Node: SchemaNode;

    /// The schema at the end of a schema's references, or the schema itself if it has no `$ref`.
    ///
    /// # Errors
    ///
    /// Says which reference cannot be followed, and why.
    fn resolve(&self, schema: Self::Node) -> Result<Self::Node, Problem<Self::Node>>;

    /// The schema that the mapping of a discriminator names: by a reference, or by the name of a
    /// component of the document that contains `schema`.
    fn named_schema(&self, schema: &Self::Node, name: &str) -> Option<Self::Node>;

    /// The components that have this schema in their `allOf`, and the schema itself if it is a
    /// component, by their names.
    fn extensions(&self, schema: &Self::Node) -> Vec<(String, Self::Node)>;
}

/// Why a part of a schema cannot be used.
#[derive(Debug, Clone)]
pub struct Problem<N> {
    /// The part of the document.
    pub node: N,
    /// What is wrong with it.
    pub message: String,
}

impl<N> Problem<N> {
    /// A problem of a part of a document.
    pub fn new(node: N, message: impl Into<String>) -> Self {
        Self {
            node,
            message: message.into(),
        }
    }
}
