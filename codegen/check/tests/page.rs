//! `RULES.md` is up to date.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fs;

#[test]
fn the_page_of_all_rules_is_up_to_date() {
    let page = codegen_check::page();
    if std::env::var_os("UPDATE_RULES").is_some() {
        fs::write("RULES.md", &page).unwrap();
    }
    let written = fs::read_to_string("RULES.md").unwrap_or_default();
    assert!(
        written == page,
        "RULES.md is out of date: run `UPDATE_RULES=1 cargo test -p huaweicloud-codegen-check --test page`"
    );
}
