//! The directions in which a document uses its components.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{BitAnd, BitOr};

use crate::node_ref::NodeRef;
use crate::operations::OperationRef;
use crate::overlap::alternatives_overlap;
use crate::resolver::Resolver;

/// The directions in which something is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Usage(u16);

impl Usage {
    /// Parameters.
    pub(crate) const PARAMETER: Usage = Usage(1);
    /// Request bodies.
    pub(crate) const BODY: Usage = Usage(2);
    /// Bodies of success responses.
    pub(crate) const SUCCESS: Usage = Usage(4);
    /// Bodies of error responses. The runtime reads them, and the crates have no types for them.
    pub(crate) const ERROR: Usage = Usage(8);
    /// Headers of responses. The crates have no types for them either.
    pub(crate) const HEADER: Usage = Usage(16);

    /// XML bodies, in addition to their direction.
    pub(crate) const XML: Usage = Usage(32);

    /// Bodies of any media type, in addition to their direction; also parameters with a media type.
    pub(crate) const MEDIA: Usage = Usage(64);

    /// Used by requests under `oneOf` or `not`, where fewer values here allow more values overall.
    const SENT_AGAINST: Usage = Usage(128);
    /// The same for responses.
    const READ_AGAINST: Usage = Usage(256);
    /// Used by requests under alternatives of which a value can match more than one.
    const SENT_OVERLAP: Usage = Usage(512);
    /// The same for responses.
    const READ_OVERLAP: Usage = Usage(1024);

    /// Whether requests contain it.
    pub(crate) fn is_sent(self) -> bool {
        self.0 & (Usage::PARAMETER.0 | Usage::BODY.0) != 0
    }

    /// Whether responses contain it.
    pub(crate) fn is_read(self) -> bool {
        self.0 & (Usage::SUCCESS.0 | Usage::ERROR.0 | Usage::HEADER.0) != 0
    }

    /// Whether the crates have code for it.
    pub(crate) fn is_generated(self) -> bool {
        self.0 & (Usage::PARAMETER.0 | Usage::BODY.0 | Usage::SUCCESS.0) != 0
    }

    pub(crate) fn has(self, other: Usage) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether only parameters use it. Their values are strings on the wire, whatever their type.
    pub(crate) fn is_parameter_alone(self) -> bool {
        self.has(Usage::PARAMETER) && !self.has(Usage::BODY | Usage::MEDIA) && !self.is_read()
    }

    /// The same usage within a body of this media type.
    pub(crate) fn in_media_type(self, name: &str) -> Usage {
        if self == Usage::default() {
            self
        } else if name.to_ascii_lowercase().contains("xml") {
            self | Usage::MEDIA | Usage::XML
        } else {
            self | Usage::MEDIA
        }
    }

    pub(crate) fn without_sent(self) -> Usage {
        let sent = Usage::PARAMETER | Usage::BODY | Usage::SENT_AGAINST | Usage::SENT_OVERLAP;
        Usage(self.0 & !sent.0)
    }

    pub(crate) fn without_read(self) -> Usage {
        let read = Usage::SUCCESS | Usage::ERROR | Usage::HEADER;
        let read = read | Usage::READ_AGAINST | Usage::READ_OVERLAP;
        Usage(self.0 & !read.0)
    }

    /// The same usage within one of several alternatives of which a value must match exactly one.
    pub(crate) fn in_alternative(self, overlap: bool) -> Usage {
        let mut usage = self;
        if self.is_sent() {
            usage = usage | Usage::SENT_AGAINST;
        }
        if self.is_read() {
            usage = usage | Usage::READ_AGAINST;
        }
        match (overlap, self.is_sent(), self.is_read()) {
            (false, ..) => usage,
            (true, sent, read) => {
                let sent = if sent {
                    Usage::SENT_OVERLAP
                } else {
                    Usage::default()
                };
                let read = if read {
                    Usage::READ_OVERLAP
                } else {
                    Usage::default()
                };
                usage | sent | read
            }
        }
    }

    /// The usage common to both documents. For requests, the overlap of alternatives in the new
    /// document counts, because a value that matches two is now rejected; for responses, the
    /// overlap in the old one.
    pub(crate) fn shared(before: Usage, after: Usage) -> Usage {
        let overlaps = Usage::SENT_OVERLAP | Usage::READ_OVERLAP;
        let common = Usage(before.0 & after.0 & !overlaps.0);
        if !common.is_sent() && !common.is_read() {
            return Usage::default();
        }
        common | (after & Usage::SENT_OVERLAP) | (before & Usage::READ_OVERLAP)
    }

    /// Whether allowing more values here can cause requests to be rejected.
    pub(crate) fn is_sent_against(self) -> bool {
        self.has(Usage::SENT_AGAINST) && self.has(Usage::SENT_OVERLAP)
    }

    /// Whether allowing fewer values here can add values to responses.
    pub(crate) fn is_read_against(self) -> bool {
        self.has(Usage::READ_AGAINST) && self.has(Usage::READ_OVERLAP)
    }
}

impl BitOr for Usage {
    type Output = Usage;

    fn bitor(self, other: Usage) -> Usage {
        Usage(self.0 | other.0)
    }
}

impl BitAnd for Usage {
    type Output = Usage;

    fn bitand(self, other: Usage) -> Usage {
        Usage(self.0 & other.0)
    }
}

/// The usage of each component, by pointer.
#[derive(Debug, Default)]
pub(crate) struct UsageIndex {
    usage: BTreeMap<String, Usage>,
}

impl UsageIndex {
    pub(crate) fn new(resolver: &Resolver<'_>, operations: &[OperationRef<'_>]) -> UsageIndex {
        let mut index = UsageIndex::default();
        let mut walk = Walk {
            resolver,
            index: &mut index,
            seen: BTreeSet::new(),
        };
        for operation in operations {
            walk.operation(operation);
        }
        index
    }

    /// The directions in which the component at this pointer is used.
    pub(crate) fn of(&self, pointer: &str) -> Usage {
        self.usage.get(pointer).copied().unwrap_or_default()
    }
}

struct Walk<'w, 'a> {
    resolver: &'w Resolver<'a>,
    index: &'w mut UsageIndex,
    seen: BTreeSet<(String, Usage)>,
}

impl Walk<'_, '_> {
    fn operation(&mut self, operation: &OperationRef<'_>) {
        for parameter in &operation.parameters {
            self.visit(&parameter.raw, Usage::PARAMETER);
        }
        if let Some(body) = operation.node.get("requestBody") {
            self.visit(&body, Usage::BODY);
        }
        let responses = operation.node.get("responses");
        for (status, response) in responses.iter().flat_map(NodeRef::entries) {
            let usage = if is_success(status) {
                Usage::SUCCESS
            } else {
                Usage::ERROR
            };
            self.visit(&response, usage);
        }
    }

    fn visit(&mut self, node: &NodeRef<'_>, usage: Usage) {
        for (key, child) in node.entries() {
            match key {
                "example" | "examples" | "default" | "enum" => {}
                // Its keys are names, even if they look like keywords.
                "properties" => {
                    for (_, property) in child.entries() {
                        self.visit(&property, usage);
                    }
                }
                "$ref" => self.reference(&child, usage),
                "content" => {
                    for (name, media) in child.entries() {
                        self.visit(&media, usage.in_media_type(name));
                    }
                }
                "headers" if usage.is_read() => self.visit(&child, Usage::HEADER),
                "oneOf" => {
                    let overlap = alternatives_overlap(self.resolver, node, &child);
                    self.visit(&child, usage.in_alternative(overlap));
                }
                "not" => self.visit(&child, usage.in_alternative(true)),
                _ if key.starts_with("x-") => {}
                _ => self.visit(&child, usage),
            }
        }
        for child in node.items() {
            self.visit(&child, usage);
        }
    }

    fn reference(&mut self, reference: &NodeRef<'_>, usage: Usage) {
        let Some(text) = reference.value.as_str() else {
            return;
        };
        let pointer = text.trim_start_matches('#').to_owned();
        if !self.seen.insert((pointer.clone(), usage)) {
            return;
        }
        let entry = self.index.usage.entry(pointer.clone()).or_default();
        *entry = *entry | usage;
        if let Some(target) = self.resolver.at(text) {
            self.visit(&target, usage);
        }
    }
}

/// Whether a key of `responses` is a success status.
pub(crate) fn is_success(status: &str) -> bool {
    status.starts_with('2')
}
