//! Turns OpenAPI documents into the Rust of the model and client crates.
