//! The command `client`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anstream::{eprintln, print, println};
use codegen_client::{Client, Output, Runtime, Settings, Step};
use codegen_importer::Outcome;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::difference;

/// Generate a Rust crate from an OpenAPI definition
///
/// Reads an official definition of Huawei Cloud, a folder of API Explorer definitions, or any OpenAPI
/// 3.0 document, and writes a crate that compiles without changes: a client with a method per
/// operation, its types, an example program per resource, and a test that calls every operation on a
/// mock server.
///
/// Errors in the definition are corrected. An operation that cannot be generated is left out, and
/// the rest is generated. CORRECTIONS.md in the crate lists both; --list prints the list. Running the
/// command again updates the crate: it only writes and removes files that .huaweicloud-codegen lists.
///
/// The crate depends on huaweicloud-core and huaweicloud-types, and its tests on
/// huaweicloud-mock-server: on the checkout that this program was built from if it still exists,
/// otherwise on the published versions. --runtime selects another checkout.
///
/// Exit codes: 0 done or up to date, 1 out of date with --check, 2 could not run.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// A JSON or YAML file, or a folder of API Explorer definitions
    definition: PathBuf,
    /// The folder of the crate: new, empty, or written by this command
    #[arg(long, short, value_name = "FOLDER")]
    output: PathBuf,
    /// The name of the crate [default: derived from the definition, such as huaweicloud-ecs]
    #[arg(long)]
    name: Option<String>,
    /// Write nothing: print the differences as a unified diff, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
    /// List every correction, not only what was left out
    #[arg(long)]
    list: bool,
    /// A checkout of this project to depend on [default: the one that this program was built from,
    /// otherwise the published versions]
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
            println!("up to date: {} files", output.file_count());
            return Ok(ExitCode::SUCCESS);
        }
        eprintln!(
            "{} of {} files out of date; run the command without `--check`",
            differences.len(),
            output.file_count()
        );
        return Ok(ExitCode::from(1));
    }
    output.write(&differences)?;
    println!("{}", summary(&client, &arguments.output));
    println!(
        "{} of {} files changed in {}, in {} ms",
        differences.len(),
        output.file_count(),
        arguments.output.display(),
        start.elapsed().as_millis()
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

/// Prints what was left out, and all corrections if requested.
fn report(client: &Client, all: bool) {
    if all {
        for correction in &client.corrections {
            eprintln!("{}", crate::import::line(correction));
        }
        for (old, new) in &client.renamed {
            eprintln!("renamed: `{old}` to `{new}`");
        }
    }
    for omission in &client.omissions {
        eprintln!("left out: {omission}");
    }
}

fn summary(client: &Client, folder: &Path) -> String {
    let count = |outcome| {
        let corrections = client.corrections.iter();
        corrections.filter(|it| it.outcome == outcome).count()
    };
    format!(
        "{name}: {operations} of {found}, {types}\n\
         {corrected}, {review} to review, {dropped} of the definition dropped, \
         {omitted} left out of the crate: see {list}",
        name = client.name,
        operations = client.operations,
        found = codegen_html::count(client.found, "operation"),
        types = codegen_html::count(client.types, "type"),
        corrected = codegen_html::count(
            count(Outcome::Corrected) + client.renamed.len(),
            "correction"
        ),
        review = count(Outcome::Review),
        dropped = codegen_html::count(count(Outcome::LeftOut), "part"),
        omitted = client.omissions.len(),
        list = folder.join("CORRECTIONS.md").display(),
    )
}

/// The current step, shown on a terminal.
struct Progress(ProgressBar);

impl Progress {
    fn new() -> Self {
        // indicatif hides the spinner if standard error is not a terminal.
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
