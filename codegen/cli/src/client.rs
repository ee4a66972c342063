//! `client`: a crate of a definition.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anstream::{eprintln, print, println};
use codegen_client::{Client, Output, Runtime, Settings, Step};
use codegen_importer::Outcome;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::difference;

/// Make a Rust crate of an OpenAPI definition
///
/// Reads an official definition of Huawei Cloud, a folder of the API Explorer's definitions, or any
/// OpenAPI 3.0 document, and writes a crate that compiles as it is: a client with a method for each
/// operation, its types, an example program for each resource, and a test that calls every operation
/// against a mock server.
///
/// Faults of the definition are corrected, and an operation that cannot be generated is left out
/// alone: CORRECTIONS.md in the crate lists all of it, --list prints it. Run again, the command
/// updates the crate. It writes and removes its own files only, which .huaweicloud-codegen lists.
///
/// The crate stands on huaweicloud-core and huaweicloud-types, and its tests on
/// huaweicloud-mock-server. A program that was built in a checkout of the project makes the crate
/// depend on that checkout, as long as it is there; otherwise the crate depends on the published
/// versions. --runtime names another checkout.
///
/// Examples:
///   huaweicloud-codegen client ecs.json --output huaweicloud-ecs
///   huaweicloud-codegen client openapi.yaml --output shop --name shop-client --check
///
/// Exit codes: 0 done or up to date, 1 with --check where something differs, 2 could not run.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// The definition: a file in JSON or YAML, or a folder
    definition: PathBuf,
    /// The folder of the crate: a new or empty one, or one that this command wrote before
    #[arg(long, short, value_name = "FOLDER")]
    output: PathBuf,
    /// The name of the crate [default: that of the definition, such as huaweicloud-ecs]
    #[arg(long)]
    name: Option<String>,
    /// Write nothing: print what differs, as a unified diff, and exit with 1 if anything does
    #[arg(long)]
    check: bool,
    /// List every correction, and not only what was left out
    #[arg(long)]
    list: bool,
    /// The checkout of the project that has the runtime [default: the one that this program was built
    /// in, otherwise the published versions]
    #[arg(long, value_name = "FOLDER")]
    runtime: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let settings = Settings {
        name: arguments.name.clone(),
        runtime: runtime(arguments.runtime.as_deref())?,
        own_workspace: codegen_client::needs_own_workspace(&arguments.output),
    };
    let progress = Progress::new();
    let client = codegen_client::client(&arguments.definition, &settings, &|step| {
        progress.show(step);
    });
    progress.finish();
    let client = client?;
    let output = Output::new(&arguments.output, &client.files)?;
    let differences = output.differences()?;
    report(&client, arguments.list);
    if arguments.check {
        for difference in &differences {
            print!("{}", difference::unified(difference));
        }
        if differences.is_empty() {
            println!("up to date: {} files", client.files.len());
            return Ok(ExitCode::SUCCESS);
        }
        eprintln!(
            "{} of {} files out of date; run the command without `--check`",
            differences.len(),
            client.files.len()
        );
        return Ok(ExitCode::from(1));
    }
    output.write(&differences)?;
    println!(
        "{}",
        summary(
            &client,
            &arguments.output,
            differences.len(),
            start.elapsed()
        )
    );
    Ok(ExitCode::SUCCESS)
}

fn runtime(given: Option<&Path>) -> anyhow::Result<Runtime> {
    let Some(folder) = given else {
        return Ok(Runtime::of_program());
    };
    Runtime::checkout(folder).ok_or_else(|| {
        anyhow::anyhow!(
            "`{}` is not a checkout of the project: it has no `runtime/core/Cargo.toml`\n  \
             help: name the folder that has `runtime`, or leave `--runtime` out",
            folder.display()
        )
    })
}

/// Prints what is not in the crate, and all corrections where they are asked for.
fn report(client: &Client, all: bool) {
    if all {
        for correction in &client.corrections {
            eprintln!("{}", crate::import::line(correction));
        }
        for (old, new) in &client.renamed {
            eprintln!("renamed: `{old}` is called `{new}`");
        }
    }
    for omission in &client.omissions {
        eprintln!("left out: {omission}");
    }
}

fn summary(client: &Client, output: &Path, changed: usize, time: Duration) -> String {
    let count = |outcome| {
        let corrections = client.corrections.iter();
        corrections.filter(|it| it.outcome == outcome).count()
    };
    let corrected = count(Outcome::Corrected) + client.renamed.len();
    format!(
        "{name}: {operations} of {found} operations, {types} types\n\
         {corrected} corrected, {review} to review, {dropped} left out of the definition, \
         {omitted} left out of the crate: see {list}\n\
         wrote {changed} of {files} files to {output} in {milliseconds} ms",
        name = client.name,
        operations = client.operations,
        found = client.found,
        types = client.types,
        review = count(Outcome::Review),
        dropped = count(Outcome::LeftOut),
        omitted = client.omissions.len(),
        list = output.join("CORRECTIONS.md").display(),
        files = client.files.len(),
        output = output.display(),
        milliseconds = time.as_millis(),
    )
}

/// What is being done, on a terminal.
struct Progress(ProgressBar);

impl Progress {
    fn new() -> Self {
        // Standard error, and hidden by itself where that is no terminal.
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(bar)
    }

    fn show(&self, step: Step) {
        self.0.set_message(match step {
            Step::Reading => "reading the definition",
            Step::Correcting => "correcting the definition",
            _ => "generating",
        });
    }

    fn finish(&self) {
        self.0.finish_and_clear();
    }
}
