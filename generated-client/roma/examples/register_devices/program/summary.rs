//! What became of each line.

use std::path::Path;

use example_support::tables::{fitted, shown};
use huaweicloud_roma::Error;

/// A device that was registered.
#[derive(Debug)]
pub(crate) struct Registered {
    pub(crate) line: u64,
    pub(crate) name: String,
    pub(crate) device_id: Option<i64>,
    pub(crate) client_id: Option<String>,
}

/// A device that could not be registered.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) line: u64,
    pub(crate) name: String,
    pub(crate) error: Error,
}

/// All lines of the file, by what became of them.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(crate) created: Vec<Registered>,
    /// There already: the line and the name of the device.
    pub(crate) skipped: Vec<(u64, String)>,
    /// Not valid: the line and why.
    pub(crate) invalid: Vec<(u64, String)>,
    pub(crate) failed: Vec<Failure>,
    /// How many would be created, if this were not only a check.
    pub(crate) would_create: Option<usize>,
}

impl Summary {
    /// Whether every line has its device.
    pub(crate) fn is_fine(&self) -> bool {
        self.invalid.is_empty() && self.failed.is_empty()
    }

    /// Brings everything into the order of the file.
    pub(crate) fn sort(&mut self) {
        self.created.sort_by_key(|registered| registered.line);
        self.failed.sort_by_key(|failure| failure.line);
    }

    /// The lines that are not valid, each with its place.
    pub(crate) fn invalid_lines(&self, file: &Path) -> String {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let shown = |(line, problem): &(u64, String)| format!("error: {name}:{line}: {problem}\n");
        self.invalid.iter().map(shown).collect()
    }

    /// Tables of what was created and what failed, and the counts.
    pub(crate) fn to_text(&self, width: usize) -> String {
        let mut text = String::new();
        if !self.created.is_empty() {
            let header = ["Line", "Device", "ID", "Client ID"];
            let rows = self.created.iter().map(created_row);
            text.push_str(&format!(
                "{}\n",
                fitted(width, header, &["Line", "ID"], rows)
            ));
        }
        if !self.failed.is_empty() {
            let header = ["Line", "Failed", "Error code", "Request ID", "Reason"];
            let rows = self.failed.iter().map(failed_row);
            text.push_str(&format!("{}\n", fitted(width, header, &["Line"], rows)));
        }
        let (skipped, invalid) = (self.skipped.len(), self.invalid.len());
        let created = match self.would_create {
            None => format!("{} created", self.created.len()),
            Some(count) => format!("{count} to create"),
        };
        let failed = self.failed.len();
        text.push_str(&format!(
            "{created}, {skipped} skipped (registered already), {failed} failed, {invalid} not valid\n"
        ));
        text
    }
}

fn created_row(registered: &Registered) -> [String; 4] {
    [
        registered.line.to_string(),
        registered.name.clone(),
        shown(registered.device_id),
        shown(registered.client_id.as_ref()),
    ]
}

fn failed_row(failure: &Failure) -> [String; 5] {
    let error = &failure.error;
    let message = error.message().map(str::to_owned);
    [
        failure.line.to_string(),
        failure.name.clone(),
        shown(error.code()),
        shown(error.request_id()),
        message.unwrap_or_else(|| error.to_string()),
    ]
}
