//! The monitor log as lines of text.

use example_support::tables::shown;
use huaweicloud_roma::fdi::{TaskMonitorDetailLog, TaskMonitorLog};
use jiff::Timestamp;

/// The states and steps of a run, a line each. A line that does not change is about the same thing.
pub(crate) fn lines(run: &TaskMonitorLog) -> Vec<String> {
    let state = format!(
        "run {} is {}\n",
        shown(run.id.as_ref()),
        shown(run.execute_status.as_ref().map(|state| state.as_str())),
    );
    let steps = run.detail_logs.iter().map(step);
    std::iter::once(state).chain(steps).collect()
}

fn step(step: &TaskMonitorDetailLog) -> String {
    let position = step.position.as_ref().map(|position| position.as_str());
    format!(
        "  {}  {:7}  {}\n",
        time(step.step_begin_time),
        shown(position),
        shown(step.remarks.as_ref()),
    )
}

/// What the run moved, and how long it took, as far as the log says it.
pub(crate) fn summary(run: &TaskMonitorLog) -> String {
    let unit = run.data_size_unit.as_ref().map(|unit| unit.as_str());
    let facts = [
        run.data_count.map(|count| format!("{count} records")),
        run.dirty_data_count
            .map(|count| format!("{count} of them dirty")),
        run.data_size
            .zip(unit)
            .map(|(size, unit)| format!("{size} {unit}")),
        run.spend_time.map(|time| format!("{time} ms")),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    match facts.is_empty() {
        true => String::new(),
        false => format!("{}\n", facts.join(", ")),
    }
}

/// Why a run did not succeed, and what to do.
pub(crate) fn failure(run: &TaskMonitorLog) -> String {
    let state = run.execute_status.as_ref().map(|state| state.as_str());
    format!(
        "error: the run ended as {}: {}\n  help: check the sources and the mapping of the task, \
         then run it again; the run has the ID {}\n",
        shown(state),
        shown(run.remarks.as_ref()),
        shown(run.id.as_ref()),
    )
}

/// Milliseconds since 1970 in UTC, or a dash.
fn time(milliseconds: Option<i64>) -> String {
    shown(milliseconds.and_then(|time| Timestamp::from_millisecond(time).ok()))
}
