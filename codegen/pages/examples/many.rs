//! How long ten thousand pages take: `cargo run --release -p huaweicloud-codegen-pages --example many`.
//!
//! The pages are invented, in three renderings in turn; every core reads its share of them.

#![expect(clippy::print_stdout, reason = "a command-line program")]

use std::fmt::Write;
use std::path::Path;
use std::thread;
use std::time::Instant;

const PAGES: usize = 10_000;
const ROWS: usize = 40;

fn main() {
    let pages: Vec<String> = (0..PAGES).map(page).collect();
    let bytes: usize = pages.iter().map(String::len).sum();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let begin = Instant::now();
    let rows: usize = thread::scope(|scope| {
        let shares = pages.chunks(PAGES.div_ceil(cores));
        let readers: Vec<_> = shares
            .map(|share| scope.spawn(|| share.iter().map(rows).sum::<usize>()))
            .collect();
        readers
            .into_iter()
            .map(|reader| reader.join().unwrap_or_default())
            .sum()
    });
    println!(
        "{PAGES} pages, {rows} rows, {} MiB in {:.2?} on {cores} cores",
        bytes / 1_048_576,
        begin.elapsed()
    );
}

/// How many parameters and fields are read from a page.
fn rows(text: &String) -> usize {
    let Ok(page) = codegen_pages::read(Path::new("invented"), text.as_bytes()) else {
        return 0;
    };
    let tables = page
        .operations
        .iter()
        .flat_map(|operation| &operation.tables);
    tables.map(|table| table.rows.len()).sum()
}

/// An invented page.
fn page(number: usize) -> String {
    let mut text = match number % 3 {
        0 => "# 虚构\n\n## URI\n\nPOST /v1/{shop_id}/goods\n\n## 请求参数\n\n| 参数 | 是否必选 | 参数类型 | 描述 |\n|---|---|---|---|\n".to_owned(),
        1 => "<html><body><h1>虚构</h1><h4>URI</h4><p>POST /v1/{shop_id}/goods</p><h4>请求参数</h4><table><tr><th>参数</th><th>是否必选</th><th>参数类型</th><th>描述</th></tr>\n".to_owned(),
        _ => "虚构\n\nURI\n\nPOST /v1/{shop_id}/goods\n\n请求参数\n\n参数\n\n是否必选\n\n参数类型\n\n描述\n\n".to_owned(),
    };
    for row in 0..ROWS {
        let name = format!("field_{number}_{row}");
        let words = "虚构的数目，0-普通 1-特殊。";
        let range = "取值范围：1-64";
        let _ = match number % 3 {
            0 => writeln!(text, "| {name} | 是 | Integer | {words}<br>{range} |"),
            1 => writeln!(
                text,
                "<tr><td>{name}</td><td>是</td><td>Integer</td><td><p>{words}</p><p>{range}</p></td></tr>"
            ),
            _ => write!(text, "{name}\n\n是\n\nInteger\n\n{words}\n\n{range}\n\n"),
        };
    }
    text.push_str(match number % 3 {
        1 => "</table><h4>响应示例</h4><p>无</p></body></html>\n",
        _ => "\n响应示例\n\n无\n",
    });
    text
}
