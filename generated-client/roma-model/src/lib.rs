#![doc = include_str!("../README.md")]

#[rustfmt::skip]
mod generated;

#[allow(
    unused_imports,
    unreachable_pub,
    reason = "without any feature there is nothing in it"
)]
pub use generated::*;
