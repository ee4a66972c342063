//! The values of a document, and their schemas.

use codegen_document::Node;
use huaweicloud_json_schema::Direction;

use crate::grammar::{Kind, Visit, VisitId};
use crate::object_graph::ObjectGraph;
use crate::place::Place;
use crate::reference::is_reference;

/// A value, and the schema that it must match.
#[derive(Clone, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) value: &'a Node,
    pub(crate) place: Place,
    pub(crate) schema: &'a Node,
    pub(crate) direction: Direction,
    /// What the value is: `example`, `default`, ...
    pub(crate) title: &'static str,
}

pub(crate) fn subjects<'a>(objects: &ObjectGraph<'a>) -> Vec<Subject<'a>> {
    let mut subjects = Vec::new();
    for (id, visit) in objects.visits() {
        if visit.reference.is_some() {
            continue;
        }
        let mut collector = Collector {
            objects,
            id,
            subjects: &mut subjects,
        };
        match visit.kind {
            Kind::Schema => collector.schema(visit),
            Kind::MediaType if is_readable(visit) => collector.described(visit),
            Kind::Parameter | Kind::Header => collector.described(visit),
            _ => {}
        }
    }
    subjects
}

/// Examples of XML or plain text are not values.
fn is_readable(visit: &Visit<'_>) -> bool {
    let name = visit.member().unwrap_or_default();
    let name = name.split(';').next().unwrap_or_default().trim();
    let name = name.to_ascii_lowercase();
    name.ends_with("json")
        || matches!(
            name.as_str(),
            "*/*" | "application/*" | "application/x-www-form-urlencoded" | "multipart/form-data"
        )
}

fn is_json(visit: &Visit<'_>) -> bool {
    let name = visit.member().unwrap_or_default();
    let name = name.split(';').next().unwrap_or_default().trim();
    let name = name.to_ascii_lowercase();
    name == "application/json" || name.ends_with("+json")
}

/// How messages name an example.
pub(super) const EXAMPLE: &str = "example";
const MEMBER: &str = "enumeration value";

struct Collector<'a, 'c> {
    objects: &'c ObjectGraph<'a>,
    id: VisitId,
    subjects: &'c mut Vec<Subject<'a>>,
}

impl<'a> Collector<'a, '_> {
    fn schema(&mut self, visit: &Visit<'a>) {
        let schema = visit.node;
        let base = || self.objects.place(self.id);
        let mut found = Vec::new();
        for (key, title) in [("example", EXAMPLE), ("default", "default")] {
            if let Some(value) = schema.get(key) {
                found.push((value, base().join(key), title));
            }
        }
        let members = schema.get("enum").map(Node::items).unwrap_or_default();
        for (index, value) in members.iter().enumerate() {
            let place = base().item("enum", index);
            found.push((value, place, MEMBER));
        }
        for (value, place, title) in found {
            self.add(value, place, schema, title);
        }
    }

    /// A parameter, header or media type, with `example` or `examples` next to `schema`.
    fn described(&mut self, visit: &Visit<'a>) {
        let Some(schema) = visit.node.get("schema") else {
            return;
        };
        // A text can be the body as it is sent, which only JSON writes in quotes.
        let is_written_out = |value: &Node| {
            visit.kind == Kind::MediaType && value.as_str().is_some() && !is_json(visit)
        };
        if let Some(value) = visit.node.get("example").filter(|it| !is_written_out(it)) {
            let place = self.objects.place(self.id).join("example");
            self.add(value, place, schema, EXAMPLE);
        }
        let examples = visit.node.get("examples").into_iter();
        for entry in examples.flat_map(Node::entries) {
            let resolved = self
                .objects
                .visit_of(entry.value)
                .and_then(|id| self.objects.resolve(id));
            let Some(example) = resolved else { continue };
            let value = self.objects.visit(example).node.get("value");
            let is_data = |it: &&'a Node| !is_written_out(it) && !is_reference(it);
            if let Some(value) = value.filter(is_data) {
                let place = self.objects.place(example).join("value");
                self.add(value, place, schema, EXAMPLE);
            }
        }
    }

    fn add(&mut self, value: &'a Node, place: Place, schema: &'a Node, title: &'static str) {
        let direction = self.direction();
        self.subjects.push(Subject {
            value,
            place,
            schema,
            direction,
            title,
        });
    }

    fn direction(&self) -> Direction {
        self.objects
            .ancestors(self.id)
            .find_map(|(_, visit)| match visit.kind {
                Kind::Parameter | Kind::RequestBody => Some(Direction::Request),
                Kind::Response => Some(Direction::Response),
                _ => None,
            })
            .unwrap_or(Direction::Either)
    }
}
