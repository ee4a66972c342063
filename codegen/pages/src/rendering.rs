//! The renderings of a page, and their detection.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::pattern::Pattern;
use crate::vocabulary;

/// The rendering of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rendering {
    /// Every cell is a paragraph, separated by blank lines.
    #[default]
    Paragraphs,
    /// Plain text with pipe tables.
    Pipes,
    /// Every section is a single line.
    Lines,
    /// reStructuredText with grid and simple tables.
    #[serde(rename = "rst")]
    Restructured,
    /// Markdown, with pipe or HTML tables.
    Markdown,
    /// HTML.
    Html,
    /// A definition of API Explorer, or another Swagger 2 file.
    ApiExplorer,
    /// OpenAPI 3.
    Openapi,
}

impl Rendering {
    /// Whether it is a machine-readable definition instead of a page.
    pub fn is_definition(self) -> bool {
        matches!(self, Rendering::ApiExplorer | Rendering::Openapi)
    }
}

impl fmt::Display for Rendering {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Rendering::Paragraphs => "paragraphs",
            Rendering::Pipes => "pipes",
            Rendering::Lines => "lines",
            Rendering::Restructured => "rst",
            Rendering::Markdown => "markdown",
            Rendering::Html => "html",
            Rendering::ApiExplorer => "api-explorer",
            Rendering::Openapi => "openapi",
        })
    }
}

static DEFINITION: Pattern =
    Pattern::new(r#"(?m)^\s*["']?(openapi|swagger|paths|base_path|basePath)["']?\s*:"#);
static HTML: Pattern = Pattern::new(r"(?i)<(!doctype\s+html|html|body|head)\b");
static HTML_TABLE: Pattern = Pattern::new(r"(?i)<table\b");
static GRID: Pattern = Pattern::new(r"(?m)^[ \t]*\+(-{2,}\+){2,}[ \t]*$");
static DIRECTIVE: Pattern = Pattern::new(r"(?m)^[ \t]*\.\. (_[^:\n]+:|table::|code-block::)");
static SIMPLE: Pattern = Pattern::new(r"(?m)^[ \t]*={2,}( ={2,})+[ \t]*$");
static MARKDOWN: Pattern = Pattern::new(r"(?m)^(#{1,6} \S|```|~~~|\|\s*:-+:?\s*\|)");
static PIPES: Pattern = Pattern::new(r"(?m)^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?\s*$");

/// Detects the rendering of a text. The default is paragraphs.
pub(crate) fn recognise(text: &str) -> Rendering {
    let start = text.trim_start();
    if start.starts_with('{') || DEFINITION.is_match(head(text, 4096)) {
        return definition(text);
    }
    let beginning = head(text, 65_536);
    if HTML.is_match(head(start, 4096)) {
        return Rendering::Html;
    }
    if DIRECTIVE.is_match(beginning) || GRID.is_match(text) || SIMPLE.is_match(text) {
        return Rendering::Restructured;
    }
    if MARKDOWN.is_match(text) {
        return Rendering::Markdown;
    }
    if PIPES.is_match(text) {
        return Rendering::Pipes;
    }
    if HTML_TABLE.is_match(text) {
        return Rendering::Html;
    }
    if text.lines().any(is_section_line) {
        return Rendering::Lines;
    }
    Rendering::Paragraphs
}

fn definition(text: &str) -> Rendering {
    static OPENAPI: Pattern = Pattern::new(r#"["']?openapi["']?\s*:\s*["']?3"#);
    if OPENAPI.is_match(text) {
        Rendering::Openapi
    } else {
        Rendering::ApiExplorer
    }
}

/// Whether a line starts with the name of a section and includes its content.
fn is_section_line(line: &str) -> bool {
    let Some((_, rest)) = vocabulary::leading_section(line) else {
        return false;
    };
    vocabulary::inline_header(rest).is_some()
        || rest.contains("{ \"")
        || vocabulary::has_inline_status(rest)
}

/// The start of a text, at most `limit` bytes.
fn head(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
