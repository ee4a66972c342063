//! Where the facts of an operation are in its document.

mod home;

pub(crate) use home::{Found, Home, chain};
