//! The shell scripts of the GitHub Action and the pre-commit hook, called as by a runner.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_huaweicloud-codegen");
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

const FINE: &str = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n";
const WRONG: &str = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npath: {}\n";
const BOOKS: &str = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /books:\n    get:\n      \
                     operationId: ListBooks\n      responses: {'200': {description: Books.}}\n";

/// Records its arguments, and responds from files.
const GH: &str = r#"#!/bin/bash
printf '%s\n' "$*" >> "$RUNNER_TEMP/calls.txt"
[ ! -e "$RUNNER_TEMP/forbidden" ] || exit 1
case "$*" in *--jq*) cat "$RUNNER_TEMP/known.txt" 2>/dev/null || true ;; esac
"#;

/// "Installs" the program that this test was built with.
const CARGO: &str = r#"#!/bin/bash
printf '%s\n' "$*" >> "$RUNNER_TEMP/cargo.txt"
while [ $# -gt 0 ]; do [ "$1" != --root ] || root=$2; shift; done
mkdir -p "$root/bin" && ln -sf "$PROGRAM" "$root/bin/huaweicloud-codegen"
"#;

/// A checkout on a runner.
struct Runner {
    root: TempDir,
}

impl Runner {
    fn new(files: &[(&str, &str)]) -> Runner {
        let runner = Runner {
            root: tempfile::tempdir().unwrap(),
        };
        for folder in ["bin", "temp", "work", "home"] {
            fs::create_dir(runner.path(folder)).unwrap();
        }
        symlink(PROGRAM, runner.path("bin/huaweicloud-codegen")).unwrap();
        for (name, text) in [("gh", GH), ("cargo", CARGO)] {
            let path = runner.path("bin").join(name);
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        for (name, text) in files {
            fs::write(runner.path("work").join(name), text).unwrap();
        }
        runner
    }

    fn path(&self, inner: &str) -> PathBuf {
        self.root.path().join(inner)
    }

    fn read(&self, inner: &str) -> String {
        fs::read_to_string(self.path(inner)).unwrap_or_default()
    }

    fn run(&self, script: &str, arguments: &[&str], variables: &[(&str, &str)]) -> (i32, String) {
        let path = format!(
            "{}:{}",
            self.path("bin").display(),
            std::env::var("PATH").unwrap()
        );
        let script = Path::new(ROOT).join(".github/actions/openapi").join(script);
        let output = Command::new("bash")
            .arg(script)
            .args(arguments)
            .current_dir(self.path("work"))
            .env("PATH", path)
            .env("HOME", self.path("home"))
            .env_remove("XDG_CACHE_HOME")
            .env("PROGRAM", PROGRAM)
            .env("RUNNER_TEMP", self.path("temp"))
            .env("GITHUB_OUTPUT", self.path("temp/output.txt"))
            .env("GITHUB_STEP_SUMMARY", self.path("temp/summary.md"))
            .env("GITHUB_PATH", self.path("temp/path.txt"))
            .env("GITHUB_REPOSITORY", "owner/shop")
            .env_remove("GITHUB_BASE_REF")
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        (output.status.code().unwrap(), said(&output))
    }

    fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@b.c"])
            .args(arguments)
            .current_dir(self.path("work"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }

    /// A pull request against `main`, which is in the remote `origin`.
    fn pull_request(before: &str, after: &str) -> Runner {
        let runner = Runner::new(&[("api.yaml", before)]);
        runner.git(&["init", "--quiet", "--initial-branch", "main"]);
        runner.git(&["add", "."]);
        runner.git(&["commit", "--quiet", "--message", "before"]);
        runner.git(&["clone", "--quiet", "--bare", ".", "../origin.git"]);
        runner.git(&["remote", "add", "origin", "../origin.git"]);
        fs::write(runner.path("work/api.yaml"), after).unwrap();
        runner
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const PULL_REQUEST: [(&str, &str); 4] = [
    ("INPUT_PATHS", "api.yaml"),
    ("GITHUB_BASE_REF", "main"),
    ("PULL_REQUEST", "7"),
    ("GH_TOKEN", "token"),
];

#[test]
fn check_annotates_and_writes_sarif_and_a_summary() {
    let runner = Runner::new(&[("fine.yaml", FINE), ("wrong one.yaml", WRONG)]);
    let (code, said) = runner.run("check.sh", &[], &[("INPUT_PATHS", "fine.yaml\n")]);
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("::error"), "{said}");
    let (code, said) = runner.run(
        "check.sh",
        &[],
        &[("INPUT_PATHS", "\n  wrong one.yaml \nfine.yaml")],
    );
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("::error file=wrong one.yaml,line=3"),
        "{said}"
    );
    assert!(runner.read("temp/summary.md").contains("structure"));
    let output = runner.read("temp/output.txt");
    let sarif = output
        .lines()
        .last()
        .unwrap()
        .strip_prefix("sarif=")
        .unwrap();
    let sarif: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(sarif).unwrap()).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "structure");
}

#[test]
fn without_paths_the_repository_is_checked() {
    let runner = Runner::new(&[("wrong.yaml", WRONG)]);
    let (code, said) = runner.run("check.sh", &[], &[]);
    assert_eq!(code, 1, "{said}");
}

#[test]
fn invalid_inputs_fail_the_job() {
    let runner = Runner::new(&[("fine.yaml", FINE)]);
    for (script, variables) in [
        ("check.sh", &[("INPUT_PATHS", "--explain")][..]),
        ("check.sh", &[("INPUT_PATHS", "gone.yaml")]),
        ("check.sh", &[("INPUT_LEVEL", "strict")]),
        ("changes.sh", &[("INPUT_BASE", "main")]),
        ("changes.sh", &[("INPUT_PATHS", "fine.yaml")]),
        (
            "changes.sh",
            &[("INPUT_PATHS", "fine.yaml"), ("INPUT_BASE", "gone")],
        ),
    ] {
        let (code, said) = runner.run(script, &[], variables);
        assert_eq!(code, 2, "{variables:?}: {said}");
        assert!(said.contains("::error::"), "{variables:?}: {said}");
    }
    assert_eq!(runner.read("temp/output.txt"), "");
}

#[test]
fn changes_comment_on_the_pull_request() {
    let runner = Runner::pull_request(BOOKS, FINE);
    let (code, said) = runner.run("changes.sh", &[], &PULL_REQUEST);
    assert_eq!(code, 1, "{said}");
    let comment = runner.read("temp/huaweicloud-codegen-changes.md.comment");
    assert!(comment.starts_with("<!-- huaweicloud-codegen changes -->"));
    assert!(comment.contains("/books"), "{comment}");
    assert_eq!(runner.read("temp/summary.md"), comment);
    let calls = runner.read("temp/calls.txt");
    assert!(
        calls.contains("POST repos/owner/shop/issues/7/comments -F body=@"),
        "{calls}"
    );
    // The next run replaces the comment.
    fs::write(runner.path("temp/known.txt"), "42\n").unwrap();
    let (code, said) = runner.run("changes.sh", &[], &PULL_REQUEST);
    assert_eq!(code, 1, "{said}");
    let calls = runner.read("temp/calls.txt");
    assert!(
        calls.contains("PATCH repos/owner/shop/issues/comments/42 -F"),
        "{calls}"
    );
}

#[test]
fn without_permission_the_summary_has_the_changes() {
    let runner = Runner::pull_request(FINE, BOOKS);
    fs::write(runner.path("temp/forbidden"), "").unwrap();
    let (code, said) = runner.run("changes.sh", &[], &PULL_REQUEST);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("::notice::no permission"), "{said}");
    assert!(runner.read("temp/summary.md").contains("/books"));
}

#[test]
fn a_version_is_installed_once() {
    let runner = Runner::new(&[]);
    let folder = runner.path("tools");
    let folder = folder.to_str().unwrap();
    let version = env!("CARGO_PKG_VERSION");
    for _ in 0..2 {
        let (code, said) = runner.run("install.sh", &[version, folder], &[]);
        assert_eq!(code, 0, "{said}");
    }
    let installed = runner.read("temp/cargo.txt");
    let expected = format!(
        "install huaweicloud-codegen --locked --force --version {version} --root {folder}\n"
    );
    assert_eq!(installed, expected);
    assert_eq!(
        runner.read("temp/path.txt"),
        format!("{folder}/bin\n").repeat(2)
    );
    for arguments in [
        &["latest", folder][..],
        &["1.0; rm", folder],
        &[version],
        &[],
    ] {
        let (code, said) = runner.run("install.sh", arguments, &[]);
        assert_eq!(code, 2, "{said}");
    }
}

#[test]
fn the_hook_checks_the_given_files() {
    let runner = Runner::new(&[("api.yaml", FINE), ("openapi.yaml", WRONG)]);
    let (code, said) = runner.run("pre-commit.sh", &["api.yaml"], &[]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = runner.run("pre-commit.sh", &["api.yaml", "openapi.yaml"], &[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("openapi.yaml:3"), "{said}");
    assert_eq!(runner.read("temp/cargo.txt").lines().count(), 1);
}

/// The versions that users get, and the scripts that the action calls.
#[test]
fn the_action_has_the_current_version() {
    let action = fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        action.contains(&format!("    default: {version}\n")),
        "{action}"
    );
    let hook = Path::new(ROOT).join(".github/actions/openapi/pre-commit.sh");
    let hook = fs::read_to_string(hook).unwrap();
    assert!(hook.contains(&format!("version={version}\n")), "{hook}");
    for script in ["install.sh", "check.sh", "changes.sh"] {
        assert!(
            action.contains(&format!("bash \"$ACTION/{script}\"")),
            "{script}"
        );
    }
}
