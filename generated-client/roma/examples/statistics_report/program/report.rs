//! What the report is about, as the service answers it.

use example_support::Session;
use huaweicloud_roma::apic::ApiStatistics;
use huaweicloud_roma::fdi::CountTasksResponse;
use huaweicloud_roma::instances::GetInstanceConnectionStatisticResponse;
use huaweicloud_roma::{Error, Roma};
use serde::Serialize;

use super::arguments::Arguments;
use super::{calls, resources, tasks};

/// Who answered.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Source {
    DocumentedExamples,
    Service,
}

impl Source {
    pub(crate) fn of(session: &Session<'_>) -> Self {
        match session.mock {
            Some(_) => Self::DocumentedExamples,
            None => Self::Service,
        }
    }
}

/// Three answers, or why there is none: one failure does not hide the others.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) connections: Result<GetInstanceConnectionStatisticResponse, Error>,
    pub(crate) apis: Result<ApiStatistics, Error>,
    pub(crate) tasks: Result<CountTasksResponse, Error>,
}

impl Report {
    /// Makes the three calls at the same time.
    pub(crate) async fn fetch(roma: &Roma, arguments: &Arguments) -> Self {
        let (instances, apic, fdi) = (roma.instances(), roma.apic(), roma.fdi());
        let apis = apic
            .list_statistics_api()
            .duration(&arguments.duration)
            .cycle(arguments.cycle.as_str());
        let (connections, apis, tasks) = tokio::join!(
            instances.get_instance_connection_statistic().send(),
            apis.send(),
            fdi.count_tasks().send(),
        );
        Self {
            connections: connections.map(|response| response.into_inner()),
            apis: apis.map(|response| response.into_inner()),
            tasks: tasks.map(|response| response.into_inner()),
        }
    }

    /// What failed, in the order of the report.
    pub(crate) fn errors(&self) -> Vec<&Error> {
        let errors = [
            self.connections.as_ref().err(),
            self.apis.as_ref().err(),
            self.tasks.as_ref().err(),
        ];
        errors.into_iter().flatten().collect()
    }

    /// All results, in lines of at most that many columns.
    pub(crate) fn to_text(&self, width: usize) -> String {
        let mut sections = Vec::new();
        if let Ok(statistics) = &self.connections {
            sections.extend(resources::sections(statistics, width));
        }
        if let Ok(statistics) = &self.apis {
            sections.push(calls::section(statistics, width));
        }
        if let Ok(counts) = &self.tasks {
            sections.push(tasks::section(counts, width));
        }
        sections.join("\n")
    }

    /// JSON on one line; what failed is null.
    pub(crate) fn to_json(&self, source: Source) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Document {
            source,
            connections: self.connections.as_ref().ok(),
            apis: self.apis.as_ref().ok(),
            tasks: self.tasks.as_ref().ok(),
        })
    }
}

/// The report as JSON.
#[derive(Serialize)]
struct Document<'a> {
    source: Source,
    connections: Option<&'a GetInstanceConnectionStatisticResponse>,
    apis: Option<&'a ApiStatistics>,
    tasks: Option<&'a CountTasksResponse>,
}
