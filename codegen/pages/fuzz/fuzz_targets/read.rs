//! Whatever the bytes: facts or an error, never a panic.

#![no_main]

use std::path::Path;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = codegen_pages::read(Path::new("page"), bytes);
});
