//! The rules that OpenAPI documents are checked by, and how their findings are shown.
