//! One value against one schema.

use codegen_document::{Content, Entry, Node, pointer};

use super::annotations::Annotations;
use super::subjects::{Direction, EXAMPLE, Subject};
use super::{Fault, Judgement};
use crate::context::Context;
use crate::diagnostic::Finding;
use crate::place::{DocumentId, Place};
use crate::suggestion;

/// One value against one schema, while it lasts.
pub(super) struct Evaluation<'a, 'c> {
    pub(super) context: &'c Context<'a>,
    pub(super) direction: Direction,
    pub(super) annotations: Annotations<'a>,
    violations: Vec<Violation>,
    /// Texts that are not in their format, which decides nothing.
    misformed: Vec<Finding>,
    document: DocumentId,
    pointer: String,
    /// How much of the pointer leads to the value as a whole.
    base: usize,
    title: &'static str,
    /// Pairs of schema and value that are being evaluated: a schema may come back to itself.
    active: Vec<(&'a Node, &'a Node)>,
    steps: usize,
    most_steps: usize,
    /// The schema whose enumeration the value is a member of.
    member_of: Option<*const Node>,
}

/// Something that a schema does not allow.
#[derive(Clone, Debug)]
pub(super) struct Violation {
    finding: Finding,
    /// The value has not even the right type.
    is_type: bool,
    /// What is wrong is a finding of its own elsewhere in the schema, or the example says on purpose
    /// what no schema would have.
    is_consequence: bool,
}

impl<'a, 'c> Evaluation<'a, 'c> {
    pub(super) fn judge(context: &'c Context<'a>, subject: &Subject<'a>) -> Vec<Judgement> {
        let mut evaluation = Evaluation {
            context,
            direction: subject.direction,
            annotations: Annotations::default(),
            violations: Vec::new(),
            misformed: Vec::new(),
            document: subject.place.document,
            pointer: subject.place.pointer.clone(),
            base: subject.place.pointer.len(),
            title: subject.title,
            active: Vec::new(),
            steps: 0,
            most_steps: context.patience.most_steps(),
            member_of: subject
                .is_member
                .then_some(std::ptr::from_ref(subject.schema)),
        };
        evaluation.evaluate(subject.schema, subject.value);
        context.patience.spend(evaluation.steps);
        if evaluation.steps >= evaluation.most_steps {
            evaluation.violations.clear();
            evaluation.annotations.leave_open(subject.value);
            evaluation.violate_with(
                format!(
                    "{} is too intricate to be checked against its schema",
                    subject.title
                ),
                "use fewer alternatives inside alternatives",
            );
        }
        let mut judgements: Vec<_> = evaluation
            .violations
            .drain(..)
            .filter(|violation| !violation.is_consequence)
            .map(|violation| Judgement {
                fault: Fault::Invalid,
                finding: violation.finding,
            })
            .collect();
        let misformed = evaluation.misformed.drain(..).map(|finding| Judgement {
            fault: Fault::Format,
            finding,
        });
        judgements.extend(misformed);
        let mut misdirected = std::mem::take(&mut evaluation.annotations.misdirected);
        // Several parts of a schema may say the same of a property.
        let mut places = std::collections::HashSet::new();
        misdirected.retain(|finding| places.insert(finding.place.pointer.clone()));
        judgements.extend(misdirected.into_iter().map(|finding| Judgement {
            fault: Fault::Direction,
            finding,
        }));
        evaluation.unknown_properties(subject.value, &mut judgements);
        judgements
    }

    /// Adds what the schema does not allow about the value.
    pub(super) fn evaluate(&mut self, schema: &'a Node, value: &'a Node) {
        self.steps += 1;
        let is_active = self
            .active
            .iter()
            .any(|it| std::ptr::eq(it.0, schema) && std::ptr::eq(it.1, value));
        if self.steps >= self.most_steps || is_active {
            return;
        }
        self.active.push((schema, value));
        match schema.get("$ref").and_then(Node::as_str) {
            Some(_) => match self.context.referred_schema(schema) {
                Some(target) => self.evaluate(target, value),
                // Unresolved references are findings of another rule.
                None => self.annotations.leave_open(value),
            },
            None => self.keywords(schema, value),
        }
        self.active.pop();
    }

    /// Goes on with a part of the value.
    pub(super) fn evaluate_child(&mut self, segment: &str, schema: &'a Node, value: &'a Node) {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&pointer::escape(segment));
        self.evaluate(schema, value);
        self.pointer.truncate(length);
    }

    /// Evaluates on trial: what is found is returned, not kept.
    pub(super) fn attempt(
        &mut self,
        schema: &'a Node,
        value: &'a Node,
    ) -> (Vec<Violation>, Annotations<'a>) {
        let violations = std::mem::take(&mut self.violations);
        let annotations = std::mem::take(&mut self.annotations);
        self.evaluate(schema, value);
        (
            std::mem::replace(&mut self.violations, violations),
            std::mem::replace(&mut self.annotations, annotations),
        )
    }

    /// None of several alternatives fits: tells why the nearest does not.
    pub(super) fn violate_alternatives(
        &mut self,
        keyword: &'a Node,
        value: &'a Node,
        attempts: Vec<Vec<Violation>>,
    ) {
        self.annotations.leave_open(value);
        let count = attempts.len();
        let nearest = attempts
            .into_iter()
            .min_by_key(|violations| (self.is_far(violations), violations.len()));
        match nearest {
            Some(violations) if !self.is_far(&violations) => self.violations.extend(violations),
            _ => self.violate(
                keyword,
                format!("{} fits none of {count} alternatives", self.name()),
            ),
        }
    }

    /// Whether the value itself, not a part of it, has the wrong type.
    fn is_far(&self, violations: &[Violation]) -> bool {
        violations
            .iter()
            .any(|violation| violation.is_type && violation.finding.place.pointer == self.pointer)
    }

    /// Adds that a keyword does not allow the value.
    pub(super) fn violate(&mut self, keyword: &Node, message: String) {
        let help = self.remedy(keyword);
        self.violate_with(message, help);
    }

    pub(super) fn violate_with(&mut self, message: String, help: impl Into<String>) {
        self.violations.push(Violation {
            finding: Finding::new(self.place(), message, help),
            is_type: false,
            is_consequence: false,
        });
    }

    /// Adds that the value has another type than the keyword says.
    pub(super) fn violate_type(&mut self, message: String, help: String) {
        self.violate_with(message, help);
        if let Some(violation) = self.violations.last_mut() {
            violation.is_type = true;
        }
    }

    /// Adds that the value breaks a limit, of two that no value keeps where they are reversed.
    pub(super) fn violate_limit(&mut self, keyword: &Node, message: String, is_reversed: bool) {
        self.violate(keyword, message);
        self.consequence(is_reversed);
    }

    /// Says of the latest violation whether it is the consequence of another finding.
    pub(super) fn consequence(&mut self, is_consequence: bool) {
        if let Some(violation) = self.violations.last_mut() {
            violation.is_consequence = is_consequence;
        }
    }

    /// Whether a text is an example that stands for a value without being one: `6be5axxxxxxxx`.
    pub(super) fn is_masked(&self, text: &str) -> bool {
        /// More of them in a row are hardly ever meant.
        const MASKED: usize = 4;
        let masks = ['x', 'X', '*'];
        self.title == EXAMPLE
            && masks
                .iter()
                .any(|mask| text.contains(&mask.to_string().repeat(MASKED)))
    }

    /// Adds that the value is not written as the format says. It fits the schema all the same.
    pub(super) fn violate_format(&mut self, message: String, help: impl Into<String>) {
        self.misformed
            .push(Finding::new(self.place(), message, help));
    }

    /// Adds that a field must not be there.
    pub(super) fn violate_field(&mut self, field: &str, message: String, help: String) {
        let place = self.place().join(field);
        self.violations.push(Violation {
            finding: Finding::new(place, message, help).at_key(),
            is_type: false,
            is_consequence: false,
        });
    }

    /// Adds that a field travels only in the other direction.
    pub(super) fn misdirect(&mut self, field: &str, message: String, help: String) {
        // Defaults and enumerations belong to the schema, whose values travel both ways.
        if self.title != EXAMPLE {
            return;
        }
        let finding = Finding::new(self.place().join(field), message, help);
        self.annotations.misdirected.push(finding.at_key());
    }

    /// The schemas that are being evaluated of which this value is the whole value.
    pub(super) fn wholes(&self, value: &'a Node) -> impl Iterator<Item = &'a Node> {
        let active = self
            .active
            .iter()
            .filter(move |it| std::ptr::eq(it.1, value));
        active.map(|it| it.0)
    }

    /// The document that the discriminators' names belong to.
    pub(super) fn document(&self) -> DocumentId {
        self.document
    }

    fn place(&self) -> Place {
        Place::new(self.document, self.pointer.clone())
    }

    /// Whether the value is a member of the schema's own enumeration.
    pub(super) fn is_member(&self, schema: &Node) -> bool {
        self.member_of == Some(std::ptr::from_ref(schema)) && self.pointer.len() == self.base
    }

    pub(super) fn remedy(&self, keyword: &Node) -> String {
        let line = keyword.position().line;
        format!("correct the value, or the schema on line {line}")
    }

    /// What messages call the value.
    pub(super) fn name(&self) -> String {
        let segment = self.pointer.rsplit('/').next().unwrap_or_default();
        let inside = self.pointer.len() > self.base;
        match segment.parse::<usize>() {
            _ if !inside => self.title.to_owned(),
            Ok(index) => format!("item {index}"),
            Err(_) => format!("`{}`", pointer::unescape(segment)),
        }
    }

    fn unknown_properties(&mut self, value: &Node, judgements: &mut Vec<Judgement>) {
        if self.annotations.is_open(value) {
            return;
        }
        match value.content() {
            Content::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.descend(&index.to_string(), item, judgements);
                }
            }
            Content::Mapping(mapping) => {
                let properties = self.annotations.properties(value).map(<[_]>::to_vec);
                for entry in mapping.entries() {
                    match &properties {
                        Some(properties) if !self.annotations.is_known(entry.value) => {
                            judgements.push(self.unknown_property(entry.key, properties));
                        }
                        _ => self.descend(entry.key, entry.value, judgements),
                    }
                }
            }
            _ => {}
        }
    }

    fn descend(&mut self, segment: &str, value: &Node, judgements: &mut Vec<Judgement>) {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&pointer::escape(segment));
        self.unknown_properties(value, judgements);
        self.pointer.truncate(length);
    }

    fn unknown_property(&self, key: &str, properties: &[Entry<'_>]) -> Judgement {
        let names = properties.iter().map(|property| property.key);
        let meant = suggestion::closest(key, names)
            .and_then(|name| properties.iter().find(|property| property.key == name));
        let help = match meant {
            Some(property) => format!(
                "did you mean `{}`, as in the schema on line {}? One of the two is misspelt",
                property.key, property.key_span.start.line
            ),
            None => "add the property to the schema: a client would lose the field without a word"
                .to_owned(),
        };
        let finding = Finding::new(
            self.place().join(key),
            format!("the schema of {} has no property `{key}`", self.name()),
            help,
        );
        Judgement {
            fault: Fault::UnknownProperty,
            finding: finding.at_key(),
        }
    }
}
