//! The same page in other renderings and in another language.

use std::fs;

use crate::support::{Library, messages};
use codegen_pages::{Record, read_file};
use codegen_updates::{Difference, difference, subjects};

/// A piece of the invented page.
enum Piece {
    Title(String),
    Section(String),
    Text(String),
    Table {
        caption: String,
        rows: Vec<Vec<String>>,
    },
    Code(String),
}

fn pieces(page: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("# ") {
            pieces.push(Piece::Title(title.to_owned()));
        } else if let Some(section) = line.strip_prefix("## ") {
            pieces.push(Piece::Section(section.to_owned()));
        } else if line.starts_with("```") {
            let code: Vec<&str> = lines
                .by_ref()
                .take_while(|line| !line.starts_with("```"))
                .collect();
            pieces.push(Piece::Code(code.join("\n")));
        } else if line.starts_with('|') {
            let mut rows = vec![cells(line)];
            while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
                if !row.starts_with("|---") {
                    rows.push(cells(row));
                }
            }
            let caption = match pieces.pop() {
                Some(Piece::Text(caption)) => caption,
                _ => panic!("a table has a caption"),
            };
            pieces.push(Piece::Table { caption, rows });
        } else if !line.is_empty() {
            pieces.push(Piece::Text(line.replace("**", "")));
        }
    }
    pieces
}

fn cells(line: &str) -> Vec<String> {
    line.trim_matches('|')
        .split('|')
        .map(|cell| cell.trim().to_owned())
        .collect()
}

fn html_table(rows: &[Vec<String>]) -> String {
    let row = |row: &Vec<String>, cell: &str| {
        let cells: Vec<String> = row
            .iter()
            .map(|text| format!("<{cell}><p>{text}</p></{cell}>"))
            .collect();
        format!("<tr>{}</tr>\n", cells.join(""))
    };
    let body: Vec<String> = rows[1..].iter().map(|one| row(one, "td")).collect();
    format!(
        "<table><thead>{}</thead><tbody>{}</tbody></table>\n",
        row(&rows[0], "th"),
        body.join("")
    )
}

fn html(page: &str) -> String {
    let piece = |piece: Piece| match piece {
        Piece::Title(text) => format!("<h1>{text}</h1>\n"),
        Piece::Section(text) => format!("<h4 class=\"sectiontitle\">{text}</h4>\n"),
        Piece::Text(text) => format!("<p>{text}</p>\n"),
        Piece::Table { caption, rows } => format!("<p>{caption}</p>\n{}", html_table(&rows)),
        Piece::Code(code) => format!("<pre class=\"screen\">{code}</pre>\n"),
    };
    let body: String = pieces(page).into_iter().map(piece).collect();
    format!("<!DOCTYPE html><html><body>{body}</body></html>\n")
}

fn markdown_with_html(page: &str) -> String {
    let piece = |piece: Piece| match piece {
        Piece::Title(text) => format!("# {text}<a name=\"a\"></a>\n\n"),
        Piece::Section(text) => format!("## {text}<a name=\"b\"></a>\n\n"),
        Piece::Text(text) => format!("{text}\n\n"),
        Piece::Table { caption, rows } => {
            let (number, name) = caption.split_at(caption.rfind("Table").unwrap() + 7);
            format!(
                "**{}**  {}\n\n{}\n",
                number.trim(),
                name.trim(),
                html_table(&rows)
            )
        }
        Piece::Code(code) => format!("```\n{code}\n```\n\n"),
    };
    pieces(page).into_iter().map(piece).collect()
}

fn paragraphs(page: &str) -> String {
    let piece = |piece: Piece| match piece {
        Piece::Title(text) | Piece::Section(text) | Piece::Text(text) => format!("{text}\n\n"),
        Piece::Table { caption, rows } => {
            let cells: Vec<String> = rows.into_iter().flatten().collect();
            format!("{caption}\n\n{}\n\n", cells.join("\n\n"))
        }
        Piece::Code(code) => format!("{code}\n\n"),
    };
    pieces(page).into_iter().map(piece).collect()
}

fn restructured(page: &str) -> String {
    let piece = |piece: Piece| match piece {
        Piece::Title(text) => format!("{text}\n{}\n\n", "=".repeat(text.len())),
        Piece::Section(text) => format!("{text}\n{}\n\n", "-".repeat(text.len())),
        Piece::Text(text) => format!("{text}\n\n"),
        Piece::Table { caption, rows } => {
            let (number, name) = caption.split_at(caption.rfind("Table").unwrap() + 8);
            format!(
                ".. table:: **{}** {}\n\n{}\n",
                number.trim(),
                name.trim(),
                grid(&rows)
            )
        }
        Piece::Code(code) => {
            let code: Vec<String> = code.lines().map(|line| format!("   {line}\n")).collect();
            format!(".. code-block::\n\n{}\n", code.join(""))
        }
    };
    pieces(page).into_iter().map(piece).collect()
}

fn grid(rows: &[Vec<String>]) -> String {
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| rows.iter().map(|row| row[column].len()).max().unwrap())
        .collect();
    let bar = |fill: &str| {
        let parts: Vec<String> = widths.iter().map(|width| fill.repeat(width + 2)).collect();
        format!("   +{}+\n", parts.join("+"))
    };
    let mut text = bar("-");
    for (index, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!(" {cell:width$} "))
            .collect();
        text.push_str(&format!("   |{}|\n", cells.join("|")));
        text.push_str(&bar(if index == 0 { "=" } else { "-" }));
    }
    text
}

/// The changes of a page compared with the record of another.
fn held(library: &Library, old: (&str, &str), new: (&str, &str)) -> Difference {
    let record = |(name, text): (&str, &str)| {
        let file = library.path(name);
        fs::write(&file, text).unwrap();
        let page = read_file(&file).unwrap();
        assert!(page.unplaced.is_empty(), "{name}: {:?}", page.unplaced);
        Record::of_page(&page, &[], "SearchBooks", &[], None).unwrap()
    };
    let known = library.path("records/SearchBooks.yaml");
    fs::write(known, record(old).to_yaml()).unwrap();
    let folder = library.folder();
    let file = library.path(new.0);
    fs::write(&file, new.1).unwrap();
    let page = read_file(&file).unwrap();
    let found = subjects(&file, &page, &[], &folder, Some("SearchBooks"), &[]).unwrap();
    difference(&found[0], &folder.documents)
}

#[test]
fn no_rendering_is_a_change_of_another() {
    let library = Library::new();
    let page = library.text("SearchBooks.md");
    let renderings = [
        ("pipes.md", page.clone()),
        ("page.html", html(&page)),
        ("tables.md", markdown_with_html(&page)),
        ("paragraphs.txt", paragraphs(&page)),
        ("page.rst", restructured(&page)),
    ];
    for (old_name, old) in &renderings {
        for (new_name, new) in &renderings {
            let found = held(&library, (old_name, old), (new_name, new));
            assert_eq!(messages(&found), [""; 0], "{old_name} → {new_name}");
            let changed = new.replace("Maximum: 999", "Maximum: 500");
            let found = held(&library, (old_name, old), (new_name, &changed));
            assert_eq!(
                messages(&found),
                ["Breaks: query parameter `limit` of SearchBooks: maximum 999 → 500"],
                "{old_name} → {new_name}"
            );
        }
    }
}

#[test]
fn another_language_is_no_change() {
    let library = Library::new();
    let page = library.text("SearchBooks.md");
    let words = [
        ("# Searching Books", "# 搜索图书"),
        ("Updated on 2024-01-05", "更新时间：2024-01-05"),
        ("## Function", "## 功能介绍"),
        ("Searches the books of a library.", "搜索图书馆里的图书。"),
        ("Path Parameters", "路径参数"),
        ("Query Parameters", "Query参数"),
        ("## Request Parameters", "## 请求参数"),
        ("Request header parameters", "请求Header参数"),
        ("Request body parameters", "请求Body参数"),
        ("## Response Parameters", "## 响应参数"),
        ("Response body parameters", "响应Body参数"),
        ("## Example Requests", "## 请求示例"),
        ("## Example Responses", "## 响应示例"),
        ("Status code: ", "状态码： "),
        (
            "| Parameter | Mandatory | Type | Description |",
            "| 参数 | 是否必选 | 参数类型 | 描述 |",
        ),
        (
            "| Parameter | Type | Description |",
            "| 参数 | 参数类型 | 描述 |",
        ),
        ("| Yes |", "| 是 |"),
        ("| No |", "| 否 |"),
        ("Number of books.", "图书数量。"),
        ("Title.", "书名。"),
        ("Place.", "位置。"),
        ("Minimum: 1 Maximum: 64", "最小长度：1 最大长度：64"),
        (
            "Minimum: 1 Maximum: 999 Default: 20",
            "最小值：1 最大值：999 缺省值：20",
        ),
        ("Maximum: 8", "最大长度：8"),
        (
            "State. Enumeration values: lent, availabel, lost",
            "状态。枚举值：lent、availabel、lost",
        ),
        ("Table ", "表"),
    ];
    let mut chinese = page.clone();
    for (from, to) in words {
        assert!(chinese.contains(from), "{from}");
        chinese = chinese.replace(from, to);
    }
    for (old, new) in [(&page, &chinese), (&chinese, &page)] {
        let found = held(&library, ("old.md", old), ("new.md", new));
        assert_eq!(messages(&found), [""; 0]);
    }
}

#[test]
fn what_a_rendering_leaves_out_was_not_removed() {
    let library = Library::new();
    let page = library.text("SearchBooks.md");
    // Tables without captions, as some copies of pages have them.
    let whole = html(&page);
    let named = |line: &&str| !line.starts_with("<p>Table ") || line.contains("arameters");
    let bare = whole.lines().filter(named).collect::<Vec<_>>().join("\n");
    assert!(bare.len() < whole.len());
    let found = held(&library, ("pipes.md", &page), ("bare.html", &bare));
    assert_eq!(messages(&found), [""; 0]);
}
