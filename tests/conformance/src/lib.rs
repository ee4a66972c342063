//! Holds documents, generated types, clients and mock server against each other.
