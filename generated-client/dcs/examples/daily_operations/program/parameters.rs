//! Configuration parameters: read, and changed.

use example_support::Trouble;
use example_support::tables::{shown, table};
use huaweicloud_dcs::{InstanceParameter, InstanceParameterValue, UpdateConfigurationsRequest};

use super::arguments::Assignment;
use super::tour::Tour;

/// Shows the parameters, changes the one that was asked for, and shows it again.
pub(crate) async fn tune(tour: &Tour<'_>) -> Result<(), Trouble> {
    let instance = tour.instance()?;
    let call = tour.dcs.list_configurations().instance_id(instance);
    let before = call.send().await?.into_inner().redis_config;
    tour.say(&rows(before.iter()));
    let Some(wanted) = wanted(tour) else {
        return Ok(());
    };
    tour.say(&format!("\nset {} to {}\n", wanted.name, wanted.value));
    let request = UpdateConfigurationsRequest::builder()
        .redis_config([change(&before, &wanted)?])
        .build();
    let call = tour.dcs.update_configurations().instance_id(instance);
    let after = tour.follow(call.body(request).wait()).await?;
    let changed = after.redis_config.iter();
    tour.say(&rows(
        changed.filter(|parameter| is_named(parameter, &wanted.name)),
    ));
    Ok(())
}

/// What was asked for, or on the mock server the documented example.
pub(crate) fn wanted(tour: &Tour<'_>) -> Option<Assignment> {
    let documented = tour.mock.map(|_| Assignment {
        name: "timeout".to_owned(),
        value: "1000".to_owned(),
    });
    tour.arguments.parameter.clone().or(documented)
}

pub(crate) fn is_named(parameter: &InstanceParameter, name: &str) -> bool {
    parameter.param_name.as_deref() == Some(name)
}

fn change(
    parameters: &[InstanceParameter],
    wanted: &Assignment,
) -> Result<InstanceParameterValue, Trouble> {
    let mut named = parameters
        .iter()
        .filter(|parameter| is_named(parameter, &wanted.name));
    let id = named.find_map(|parameter| parameter.param_id.clone());
    let id = id.ok_or_else(|| {
        let name = &wanted.name;
        let problem = format!("--parameter: the instance has no parameter `{name}`");
        Trouble::Setting(format!(
            "{problem}\n  help: choose one of those that are shown"
        ))
    })?;
    let value = InstanceParameterValue::builder()
        .param_id(id)
        .param_name(&wanted.name)
        .param_value(&wanted.value);
    Ok(value.build()?)
}

fn rows<'a>(parameters: impl Iterator<Item = &'a InstanceParameter>) -> String {
    let header = ["Parameter", "Value", "Default", "Range"];
    let rows = parameters.map(|parameter| {
        [
            shown(parameter.param_name.as_ref()),
            shown(parameter.param_value.as_ref()),
            shown(parameter.default_value.as_ref()),
            shown(parameter.value_range.as_ref()),
        ]
    });
    table(header, &[], rows)
}
