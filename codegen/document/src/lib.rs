//! Reads the documents, the manifest and the ledger, and knows the line and column of every node.
