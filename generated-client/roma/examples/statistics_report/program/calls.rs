//! The calls of APIs: a picture over time, and a table for each API.

use std::collections::BTreeMap;

use example_support::tables::{shortened, shown};
use huaweicloud_roma::apic::{ApiStatistics, StatisticsApi};
use jiff::Timestamp;

use super::picture::{Bar, bars};

pub(crate) fn section(statistics: &ApiStatistics, width: usize) -> String {
    let (start, end) = (statistics.start_time, statistics.end_time);
    let title = match (start.and_then(utc), end.and_then(utc)) {
        (Some(start), Some(end)) => format!("API Connect: calls\nfrom {start} to {end}\n"),
        _ => "API Connect: calls\n".to_owned(),
    };
    if statistics.list.is_empty() {
        return format!("{title}\n none\n");
    }
    let mut text = format!("{title}\n{}", bars(&periods(&statistics.list), width));
    for (api, list) in by_api(&statistics.list) {
        text.push_str(&format!("\nAPI {api}\n\n{}", table(&list, width)));
    }
    text
}

/// All APIs together, in the order of time.
fn periods(list: &[StatisticsApi]) -> Vec<Bar> {
    let mut sums = BTreeMap::<String, (i64, i64)>::new();
    for period in list {
        let (requests, errors) = sums.entry(time(period)).or_default();
        *requests = requests.saturating_add(period.req_count.unwrap_or_default());
        *errors = errors.saturating_add(period.req_count_error.unwrap_or_default());
    }
    let bar = |(label, (requests, errors))| Bar {
        label,
        requests,
        errors,
    };
    sums.into_iter().map(bar).collect()
}

fn by_api(list: &[StatisticsApi]) -> BTreeMap<String, Vec<&StatisticsApi>> {
    let mut apis = BTreeMap::<String, Vec<&StatisticsApi>>::new();
    for period in list {
        let api = shown(period.api_id.as_ref());
        apis.entry(api).or_default().push(period);
    }
    apis
}

fn table(list: &[&StatisticsApi], width: usize) -> String {
    let header = [
        "Time",
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
    let rows: Vec<_> = list.iter().map(|period| row(period)).collect();
    let (mut table, left_out) = shortened(width, header, &header[1..], &rows);
    if let [first, ..] = left_out[..] {
        let (count, first) = (left_out.len(), first.replace('\n', " ").to_lowercase());
        table.push_str(&format!("\n {count} columns left out, from `{first}` on\n"));
    }
    table
}

fn row(period: &StatisticsApi) -> [String; 10] {
    [
        time(period),
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

/// When the period began, as the service writes it or in UTC.
fn time(period: &StatisticsApi) -> String {
    let written = period.req_time.clone();
    shown(written.or_else(|| period.current_minute.and_then(utc)))
}

/// Seconds since 1970 as a date and time; none where no calendar goes that far.
fn utc(seconds: i64) -> Option<String> {
    let time = Timestamp::from_second(seconds).ok()?;
    Some(time.to_string())
}
