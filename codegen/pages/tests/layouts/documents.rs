//! A whole page in each layout.

use std::fmt::Write;

use serde_json::Value;

use super::cells::{CellLine, Language, Notation, description};
use super::{Operation, Table};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    Paragraphs,
    Pipes,
    TrailingPipes,
    BrokenPipes,
    Lines,
    Restructured,
    Markdown,
    MarkdownHtml,
    Html,
}

impl Layout {
    pub(crate) const ALL: [Layout; 9] = [
        Layout::Paragraphs,
        Layout::Pipes,
        Layout::TrailingPipes,
        Layout::BrokenPipes,
        Layout::Lines,
        Layout::Restructured,
        Layout::Markdown,
        Layout::MarkdownHtml,
        Layout::Html,
    ];
}

struct Words {
    headings: [&'static str; 7],
    columns: [&'static str; 4],
    captions: [(&'static str, &'static str); 5],
    table: &'static str,
    status: &'static str,
    presence: [&'static str; 2],
    nothing: &'static str,
}

fn words(language: Language) -> Words {
    match language {
        Language::Chinese => Words {
            headings: [
                "功能介绍",
                "URI",
                "请求参数",
                "响应参数",
                "请求示例",
                "响应示例",
                "状态码",
            ],
            columns: ["参数", "是否必选", "参数类型", "描述"],
            captions: [
                ("path", "路径参数"),
                ("query", "Query参数"),
                ("header", "请求Header参数"),
                ("body", "请求Body参数"),
                ("response", "响应Body参数"),
            ],
            table: "表",
            status: "状态码：",
            presence: ["是", "否"],
            nothing: "无",
        },
        Language::English => Words {
            headings: [
                "Function",
                "URI",
                "Request Parameters",
                "Response Parameters",
                "Example Requests",
                "Example Responses",
                "Status Codes",
            ],
            columns: ["Parameter", "Mandatory", "Type", "Description"],
            captions: [
                ("path", "Path Parameters"),
                ("query", "Query Parameters"),
                ("header", "Request header parameters"),
                ("body", "Request body parameters"),
                ("response", "Response body parameters"),
            ],
            table: "Table ",
            status: "Status code: ",
            presence: ["Yes", "No"],
            nothing: "None",
        },
    }
}

/// A row: its cells but the description, and the lines of the description.
struct RowText {
    cells: Vec<String>,
    lines: Vec<CellLine>,
}

struct Writer {
    layout: Layout,
    words: Words,
    text: String,
    tables: usize,
}

/// The page of an operation.
pub(crate) fn write(
    operation: &Operation,
    layout: Layout,
    language: Language,
    notation: Notation,
) -> String {
    let mut writer = Writer {
        layout,
        words: words(language),
        text: String::new(),
        tables: 0,
    };
    writer.title(operation.title);
    writer.heading(0);
    writer.line("Invented.");
    writer.heading(1);
    writer.line(&format!("{} {}", operation.method, operation.uri));
    let parts: [(usize, &[&str], bool); 3] = [
        (1, &["path", "query"], false),
        (2, &["header", "body", "type"], false),
        (3, &["response", "type"], true),
    ];
    for (heading, roles, answered) in parts {
        if heading > 1 {
            writer.heading(heading);
        }
        let mut status = None;
        let here = operation
            .tables
            .iter()
            .filter(|table| roles.contains(&table.role) && table.status.is_some() == answered);
        for table in here {
            if table.status != status {
                status = table.status;
                writer.status(status.unwrap_or_default());
            }
            writer.table(table, language, notation);
        }
    }
    for (heading, side) in [(4, "request"), (5, "response")] {
        writer.heading(heading);
        let examples = operation
            .examples
            .iter()
            .filter(|example| example.0 == side);
        let mut any = false;
        for (_, status, body) in examples {
            any = true;
            if let Some(status) = status {
                writer.status(status);
            }
            writer.example(body);
        }
        if !any {
            let nothing = writer.words.nothing;
            writer.line(nothing);
        }
    }
    writer.statuses(&operation.statuses);
    if layout == Layout::Html {
        return format!(
            "<!DOCTYPE html>\n<html><head><title>x</title><script>if (1 < 2) {{}}</script></head><body>\n<nav><ul><li>URI</li></ul></nav>\n{}</body></html>\n",
            writer.text
        );
    }
    writer.text
}

impl Writer {
    fn title(&mut self, title: &str) {
        match self.layout {
            Layout::Restructured => {
                let _ = write!(
                    self.text,
                    ":original_name: X.html\n\n{title}\n{}\n\n",
                    "=".repeat(40)
                );
            }
            Layout::Markdown | Layout::MarkdownHtml => {
                let _ = writeln!(self.text, "# {title}");
            }
            Layout::Html => {
                let _ = writeln!(self.text, "<h1 class=\"topictitle1\">{title}</h1>");
            }
            Layout::Lines => {}
            _ => self.line(title),
        }
    }

    fn heading(&mut self, index: usize) {
        let heading = self.words.headings[index];
        let _ = match self.layout {
            Layout::Restructured => write!(self.text, "\n{heading}\n{}\n\n", "-".repeat(40)),
            Layout::Markdown | Layout::MarkdownHtml => writeln!(self.text, "\n#### {heading}"),
            Layout::Html => writeln!(self.text, "<h4 class=\"sectiontitle\">{heading}</h4>"),
            Layout::Lines => write!(self.text, "\n  • {heading} "),
            Layout::Paragraphs => write!(self.text, "{heading}\n\n"),
            _ => writeln!(self.text, "{heading}"),
        };
    }

    fn line(&mut self, line: &str) {
        let _ = match self.layout {
            Layout::Html => writeln!(self.text, "<p>{line}</p>"),
            Layout::Lines => write!(self.text, "{line} "),
            Layout::Paragraphs | Layout::Restructured => write!(self.text, "{line}\n\n"),
            _ => writeln!(self.text, "{line}"),
        };
    }

    fn status(&mut self, status: &str) {
        let label = format!("{}{status}", self.words.status);
        match self.layout {
            Layout::Restructured | Layout::Markdown => self.line(&format!("**{label}**")),
            Layout::Html => self.line(&format!("<b>{label}</b>")),
            _ => self.line(&label),
        }
    }

    fn example(&mut self, body: &Value) {
        let text = match body {
            Value::String(text) => text.clone(),
            body => serde_json::to_string_pretty(body).unwrap_or_default(),
        };
        let _ = match self.layout {
            Layout::Html => writeln!(self.text, "<pre class=\"screen\">{text}</pre>"),
            Layout::Markdown | Layout::MarkdownHtml => writeln!(self.text, "```json\n{text}\n```"),
            Layout::Restructured => {
                let text = text.replace('\n', "\n   ");
                write!(self.text, ".. code-block::\n\n   {text}\n\n")
            }
            Layout::Lines => {
                let words: Vec<&str> = text.split_whitespace().collect();
                write!(self.text, "{} ", words.join(" "))
            }
            _ => writeln!(self.text, "{text}"),
        };
    }

    fn table(&mut self, table: &Table, language: Language, notation: Notation) {
        self.tables += 1;
        let known = self
            .words
            .captions
            .iter()
            .find(|(role, _)| *role == table.role);
        let title = table
            .type_name
            .or(known.map(|known| known.1))
            .unwrap_or_default();
        let asked = table.status.is_none();
        let mut columns = self.words.columns.to_vec();
        if !asked {
            columns.remove(1);
        }
        let rows: Vec<RowText> = table
            .fields
            .iter()
            .map(|field| {
                let text = |key: &str| field.facts[key].as_str().unwrap_or_default().to_owned();
                let mut cells = vec![text("name")];
                if asked {
                    let required = field.facts["required"].as_bool().unwrap_or_default();
                    cells.push(self.words.presence[usize::from(!required)].to_owned());
                }
                cells.push(text("type"));
                RowText {
                    cells,
                    lines: description(field, language, notation),
                }
            })
            .collect();
        let label = format!("{}{}", self.words.table, self.tables);
        self.rows(&label, title, &columns, &rows);
    }

    fn statuses(&mut self, statuses: &[&str]) {
        self.heading(6);
        let columns = [
            self.words.headings[6].trim_end_matches('s'),
            self.words.columns[3],
        ];
        let rows: Vec<RowText> = statuses
            .iter()
            .map(|status| RowText {
                cells: vec![(*status).to_owned()],
                lines: vec![CellLine {
                    bullet: false,
                    strong: false,
                    text: "Invented.".to_owned(),
                }],
            })
            .collect();
        self.rows("", "", &columns, &rows);
    }

    fn rows(&mut self, label: &str, title: &str, columns: &[&str], rows: &[RowText]) {
        match self.layout {
            Layout::Paragraphs => self.paragraph_rows(label, title, columns, rows),
            Layout::Lines => self.line_rows(label, title, columns, rows),
            Layout::Restructured => self.grid_rows(label, title, columns, rows),
            Layout::Html | Layout::MarkdownHtml => self.html_rows(label, title, columns, rows),
            _ => self.pipe_rows(label, title, columns, rows),
        }
    }

    fn paragraph_rows(&mut self, label: &str, title: &str, columns: &[&str], rows: &[RowText]) {
        if !label.is_empty() {
            self.line(&format!("{label} {title}"));
        }
        for column in columns {
            self.line(column);
        }
        for row in rows {
            for cell in &row.cells {
                self.line(cell);
            }
            for line in &row.lines {
                let mark = if line.bullet { "  • " } else { "" };
                self.line(&format!("{mark}{}", line.text));
            }
        }
    }

    fn line_rows(&mut self, label: &str, title: &str, columns: &[&str], rows: &[RowText]) {
        if !label.is_empty() {
            self.line(&format!("{label} {title}"));
        }
        self.line(&columns.join(" "));
        for row in rows {
            self.line(&row.cells.join(" "));
            for line in &row.lines {
                self.line(&line.text);
            }
        }
    }

    fn html_rows(&mut self, label: &str, title: &str, columns: &[&str], rows: &[RowText]) {
        let text = &mut self.text;
        let _ = write!(text, "<table>");
        if !label.is_empty() {
            let _ = write!(text, "<caption><b>{label} </b>{title}</caption>");
        }
        let _ = write!(text, "\n<thead><tr>");
        for column in columns {
            let _ = write!(text, "<th><p>{column}</p></th>");
        }
        let _ = writeln!(text, "</tr></thead>\n<tbody>");
        for row in rows {
            let _ = write!(text, "<tr>");
            for cell in &row.cells {
                let linked = cell.replace('<', "&lt;").replace(" object", "</a> object");
                let linked = match linked.contains("</a>") {
                    true => linked.replacen("Array of ", "Array of <a href=\"#x\">", 1),
                    false => linked,
                };
                let linked = match linked.contains("</a>") && !linked.contains("<a") {
                    true => format!("<a href=\"#x\">{linked}"),
                    false => linked,
                };
                let _ = write!(text, "<td><p>{linked}</p></td>");
            }
            let _ = write!(text, "<td>");
            let mut list = false;
            for line in &row.lines {
                if line.bullet != list {
                    let _ = write!(text, "{}", if line.bullet { "<ul>" } else { "</ul>" });
                    list = line.bullet;
                }
                let content = &line.text;
                let _ = match (line.bullet, line.strong) {
                    (true, _) => write!(text, "<li><p>{content}</p></li>"),
                    (_, true) => write!(text, "<p><strong>{content}</strong></p>"),
                    _ => write!(text, "<p>{content}</p>"),
                };
            }
            let _ = writeln!(text, "{}</td></tr>", if list { "</ul>" } else { "" });
        }
        let _ = writeln!(text, "</tbody></table>");
    }

    fn pipe_rows(&mut self, label: &str, title: &str, columns: &[&str], rows: &[RowText]) {
        let named = matches!(self.layout, Layout::Markdown | Layout::Pipes);
        if named && !label.is_empty() {
            self.line(&format!("{label}{title}"));
        }
        let (open, between) = match self.layout {
            Layout::Pipes | Layout::Markdown => ("| ", " | "),
            Layout::TrailingPipes => ("", " | "),
            _ => ("", " |\n"),
        };
        let separator = vec!["---"; columns.len()].join("|");
        let header = columns.join(between);
        let _ = writeln!(self.text, "{open}{header} |\n|{separator}|");
        let breaks = match self.layout {
            Layout::Markdown => "<br/>",
            _ => " ",
        };
        for row in rows {
            let lines: Vec<String> = row
                .lines
                .iter()
                .map(|line| match (line.bullet, line.strong) {
                    (true, _) => format!("- {}", line.text),
                    (_, true) if breaks != " " => format!("**{}**", line.text),
                    _ => line.text.clone(),
                })
                .collect();
            let mut cells: Vec<String> = row.cells.clone();
            if named {
                for cell in &mut cells {
                    *cell = cell.replace('_', "\\_");
                }
            }
            cells.push(lines.join(breaks).replace('|', "\\|"));
            let _ = writeln!(self.text, "{open}{} |", cells.join(between));
        }
    }

    fn grid_rows(&mut self, label: &str, title: &str, columns: &[&str], rows: &[RowText]) {
        if !label.is_empty() {
            let _ = write!(self.text, ".. table:: **{label}** {title}\n\n");
        }
        const WIDTH: usize = 70;
        let border = |mark: &str| {
            let cells: String = columns
                .iter()
                .map(|_| format!("{}+", mark.repeat(WIDTH + 2)))
                .collect();
            format!("   +{cells}\n")
        };
        let pad = |text: &str| {
            let width = unicode_width::UnicodeWidthStr::width(text);
            format!(" {text}{} |", " ".repeat(WIDTH.saturating_sub(width)))
        };
        self.text.push_str(&border("-"));
        let header: String = columns.iter().map(|column| pad(column)).collect();
        let _ = writeln!(self.text, "   |{header}");
        self.text.push_str(&border("="));
        for row in rows {
            let mut first = true;
            for line in &row.lines {
                let mark = if line.bullet { "-  " } else { "" };
                let text = format!("{mark}{}", line.text);
                let cells = row
                    .cells
                    .iter()
                    .map(|cell| pad(if first { cell } else { "" }));
                let cells: String = cells.collect();
                let blank: String = columns.iter().map(|_| pad("")).collect();
                if !first {
                    let _ = writeln!(self.text, "   |{blank}");
                }
                let _ = writeln!(self.text, "   |{cells}{}", pad(&text));
                first = false;
            }
            self.text.push_str(&border("-"));
        }
        self.text.push('\n');
    }
}
