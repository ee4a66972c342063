//! The inventory as tables.

use example_support::tables::{fitted, shown};
use huaweicloud_roma::apic::ApiSummary;
use huaweicloud_roma::fdi::{TaskStatus, TaskSummary};
use huaweicloud_roma::instances::ServerAppInfo;
use huaweicloud_roma::link::{Device, DeviceOnlineStatus};
use huaweicloud_roma::mqs::Topic;

use super::holdings::{Holdings, List};

/// A table for each list that was fetched, in lines of at most that many columns.
pub(crate) fn render(holdings: &Holdings, width: usize) -> String {
    let sections = [
        section(&holdings.applications, "Applications", |list| {
            let header = ["Name", "ID", "Owner", "Created"];
            fitted(width, header, &[], list.iter().map(application))
        }),
        section(&holdings.apis, "APIs", |list| {
            let header = ["Name", "ID", "Method", "Path", "Group", "Environment"];
            fitted(width, header, &[], list.iter().map(api))
        }),
        section(&holdings.devices, "Devices", |list| {
            let header = ["Name", "ID", "Identifier", "Product", "State"];
            fitted(width, header, &["ID"], list.iter().map(device))
        }),
        section(&holdings.tasks, "Tasks", |list| {
            let header = ["Name", "ID", "Type", "State", "Last run"];
            fitted(width, header, &[], list.iter().map(task))
        }),
        section(&holdings.queues, "Queues", |list| {
            let header = [
                "Name",
                "Application",
                "Partitions",
                "Replicas",
                "Hours kept",
            ];
            fitted(width, header, &header[2..], list.iter().map(queue))
        }),
    ];
    let sections: Vec<_> = sections.into_iter().flatten().collect();
    sections.join("\n")
}

/// A title with the count, and the table; none of a list that could not be fetched.
fn section<T>(list: &List<T>, title: &str, table: impl Fn(&[T]) -> String) -> Option<String> {
    let list = list.as_deref().ok()?;
    let title = format!("{title}: {}\n", list.len());
    Some(match list {
        [] => title,
        list => format!("{title}\n{}", table(list)),
    })
}

fn application(application: &ServerAppInfo) -> [String; 4] {
    let owner = application.created_user.as_ref();
    [
        shown(application.name.as_ref()),
        shown(application.id.as_ref()),
        shown(owner.and_then(|user| user.user_name.as_ref())),
        shown(application.create_time.as_ref()),
    ]
}

fn api(api: &ApiSummary) -> [String; 6] {
    [
        shown(api.name.as_ref()),
        shown(api.id.as_ref()),
        shown(api.req_method.as_ref().map(|method| method.as_str())),
        shown(api.req_uri.as_ref()),
        shown(api.group_name.as_ref()),
        shown(api.run_env_name.as_ref()),
    ]
}

fn device(device: &Device) -> [String; 5] {
    let product = device.product.as_ref();
    [
        shown(device.device_name.as_ref()),
        shown(device.device_id.or(device.id)),
        shown(device.node_id.as_ref()),
        shown(product.and_then(|product| product.product_name.as_ref())),
        shown(device.online_status.as_ref().map(online_status)),
    ]
}

fn online_status(status: &DeviceOnlineStatus) -> String {
    match status {
        DeviceOnlineStatus::NotConnected => "never connected".to_owned(),
        DeviceOnlineStatus::Online => "online".to_owned(),
        DeviceOnlineStatus::Offline => "offline".to_owned(),
        other => other.as_i64().to_string(),
    }
}

fn task(task: &TaskSummary) -> [String; 5] {
    [
        shown(task.task_name.as_ref()),
        shown(task.task_id.as_ref()),
        shown(task.task_type.as_ref().map(|kind| kind.as_str())),
        shown(task.status.as_ref().map(task_status)),
        shown(task.execute_status.as_ref()),
    ]
}

fn task_status(status: &TaskStatus) -> String {
    match status {
        TaskStatus::Stopped => "stopped".to_owned(),
        TaskStatus::Running => "running".to_owned(),
        other => other.as_i64().to_string(),
    }
}

fn queue(queue: &Topic) -> [String; 5] {
    [
        shown(queue.name.as_ref()),
        shown(queue.app_name.as_ref()),
        shown(queue.partition),
        shown(queue.replication),
        shown(queue.retention_time),
    ]
}
