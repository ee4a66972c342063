//! What a package outside of the workspace gets when it asks for one component only.
//!
//! The packages are workspaces of their own in the folder that cargo keeps for files of tests. They
//! are built offline, with the workspace's locked versions and in its target folder, so that little
//! is compiled twice and nothing that did not change is compiled again in the next run.

use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use huaweicloud_mock_server::MockServer;
use serde_json::Value;

type TestResult<T = ()> = Result<T, Box<dyn Error>>;

/// Calls the one operation of the component and prints what comes.
const CALLING: &str = r#"
use huaweicloud_roma::{Config, Error, Roma, Token};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let config = Config::builder()
        .endpoint(std::env::args().nth(1).unwrap_or_default())
        .allow_http(true)
        .without_environment_proxy()
        .project_id("p")
        .instance_id("i")
        .credential(Token::new("any"))
        .build()?;
    let counts = Roma::connect(config)?.fdi().count_tasks().send().await?;
    let common = counts.common_task_details.clone().unwrap_or_default();
    println!("running: {:?}", common.running_tasks_count);
    Ok(())
}
"#;

/// A package in a folder of its own.
struct Package {
    folder: PathBuf,
}

impl Package {
    fn new(name: &str, features: &[&str], program: &str) -> TestResult<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let client = Path::new(env!("CARGO_MANIFEST_DIR"));
        let manifest = format!(
            r#"
            [package]
            name = "{name}"
            edition = "2024"

            [dependencies]
            huaweicloud-roma = {{ path = {client:?}, default-features = false, features = {features:?} }}
            tokio = {{ version = "1", features = ["macros", "rt"] }}

            [profile.dev]
            debug = "line-tables-only" # as in the workspace, whose artifacts are used again

            [workspace]
            "#
        );
        fs::create_dir_all(folder.join("src"))?;
        write_changed(&folder.join("Cargo.toml"), &manifest)?;
        write_changed(&folder.join("src/main.rs"), program)?;
        fs::copy(client.join("../../Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Self { folder })
    }

    fn cargo(&self, arguments: &[&str]) -> TestResult<Output> {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).arg("--offline");
        command.current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", target_folder()?);
        for (name, _) in std::env::vars_os().filter(|(name, _)| is_of_this_package(name)) {
            command.env_remove(name);
        }
        Ok(command.output()?)
    }

    /// The program, built without any warning.
    fn build(&self) -> TestResult<PathBuf> {
        let output = self.cargo(&["build", "--message-format", "json"])?;
        let errors = String::from_utf8(output.stderr)?;
        let mut program = None;
        for line in String::from_utf8(output.stdout)?.lines() {
            let message: Value = serde_json::from_str(line)?;
            let text = &message["message"]["rendered"];
            assert_ne!(message["reason"], "compiler-message", "{text}");
            program = message["executable"].as_str().map(Into::into).or(program);
        }
        assert!(output.status.success(), "{errors}");
        Ok(program.ok_or("no program was built")?)
    }

    /// What the compiler says to a program that it must refuse.
    fn refusal(&self) -> TestResult<String> {
        let output = self.cargo(&["build"])?;
        assert!(!output.status.success(), "the program was built");
        Ok(String::from_utf8(output.stderr)?)
    }
}

/// Whether cargo has set this variable for the test: build scripts would see another value than in
/// other builds and run again, here and then there.
fn is_of_this_package(variable: &OsStr) -> bool {
    let variable = variable.to_string_lossy();
    variable.starts_with("CARGO_MANIFEST_") || variable.starts_with("CARGO_PKG_")
}

/// A file that did not change keeps its time, so that nothing is built again.
fn write_changed(path: &Path, contents: &str) -> TestResult {
    if fs::read_to_string(path).is_ok_and(|found| found == contents) {
        return Ok(());
    }
    Ok(fs::write(path, contents)?)
}

/// The folder that holds this test and everything it was built of.
fn target_folder() -> TestResult<PathBuf> {
    let test = std::env::current_exe()?;
    // <target>/debug/deps/consuming-...
    let folder = test.ancestors().nth(3);
    Ok(folder.ok_or("this test is in no target folder")?.to_owned())
}

#[tokio::test]
async fn a_package_with_one_component_calls_it_and_holds_no_other() -> TestResult {
    let package = Package::new("consumer-of-fdi", &["fdi"], CALLING)?;
    let program = package.build()?;

    let server = MockServer::start().await?;
    let url = server.url();
    let path = program.clone();
    let called = tokio::task::spawn_blocking(move || Command::new(path).arg(url).output());
    let output = called.await??;
    assert_eq!(String::from_utf8(output.stdout)?, "running: Some(2)\n");
    assert_eq!(String::from_utf8(output.stderr)?, "");
    let requests = server.requests();
    let operations: Vec<_> = requests.iter().map(|request| request.operation()).collect();
    assert_eq!(operations, [Some("CountTasks")]);

    // The operations' names are in the programs that can call them.
    let contents = fs::read(program)?;
    let holds = |text: &str| {
        contents
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(holds("CountTasks"));
    assert!(!holds("ListStatisticsApi"));
    assert!(!holds("GetInstanceConnectionStatistic"));
    Ok(())
}

#[test]
fn the_features_of_one_component_bring_no_other() -> TestResult {
    let package = Package::new("consumer-of-features", &["fdi"], "fn main() {}")?;
    let output = package.cargo(&["tree", "--prefix", "none", "--format", "{p} [{f}]"])?;
    let tree = String::from_utf8(output.stdout)?;
    let mut found: Vec<_> = tree.lines().filter_map(own_features).collect();
    found.sort();
    found.dedup();
    assert_eq!(
        found,
        ["huaweicloud-roma [fdi]", "huaweicloud-roma-model [fdi]"]
    );
    Ok(())
}

/// Name and features of one of the service's crates, from a line of `cargo tree`.
fn own_features(line: &str) -> Option<String> {
    let name = line.split(' ').next()?;
    let features = line.split('[').nth(1)?;
    name.starts_with("huaweicloud-roma")
        .then(|| format!("{name} [{features}"))
}

#[test]
fn what_was_not_asked_for_does_not_exist() -> TestResult {
    let program = "use huaweicloud_roma::apic::StatisticsMode; fn main() {}";
    let refusal = Package::new("consumer-of-a-module", &["fdi"], program)?.refusal()?;
    let expected = "could not find `apic` in `huaweicloud_roma`";
    assert!(refusal.contains(expected), "{refusal}");

    let program = "fn main() { let _ = huaweicloud_roma::Roma::instances; }";
    let refusal = Package::new("consumer-of-a-method", &["fdi"], program)?.refusal()?;
    let expected = "named `instances` found for struct `Roma`";
    assert!(refusal.contains(expected), "{refusal}");
    Ok(())
}

#[test]
fn every_feature_alone_and_none_at_all_build_without_a_warning() -> TestResult {
    let program = "fn main() { let _ = huaweicloud_roma::Roma::connect; }";
    Package::new("consumer-of-nothing", &[], program)?.build()?;
    for feature in features()?.iter().filter(|feature| *feature != "default") {
        let name = format!("consumer-of-{feature}-alone");
        Package::new(&name, &[feature.as_str()], program)?.build()?;
    }
    Ok(())
}

/// The features of the client, from its manifest.
fn features() -> TestResult<Vec<String>> {
    let client = Package {
        folder: env!("CARGO_MANIFEST_DIR").into(),
    };
    let output = client.cargo(&["metadata", "--no-deps", "--format-version", "1"])?;
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().ok_or("no packages")?;
    let mut named = packages
        .iter()
        .filter(|package| package["name"] == env!("CARGO_PKG_NAME"));
    let features = named
        .next()
        .and_then(|package| package["features"].as_object());
    Ok(features.ok_or("no features")?.keys().cloned().collect())
}
