//! The command `import`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprintln, println};
use anyhow::Context;
use codegen_document::Document;
use codegen_importer::{Correction, Outcome};

use crate::table::Table;

/// Convert an official definition into a valid OpenAPI document
///
/// Corrects the errors of the definition and lists each correction with its location and rule.
/// Unnamed objects and enumerations get a name, and headers that HTTP or the credential sets are
/// removed. The result can be used to generate a client.
///
/// Exit codes: 0 done, 2 could not run.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// The definition, in JSON or YAML
    definition: PathBuf,
    /// The output file, in JSON if its name ends in `.json`, otherwise in YAML
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// List only corrections that need review, and parts that were left out
    #[arg(long, short)]
    quiet: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let definition = Document::load(&arguments.definition)?;
    let imported = codegen_importer::import(&definition)
        .map_err(|what| anyhow::anyhow!("{}: {what}", arguments.definition.display()))?;
    let text = if is_json(&arguments.output) {
        format!("{:#}\n", imported.document)
    } else {
        serde_yaml::to_string(&imported.document)?
    };
    write(&arguments.output, &text)?;
    for correction in &imported.corrections {
        if !arguments.quiet || correction.outcome != Outcome::Corrected {
            eprintln!("{}", line(correction));
        }
    }
    println!("{}", summary(&imported.corrections, &arguments.output));
    Ok(ExitCode::SUCCESS)
}

fn is_json(path: &Path) -> bool {
    path.extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("json"))
}

/// Writes the file next to its target and renames it, so that it is never incomplete.
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(path)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}

pub(crate) fn line(correction: &Correction) -> String {
    let style = match correction.outcome {
        Outcome::Corrected => anstyle::AnsiColor::Green,
        Outcome::Review => anstyle::AnsiColor::Yellow,
        Outcome::LeftOut => anstyle::AnsiColor::Red,
    };
    let style = style.on_default().bold();
    format!(
        "{style}{}{style:#}[{}]: {}\n  --> {}",
        correction.outcome.word(),
        correction.rule,
        correction.message,
        correction.location
    )
}

/// The number of corrections by rule.
fn summary(corrections: &[Correction], output: &Path) -> String {
    let mut rules: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for correction in corrections {
        rules.entry(correction.rule).or_default()[correction.outcome as usize] += 1;
    }
    let mut table = Table::new(["rule", "corrected", "needs review", "left out"], 1);
    for (rule, counts) in rules {
        let counts = counts.map(|count| count.to_string());
        table.row(std::iter::once(rule.to_owned()).chain(counts));
    }
    format!("{table}\nwrote {}", output.display())
}
