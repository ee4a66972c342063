//! What every generated client stands on: configuration, credentials, transport and the one error.
