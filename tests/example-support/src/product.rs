//! The differences between services.

/// A service, as described by its example programs.
#[derive(Debug)]
pub struct Product {
    /// The name in messages.
    pub name: &'static str,
    /// The first part of its host name.
    pub host: &'static str,
    /// The names of its documents in the mock server.
    pub documents: &'static [&'static str],
    /// The environment variable with the address.
    pub endpoint: &'static str,
    /// The environment variable with the instance, if all calls are about one.
    pub instance: Option<&'static str>,
    /// What to do when something does not exist.
    pub not_found: &'static str,
}

/// ROMA Connect.
pub const ROMA: Product = Product {
    name: "ROMA Connect",
    host: "roma",
    documents: &[
        "roma-apic",
        "roma-fdi",
        "roma-instances",
        "roma-link",
        "roma-mqs",
    ],
    endpoint: "HUAWEICLOUD_ROMA_ENDPOINT",
    instance: Some("HUAWEICLOUD_ROMA_INSTANCE_ID"),
    not_found: "check --project-id, --instance-id and the IDs that you gave; the console shows them",
};

/// The Distributed Cache Service.
pub const DCS: Product = Product {
    name: "the Distributed Cache Service",
    host: "dcs",
    documents: &["dcs"],
    endpoint: "HUAWEICLOUD_DCS_ENDPOINT",
    instance: None,
    not_found: "check --project-id; the console shows it under My Credentials",
};
