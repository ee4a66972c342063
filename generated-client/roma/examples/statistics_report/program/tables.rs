//! The report for people.

use comfy_table::{CellAlignment, LineStyle, Table, presets};
use huaweicloud_roma::apic::{ListStatisticsApiResponse, StatisticsApi};
use huaweicloud_roma::fdi::CountTasksResponse;
use jiff::Timestamp;

use super::report::Report;
use super::resources;

/// The tables of everything that was answered.
pub(crate) fn render(report: &Report) -> String {
    let mut sections = Vec::new();
    if let Ok(statistics) = &report.connections {
        sections.extend(resources::sections(statistics));
    }
    if let Ok(statistics) = &report.apis {
        sections.push(apis(statistics));
    }
    if let Ok(counts) = &report.tasks {
        sections.push(tasks(counts));
    }
    sections.join("\n")
}

/// A table with a title above it.
pub(crate) fn section(title: &str, table: &Table) -> String {
    format!("{title}\n\n{}\n", table.trim_fmt())
}

/// A table whose first columns hold text and whose other columns hold numbers.
pub(crate) fn table(header: &[&str], text_columns: usize) -> Table {
    let mut table = Table::new();
    let rule = LineStyle::none().fill('-').junction('-');
    table.load_style(presets::NOTHING.header_separator(rule));
    table.set_header(header.iter().copied());
    for column in table.column_iter_mut() {
        if column.index >= text_columns {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// A number, or a dash where the service names none.
pub(crate) fn shown<T: ToString>(number: Option<T>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| number.to_string())
}

/// A line of a table: a name and its numbers.
pub(crate) fn row<const N: usize>(name: &str, numbers: [Option<i64>; N]) -> Vec<String> {
    let mut cells = vec![name.to_owned()];
    cells.extend(numbers.map(shown));
    cells
}

fn apis(statistics: &ListStatisticsApiResponse) -> String {
    let (start, end) = (statistics.start_time, statistics.end_time);
    let title = match (start.and_then(utc), end.and_then(utc)) {
        (Some(start), Some(end)) => format!("API Connect: calls from {start} to {end}"),
        _ => "API Connect: calls".to_owned(),
    };
    let header = [
        "Time",
        "API",
        "Requests",
        "2xx",
        "4xx",
        "5xx",
        "Errors",
        "Average\nlatency",
        "Longest\nlatency",
        "Bytes\nin",
        "Bytes\nout",
    ];
    let mut table = table(&header, 2);
    table.add_rows(statistics.list.iter().map(api_row));
    section(&title, &table)
}

fn api_row(period: &StatisticsApi) -> Vec<String> {
    let time = period.req_time.clone();
    vec![
        shown(time.or_else(|| period.current_minute.and_then(utc))),
        shown(period.api_id.as_ref()),
        shown(period.req_count),
        shown(period.req_count2xx),
        shown(period.req_count4xx),
        shown(period.req_count5xx),
        shown(period.req_count_error),
        shown(period.avg_latency),
        shown(period.max_latency),
        shown(period.input_throughput),
        shown(period.output_throughput),
    ]
}

/// Seconds since 1970 as a date and time; none where no calendar goes that far.
fn utc(seconds: i64) -> Option<String> {
    let time = Timestamp::from_second(seconds).ok()?;
    Some(time.to_string())
}

fn tasks(counts: &CountTasksResponse) -> String {
    let header = ["Kind", "Running", "Abnormal", "Terminated", "Completed"];
    let mut table = table(&header, 1);
    let kinds = [
        ("common", &counts.common_task_details),
        ("CDC", &counts.cdc_task_details),
    ];
    for (kind, details) in kinds {
        let details = details.clone().unwrap_or_default();
        let numbers = [
            details.running_tasks_count,
            details.abnormal_tasks_count,
            details.terminated_tasks_count,
            details.completed_tasks_count,
        ];
        table.add_row(row(kind, numbers));
    }
    section("Data integration: tasks by state", &table)
}
