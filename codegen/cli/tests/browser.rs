//! The HTML reports in a browser.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]
#![allow(clippy::print_stderr, reason = "says why a test is skipped")]

#[path = "support/browser.rs"]
mod browser;

use std::path::Path;
use std::process::Command;

use browser::Browser;

const HOSTILE: &str = "openapi: 3.0.3
info:
  title: '<script>window.ran = true</script>'
  version: '1'
  '<img src=x onerror=\"window.ran = true\">': '</script><script>window.ran = true</script>'
paths:
  /things:
    get:
      operationId: '\"><script>window.ran = true</script>'
      responses: {'200': {description: Fine.}}
components:
  schemas:
    Unused: {type: string}
";

/// Runs a program in a folder and returns what it prints.
fn page(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(page.starts_with("<!DOCTYPE html>"), "{errors}{page}");
    page
}

fn changes_page(folder: &Path, before: &str, after: &str) -> String {
    let [before, after] = [before, after].map(|name| folder.join(name).display().to_string());
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
    page(
        workspace,
        &["changes", "--base", &before, &after, "--format", "html"],
    )
}

/// The content of a page, one element per line.
fn shown(page: &str) -> String {
    let (_, rest) = page.split_once("<main>").unwrap();
    let (main, _) = rest.split_once("</main>").unwrap();
    main.replace("><", ">\n<")
}

/// The counts for each choice of a filter.
fn counts(seen: &serde_json::Value, choice: &str) -> Vec<u64> {
    let counts = seen["choices"][choice].as_array().unwrap().iter();
    counts.map(|count| count.as_u64().unwrap()).collect()
}

#[test]
fn findings_of_a_hostile_document() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a&b.yaml"), HOSTILE).unwrap();
    std::fs::write(folder.path().join("b.yaml"), HOSTILE).unwrap();
    let page = page(
        folder.path(),
        &["check", "a&b.yaml", "b.yaml", "--format", "html"],
    );
    assert!(!page.contains("<script>window"), "{page}");
    let items = page.matches("<article").count();
    let (of_one_file, _) = page
        .split_once("<section class=\"file group\" data-name=\"b.yaml\"")
        .unwrap();
    insta::assert_snapshot!(shown(&format!("{of_one_file}</main>")));
    let Some(browser) = Browser::find() else {
        return;
    };
    let seen = browser.approve(&page, items);
    for choice in ["severity", "rule", "file"] {
        let counts = counts(&seen, choice);
        assert_eq!(counts.iter().sum::<u64>(), items as u64, "{choice}");
        assert!(
            counts.len() > 1 && counts.iter().all(|count| *count > 0),
            "{choice}: {counts:?}"
        );
    }
}

#[test]
fn changes_of_a_hostile_document() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("before.yaml"), HOSTILE).unwrap();
    let after = HOSTILE
        .replace("'200'", "'201'")
        .replace("type: string", "type: integer");
    let after = after
        .replace("/things:", "/things/<i>:")
        .replace("true</script>", "1</script>");
    std::fs::write(folder.path().join("after.yaml"), after).unwrap();
    let page = changes_page(folder.path(), "before.yaml", "after.yaml");
    assert!(!page.contains("<script>window"), "{page}");
    let items = page.matches("<article").count();
    insta::assert_snapshot!(shown(&page).replace(&format!("{}/", folder.path().display()), ""));
    let Some(browser) = Browser::find() else {
        return;
    };
    let seen = browser.approve(&page, items);
    for choice in ["wire", "crate", "correction"] {
        assert_eq!(
            counts(&seen, choice).iter().sum::<u64>(),
            items as u64,
            "{choice}"
        );
    }
    let of_operation = counts(&seen, "operation");
    assert!(
        of_operation[0] > 0 && of_operation[0] < items as u64,
        "{of_operation:?}"
    );
}

#[test]
fn a_thousand_findings_are_below_two_megabytes() {
    let folder = tempfile::tempdir().unwrap();
    let schemas: String = (0..1_500)
        .map(|it| format!("    S{it}: {{type: string}}\n"))
        .collect();
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    );
    std::fs::write(folder.path().join("a.yaml"), document).unwrap();
    let page = page(folder.path(), &["check", "a.yaml", "--format", "html"]);
    assert_eq!(page.matches("<article").count(), 1_500);
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
    let Some(browser) = Browser::find() else {
        return;
    };
    let seen = browser.examine(&page, 375, false);
    assert_eq!(
        (&seen["all"], &seen["nothing"][0]),
        (&1_500.into(), &0.into())
    );
}

#[test]
fn an_empty_report_is_a_valid_page() {
    let folder = tempfile::tempdir().unwrap();
    let document = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n";
    std::fs::write(folder.path().join("a.yaml"), document).unwrap();
    let checked = page(folder.path(), &["check", "a.yaml", "--format", "html"]);
    let compared = changes_page(folder.path(), "a.yaml", "a.yaml");
    let Some(browser) = Browser::find() else {
        return;
    };
    for page in [checked, compared] {
        browser.approve(&page, 0);
    }
}
