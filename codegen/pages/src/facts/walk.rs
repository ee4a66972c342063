//! Walks the blocks of a page and tracks the section.

use crate::block::{Block, Grid, Line};
use crate::examples;
use crate::facts::rows;
use crate::facts::scope::DraftTable;
use crate::markup;
use crate::page::{Language, MessageKind, Operation, Page, Role, Table, Unplaced};
use crate::pattern::Pattern;
use crate::rendering::Rendering;
use crate::resolve;
use crate::vocabulary::{self, CaptionKind, Column, Section};

/// The facts of a page.
pub(crate) fn page(blocks: Vec<Block>, rendering: Rendering) -> Page {
    let mut walk = Walk {
        page: Page {
            rendering,
            ..Page::default()
        },
        ..Walk::default()
    };
    for block in blocks {
        walk.block(block);
    }
    walk.finish()
}

#[derive(Default)]
struct Walk {
    page: Page,
    operation: Operation,
    tables: Vec<DraftTable>,
    section: Option<Section>,
    status: Option<String>,
    caption: Option<String>,
    /// The number in the caption.
    number: Option<u32>,
    /// The lines of the examples of the current section and status.
    examples: Vec<Line>,
    /// The lines before the first section; one of them is the title.
    opening: Option<String>,
    heading: Option<String>,
    /// Whether there is anything below the last heading.
    said: bool,
}

impl Walk {
    fn block(&mut self, block: Block) {
        match block {
            Block::Title(line) => {
                self.page.title.get_or_insert_with(|| title(&line.text));
            }
            Block::Heading(line) => self.line(line, true),
            Block::Text(line) => self.line(line, false),
            Block::Code(lines) => self.code(lines),
            Block::Grid(grid) => self.grid(&grid),
            Block::Part(part) => self.part(part),
            Block::Unplaced(unplaced) => self.page.unplaced.push(unplaced),
        }
    }

    fn part(&mut self, part: u32) {
        self.end_operation();
        self.operation.part = Some(part);
    }

    fn line(&mut self, line: Line, heading: bool) {
        static DATE: Pattern = Pattern::new(
            r"(?:^\s*时间|更新时间|[Uu]pdated [Oo]n|Last [Uu]pdated:?)\s*[:：]?\s*([0-9]{4})[-/年]([0-9]{2})[-/月]([0-9]{2})",
        );
        if let Some(date) = DATE.captures(&line.text) {
            let date = format!("{}-{}-{}", &date[1], &date[2], &date[3]);
            self.page.date.get_or_insert(date);
            return;
        }
        let text = markup::markdown(&line.text);
        let section = vocabulary::section(&text);
        let example = matches!(
            section,
            Some(Section::ExampleRequest | Section::ExampleResponse)
        );
        let certain = heading || example || self.page.rendering != Rendering::Html;
        if certain && let Some(section) = section {
            self.begin_section(section, &text);
        } else if let Some(status) = vocabulary::status_label(&text).map(str::to_owned) {
            self.begin_status(status);
        } else if let Some(title) = vocabulary::caption(&text) {
            self.caption = Some(title.to_owned());
            self.number = vocabulary::caption_number(&text);
        } else if let Some(title) = vocabulary::described(&text).filter(|_| self.expects_tables()) {
            self.caption = Some(title.to_owned());
            self.number = vocabulary::caption_number(&text);
        } else {
            self.plain(line, &text, heading);
        }
    }

    fn expects_tables(&self) -> bool {
        matches!(
            self.section,
            Some(Section::Uri | Section::Request | Section::Response)
        )
    }

    fn plain(&mut self, line: Line, text: &str, heading: bool) {
        self.said = true;
        match self.section {
            Some(Section::ExampleRequest | Section::ExampleResponse) => self.examples.push(line),
            Some(Section::Uri) => self.request_line(text, line.number),
            Some(Section::StatusCodes) => self.status_line(text),
            None => {
                if heading {
                    self.heading.get_or_insert_with(|| text.to_owned());
                } else if !is_furniture(text) {
                    self.opening = Some(text.to_owned());
                }
            }
            _ => {}
        }
    }

    fn begin_section(&mut self, section: Section, text: &str) {
        self.end_examples();
        self.section = Some(section);
        self.said = false;
        self.status = None;
        self.caption = None;
        self.page
            .language
            .get_or_insert(if text.is_ascii() && text != "URI" {
                Language::English
            } else {
                Language::Chinese
            });
    }

    fn begin_status(&mut self, status: String) {
        self.end_examples();
        self.caption = None;
        if self.section != Some(Section::Other) {
            self.add_status(&status);
        }
        self.status = Some(status);
    }

    fn add_status(&mut self, status: &str) {
        let statuses = &mut self.operation.statuses;
        if statuses.iter().all(|known| known != status) {
            statuses.push(status.to_owned());
        }
    }

    /// A status on a line instead of in a table: `Normal: 202`, `204 No Content`.
    fn status_line(&mut self, text: &str) {
        static STATUS: Pattern = Pattern::new(
            r"^[-*•\s]*(?:(?:Normal|Success|正常|成功)(?: response)?\s*[:：]?\s*)?([1-5][0-9]{2})(?:\s+[A-Z][A-Za-z ]*)?[.。]?$",
        );
        if let Some(captures) = STATUS.captures(text) {
            self.add_status(&captures[1]);
        }
    }

    /// Method and path, from the line that states them.
    fn request_line(&mut self, text: &str, number: u32) {
        static REQUEST: Pattern = Pattern::new(
            r"(?:^|[\s`:：])(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)\s+(?:https?://[^/\s]+)?(/[^\s`]*)",
        );
        let Some(captures) = REQUEST.captures(text) else {
            return;
        };
        let uri = captures[2]
            .split('?')
            .next()
            .unwrap_or_default()
            .trim_end_matches(['。', '，', ',', '.', ';'])
            .to_owned();
        if self.operation.method.is_some() {
            let why = "second method and path of the operation";
            self.page.unplaced.push(Unplaced::new(number, text, why));
            return;
        }
        self.operation.method = Some(captures[1].to_owned());
        self.operation.uri = Some(uri);
    }

    fn code(&mut self, lines: Vec<Line>) {
        match self.section {
            Some(Section::ExampleRequest | Section::ExampleResponse) => self.examples.extend(lines),
            Some(Section::Uri) => {
                for line in lines {
                    self.request_line(&line.text, line.number);
                }
            }
            _ => {}
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let caption = grid.caption.as_deref();
        let own = caption.map(|text| vocabulary::caption(text).unwrap_or(text).trim().to_owned());
        let number = caption.and_then(vocabulary::caption_number);
        let number = number.or(self.number.take().filter(|_| self.caption.is_some()));
        let caption = own.or(self.caption.take());
        self.caption = None;
        if let Some(line) = &grid.unfinished {
            let why = "the page ends within this table row";
            self.page.truncated = Some(Unplaced::new(line.number, &line.text, why));
        }
        if grid.columns.first() == Some(&Some(Column::StatusCode)) {
            self.statuses(grid);
            return;
        }
        if self.section == Some(Section::Uri) && self.address_table(grid) {
            return;
        }
        let fields = grid.columns.contains(&Some(Column::Name))
            && (grid.columns.contains(&Some(Column::Type))
                || grid.columns.contains(&Some(Column::Description)));
        let section = self.section;
        let expected = self.expects_tables();
        if fields && (expected || self.operation.part.is_some()) {
            let section = section.unwrap_or(Section::Other);
            self.fields(grid, caption.as_deref(), number, section);
        } else if expected && !grid.rows.is_empty() {
            let texts: Vec<String> = grid.rows[0].cells.iter().map(|cell| cell.text()).collect();
            let why = "unknown columns of this table";
            self.page
                .unplaced
                .push(Unplaced::new(grid.line, texts.join(" | "), why));
        }
    }

    /// Method and address in a table of their own.
    fn address_table(&mut self, grid: &Grid) -> bool {
        let at = |column| grid.columns.iter().position(|known| *known == Some(column));
        let (Some(method), Some(address)) = (at(Column::Method), at(Column::Address)) else {
            return false;
        };
        for row in &grid.rows {
            let texts = row.texts();
            if let (Some(method), Some(address)) = (texts.get(method), texts.get(address)) {
                self.request_line(&format!("{method} {address}"), row.line);
            }
        }
        true
    }

    fn statuses(&mut self, grid: &Grid) {
        if self.section == Some(Section::Other) {
            return;
        }
        // The table lists all statuses in the order of the page; sections have their own order.
        let labelled = std::mem::take(&mut self.operation.statuses);
        for row in &grid.rows {
            let text = row
                .cells
                .first()
                .map(|cell| cell.text())
                .unwrap_or_default();
            let code: String = text
                .trim()
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            if code.len() == 3 {
                self.add_status(&code);
            }
        }
        for status in &labelled {
            self.add_status(status);
        }
    }

    fn fields(
        &mut self,
        grid: &Grid,
        caption: Option<&str>,
        number: Option<u32>,
        section: Section,
    ) {
        let read = rows::read(grid, &mut self.page.unplaced);
        let kind = caption.map_or(CaptionKind::Silent, vocabulary::caption_kind);
        let is_response = section == Section::Response
            || matches!(
                kind,
                CaptionKind::ResponseBody | CaptionKind::ResponseHeader
            );
        let mut draft = DraftTable {
            table: Table {
                role: Role::Type,
                status: self.status.clone().filter(|_| is_response),
                type_name: None,
                rows: read.rows,
                line: grid.line,
            },
            role: None,
            section,
            presence_lost: read.presence_lost,
            places: read.places,
            number,
            mentions: read.mentions,
        };
        draft.caption(kind);
        self.tables.push(draft);
    }

    fn end_examples(&mut self) {
        let lines = std::mem::take(&mut self.examples);
        let side = match self.section {
            Some(Section::ExampleRequest) => MessageKind::Request,
            Some(Section::ExampleResponse) => MessageKind::Response,
            _ => return,
        };
        let status = self
            .status
            .as_deref()
            .filter(|_| side == MessageKind::Response);
        let found = examples::scan(&lines, side, status);
        for example in &found.examples {
            if let Some(status) = &example.status {
                self.add_status(status);
            }
        }
        self.operation.examples.extend(found.examples);
        self.page.unplaced.extend(found.unplaced);
        if let Some(line) = found.unfinished {
            let why = "the example is incomplete";
            self.page.truncated = Some(Unplaced::new(line.number, &line.text, why));
        }
    }

    fn end_operation(&mut self) {
        self.end_examples();
        let mut operation = std::mem::take(&mut self.operation);
        let tables = std::mem::take(&mut self.tables);
        resolve::operation(&mut operation, tables, &mut self.page.unplaced);
        let part = operation.part;
        if operation
            != (Operation {
                part,
                ..Operation::default()
            })
        {
            self.page.operations.push(operation);
        }
        self.section = None;
        self.status = None;
        self.caption = None;
    }

    fn finish(mut self) -> Page {
        let cut = match self.section {
            Some(Section::Uri | Section::Request | Section::Response) => true,
            Some(Section::StatusCodes) => self.operation.statuses.is_empty() && !self.said,
            _ => false,
        };
        let whole = self.operation.part.is_some() || self.operation.method.is_none();
        self.end_operation();
        if cut && !whole && self.page.truncated.is_none() {
            let why = "the page ends before its examples and status codes";
            self.page.truncated = Some(Unplaced::new(0, "", why));
        }
        if self.page.rendering != Rendering::Lines {
            let opening = self.heading.take().or(self.opening.take());
            self.page.title = self.page.title.take().or(opening);
        }
        self.page.unplaced.sort_by_key(|unplaced| unplaced.line);
        self.page
    }
}

/// A title without the additions of a site.
fn title(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = text
        .find('_')
        .filter(|end| text[*end..].contains("华为云") || text[*end..].contains("Huawei"));
    match end {
        Some(end) => text[..end].trim().to_owned(),
        None => text,
    }
}

/// Whether a line belongs to the site instead of the page: a breadcrumb, a menu.
fn is_furniture(text: &str) -> bool {
    const MENU: [&str; 8] = [
        "分享",
        "Share",
        "View PDF",
        "查看PDF",
        "帮助中心",
        "Help Center",
        "链接复制成功！",
        "华为云用户手册",
    ];
    text.trim().is_empty() || text.matches("/ ").count() > 1 || MENU.contains(&text.trim())
}
