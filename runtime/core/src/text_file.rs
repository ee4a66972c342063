//! Reading small text files that users name.

use std::path::Path;

/// Configuration files have a few hundred bytes; a larger file is something else.
const LARGEST: u64 = 1024 * 1024;

/// Reads a file. Pipes and devices are refused, because they may never end.
///
/// The error completes a sentence such as "the file cannot be read: ...".
pub(crate) fn read(path: &Path) -> Result<String, String> {
    let metadata = std::fs::metadata(path).map_err(|source| source.to_string())?;
    if metadata.is_dir() {
        return Err("it is a directory".to_owned());
    }
    if !metadata.is_file() {
        return Err("it is a pipe or a device, not a file".to_owned());
    }
    if metadata.len() > LARGEST {
        return Err(format!("it is larger than {LARGEST} bytes"));
    }
    std::fs::read_to_string(path).map_err(|source| source.to_string())
}
