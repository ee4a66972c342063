//! What the instance holds, as the service answers it.

use huaweicloud_roma::apic::ApiSummary;
use huaweicloud_roma::fdi::TaskSummary;
use huaweicloud_roma::instances::ServerAppInfo;
use huaweicloud_roma::link::Device;
use huaweicloud_roma::mqs::Topic;
use huaweicloud_roma::{Error, Roma};
use serde::Serialize;

use super::arguments::Arguments;

/// A list, or why there is none.
pub(crate) type List<T> = Result<Vec<T>, Error>;

/// Five lists: one failure does not hide the others.
#[derive(Debug)]
pub(crate) struct Holdings {
    pub(crate) applications: List<ServerAppInfo>,
    pub(crate) apis: List<ApiSummary>,
    pub(crate) devices: List<Device>,
    pub(crate) tasks: List<TaskSummary>,
    pub(crate) queues: List<Topic>,
}

impl Holdings {
    /// Fetches the lists at the same time, each page by page.
    pub(crate) async fn fetch(roma: &Roma, arguments: &Arguments) -> Self {
        let size = arguments.page_size;
        let most = usize::try_from(arguments.most).unwrap_or(usize::MAX);
        let applications = roma.instances().list_roma_app().limit(size).items();
        let apis = roma.apic().list_apis_v2().limit(size).items();
        let devices = roma.link().list_devices().limit(size).items();
        let tasks = roma.fdi().list_tasks().limit(size).items();
        // The topics of a message queue instance are what the console calls its queues.
        let queues = roma.mqs().list_mqs_instance_topics().limit(size).items();
        let (applications, apis, devices, tasks, queues) = tokio::join!(
            applications.collect_up_to(most),
            apis.collect_up_to(most),
            devices.collect_up_to(most),
            tasks.collect_up_to(most),
            queues.collect_up_to(most),
        );
        Self {
            applications,
            apis,
            devices,
            tasks,
            queues,
        }
    }

    /// What failed, in the order of the inventory.
    pub(crate) fn errors(&self) -> Vec<&Error> {
        let errors = [
            self.applications.as_ref().err(),
            self.apis.as_ref().err(),
            self.devices.as_ref().err(),
            self.tasks.as_ref().err(),
            self.queues.as_ref().err(),
        ];
        errors.into_iter().flatten().collect()
    }

    /// JSON on one line; what failed is null.
    pub(crate) fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Document {
            applications: self.applications.as_deref().ok(),
            apis: self.apis.as_deref().ok(),
            devices: self.devices.as_deref().ok(),
            tasks: self.tasks.as_deref().ok(),
            queues: self.queues.as_deref().ok(),
        })
    }
}

/// The inventory as JSON.
#[derive(Serialize)]
struct Document<'a> {
    applications: Option<&'a [ServerAppInfo]>,
    apis: Option<&'a [ApiSummary]>,
    devices: Option<&'a [Device]>,
    tasks: Option<&'a [TaskSummary]>,
    queues: Option<&'a [Topic]>,
}
