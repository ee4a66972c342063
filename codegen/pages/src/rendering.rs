//! How a page is written, and how to tell.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::pattern::Pattern;
use crate::vocabulary;

/// How a page is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rendering {
    /// Every cell a paragraph of its own, blank lines between them.
    #[default]
    Paragraphs,
    /// Plain text with pipe tables.
    Pipes,
    /// Every section one line.
    Lines,
    /// reStructuredText with grid and simple tables.
    #[serde(rename = "rst")]
    Restructured,
    /// Markdown, with pipe or HTML tables.
    Markdown,
    /// HTML.
    Html,
    /// An API Explorer definition or another file in the manner of Swagger 2.
    ApiExplorer,
    /// OpenAPI 3.
    Openapi,
}

impl Rendering {
    /// Whether it is a definition for machines and not a page.
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

/// How a text is written. Text without any sign of another rendering is taken for paragraphs.
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

/// Whether a line begins with a section's name and has the section's content as well.
fn is_section_line(line: &str) -> bool {
    let Some((_, rest)) = vocabulary::leading_section(line) else {
        return false;
    };
    vocabulary::inline_header(rest).is_some()
        || rest.contains("{ \"")
        || vocabulary::has_inline_status(rest)
}

/// The beginning of a text, at most `limit` bytes of it.
fn head(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
