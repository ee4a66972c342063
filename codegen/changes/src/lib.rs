//! What changed between two documents, whom it breaks, and which version comes next.
