//! Compiles the schemas of a document, and rejects the document if one is not valid.

use huaweicloud_json_schema::{JsonDocument, JsonNode, Schema, SchemaId};

use crate::node::{Document, Node, Problem};

/// Compiles each schema of a document once, however often it is referred to.
#[derive(Debug)]
pub(crate) struct Compiler<'document> {
    compiler: huaweicloud_json_schema::Compiler<JsonDocument<'document>>,
}

impl<'document> Compiler<'document> {
    pub(crate) fn new(document: Document<'document>) -> Self {
        let document = JsonDocument::new(document.root);
        Self {
            compiler: huaweicloud_json_schema::Compiler::new(document).keeping_annotations(),
        }
    }

    /// Compiles a schema and everything that it refers to.
    pub(crate) fn compile(&mut self, place: Node<'document>) -> Result<SchemaId, Problem> {
        let Node { value, pointer } = place;
        let id = self.compiler.compile(JsonNode { value, pointer });
        match self.compiler.problems().first() {
            None => Ok(id),
            Some(problem) => Err(Problem {
                pointer: problem.node.pointer.clone(),
                message: problem.message.clone(),
            }),
        }
    }

    pub(crate) fn schemas(&self) -> &[Schema] {
        self.compiler.schemas()
    }

    pub(crate) fn into_schemas(self) -> Vec<Schema> {
        self.compiler.into_schemas()
    }
}
