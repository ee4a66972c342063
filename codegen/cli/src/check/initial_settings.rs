//! A first `check.toml`.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use codegen_check::{Preset, Settings};

const TEXT: &str = "\
# Which rules apply to the documents in this folder and below. `check --explain` lists the rules.

# Where to start: \"minimal\", \"recommended\" or \"generated-clients\". With `extends`, files further up
# do not apply.
extends = \"recommended\"

# \"error\", \"warning\" or \"off\".
[rules]
# unused-component = \"off\"

# Other rules for some documents, by paths from this folder: `*` matches within a folder, `**` across
# folders. If several match, the last one takes precedence.
# [[overrides]]
# paths = [\"legacy/**\"]
# rules.schema-keyword = \"off\"
";

/// Writes the settings into a folder that has none, and returns the file.
pub(super) fn write(folder: &Path, level: Preset) -> anyhow::Result<String> {
    let path = folder.join(Settings::FILE_NAME);
    let extends = format!("extends = \"{level}\"");
    let text = TEXT.replace("extends = \"recommended\"", &extends);
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path.display().to_string())
}
