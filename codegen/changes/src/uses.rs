//! In which directions something of a document is used.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{BitAnd, BitOr};

use crate::operations::OperationSpot;
use crate::schema::alternatives_overlap;
use crate::side::Side;
use crate::spot::Spot;

/// The directions in which something is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Uses(u16);

impl Uses {
    /// Parameters.
    pub(crate) const PARAMETER: Uses = Uses(1);
    /// Request bodies.
    pub(crate) const BODY: Uses = Uses(2);
    /// Bodies of success responses.
    pub(crate) const SUCCESS: Uses = Uses(4);
    /// Bodies of error responses: the runtime reads them, the crates have no types for them.
    pub(crate) const ERROR: Uses = Uses(8);
    /// Headers of responses, for which the crates have no types either.
    pub(crate) const HEADER: Uses = Uses(16);

    /// Bodies that are XML, beside their direction.
    pub(crate) const XML: Uses = Uses(32);

    /// Bodies of any type, beside their direction; parameters too that have a media type.
    pub(crate) const MEDIA: Uses = Uses(64);

    /// Requests have it where fewer values here mean more elsewhere: in `oneOf`, in `not`.
    const SENT_AGAINST: Uses = Uses(128);
    /// Responses have it there.
    const READ_AGAINST: Uses = Uses(256);
    /// Requests have it there, and a value can fit more than one alternative.
    const SENT_OVERLAP: Uses = Uses(512);
    /// Responses have it there, and a value can fit more than one alternative.
    const READ_OVERLAP: Uses = Uses(1024);

    /// Whether requests carry it.
    pub(crate) fn is_sent(self) -> bool {
        self.0 & (Uses::PARAMETER.0 | Uses::BODY.0) != 0
    }

    /// Whether responses carry it.
    pub(crate) fn is_read(self) -> bool {
        self.0 & (Uses::SUCCESS.0 | Uses::ERROR.0 | Uses::HEADER.0) != 0
    }

    /// Whether the crates have something made of it.
    pub(crate) fn is_generated(self) -> bool {
        self.0 & (Uses::PARAMETER.0 | Uses::BODY.0 | Uses::SUCCESS.0) != 0
    }

    pub(crate) fn has(self, other: Uses) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether only parameters have it, whose values are texts on the wire whatever their type.
    pub(crate) fn is_parameter_alone(self) -> bool {
        self.has(Uses::PARAMETER) && !self.has(Uses::BODY | Uses::MEDIA) && !self.is_read()
    }

    /// The same use within a body of that type.
    pub(crate) fn in_media_type(self, name: &str) -> Uses {
        if self == Uses::default() {
            self
        } else if name.to_ascii_lowercase().contains("xml") {
            self | Uses::MEDIA | Uses::XML
        } else {
            self | Uses::MEDIA
        }
    }

    pub(crate) fn without_sent(self) -> Uses {
        let sent = Uses::PARAMETER | Uses::BODY | Uses::SENT_AGAINST | Uses::SENT_OVERLAP;
        Uses(self.0 & !sent.0)
    }

    pub(crate) fn without_read(self) -> Uses {
        let read = Uses::SUCCESS | Uses::ERROR | Uses::HEADER;
        let read = read | Uses::READ_AGAINST | Uses::READ_OVERLAP;
        Uses(self.0 & !read.0)
    }

    /// The same use within one of several alternatives of which a value must fit exactly one.
    pub(crate) fn in_alternative(self, overlap: bool) -> Uses {
        let mut uses = self;
        if self.is_sent() {
            uses = uses | Uses::SENT_AGAINST;
        }
        if self.is_read() {
            uses = uses | Uses::READ_AGAINST;
        }
        match (overlap, self.is_sent(), self.is_read()) {
            (false, ..) => uses,
            (true, sent, read) => {
                let sent = if sent {
                    Uses::SENT_OVERLAP
                } else {
                    Uses::default()
                };
                let read = if read {
                    Uses::READ_OVERLAP
                } else {
                    Uses::default()
                };
                uses | sent | read
            }
        }
    }

    /// The uses that both documents have. What a request's alternatives have in common counts
    /// as it is now, since what is allowed is now refused where two fit; what a response's
    /// alternatives have in common counts as it was.
    pub(crate) fn shared(before: Uses, after: Uses) -> Uses {
        let overlaps = Uses::SENT_OVERLAP | Uses::READ_OVERLAP;
        let common = Uses(before.0 & after.0 & !overlaps.0);
        if !common.is_sent() && !common.is_read() {
            return Uses::default();
        }
        common | (after & Uses::SENT_OVERLAP) | (before & Uses::READ_OVERLAP)
    }

    /// Whether a request can be refused because more is allowed here.
    pub(crate) fn is_sent_against(self) -> bool {
        self.has(Uses::SENT_AGAINST) && self.has(Uses::SENT_OVERLAP)
    }

    /// Whether a response can have other values because less is allowed here.
    pub(crate) fn is_read_against(self) -> bool {
        self.has(Uses::READ_AGAINST) && self.has(Uses::READ_OVERLAP)
    }
}

impl BitOr for Uses {
    type Output = Uses;

    fn bitor(self, other: Uses) -> Uses {
        Uses(self.0 | other.0)
    }
}

impl BitAnd for Uses {
    type Output = Uses;

    fn bitand(self, other: Uses) -> Uses {
        Uses(self.0 & other.0)
    }
}

/// In which directions components are used, by their pointers.
#[derive(Debug, Default)]
pub(crate) struct UseMap {
    uses: BTreeMap<String, Uses>,
}

impl UseMap {
    pub(crate) fn read(side: &Side<'_>) -> UseMap {
        let mut map = UseMap::default();
        let mut walk = Walk {
            side,
            map: &mut map,
            seen: BTreeSet::new(),
        };
        for operation in &side.operations {
            walk.operation(operation);
        }
        map
    }

    /// The directions in which the component at this pointer is used.
    pub(crate) fn of(&self, pointer: &str) -> Uses {
        self.uses.get(pointer).copied().unwrap_or_default()
    }
}

struct Walk<'w, 'a> {
    side: &'w Side<'a>,
    map: &'w mut UseMap,
    seen: BTreeSet<(String, Uses)>,
}

impl Walk<'_, '_> {
    fn operation(&mut self, operation: &OperationSpot<'_>) {
        for parameter in &operation.parameters {
            self.visit(&parameter.raw, Uses::PARAMETER);
        }
        if let Some(body) = operation.spot.get("requestBody") {
            self.visit(&body, Uses::BODY);
        }
        let responses = operation.spot.get("responses");
        for (status, response) in responses.iter().flat_map(Spot::entries) {
            let uses = if is_success(status) {
                Uses::SUCCESS
            } else {
                Uses::ERROR
            };
            self.visit(&response, uses);
        }
    }

    fn visit(&mut self, spot: &Spot<'_>, uses: Uses) {
        for (key, child) in spot.entries() {
            match key {
                "example" | "examples" | "default" | "enum" => {}
                // Its keys are names, whatever they look like.
                "properties" => {
                    for (_, property) in child.entries() {
                        self.visit(&property, uses);
                    }
                }
                "$ref" => self.reference(&child, uses),
                "content" => {
                    for (name, media) in child.entries() {
                        self.visit(&media, uses.in_media_type(name));
                    }
                }
                "headers" if uses.is_read() => self.visit(&child, Uses::HEADER),
                "oneOf" => {
                    let overlap = alternatives_overlap(self.side, spot, &child);
                    self.visit(&child, uses.in_alternative(overlap));
                }
                "not" => self.visit(&child, uses.in_alternative(true)),
                _ if key.starts_with("x-") => {}
                _ => self.visit(&child, uses),
            }
        }
        for child in spot.items() {
            self.visit(&child, uses);
        }
    }

    fn reference(&mut self, reference: &Spot<'_>, uses: Uses) {
        let Some(text) = reference.node.as_str() else {
            return;
        };
        let pointer = text.trim_start_matches('#').to_owned();
        if !self.seen.insert((pointer.clone(), uses)) {
            return;
        }
        let entry = self.map.uses.entry(pointer.clone()).or_default();
        *entry = *entry | uses;
        if let Some(target) = self.side.at(text) {
            self.visit(&target, uses);
        }
    }
}

/// Whether a status, as `responses` has it, is a success.
pub(crate) fn is_success(status: &str) -> bool {
    status.starts_with('2')
}
