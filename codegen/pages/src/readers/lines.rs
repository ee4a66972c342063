//! Every section one line: tables are cut at their headers, rows at their names and types.

use crate::block::{Block, Cell, Grid, GridRow, Line};
use crate::page::Unplaced;
use crate::pattern::Pattern;
use crate::readers::line_number::number;
use crate::vocabulary::{self, Column};

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let types = captioned_types(text);
    let mut blocks = Vec::new();
    let mut part = 0;
    let mut alone = false;
    for (index, line) in text.lines().enumerate() {
        let line_number = number(index);
        // The bullet of a fragment may have a line of its own.
        if matches!(line.trim(), "-" | "•" | "·" | "*") {
            alone = true;
            continue;
        }
        let Some((_, rest)) = vocabulary::leading_section(line) else {
            if !line.trim().is_empty() {
                blocks.push(Block::Text(Line::new(line_number, line)));
            }
            continue;
        };
        if std::mem::take(&mut alone) || line.trim_start().starts_with(['•', '·', '-', '*']) {
            part += 1;
            blocks.push(Block::Part(part));
        }
        let heading = &line[..line.len() - rest.len()];
        blocks.push(Block::Heading(Line::new(line_number, heading.trim())));
        sections(rest, line_number, &types, &mut blocks);
    }
    blocks
}

/// The types that captions name, anywhere on the page.
fn captioned_types(text: &str) -> Vec<String> {
    static CAPTION: Pattern =
        Pattern::new(r"(?:表\s?|Table )\d+ (\S+) (?:参数|Parameter|名称|Name) ");
    let captions = CAPTION.captures_all(text);
    captions
        .iter()
        .map(|caption| caption[1].to_owned())
        .collect()
}

/// What stands behind a heading: further headings, statuses, tables, text.
fn sections(text: &str, line: u32, types: &[String], blocks: &mut Vec<Block>) {
    static INNER: Pattern = Pattern::new(
        r"\s(请求参数|响应参数|请求示例|响应示例|Request Parameters|Response Parameters|Example Requests?|Example Responses?)\s+(?:表\s?\d|Table \d|状态码\s*[:：]|Status code:|无\s|None\s|\{ )",
    );
    let mut rest = text;
    while let Some(heading) = INNER.captures(rest).and_then(|captures| captures.get(1)) {
        content(&rest[..heading.start()], line, types, blocks);
        blocks.push(Block::Heading(Line::new(line, heading.as_str())));
        rest = &rest[heading.end()..];
    }
    content(rest, line, types, blocks);
}

/// Statuses and tables, and the text between them.
fn content(text: &str, line: u32, types: &[String], blocks: &mut Vec<Block>) {
    let mut rest = text;
    loop {
        let status = vocabulary::inline_status(rest);
        let header = vocabulary::inline_header(rest);
        match (status, header) {
            (Some((start, end, status)), header)
                if header.as_ref().is_none_or(|header| start < header.0) =>
            {
                push_text(&rest[..start], line, blocks);
                let label = format!("Status code: {status}");
                blocks.push(Block::Text(Line::new(line, label)));
                rest = &rest[end..];
            }
            (_, Some((start, end, columns))) => {
                let caption = vocabulary::inline_caption(&rest[..start]);
                let before = caption.map_or(start, |caption| caption.0);
                push_text(&rest[..before], line, blocks);
                let title = caption.map(|caption| rest[caption.1..start].trim().to_owned());
                let body = &rest[end..];
                let length = table_length(body);
                let cut = Cut {
                    types,
                    columns: &columns,
                    line,
                };
                blocks.extend(cut.table(&body[..length], title));
                rest = &body[length..];
            }
            _ => break,
        }
    }
    push_text(rest, line, blocks);
}

fn push_text(text: &str, line: u32, blocks: &mut Vec<Block>) {
    if !text.trim().is_empty() {
        blocks.push(Block::Text(Line::new(line, text.trim())));
    }
}

/// Where the text of a table ends: at the next status, or at the caption of the next header.
fn table_length(text: &str) -> usize {
    let status = vocabulary::inline_status(text).map(|status| status.0);
    let header = vocabulary::inline_header(text).map(|header| header.0);
    let caption = header.and_then(|header| last_caption(&text[..header]));
    [status, caption.or(header)]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(text.len())
}

/// The caption that stands directly before the end of a text.
fn last_caption(text: &str) -> Option<usize> {
    static CAPTION: Pattern = Pattern::new(r"(?:^|\s)((?:表\s?|Table )\d+\s+\S+(?: \S+){0,5})\s*$");
    let mut found = None;
    let mut from = 0;
    while let Some(start) =
        vocabulary::inline_caption(&text[from..]).map(|caption| from + caption.0)
    {
        found = CAPTION.is_match(&text[start..]).then_some(start).or(found);
        from = start + 3;
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
    found
}

/// Cuts the text of a table into rows.
struct Cut<'a> {
    types: &'a [String],
    columns: &'a [Column],
    line: u32,
}

/// The cells of a row but its description, and where the description begins.
struct Start<'t> {
    at: usize,
    name: &'t str,
    presence: Option<&'t str>,
    type_: &'t str,
    end: usize,
}

impl Cut<'_> {
    fn table(&self, text: &str, caption: Option<String>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let starts = if self.columns[0] == Column::StatusCode {
            statuses(text)
        } else {
            self.starts(text, &mut blocks)
        };
        if let Some(first) = starts
            .first()
            .map_or(Some(text.len()), |start| Some(start.at))
        {
            let before = text[..first].trim();
            if !before.is_empty() {
                let why = "no name followed by a type begins a row here";
                blocks.push(Block::Unplaced(Unplaced::new(self.line, before, why)));
            }
        }
        let ends = starts.iter().skip(1).map(|start| start.at);
        let ends: Vec<usize> = ends.chain([text.len()]).collect();
        let rows = starts.iter().zip(ends);
        let grid = Grid {
            line: self.line,
            caption,
            columns: self.columns.iter().copied().map(Some).collect(),
            rows: rows
                .map(|(start, end)| self.row(start, &text[start.end..end]))
                .collect(),
            ..Grid::default()
        };
        blocks.insert(0, Block::Grid(grid));
        blocks
    }

    fn row(&self, start: &Start<'_>, description: &str) -> GridRow {
        let cells = self.columns.iter().map(|column| {
            let text = match column {
                Column::Name | Column::StatusCode => start.name,
                Column::Required => start.presence.unwrap_or_default(),
                Column::Type => start.type_,
                _ => description,
            };
            let mut cell = Cell::default();
            cell.push(Line::new(self.line, text.trim()));
            cell
        });
        GridRow {
            cells: cells.collect(),
            line: self.line,
        }
    }

    fn starts<'t>(&self, text: &'t str, blocks: &mut Vec<Block>) -> Vec<Start<'t>> {
        let candidates = self.candidates(text, blocks);
        let wants_presence = self.columns.contains(&Column::Required)
            && candidates.iter().any(|start| start.presence.is_some());
        let lower = candidates
            .first()
            .is_some_and(|first| first.name.starts_with(|c: char| c.is_ascii_lowercase()));
        let mut starts: Vec<Start<'t>> = Vec::new();
        for start in candidates {
            if wants_presence && start.presence.is_none() {
                continue;
            }
            let odd = lower && start.name.starts_with(|c: char| c.is_ascii_uppercase());
            let doubtful = !starts.is_empty()
                && start.presence.is_none()
                && (self.is_prose(&start) || odd && !start.name.contains(['-', '_']));
            if doubtful {
                let text = format!("{} {}", start.name, start.type_);
                let why = "it may begin a row, or be part of the description before it; it was taken for the description";
                blocks.push(Block::Unplaced(Unplaced::new(self.line, text, why)));
                continue;
            }
            starts.push(start);
        }
        starts
    }

    /// Every place where a name and a type follow each other.
    fn candidates<'t>(&self, text: &'t str, blocks: &mut Vec<Block>) -> Vec<Start<'t>> {
        let tokens = tokens(text);
        let mut starts = Vec::new();
        let mut free = 0;
        for (index, (at, name)) in tokens.iter().enumerate() {
            if *at < free || !vocabulary::is_name(name) {
                continue;
            }
            let mut next = index + 1;
            let mut presence = None;
            if self.columns.contains(&Column::Required)
                && let Some((_, token)) = tokens.get(next)
                && vocabulary::presence(token).is_some()
            {
                presence = Some(*token);
                next += 1;
            }
            let Some((type_at, _)) = tokens.get(next) else {
                continue;
            };
            let Some(length) = vocabulary::leading_type(&text[*type_at..]) else {
                if presence.is_some() {
                    blocks.extend(self.lost_row(name, tokens[next].1));
                }
                continue;
            };
            let end = type_at + length;
            let start = Start {
                at: *at,
                name,
                presence,
                type_: &text[*type_at..end],
                end,
            };
            free = end;
            starts.push(start);
        }
        starts
    }

    /// A name and a mark of presence followed by a word that is not a known type.
    fn lost_row(&self, name: &str, word: &str) -> Option<Block> {
        let type_like = vocabulary::is_name(word) && word.starts_with(char::is_uppercase);
        let text = format!("{name} {word}");
        let why = "it may begin a row with a type that is not known; it was taken for the description before it";
        type_like.then(|| Block::Unplaced(Unplaced::new(self.line, text, why)))
    }

    /// Whether name and type may be words of a sentence: "of the object".
    fn is_prose(&self, start: &Start<'_>) -> bool {
        const WORDS: [&str; 16] = [
            "the", "a", "an", "this", "that", "of", "each", "for", "as", "in", "is", "to", "with",
            "by", "and", "or",
        ];
        if WORDS.contains(&start.name.to_ascii_lowercase().as_str()) {
            return true;
        }
        let Some(type_name) = start.type_.split_whitespace().rev().nth(1) else {
            return false;
        };
        let array = start.type_.starts_with("Array");
        !array
            && type_name != start.name
            && !self.types.iter().any(|known| known == type_name)
            && type_name.chars().all(|c| c.is_ascii_lowercase())
    }
}

fn statuses(text: &str) -> Vec<Start<'_>> {
    tokens(text)
        .into_iter()
        .filter(|(_, token)| {
            token.len() == 3
                && token.starts_with(['1', '2', '3', '4', '5'])
                && token.bytes().all(|byte| byte.is_ascii_digit())
        })
        .map(|(at, token)| Start {
            at,
            name: token,
            presence: None,
            type_: "",
            end: at + token.len(),
        })
        .collect()
}

/// The words of a text and where they begin.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(|token| (token.as_ptr() as usize - start, token))
        .collect()
}
