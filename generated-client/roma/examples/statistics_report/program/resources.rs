//! The tables of what an instance holds.

use example_support::tables::{fitted, shown};
use huaweicloud_roma::instances::{
    ApicStatistic, FdiStatistic, GetInstanceConnectionStatisticResponse, LinkDevices,
    LinkStatistic, MqsStatistic,
};

/// A table of all components, and one for what has more than one dimension.
pub(crate) fn sections(
    statistics: &GetInstanceConnectionStatisticResponse,
    width: usize,
) -> Vec<String> {
    let title = "Connections and resources";
    let mut sections = vec![format!("{title}\n\n{}", resources(statistics, width))];
    if let Some(fdi) = &statistics.fdi {
        let title = "Data integration: tasks of the instance";
        sections.push(format!("{title}\n\n{}", tasks(fdi, width)));
    }
    let link = statistics.link.as_ref();
    if let Some(found) = link.and_then(|link| link.devices.as_ref()) {
        let title = "Device integration: devices";
        sections.push(format!("{title}\n\n{}", devices(found, width)));
    }
    sections
}

/// A line of a table: a name and its numbers. `N` is one more than there are numbers.
pub(crate) fn row<const NUMBERS: usize, const N: usize>(
    name: &str,
    numbers: [Option<i64>; NUMBERS],
) -> [String; N] {
    let mut cells = std::iter::once(name.to_owned()).chain(numbers.map(shown));
    std::array::from_fn(|_| cells.next().unwrap_or_default())
}

/// Names of resources and how many there are.
type Resources = Vec<(&'static str, Option<i64>)>;

fn resources(statistics: &GetInstanceConnectionStatisticResponse, width: usize) -> String {
    let components = [
        ("API Connect", statistics.apic.as_ref().map(api_connect)),
        (
            "Data integration",
            statistics.fdi.as_ref().map(data_integration),
        ),
        (
            "Device integration",
            statistics.link.as_ref().map(device_integration),
        ),
        (
            "Message queues",
            statistics.mqs.as_ref().map(message_queues),
        ),
    ];
    let mut rows = Vec::new();
    for (component, resources) in components {
        for (index, (resource, count)) in resources.into_iter().flatten().enumerate() {
            // A component is named in its first line only.
            let component = if index == 0 { component } else { "" };
            rows.push([component.to_owned(), resource.to_owned(), shown(count)]);
        }
    }
    fitted(width, ["Component", "Resource", "Count"], &["Count"], rows)
}

fn api_connect(apic: &ApicStatistic) -> Resources {
    vec![
        ("connections", apic.connection_num),
        ("APIs", apic.api_num),
        ("hosted APIs", apic.api_num_without_livedata),
        ("custom backends", apic.livedata_api_num),
    ]
}

fn data_integration(fdi: &FdiStatistic) -> Resources {
    vec![
        ("connections", fdi.connect_count),
        ("data sources", fdi.all_datasource_count),
        ("tasks", fdi.all_tasks_count),
        ("running tasks", fdi.all_running_tasks_count),
    ]
}

fn device_integration(link: &LinkStatistic) -> Resources {
    let connections = link.connections.clone().unwrap_or_default();
    let products = link.products.clone().unwrap_or_default();
    let templates = link.product_templates.clone().unwrap_or_default();
    vec![
        ("connections", connections.connection_numbers),
        ("products", products.total),
        ("normal products", products.normal_products_numbers),
        ("gateway products", products.gateway_products_numbers),
        ("product templates", templates.product_templates_numbers),
    ]
}

fn message_queues(mqs: &MqsStatistic) -> Resources {
    vec![
        ("connections", mqs.connection_numbers),
        ("topics", mqs.topic_numbers),
        ("partitions", mqs.partition_numbers),
        ("consumer groups", mqs.consumer_group_numbers),
        ("queues", mqs.total_queue_numbers),
    ]
}

fn tasks(fdi: &FdiStatistic, width: usize) -> String {
    let header = [
        "Kind",
        "All",
        "Running",
        "Abnormal",
        "Terminated",
        "Completed",
    ];
    let common = [
        fdi.all_common_tasks_count,
        fdi.running_common_tasks_count,
        fdi.abnormal_common_tasks_count,
        fdi.terminated_common_tasks_count,
        fdi.completed_common_tasks_count,
    ];
    let cdc = [
        fdi.all_cdc_tasks_count,
        fdi.running_cdc_tasks_count,
        fdi.abnormal_cdc_tasks_count,
        fdi.terminated_cdc_tasks_count,
        fdi.completed_cdc_tasks_count,
    ];
    let flow = [
        fdi.all_flow_tasks_count,
        fdi.running_flow_tasks_count,
        fdi.abnormal_flow_tasks_count,
        fdi.terminated_flow_tasks_count,
        fdi.completed_flow_tasks_count,
    ];
    let rows = [row("common", common), row("CDC", cdc), row("flow", flow)];
    fitted(width, header, &header[1..], rows)
}

fn devices(devices: &LinkDevices, width: usize) -> String {
    let normal = devices.normal_devices.clone().unwrap_or_default();
    let gateway = devices.gateway_devices.clone().unwrap_or_default();
    let behind = devices.subsets_devices.clone().unwrap_or_default();
    let normal = [
        normal.total,
        normal.never_connected,
        normal.online,
        normal.offline,
    ];
    let gateway = [
        gateway.total,
        gateway.never_connected,
        gateway.online,
        gateway.offline,
    ];
    let behind = [
        behind.total,
        behind.never_connected,
        behind.online,
        behind.offline,
    ];
    let rows = [
        row("all", [devices.total, None, None, None]),
        row("normal", normal),
        row("gateway", gateway),
        row("behind a gateway", behind),
    ];
    let header = ["Kind", "All", "Never connected", "Online", "Offline"];
    fitted(width, header, &header[1..], rows)
}
