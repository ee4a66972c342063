//! A mock server that answers as the OpenAPI documents say.
