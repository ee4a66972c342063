//! The operations of a definition.

use codegen_document::{METHODS, Node, pointer};

use crate::definitions::examples;
use crate::definitions::facts::{DefinedOperation, DefinedStatus, DefinedTable};
use crate::definitions::rows;
use crate::definitions::schema::{Definition, Schema};
use crate::page::{Role, Table, Unplaced};

pub(super) fn all(root: &Node, base: &str, unplaced: &mut Vec<Unplaced>) -> Vec<DefinedOperation> {
    let definition = Definition { root, base };
    let mut operations = Vec::new();
    let paths = format!("{base}/paths");
    for path in root.get("paths").into_iter().flat_map(Node::entries) {
        let item = pointer::join(&paths, path.key);
        for method in METHODS {
            let Some(node) = path.value.get(method) else {
                continue;
            };
            let mut reader = Reader {
                definition,
                unplaced,
                defined: DefinedOperation {
                    id: text(node, "operationId"),
                    method: method.to_ascii_uppercase(),
                    uri: address(root, path.key, path.value),
                    pointer: pointer::join(&item, method),
                    tables: Vec::new(),
                    examples: Vec::new(),
                    statuses: Vec::new(),
                },
            };
            reader.parameters(&item, path.value, node);
            reader.request_body(node);
            reader.responses(node);
            reader.request_examples(node);
            operations.push(reader.defined);
        }
    }
    operations
}

fn text(node: &Node, key: &str) -> Option<String> {
    node.get(key).and_then(Node::as_str).map(str::to_owned)
}

/// The path. Official definitions use operation names as keys and have the path in `x-url`.
fn address(root: &Node, key: &str, item: &Node) -> String {
    if let Some(url) = item.get("x-url").and_then(Node::as_str) {
        return url.trim_start_matches("{endpoint}").to_owned();
    }
    let base = root
        .get("basePath")
        .and_then(Node::as_str)
        .unwrap_or_default();
    format!("{}{key}", base.trim_end_matches('/'))
}

struct Reader<'a, 'u> {
    definition: Definition<'a>,
    unplaced: &'u mut Vec<Unplaced>,
    defined: DefinedOperation,
}

impl<'a> Reader<'a, '_> {
    fn parameters(&mut self, item: &str, path: &'a Node, operation: &'a Node) {
        let shared = pointer::join(item, "parameters");
        let own = pointer::join(&self.defined.pointer, "parameters");
        let lists = [(own, operation), (shared, path)];
        let mut seen: Vec<(String, String)> = Vec::new();
        for (list, owner) in lists {
            let items = owner.get("parameters").map(Node::items).unwrap_or_default();
            for (index, node) in items.iter().enumerate() {
                let at = pointer::join(&list, &index.to_string());
                let (at, node) = self.definition.follow(at, node);
                let key = (
                    text(node, "in").unwrap_or_default(),
                    text(node, "name").unwrap_or_default(),
                );
                if !seen.contains(&key) {
                    self.parameter(&key.0, &key.1, at, node);
                    seen.push(key);
                }
            }
        }
    }

    fn parameter(&mut self, place: &str, name: &str, at: String, node: &'a Node) {
        let role = match place {
            "path" => Role::Path,
            "query" => Role::Query,
            "header" => Role::Header,
            "formData" => Role::Body,
            "body" => {
                if node.get("schema").is_some() {
                    let schema = self.definition.schema(&pointer::join(&at, "schema"));
                    self.body(Role::Body, None, &schema);
                }
                return;
            }
            _ => return,
        };
        // OpenAPI 3 has a separate schema, Swagger 2 has its keywords in the parameter.
        let schema = match node.get("schema") {
            Some(_) => self.definition.schema(&pointer::join(&at, "schema")),
            None => self.definition.schema(&at),
        };
        let line = node.get("name").map_or(1, |name| name.position().line);
        let mut row = rows::field(self.definition, name, line, at, &schema, self.unplaced);
        let required = node.get("required").and_then(Node::as_bool);
        row.row.required = Some(required.unwrap_or(role == Role::Path));
        self.table(role, None, None, line).rows.push(row);
    }

    fn table(
        &mut self,
        role: Role,
        status: Option<&str>,
        type_name: Option<&str>,
        line: u32,
    ) -> &mut DefinedTable {
        let tables = &mut self.defined.tables;
        let same = |defined: &DefinedTable| {
            defined.table.role == role
                && defined.table.status.as_deref() == status
                && defined.table.type_name.as_deref() == type_name
        };
        let index = tables.iter().position(same).unwrap_or_else(|| {
            tables.push(DefinedTable {
                table: Table {
                    role,
                    status: status.map(str::to_owned),
                    type_name: type_name.map(str::to_owned),
                    rows: Vec::new(),
                    line,
                },
                rows: Vec::new(),
            });
            tables.len() - 1
        });
        &mut tables[index]
    }

    fn request_body(&mut self, operation: &'a Node) {
        let Some(body) = operation.get("requestBody") else {
            return;
        };
        let at = pointer::join(&self.defined.pointer, "requestBody");
        let (at, body) = self.definition.follow(at, body);
        self.content(Role::Body, None, at, body);
    }

    /// Adds the schema and the examples of a body, for any media type.
    fn content(&mut self, role: Role, status: Option<&str>, at: String, body: &'a Node) {
        let list = pointer::join(&at, "content");
        let media = body.get("content").into_iter().flat_map(Node::entries);
        for (index, entry) in media.enumerate() {
            let at = pointer::join(&list, entry.key);
            if entry.value.get("schema").is_some() && index == 0 {
                let schema = self.definition.schema(&pointer::join(&at, "schema"));
                self.body(role, status, &schema);
            }
            let found = examples::of_media(self.definition, at, entry.value, role, status);
            self.defined.examples.extend(found);
        }
    }

    /// Adds the fields of a body, and of the types that it refers to.
    fn body(&mut self, role: Role, status: Option<&str>, schema: &Schema<'a>) {
        let mut pending = Vec::new();
        if schema.has_properties() {
            pending.extend(self.fields(role, status, None, schema));
        } else {
            let at = schema.pointers().into_iter().next().unwrap_or_default();
            let line = schema.get("type").map_or(1, |node| node.position().line);
            let row = rows::field(self.definition, "[items]", line, at, schema, self.unplaced);
            if schema.type_name() == Some("array") {
                self.table(role, status, None, line).rows.push(row);
                pending.extend(self.inner(schema, "[items]"));
            }
        }
        let mut next = 0;
        while next < pending.len() {
            let (name, schema): (String, Schema<'a>) = pending[next].clone();
            next += 1;
            let known = self.defined.tables.iter().any(|defined| {
                defined.table.type_name.as_ref() == Some(&name)
                    && defined.table.status.as_deref() == status
            });
            if !known {
                let more = self.fields(Role::Type, status, Some(&name), &schema);
                pending.extend(more);
            }
        }
    }

    /// Adds the table of an object's fields. Returns the objects that it refers to.
    fn fields(
        &mut self,
        role: Role,
        status: Option<&str>,
        type_name: Option<&str>,
        schema: &Schema<'a>,
    ) -> Vec<(String, Schema<'a>)> {
        let mut inner = Vec::new();
        for property in schema.properties() {
            let field = self.definition.schema(&property.pointer);
            let pointer = property.pointer;
            let mut row = rows::field(
                self.definition,
                property.name,
                property.line,
                pointer,
                &field,
                self.unplaced,
            );
            row.row.required = match status {
                None => Some(property.required),
                Some(_) => property.required.then_some(true),
            };
            inner.extend(self.inner(&field, property.name));
            self.table(role, status, type_name, property.line)
                .rows
                .push(row);
        }
        inner
    }

    /// The object of a field, or of its items.
    fn inner(&self, schema: &Schema<'a>, field: &str) -> Option<(String, Schema<'a>)> {
        let mut schema = schema.clone();
        for _ in 0..4 {
            if schema.type_name() != Some("array") {
                break;
            }
            schema = schema.items(self.definition)?;
        }
        let name = rows::object_name(&schema, field)?;
        Some((name, schema))
    }

    fn responses(&mut self, operation: &'a Node) {
        let list = pointer::join(&self.defined.pointer, "responses");
        for entry in operation
            .get("responses")
            .into_iter()
            .flat_map(Node::entries)
        {
            let at = pointer::join(&list, entry.key);
            self.defined.statuses.push(DefinedStatus {
                code: entry.key.to_owned(),
                pointer: at.clone(),
            });
            let (at, response) = self.definition.follow(at, entry.value);
            self.headers(entry.key, &at, response);
            if response.get("schema").is_some() {
                let schema = self.definition.schema(&pointer::join(&at, "schema"));
                self.body(Role::Response, Some(entry.key), &schema);
            }
            let found = examples::of_response(at.clone(), response, entry.key);
            self.defined.examples.extend(found);
            self.content(Role::Response, Some(entry.key), at, response);
        }
    }

    fn headers(&mut self, status: &str, at: &str, response: &'a Node) {
        let list = pointer::join(at, "headers");
        for entry in response.get("headers").into_iter().flat_map(Node::entries) {
            let at = pointer::join(&list, entry.key);
            let (at, header) = self.definition.follow(at, entry.value);
            let schema = match header.get("schema") {
                Some(_) => self.definition.schema(&pointer::join(&at, "schema")),
                None => self.definition.schema(&at),
            };
            let line = entry.key_span.start.line;
            let row = rows::field(self.definition, entry.key, line, at, &schema, self.unplaced);
            self.table(Role::Header, Some(status), None, line)
                .rows
                .push(row);
        }
    }

    fn request_examples(&mut self, operation: &'a Node) {
        let at = self.defined.pointer.clone();
        self.defined
            .examples
            .extend(examples::of_operation(&at, operation));
    }
}
