//! What a standalone crate is generated for.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// The crate to generate.
#[derive(Clone, Debug)]
pub struct CrateTarget {
    /// The name of the crate.
    pub name: String,
    /// The origin that the first line of each file states: a command and its input.
    pub origin: String,
    /// The service as named in the environment variables of endpoints.
    pub service: String,
    /// The host of the service, with `{region}` if each region has its own.
    pub host: Option<String>,
    /// The module of the resource of each operation and component, by JSON pointer; empty if there is a
    /// single resource.
    pub resources: HashMap<String, String>,
    /// The values with which example programs call operations.
    pub samples: Samples,
}

/// The values with which operations are called, by `operationId`.
pub type Samples = HashMap<String, Sample>;

/// The values with which an operation is called.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Parameters and parts by their names on the wire.
    pub parameters: Map<String, Value>,
    /// The request body.
    pub body: Option<Value>,
}
