//! The CSV file: what is to be registered, and which lines are not valid.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::Path;

use csv::{Reader, ReaderBuilder, StringRecord, Trim};
use example_support::{Trouble, explain};
use huaweicloud_roma::link::{CreateDeviceRequest, ProductRefererInput};
use huaweicloud_roma::{Secret, Validate};
use serde::Deserialize;

use super::product::Product;
use super::summary::Summary;

/// A line as it is written; what is empty is absent.
#[derive(Deserialize)]
struct Line {
    device_name: String,
    node_id: String,
    password: Option<Secret>,
    description: Option<String>,
    tags: Option<String>,
}

/// A device to register, and where the file has it.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(crate) line: u64,
    pub(crate) request: CreateDeviceRequest,
}

/// Opens a file whose first line names the columns that are needed.
pub(crate) fn open(path: &Path) -> Result<Reader<File>, Trouble> {
    let problem = |text: String| Trouble::Setting(format!("{}: {text}", path.display()));
    let mut reader = ReaderBuilder::new();
    let reader = reader.trim(Trim::All).from_path(path);
    let mut reader = reader.map_err(|error| problem(explain(&error)))?;
    let header = reader.headers().map_err(|error| problem(explain(&error)))?;
    let has = |wanted: &str| header.iter().any(|name| name == wanted);
    if let Some(missing) = ["device_name", "node_id"]
        .into_iter()
        .find(|name| !has(name))
    {
        let help = "the first line names the columns; --help lists them";
        return Err(problem(format!("no column `{missing}`\n  help: {help}")));
    }
    Ok(reader)
}

/// Reads all lines. What is not valid or there already goes to the summary.
pub(crate) fn read(
    mut reader: Reader<File>,
    path: &Path,
    product: &Product,
    known: HashSet<String>,
    summary: &mut Summary,
) -> Result<Vec<Wanted>, Trouble> {
    let header = reader.headers().cloned();
    let header = header.map_err(|error| Trouble::of(&error))?;
    let mut wanted = Vec::new();
    let mut seen = HashMap::<String, u64>::new();
    for record in reader.into_records() {
        let (line, request) = match record {
            Ok(record) => (line(&record), request(&record, &header, product)),
            Err(error) => match error.position() {
                Some(position) => (position.line(), Err(reason(&error))),
                // Not about a line: the file cannot be read any further.
                None => {
                    let text = format!("{}: {}", path.display(), explain(&error));
                    return Err(Trouble::Setting(text));
                }
            },
        };
        let request = match request {
            Ok(request) => request,
            Err(problem) => {
                summary.invalid.push((line, problem));
                continue;
            }
        };
        if let Some(first) = seen.get(&request.node_id) {
            let problem = format!("`node_id`: the same as in line {first}");
            summary.invalid.push((line, problem));
            continue;
        }
        seen.insert(request.node_id.clone(), line);
        if known.contains(&request.node_id) {
            summary.skipped.push((line, request.device_name));
        } else {
            wanted.push(Wanted { line, request });
        }
    }
    Ok(wanted)
}

fn line(record: &StringRecord) -> u64 {
    record.position().map_or(0, csv::Position::line)
}

/// What a line asks for, or what is wrong with it.
fn request(
    record: &StringRecord,
    header: &StringRecord,
    product: &Product,
) -> Result<CreateDeviceRequest, String> {
    let line: Line = record
        .deserialize(Some(header))
        .map_err(|error| reason(&error))?;
    let of_product = ProductRefererInput::builder()
        .product_id(product.id)
        .build();
    let mut request = CreateDeviceRequest::builder()
        .product(of_product)
        .app_id(&product.app_id)
        .device_name(line.device_name)
        .node_id(line.node_id)
        .build()
        .map_err(|error| error.to_string())?;
    request.password = line.password;
    request.description = line.description;
    request.tags = line.tags.map(|tags| {
        let tags = tags.split(';').map(str::trim).filter(|tag| !tag.is_empty());
        tags.map(str::to_owned).collect()
    });
    request.validate().map_err(|error| error.to_string())?;
    Ok(request)
}

/// What is wrong with a line, without the place, which the report names.
fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("expected {expected_len} fields, found {len}"),
        csv::ErrorKind::Utf8 { err, .. } => err.to_string(),
        csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
        _ => explain(error),
    }
}
