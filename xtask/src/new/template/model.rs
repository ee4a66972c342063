#![doc = include_str!("../README.md")]

#[rustfmt::skip]
mod generated;

#[allow(
    unused_imports,
    unreachable_pub,
    reason = "there is nothing before the first operation has types"
)]
pub use generated::*;
