//! The command `check`.

mod initial_settings;

use std::fs;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use codegen_check::{Diagnostic, Preset, Severity, Source};
use codegen_document::Ledger;

use crate::watch::{Watch, interruptible};
use crate::workspace;

/// Check OpenAPI documents
///
/// `NAME.ledger.yaml` contains the exceptions for `NAME.yaml`, and `ledger.yaml` those for its folder.
/// `check.toml` selects the rules. It is looked up in the folder of each document and its parents, up
/// to the root of the repository (a folder with `.git`) or file system. Files that documents refer to
/// are also checked. Hidden folders, `node_modules` and folders with a `CACHEDIR.TAG` are skipped.
///
/// Exit codes: 0 no errors, 1 errors, or warnings with --deny-warnings, 2 could not run.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files and folders [default: the documents of the workspace, or of the current folder outside
    /// a workspace]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Human-readable, a table of findings by rule, one JSON object per line, SARIF, GitHub
    /// annotations, a GitLab code quality report, or a web page
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    /// The rules for documents whose `check.toml` does not extend a level
    #[arg(long, value_name = "LEVEL", default_value = "recommended", value_parser = preset)]
    level: Preset,

    /// Also exit with 1 if there are warnings
    #[arg(long)]
    deny_warnings: bool,

    /// Show at most this many findings; the summary counts all of them
    #[arg(long, value_name = "COUNT")]
    max_problems: Option<usize>,

    /// Add ledger entries for all current findings to FILE, a `ledger.yaml` in the folder of the
    /// documents or a parent. An entry becomes a finding once it no longer applies
    #[arg(long, value_name = "FILE")]
    write_exceptions: Option<PathBuf>,

    /// Check again whenever a document, ledger or `check.toml` changes, until Ctrl-C
    #[arg(long, conflicts_with = "write_exceptions")]
    watch: bool,

    /// Write a commented `check.toml` with this level to the current folder instead of checking
    #[arg(long, conflicts_with_all = ["paths", "write_exceptions", "explain"])]
    init: bool,

    /// Explain a rule instead of checking; without a name, list the rules
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = "")]
    explain: Option<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    Summary,
    Json,
    Sarif,
    Github,
    Html,
    Gitlab,
}

fn preset(name: &str) -> Result<Preset, String> {
    let names = Preset::ALL.map(Preset::name).join("`, `");
    Preset::of_name(name).ok_or_else(|| format!("expected one of `{names}`"))
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    if let Some(rule) = &arguments.explain {
        print(&explain(rule)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.init {
        let file = initial_settings::write(Path::new(""), arguments.level)?;
        print(&format!("{file}: written\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.watch {
        return watch(arguments);
    }
    let (sources, diagnostics) = check_once(arguments)?;
    if let Some(file) = &arguments.write_exceptions {
        return write_exceptions(file, &diagnostics);
    }
    show(arguments, &diagnostics, &sources)?;
    Ok(exit_code(&diagnostics, arguments.deny_warnings))
}

fn show(
    arguments: &Arguments,
    diagnostics: &[Diagnostic],
    sources: &[Source],
) -> anyhow::Result<()> {
    let output = |text: &str| write(std::io::stdout(), text);
    let most = arguments.max_problems.unwrap_or(usize::MAX);
    let shown = diagnostics.get(..most).unwrap_or(diagnostics);
    match arguments.format {
        Format::Human => print(&codegen_check::human_up_to(diagnostics, sources, most)),
        Format::Summary => print(&codegen_check::summary(diagnostics, sources)),
        Format::Json => output(&codegen_check::json(shown)),
        Format::Sarif => output(&codegen_check::sarif(shown)),
        Format::Github => output(&codegen_check::github(shown)),
        Format::Gitlab => output(&codegen_check::gitlab(shown)),
        Format::Html => output(&codegen_check::html(shown, sources)),
    }
}

/// Checks after each change, until Ctrl-C.
fn watch(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    if !matches!(arguments.format, Format::Human | Format::Summary) {
        bail!("`--watch` shows findings on a terminal: use `--format human` or `--format summary`");
    }
    let named = named(&arguments.paths)?;
    let mut watch = Watch::new()?;
    interruptible(async {
        loop {
            // Watch first, so that no change is missed between reading and watching.
            watch.follow(&named, std::iter::empty())?;
            let checked = check_once(arguments);
            clear_screen()?;
            match checked {
                Ok((sources, diagnostics)) => {
                    watch.follow(&named, sources.iter().map(Source::path))?;
                    show(arguments, &diagnostics, &sources)?;
                }
                // The file may be in the middle of being saved.
                Err(error) => print(&format!("error: {error:#}\n"))?,
            }
            print("\nwatching for changes (press Ctrl-C to stop)\n")?;
            watch.changed().await;
        }
    })
}

fn check_once(arguments: &Arguments) -> anyhow::Result<(Vec<Source>, Vec<Diagnostic>)> {
    let mut sources = sources(&arguments.paths)?;
    codegen_check::load_references(&mut sources);
    let diagnostics = codegen_check::check_at(&sources, arguments.level);
    Ok((sources, diagnostics))
}

/// Clears the screen of a terminal; does nothing in a pipe.
fn clear_screen() -> anyhow::Result<()> {
    match std::io::stdout().is_terminal() {
        true => write(std::io::stdout(), "\x1b[2J\x1b[3J\x1b[H"),
        false => Ok(()),
    }
}

/// Adds entries for everything that was found to a ledger.
fn write_exceptions(file: &Path, diagnostics: &[Diagnostic]) -> anyhow::Result<ExitCode> {
    if file
        .file_name()
        .is_none_or(|name| name != Ledger::FILE_NAME)
    {
        bail!(
            "exceptions are read from files called `{0}`, found `{1}`: name a `{0}`",
            Ledger::FILE_NAME,
            file.display()
        );
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    let (entries, left) = codegen_check::exceptions(diagnostics, folder);
    let before = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
    };
    let gap = if before.is_empty() || before.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    fs::write(file, format!("{before}{gap}{entries}"))
        .with_context(|| format!("cannot write {}", file.display()))?;
    let count = entries
        .lines()
        .filter(|line| line.starts_with("- "))
        .count();
    let noun = match count {
        1 => "exception",
        _ => "exceptions",
    };
    print(&format!("{}: {count} {noun} added\n", file.display()))?;
    if left > 0 {
        print(&format!(
            "{left} findings cannot be excused there: they are in other folders, or in files that \
             cannot be read\n"
        ))?;
    }
    Ok(ExitCode::from(u8::from(left > 0)))
}

/// Prints to standard output, in color on a terminal.
fn print(text: &str) -> anyhow::Result<()> {
    write(anstream::stdout(), text)
}

/// Writes to a stream. A closed pipe, such as that of `head`, is not an error.
fn write(mut stream: impl Write, text: &str) -> anyhow::Result<()> {
    match stream.write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context("cannot print"),
        _ => Ok(()),
    }
}

fn exit_code(diagnostics: &[Diagnostic], deny_warnings: bool) -> ExitCode {
    let failing = diagnostics
        .iter()
        .any(|diagnostic| deny_warnings || diagnostic.severity == Severity::Error);
    ExitCode::from(u8::from(failing))
}

fn explain(name: &str) -> anyhow::Result<String> {
    if name.is_empty() {
        let lines = codegen_check::rules().iter().map(|rule| {
            format!(
                "{:26}{:9}{}\n",
                rule.name(),
                rule.level().to_string(),
                rule.summary()
            )
        });
        return Ok(lines.collect());
    }
    let Some(rule) = codegen_check::rule(name) else {
        bail!("unknown rule `{name}`: `--explain` without a name lists the rules");
    };
    Ok(format!(
        "{} ({}): {}\n\n{}\n",
        rule.name(),
        rule.level(),
        rule.summary(),
        rule.explanation()
    ))
}

/// The documents, ledgers and settings of files and folders; by default those of the workspace, or of the
/// current folder outside a workspace.
///
/// # Errors
///
/// A file or folder cannot be read, or there are no documents.
pub fn sources(paths: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
    let sources = codegen_check::sources(&named(paths)?)?;
    if sources.is_empty() {
        bail!("no OpenAPI documents found: name a `.yaml`, `.yml` or `.json` file");
    }
    Ok(sources)
}

/// The given files and folders, by default `specs`.
fn named(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    match (paths, workspace::find()?) {
        ([], Some(_)) => Ok(vec![workspace::specs()?]),
        ([], None) => Ok(vec![PathBuf::from(".")]),
        (paths, _) => Ok(paths.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: &str = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n";
    const UNUSED: &str = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents:\n  \
                          schemas: {A: {type: string}}\n";
    const EXCUSE: &str = "- {document: a.yaml, pointer: /components/schemas/A, \
                          rule: unused-component, page: p, why: w}\n";

    /// A folder with files, and the findings of a check of the given path in it.
    fn check(files: &[(&str, &str)], path: &str) -> (Vec<String>, Vec<Diagnostic>) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let mut sources = sources(&[folder.path().join(path)]).unwrap();
        codegen_check::load_references(&mut sources);
        let names = sources
            .iter()
            .map(|source| {
                let relative = source.path().strip_prefix(folder.path()).unwrap();
                relative.display().to_string()
            })
            .collect();
        (names, codegen_check::check(&sources))
    }

    #[test]
    fn a_folder_stands_for_all_its_documents() {
        let files = [
            ("b.yaml", FINE),
            ("a.json", "{\"openapi\": \"3.0.3\"}"),
            ("deep/c.yml", FINE),
            ("deep/ledger.yaml", ""),
            ("other.yaml", "steps: []"),
            ("broken.yaml", "a: ["),
            ("notes.txt", "no document"),
        ];
        let (names, _) = check(&files, "");
        let expected = [
            "a.json",
            "b.yaml",
            "broken.yaml",
            "deep/c.yml",
            "deep/ledger.yaml",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_file_is_checked_with_its_ledger() {
        let files = [
            ("a.yaml", UNUSED),
            ("b.yaml", "a: ["),
            ("ledger.yaml", EXCUSE),
        ];
        let (names, diagnostics) = check(&files, "a.yaml");
        assert_eq!(names, ["a.yaml", "ledger.yaml"]);
        assert_eq!(diagnostics, []);
        let (_, diagnostics) = check(&files[..1], "a.yaml");
        assert_eq!(diagnostics[0].rule, "unused-component");
    }

    #[test]
    fn an_invalid_file_is_a_finding_and_hides_no_others() {
        let files = [("a.yaml", "a: ["), ("b.yaml", UNUSED)];
        let (_, diagnostics) = check(&files, "");
        let rules: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.rule)
            .collect();
        assert_eq!(rules, ["syntax", "unused-component"]);
    }

    #[test]
    fn settings_apply_to_their_folder_and_subfolders() {
        let files = [
            ("check.toml", "[rules]\nunused-component = \"error\"\n"),
            ("a.yaml", UNUSED),
            ("off/check.toml", "[rules]\nunused-component = \"off\"\n"),
            ("off/deep/b.yaml", UNUSED),
        ];
        for (path, severities) in [
            ("", &[Severity::Error][..]),
            ("a.yaml", &[Severity::Error]),
            ("off", &[]),
        ] {
            let (_, diagnostics) = check(&files, path);
            let found: Vec<_> = diagnostics
                .iter()
                .map(|diagnostic| diagnostic.severity)
                .collect();
            assert_eq!(found, severities, "{path}");
        }
    }

    #[test]
    fn referenced_files_are_read() {
        let root =
            "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /a: {$ref: b/c.yaml}\n";
        let files = [("a.yaml", root), ("b/c.yaml", "gte: {}")];
        let (names, diagnostics) = check(&files, "a.yaml");
        assert_eq!(names, ["a.yaml", "b/c.yaml"]);
        assert!(diagnostics[0].file.ends_with("b/c.yaml"), "{diagnostics:?}");
        assert_eq!(diagnostics[0].help, "did you mean `get`?");
    }

    #[test]
    fn unreadable_files_are_errors() {
        let missing = sources(&["nowhere.yaml".into()]).unwrap_err();
        assert!(missing.to_string().contains("nowhere.yaml"), "{missing}");
        let empty = tempfile::tempdir().unwrap();
        assert!(sources(&[empty.path().to_path_buf()]).is_err());
    }

    #[test]
    fn warnings_fail_only_if_denied() {
        let (_, warnings) = check(&[("a.yaml", UNUSED)], "");
        let (_, errors) = check(&[("a.yaml", "a: [")], "");
        // An exit code can be compared by nothing but its text.
        let code = |diagnostics: &[Diagnostic], deny| format!("{:?}", exit_code(diagnostics, deny));
        let of = |number: u8| format!("{:?}", ExitCode::from(number));
        assert_eq!(code(&[], true), of(0));
        assert_eq!(code(&warnings, false), of(0));
        assert_eq!(code(&warnings, true), of(1));
        assert_eq!(code(&errors, false), of(1));
    }

    #[test]
    fn written_exceptions_excuse_all_findings_and_become_stale() {
        let folder = tempfile::tempdir().unwrap();
        let (document, ledger) = (
            folder.path().join("a.yaml"),
            folder.path().join("ledger.yaml"),
        );
        fs::write(&document, UNUSED).unwrap();
        let check = || {
            let mut sources = sources(&[folder.path().to_path_buf()]).unwrap();
            codegen_check::load_references(&mut sources);
            codegen_check::check(&sources)
        };
        assert_eq!(check().len(), 1);
        write_exceptions(&ledger, &check()).unwrap();
        assert_eq!(check(), []);
        // What comes later is found, and what is gone makes the entry stale.
        fs::write(&document, UNUSED.replace("A: {type", "B: {type")).unwrap();
        let rules: Vec<_> = check().iter().map(|found| found.rule).collect();
        assert_eq!(rules, ["unused-component", "ledger"]);
        let elsewhere = folder.path().join("other.yaml");
        assert!(write_exceptions(&elsewhere, &check()).is_err());
    }

    #[test]
    fn every_rule_can_be_explained() {
        let list = explain("").unwrap();
        for rule in codegen_check::rules() {
            assert!(list.contains(rule.name()));
            assert!(explain(rule.name()).unwrap().contains(rule.explanation()));
        }
        assert!(explain("nothing").is_err());
    }
}
