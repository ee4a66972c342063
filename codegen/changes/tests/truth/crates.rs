//! Generates crates from documents and compiles a program against them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Generated files by their paths in the module tree: `model/...` and `client/...`.
pub(crate) type Files = BTreeMap<PathBuf, String>;

const NAME: &str = "bookshop";

/// The generated files of a document.
pub(crate) fn generate(document: &Value) -> Result<Files, String> {
    let specs = tempfile::tempdir().expect("a temporary folder");
    let manifest = format!("[[document]]\nfile = \"document.yaml\"\ncrate = \"{NAME}\"\n");
    fs::write(specs.path().join("manifest.toml"), manifest).expect("written");
    fs::write(specs.path().join("document.yaml"), format!("{document:#}")).expect("written");
    let generation = codegen_generator::generate(specs.path(), &[]);
    let generation = generation.map_err(|error| error.to_string())?;
    let mut files = Files::new();
    let is_rust = |path: &Path| path.extension().is_some_and(|it| it == "rs");
    for file in generation
        .files
        .into_iter()
        .filter(|file| is_rust(&file.path))
    {
        for (folder, module) in [
            (format!("{NAME}-model"), "model"),
            (NAME.to_owned(), "client"),
        ] {
            let root = Path::new("generated-client")
                .join(folder)
                .join("src/generated");
            if let Ok(inner) = file.path.strip_prefix(&root) {
                files.insert(Path::new(module).join(inner), file.text.clone());
            }
        }
    }
    Ok(files)
}

/// The compiler's result for a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Compiles,
    /// The first error in the caller's program.
    CallerFails(String),
    /// The first error in the generated files.
    CratesFail(String),
}

/// A workspace with one package per case. Each contains both crates as modules, and the caller's
/// program.
pub(crate) struct Crates {
    folder: PathBuf,
    program: String,
    names: Vec<String>,
}

impl Crates {
    pub(crate) fn new(name: &str, program: &str) -> Crates {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("truth-{name}"));
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("what an earlier run left goes away");
        }
        fs::create_dir_all(&folder).expect("a folder");
        Crates {
            folder,
            program: program.to_owned(),
            names: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, name: &str, files: &Files) {
        let package = self.folder.join(name);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
             [features]\ndefault = [\"time\"]\ntime = []\n\
             [dependencies]\nhuaweicloud-core.workspace = true\n\
             huaweicloud-types.workspace = true\nserde.workspace = true\n"
        );
        write(&package.join("Cargo.toml"), &manifest);
        write(
            &package.join("src/lib.rs"),
            "pub mod caller;\npub mod client;\npub mod model;\n",
        );
        write(&package.join("src/caller.rs"), &self.program);
        for (path, text) in files {
            // Both crates are modules of one crate.
            let text = text
                // Within the model crate.
                .replace("use crate::", "use crate::model::")
                .replace(&format!("huaweicloud_{NAME}_model"), "crate::model")
                .replace(&format!("huaweicloud_{NAME}::"), "crate::client::");
            write(&package.join("src").join(path), &text);
        }
        self.names.push(name.to_owned());
    }

    /// Runs `cargo check` on every case.
    pub(crate) fn check(&self) -> BTreeMap<String, Outcome> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().expect("the workspace");
        let dependency =
            |path: &str, more: &str| format!("{{ path = {:?}{more} }}", root.join(path));
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = {:?}\n[workspace.dependencies]\n\
             huaweicloud-core = {}\nhuaweicloud-types = {}\nserde = {{ version = \"1\", features = [\"derive\"] }}\n",
            self.names,
            dependency("runtime/core", ""),
            dependency("runtime/types", ", features = [\"time\"]"),
        );
        write(&self.folder.join("Cargo.toml"), &manifest);
        fs::copy(root.join("Cargo.lock"), self.folder.join("Cargo.lock")).expect("copied");
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("truth-target");
        let output = Command::new(env!("CARGO"))
            .args([
                "check",
                "--workspace",
                "--keep-going",
                "--offline",
                "--message-format=json",
            ])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target)
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo runs");
        let messages = String::from_utf8_lossy(&output.stdout);
        let mut outcomes = BTreeMap::new();
        for line in messages.lines() {
            let message: Value = serde_json::from_str(line).expect("cargo writes JSON");
            read(&message, &mut outcomes);
        }
        for name in &self.names {
            let complaint = String::from_utf8_lossy(&output.stderr);
            assert!(
                outcomes.contains_key(name),
                "cargo did not check {name}:\n{complaint}"
            );
        }
        outcomes
    }
}

fn read(message: &Value, outcomes: &mut BTreeMap<String, Outcome>) {
    let name = message["target"]["name"]
        .as_str()
        .unwrap_or_default()
        .replace('_', "-");
    match message["reason"].as_str() {
        Some("compiler-artifact") => {
            outcomes.entry(name).or_insert(Outcome::Compiles);
        }
        Some("compiler-message") if message["message"]["level"] == "error" => {
            let text = message["message"]["message"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            let spans = message["message"]["spans"].as_array();
            let primary = spans
                .into_iter()
                .flatten()
                .filter(|it| it["is_primary"] == true);
            let mut files = primary.filter_map(|it| it["file_name"].as_str());
            let in_caller = files.all(|file| file.ends_with("caller.rs"));
            let is_summary = text.starts_with("aborting due to");
            let known = outcomes.get(&name);
            match known {
                Some(Outcome::CratesFail(_)) => {}
                _ if is_summary => {}
                Some(Outcome::CallerFails(_)) if in_caller => {}
                _ if in_caller => drop(outcomes.insert(name, Outcome::CallerFails(text))),
                _ => drop(outcomes.insert(name, Outcome::CratesFail(text))),
            }
        }
        _ => {}
    }
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).expect("a folder");
    fs::write(path, text).expect("written");
}
