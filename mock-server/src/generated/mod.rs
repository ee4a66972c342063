/// The documents by name, as JSON.
pub(crate) const DOCUMENTS: &[(&str, &str)] = &[];
