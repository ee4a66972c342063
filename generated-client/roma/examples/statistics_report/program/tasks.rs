//! The tasks of data integration, by state.

use example_support::tables::fitted;
use huaweicloud_roma::fdi::CountTasksResponse;

use super::resources::row;

pub(crate) fn section(counts: &CountTasksResponse, width: usize) -> String {
    let header = ["Kind", "Running", "Abnormal", "Terminated", "Completed"];
    let kinds = [
        ("common", &counts.common_task_details),
        ("CDC", &counts.cdc_task_details),
    ];
    let rows = kinds.map(|(kind, details)| {
        let details = details.clone().unwrap_or_default();
        let numbers = [
            details.running_tasks_count,
            details.abnormal_tasks_count,
            details.terminated_tasks_count,
            details.completed_tasks_count,
        ];
        row(kind, numbers)
    });
    let table = fitted(width, header, &header[1..], rows);
    format!("Data integration: tasks by state\n\n{table}")
}
