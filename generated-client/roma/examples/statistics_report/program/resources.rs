//! The tables of what an instance holds.

use comfy_table::Table;
use huaweicloud_roma::instances::{
    ApicStatistic, FdiStatistic, GetInstanceConnectionStatisticResponse, LinkDevices,
    LinkStatistic, MqsStatistic,
};

use super::tables::{row, section, shown, table};

/// A table of all components, and one for what has more than one dimension.
pub(crate) fn sections(statistics: &GetInstanceConnectionStatisticResponse) -> Vec<String> {
    let title = "Connections and resources";
    let mut sections = vec![section(title, &resources(statistics))];
    if let Some(fdi) = &statistics.fdi {
        let title = "Data integration: tasks of the instance";
        sections.push(section(title, &tasks(fdi)));
    }
    let link = statistics.link.as_ref();
    if let Some(found) = link.and_then(|link| link.devices.as_ref()) {
        let title = "Device integration: devices";
        sections.push(section(title, &devices(found)));
    }
    sections
}

/// Names of resources and how many there are.
type Resources = Vec<(&'static str, Option<i64>)>;

fn resources(statistics: &GetInstanceConnectionStatisticResponse) -> Table {
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
    let mut table = table(&["Component", "Resource", "Count"], 2);
    for (component, resources) in components {
        for (index, (resource, count)) in resources.into_iter().flatten().enumerate() {
            // A component is named in its first line only.
            let component = if index == 0 { component } else { "" };
            table.add_row([component, resource, &shown(count)]);
        }
    }
    table
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

fn tasks(fdi: &FdiStatistic) -> Table {
    let header = [
        "Kind",
        "All",
        "Running",
        "Abnormal",
        "Terminated",
        "Completed",
    ];
    let mut table = table(&header, 1);
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
    table.add_row(row("common", common));
    table.add_row(row("CDC", cdc));
    table.add_row(row("flow", flow));
    table
}

fn devices(devices: &LinkDevices) -> Table {
    let mut table = table(&["Kind", "All", "Never connected", "Online", "Offline"], 1);
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
    table.add_row(row("all", [devices.total, None, None, None]));
    table.add_row(row("normal", normal));
    table.add_row(row("gateway", gateway));
    table.add_row(row("behind a gateway", behind));
    table
}
