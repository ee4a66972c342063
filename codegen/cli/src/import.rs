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

/// Make a valid OpenAPI document of an official definition
///
/// Corrects the faults of the definition and lists each correction with its place and rule. Objects
/// and enumerations without a name get one, and headers that HTTP or the credential sends are left
/// out. The result can become a client.
///
/// Examples:
///   cargo xtask import ecs.json --output ecs.yaml
///   cargo xtask import ecs.json --output ecs.json --quiet
///
/// Exit codes: 0 done, 2 could not run.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// The definition: OpenAPI in JSON or YAML, with the official faults
    definition: PathBuf,
    /// Where to write the document; JSON where the name ends so, YAML otherwise
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// List only what needs review or was left out
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

/// Writes the file beside its place and renames it, so that no half document is ever there.
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
    write().with_context(|| format!("{} cannot be written", path.display()))
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

/// How often each rule corrected something.
fn summary(corrections: &[Correction], output: &Path) -> String {
    let mut rules: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for correction in corrections {
        rules.entry(correction.rule).or_default()[correction.outcome as usize] += 1;
    }
    let mut table = crate::table::table(["rule", "corrected", "needs review", "left out"]);
    for (rule, counts) in rules {
        let counts = counts.map(|count| count.to_string());
        table.add_row(std::iter::once(rule.to_owned()).chain(counts));
    }
    format!("{table}\nwrote {}", output.display())
}
