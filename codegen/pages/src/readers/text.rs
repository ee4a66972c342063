//! Plain text and Markdown: headings, fences, pipe tables, HTML tables.

use crate::block::{Block, Line};
use crate::markup;
use crate::readers::line_number::number;
use crate::readers::{html, pipes};
use crate::vocabulary;

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    let mut blocks = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        index = block(&lines, index, &mut blocks);
    }
    blocks
}

/// Reads the block at a line. Returns the line after it.
fn block(lines: &[&str], index: usize, blocks: &mut Vec<Block>) -> usize {
    let line = lines[index];
    let start = line.trim_start();
    if let Some(end) = fence(lines, index) {
        let code = lines[index + 1..end].iter().enumerate();
        blocks.push(Block::Code(
            code.map(|(offset, line)| Line::new(number(index + 1 + offset), *line))
                .collect(),
        ));
        return end + 1;
    }
    if start.len() >= 6 && start.as_bytes()[..6].eq_ignore_ascii_case(b"<table") {
        let end = table_end(lines, index);
        let source = lines[index..end].join("\n");
        blocks.extend(html::blocks_from(&source, number(index)));
        return end;
    }
    if let Some((grid, end)) = pipes::table(lines, index) {
        blocks.push(Block::Grid(grid));
        return end;
    }
    line_block(line, number(index), blocks);
    index + 1
}

/// The line of the closing fence, if a fence opens at this line.
fn fence(lines: &[&str], index: usize) -> Option<usize> {
    let line = lines[index].trim_start();
    let mark = ["```", "~~~"]
        .into_iter()
        .find(|mark| line.starts_with(mark))?;
    let closes = |line: &&str| {
        let line = line.trim();
        line.starts_with(mark) && line.trim_start_matches(&mark[..1]).is_empty()
    };
    let offset = lines[index + 1..].iter().position(closes);
    Some(offset.map_or(lines.len(), |offset| index + 1 + offset))
}

fn table_end(lines: &[&str], index: usize) -> usize {
    let mut depth = 0usize;
    for (offset, line) in lines[index..].iter().enumerate() {
        let line = line.to_ascii_lowercase();
        depth += line.matches("<table").count();
        depth = depth.saturating_sub(line.matches("</table").count());
        if depth == 0 {
            return index + offset + 1;
        }
    }
    lines.len()
}

fn line_block(line: &str, number: u32, blocks: &mut Vec<Block>) {
    if let Some((before, heading)) = vocabulary::trailing_section(line) {
        blocks.push(Block::Text(Line::new(number, before)));
        blocks.push(Block::Heading(Line::new(number, heading)));
        return;
    }
    let start = line.trim_start();
    let level = start.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level) && start[level..].starts_with(' ') {
        let text = markup::markdown(start[level..].trim_end_matches('#'));
        blocks.push(Block::Heading(Line::new(number, text)));
    } else if !start.is_empty() {
        blocks.push(Block::Text(Line::new(number, line)));
    }
}
