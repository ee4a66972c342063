//! `huaweicloud-codegen docs diff` and `docs apply` on the command line and in the weekly report.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const XTASK: &str = env!("CARGO_BIN_EXE_huaweicloud-codegen");

/// A copy of an invented folder of documents, with records of its two pages.
struct Library {
    root: TempDir,
}

impl Library {
    fn new() -> Library {
        let library = Library {
            root: tempfile::tempdir().unwrap(),
        };
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../updates/tests/library");
        fs::create_dir_all(library.path("specs/records")).unwrap();
        fs::create_dir_all(library.path("saved pages")).unwrap();
        for entry in fs::read_dir(source).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap();
            let page = path.extension().unwrap() == "md";
            let folder = if page { "saved pages" } else { "specs" };
            fs::copy(&path, library.path(folder).join(name)).unwrap();
        }
        for operation in ["SearchBooks", "ShowBook"] {
            let page = format!("saved pages/{operation}.md");
            let output = library.docs(&["record", &page, "--operation", operation]);
            assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        }
        library
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn docs(&self, arguments: &[&str]) -> Output {
        Command::new(XTASK)
            .arg("docs")
            .args(arguments)
            .args(["--documents", "specs"])
            .current_dir(self.root.path())
            .output()
            .unwrap()
    }

    fn change(&self, operation: &str, from: &str, to: &str) {
        let path = self.path(&format!("saved pages/{operation}.md"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const SEARCH: &str = "saved pages/SearchBooks.md";
const SHOW: &str = "saved pages/ShowBook.md";

#[test]
fn exit_codes_distinguish_no_changes_changes_and_failures() {
    let library = Library::new();
    let output = library.docs(&["diff", SEARCH, SHOW]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    library.change("SearchBooks", "Maximum: 999", "Maximum: 500");
    let output = library.docs(&["diff", SEARCH, SHOW]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    let output = library.docs(&["diff", "nowhere.md", SEARCH]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(
        text(&output).contains("maximum 999 → 500"),
        "the other pages are compared: {}",
        text(&output)
    );
}

#[test]
fn apply_leaves_decisions_to_a_person() {
    let library = Library::new();
    library.change("SearchBooks", "Place. Maximum: 8", "Place. Maximum: 16");
    library.change("SearchBooks", "Maximum: 999", "Maximum: 500");
    let output = library.docs(&["apply", SEARCH]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    let document = fs::read_to_string(library.path("specs/library.yaml")).unwrap();
    assert!(document.contains("maximum: 500"));
    let output = library.docs(&["diff", SEARCH]);
    let shown = text(&output);
    assert_eq!(output.status.code(), Some(1), "{shown}");
    assert_eq!(shown.matches("open: SearchBooks, ").count(), 1, "{shown}");
    assert!(shown.contains("SearchBooks: no change, 1 open"), "{shown}");
    let again = library.docs(&["apply", SEARCH]);
    assert_eq!(
        fs::read_to_string(library.path("specs/library.yaml")).unwrap(),
        document,
        "{}",
        text(&again)
    );
}

#[test]
fn pages_that_share_a_component_are_applied_together() {
    let library = Library::new();
    for operation in ["SearchBooks", "ShowBook"] {
        library.change(operation, "Place. Maximum: 8", "Place. Maximum: 16");
    }
    let output = library.docs(&["apply", SEARCH, SHOW]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let output = library.docs(&["diff", SEARCH, SHOW]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let twice = library.docs(&["apply", SEARCH, SEARCH]);
    assert_eq!(twice.status.code(), Some(2), "{}", text(&twice));
}

#[test]
fn a_dry_run_and_a_failure_write_nothing() {
    let library = Library::new();
    let read = |name: &str| fs::read_to_string(library.path(name)).unwrap();
    let (document, record) = (
        read("specs/library.yaml"),
        read("specs/records/SearchBooks.yaml"),
    );
    library.change("SearchBooks", "Maximum: 999", "Maximum: 500");
    let output = library.docs(&["apply", SEARCH, "--dry-run"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(text(&output).contains("+            maximum: 500"));
    assert_eq!(read("specs/library.yaml"), document);
    let output = library.docs(&["apply", SEARCH, "nowhere.md"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert_eq!(read("specs/library.yaml"), document);
    assert_eq!(read("specs/records/SearchBooks.yaml"), record);
}

/// The commands of the weekly report, with a `gh` that only records its arguments.
#[cfg(unix)]
mod report {
    use super::*;

    const GH: &str = r#"#!/bin/bash
printf '%s\n' "$*" >> calls.txt
case "$1 $2" in
  "issue list") cat open.txt 2>/dev/null || true ;;
  "issue view") cat issue.md ;;
esac
"#;

    /// The shell of a step of the workflow.
    fn step(job: &str, name: &str) -> String {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.github/workflows/documentation.yml");
        let document = codegen_document::Document::load(&file).unwrap();
        let steps = document.at(&format!("/jobs/{job}/steps")).unwrap().items();
        let named = |step: &&codegen_document::Node| {
            step.get("name").and_then(|node| node.as_str()) == Some(name)
        };
        let step = steps.iter().find(named).unwrap();
        step.get("run").unwrap().as_str().unwrap().to_owned()
    }

    fn run(library: &Library, script: &str, variables: &[(&str, &str)]) -> Output {
        let path = format!(
            "{}:{}",
            library.path("bin").display(),
            std::env::var("PATH").unwrap()
        );
        // The command line of the runner.
        Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
            .current_dir(library.root.path())
            .env("PATH", path)
            .env("GITHUB_OUTPUT", library.path("output.txt"))
            .env("PAGES", library.path("pages"))
            .env("REPORT", library.path("report"))
            .envs(variables.iter().copied())
            .output()
            .unwrap()
    }

    fn prepared() -> Library {
        use std::os::unix::fs::PermissionsExt;
        let library = Library::new();
        fs::create_dir_all(library.path("target/debug")).unwrap();
        fs::create_dir_all(library.path("bin")).unwrap();
        std::os::unix::fs::symlink(XTASK, library.path("target/debug/xtask")).unwrap();
        fs::write(library.path("bin/gh"), GH).unwrap();
        fs::set_permissions(library.path("bin/gh"), fs::Permissions::from_mode(0o755)).unwrap();
        library
    }

    fn compared(library: &Library) -> String {
        let fetched = run(
            library,
            &step("pages", "Fetch the pages"),
            &[("FOLDER", "saved pages"), ("COMMAND", "")],
        );
        assert!(fetched.status.success(), "{}", text(&fetched));
        let _ = fs::remove_file(library.path("output.txt"));
        let output = run(
            library,
            &step("pages", "Compare the pages with their records"),
            &[],
        );
        assert!(output.status.success(), "{}", text(&output));
        fs::read_to_string(library.path("output.txt")).unwrap()
    }

    #[test]
    fn unchanged_pages_leave_no_decisions() {
        let library = prepared();
        assert_eq!(compared(&library), "changed=false\n");
        assert!(!library.path("report/report.md").exists());
    }

    #[test]
    fn pages_are_saved_and_having_none_is_an_error() {
        let library = prepared();
        let fetch = step("pages", "Fetch the pages");
        let command = "cp 'saved pages/ShowBook.md' \"$PAGES\"";
        let output = run(&library, &fetch, &[("FOLDER", ""), ("COMMAND", command)]);
        assert!(output.status.success(), "{}", text(&output));
        assert!(library.path("pages/ShowBook.md").exists());
        fs::remove_dir_all(library.path("pages")).unwrap();
        let output = run(&library, &fetch, &[("FOLDER", ""), ("COMMAND", "true")]);
        assert!(!output.status.success());
        assert!(text(&output).contains("found no pages"));
        let output = run(
            &library,
            &fetch,
            &[("FOLDER", ""), ("COMMAND", "false; true")],
        );
        assert!(
            !output.status.success(),
            "a command that fails stops the report"
        );
    }

    #[test]
    fn changes_become_one_issue_and_are_not_reported_twice() {
        let library = prepared();
        library.change("SearchBooks", "Maximum: 999", "Maximum: 500");
        fs::write(library.path("saved pages/other.md"), "~~~~\nnothing\n").unwrap();
        assert_eq!(compared(&library), "changed=true\n");
        let report = fs::read_to_string(library.path("report/report.md")).unwrap();
        assert!(
            report.starts_with("## SearchBooks.md\n\n~~~~text\nbreaks: query parameter `limit`")
        );
        assert!(
            report.contains("## other.md\n\nThe page could not be compared.\n"),
            "{report}"
        );
        assert!(!report.contains("ShowBook"), "{report}");
        assert!(
            !report.contains(library.root.path().to_str().unwrap()),
            "{report}"
        );
        let open = step("report", "Open an issue, or comment on the open one");
        fs::copy(library.path("report/report.md"), library.path("report.md")).unwrap();
        let tell = || {
            let output = run(&library, &open, &[("TITLE", "Pages have changed")]);
            assert!(output.status.success(), "{}", text(&output));
            let calls = fs::read_to_string(library.path("calls.txt")).unwrap();
            fs::remove_file(library.path("calls.txt")).unwrap();
            calls
        };
        assert!(
            tell().contains("issue create --title Pages have changed --label documentation-pages")
        );
        fs::write(library.path("open.txt"), "7\n").unwrap();
        fs::copy(library.path("report.md"), library.path("issue.md")).unwrap();
        let calls = tell();
        assert!(
            !calls.contains("create --title") && !calls.contains("issue comment"),
            "{calls}"
        );
        fs::write(library.path("issue.md"), "something else\n").unwrap();
        assert!(tell().contains("issue comment 7 --body-file report.md"));
    }
}

#[test]
fn changes_shared_by_several_statuses_are_reported_once() {
    let library = Library::new();
    let path = library.path(SEARCH);
    let page = fs::read_to_string(&path).unwrap();
    let newer = page.replace("| Error code. |", "| Error code. Maximum: 12 |");
    assert_eq!(newer.matches("Maximum: 12").count(), 2);
    fs::write(path, newer).unwrap();
    let shown = text(&library.docs(&["diff", SEARCH]));
    let told = "responses 400, 500 of SearchBooks: field `error_code`";
    assert_eq!(shown.matches(told).count(), 1, "{shown}");
    assert_eq!(shown.matches("field `error_code`").count(), 1, "{shown}");
    let places = shown.lines().find(|line| line.starts_with("  page "));
    assert!(
        places.unwrap().ends_with("SearchBooks.md:81, 90"),
        "{shown}"
    );
    assert!(shown.contains("SearchBooks: 2 changes"), "{shown}");
}
