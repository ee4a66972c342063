//! Collects HTML tokens into blocks.

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};

use crate::block::{Block, Line};
use crate::readers::html::cells::TableInProgress;

/// Elements that never contain documentation.
const FURNITURE: [&str; 7] = [
    "nav", "footer", "aside", "select", "button", "svg", "noscript",
];

pub(super) struct Sink {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    first: u32,
    blocks: Vec<Block>,
    tables: Vec<TableInProgress>,
    /// The text since the last break, and its line.
    text: String,
    line: u32,
    heading: bool,
    /// Whether all of the text is strong.
    strong: usize,
    plain: bool,
    items: usize,
    fresh_item: bool,
    code: Option<Vec<Line>>,
    title: Option<(u32, String)>,
    in_title: bool,
    skipped: Option<(String, usize)>,
}

impl Sink {
    pub(super) fn new(first: u32) -> Sink {
        let state = State {
            first,
            ..State::default()
        };
        Sink {
            state: RefCell::new(state),
        }
    }

    pub(super) fn finish(self) -> Vec<Block> {
        let mut state = self.state.into_inner();
        state.break_line();
        state.end_code();
        while let Some(table) = state.tables.pop() {
            state.blocks.push(Block::Grid(table.finish(false)));
        }
        if let Some((line, text)) = state.title {
            state.blocks.push(Block::Title(Line::new(line, text)));
        }
        state.blocks
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let line = line.saturating_add(state.first).saturating_sub(1).max(1);
        match token {
            Token::TagToken(tag) => return state.tag(&tag, line),
            Token::CharacterTokens(text) => state.characters(&text, line),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag, line: u32) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let begins = tag.kind == TagKind::StartTag;
        if self.skip(name, begins, tag.self_closing) {
            return TokenSinkResult::Continue;
        }
        if begins {
            self.begin(tag, name, line);
        } else {
            self.end(name);
        }
        match name {
            "script" if begins => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "iframe" | "noembed" if begins => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" if begins => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Skips page furniture with all its content.
    fn skip(&mut self, name: &str, begins: bool, self_closing: bool) -> bool {
        match &mut self.skipped {
            Some((skipped, depth)) => {
                if skipped == name && begins && !self_closing {
                    *depth += 1;
                } else if skipped == name && !begins {
                    *depth -= 1;
                    if *depth == 0 {
                        self.skipped = None;
                    }
                }
                true
            }
            None if begins && !self_closing && FURNITURE.contains(&name) => {
                self.break_line();
                self.skipped = Some((name.to_owned(), 1));
                true
            }
            None => false,
        }
    }

    fn begin(&mut self, tag: &Tag, name: &str, line: u32) {
        match name {
            "script" | "style" | "iframe" | "noembed" | "textarea" => self.in_title = false,
            "title" => {
                self.in_title = true;
                self.title.get_or_insert((line, String::new()));
            }
            "b" | "strong" => self.strong += 1,
            "br" if self.code.is_some() => self.code_text("\n", line),
            _ if is_block(name) => self.begin_block(tag, name, line),
            _ => {}
        }
    }

    fn begin_block(&mut self, tag: &Tag, name: &str, line: u32) {
        self.break_line();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = true,
            "li" => {
                self.items += 1;
                self.fresh_item = true;
            }
            "pre" => self.code = Some(vec![Line::new(line, "")]),
            "table" => self.tables.push(TableInProgress::new(line)),
            _ => {}
        }
        if attribute(tag, "class").is_some_and(|class| class.contains("sectiontitle")) {
            self.heading = true;
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        match name {
            "caption" => table.in_caption = true,
            "thead" => table.head(true),
            "tr" => table.begin_row(line),
            "td" | "th" => {
                let span = |key| attribute(tag, key).and_then(|text| text.trim().parse().ok());
                let (rows, columns) = (span("rowspan"), span("colspan"));
                table.begin_cell(line, name == "th", rows.unwrap_or(1), columns.unwrap_or(1));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "title" => self.in_title = false,
            "b" | "strong" => self.strong = self.strong.saturating_sub(1),
            _ if is_block(name) => self.end_block(name),
            _ => {}
        }
    }

    fn end_block(&mut self, name: &str) {
        if name == "h1" && !self.text.trim().is_empty() {
            self.title = None;
            let title = Line::new(self.line, self.text.trim());
            self.blocks.push(Block::Title(title));
        }
        self.break_line();
        self.heading = false;
        match name {
            "li" => self.items = self.items.saturating_sub(1),
            "pre" => self.end_code(),
            _ => {}
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        match name {
            "caption" => table.in_caption = false,
            "thead" => table.head(false),
            "tr" => table.end_row(),
            "td" | "th" => table.end_cell(),
            "table" => {
                if let Some(table) = self.tables.pop() {
                    self.blocks.push(Block::Grid(table.finish(true)));
                }
            }
            _ => {}
        }
    }

    fn characters(&mut self, text: &str, line: u32) {
        if self.skipped.is_some() {
            return;
        }
        if self.in_title {
            if let Some((_, title)) = &mut self.title {
                title.push_str(text);
            }
            return;
        }
        if self.code.is_some() {
            self.code_text(text, line);
            return;
        }
        if self.text.is_empty() {
            if text.trim().is_empty() {
                return;
            }
            self.line = line;
            self.plain = false;
        }
        self.plain |= self.strong == 0 && !text.trim().is_empty();
        self.text.push_str(text);
    }

    fn code_text(&mut self, text: &str, line: u32) {
        let Some(code) = &mut self.code else {
            return;
        };
        let mut parts = text.split('\n');
        if let (Some(last), Some(part)) = (code.last_mut(), parts.next()) {
            last.text.push_str(part);
        }
        for part in parts {
            code.push(Line::new(line, part));
        }
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else {
            return;
        };
        let numbers = |line: &Line| line.text.trim().bytes().all(|byte| byte.is_ascii_digit());
        if !code.iter().all(numbers) {
            self.blocks.push(Block::Code(code));
        }
    }

    /// Ends a line of text and adds it to its block.
    fn break_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        let bullet = std::mem::take(&mut self.fresh_item) && self.items > 0;
        if let Some(table) = self.tables.last_mut()
            && (table.in_caption || table.is_in_cell())
        {
            table.text(self.line, &text, bullet.then_some(self.items));
            return;
        }
        let line = Line::new(self.line, text);
        self.blocks.push(if self.heading || !self.plain {
            Block::Heading(line)
        } else {
            Block::Text(line)
        });
    }
}

fn attribute<'a>(tag: &'a Tag, key: &str) -> Option<&'a str> {
    let attribute = tag
        .attrs
        .iter()
        .find(|attribute| &*attribute.name.local == key)?;
    Some(&attribute.value)
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "br"
            | "hr"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "pre"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "section"
            | "article"
            | "main"
            | "header"
            | "form"
            | "body"
            | "html"
            | "blockquote"
    )
}
