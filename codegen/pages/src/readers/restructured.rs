//! reStructuredText: directives, underlined headings, code blocks, grid and simple tables.

use crate::block::{Block, Grid, Line};
use crate::markup;
use crate::pattern::Pattern;
use crate::readers::line_number::number;
use crate::readers::{grid_table, simple_table};

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    let mut reader = Reader {
        lines: &lines,
        caption: None,
        blocks: Vec::new(),
    };
    let mut index = 0;
    while index < lines.len() {
        index = reader.block(index);
    }
    reader.blocks
}

struct Reader<'a> {
    lines: &'a [&'a str],
    /// The caption of the next table.
    caption: Option<String>,
    blocks: Vec<Block>,
}

impl Reader<'_> {
    /// Reads the block at a line. Returns the line after it.
    fn block(&mut self, index: usize) -> usize {
        let line = self.lines[index];
        let start = line.trim_start();
        if start.is_empty() {
            return index + 1;
        }
        if start.starts_with(".. ") || start == ".." {
            return self.directive(index);
        }
        if let Some((grid, end)) = grid_table::table(self.lines, index) {
            return self.grid(grid, end);
        }
        if let Some((grid, end)) = simple_table::table(self.lines, index) {
            return self.grid(grid, end);
        }
        if self.is_heading(index) {
            let text = markup::restructured(line);
            self.blocks
                .push(Block::Heading(Line::new(number(index), text)));
            return index + 2;
        }
        self.text(index, start);
        if line.trim_end().ends_with("::") {
            return self.literal(index + 1, indent(line));
        }
        index + 1
    }

    fn text(&mut self, index: usize, text: &str) {
        static FIELD: Pattern = Pattern::new(r"^:[a-z_ ]+:(?:\s|$)");
        if FIELD.is_match(text) {
            return;
        }
        let text = markup::restructured(text);
        self.blocks
            .push(Block::Text(Line::new(number(index), text)));
    }

    fn grid(&mut self, mut grid: Grid, end: usize) -> usize {
        grid.caption = self.caption.take();
        self.blocks.push(Block::Grid(grid));
        end
    }

    fn directive(&mut self, index: usize) -> usize {
        static DIRECTIVE: Pattern = Pattern::new(r"^\.\.\s+([\w-]+)::\s*(.*)$");
        let line = self.lines[index];
        let captures = DIRECTIVE.captures(line.trim_start());
        let Some(captures) = captures else {
            return index + 1;
        };
        match &captures[1] {
            "table" => {
                self.caption = Some(markup::restructured(&captures[2]));
                index + 1
            }
            "code-block" | "code" | "sourcecode" | "parsed-literal" => {
                self.literal(index + 1, indent(line))
            }
            _ => index + 1,
        }
    }

    /// Reads the lines that are indented deeper than a directive, verbatim.
    fn literal(&mut self, from: usize, outer: usize) -> usize {
        let mut end = from;
        while end < self.lines.len()
            && (self.lines[end].trim().is_empty() || indent(self.lines[end]) > outer)
        {
            end += 1;
        }
        let code = self.lines[from..end].iter().enumerate();
        let code: Vec<Line> = code
            .filter(|(_, line)| !line.trim_start().starts_with(':'))
            .map(|(offset, line)| Line::new(number(from + offset), *line))
            .collect();
        self.blocks.push(Block::Code(code));
        end
    }

    fn is_heading(&self, index: usize) -> bool {
        let Some(below) = self.lines.get(index + 1) else {
            return false;
        };
        let below = below.trim_end();
        let Some(mark) = below
            .chars()
            .next()
            .filter(|mark| "=-~^\"'`#*+.:_".contains(*mark))
        else {
            return false;
        };
        let width = unicode_width::UnicodeWidthStr::width(self.lines[index].trim_end());
        below.chars().all(|character| character == mark) && below.len() >= width.min(3)
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
