//! What the service says of the API once it is published.

use example_support::Session;
use example_support::tables::{fitted, shown};
use huaweicloud_roma::apic::{ApiAuthorization, ApiForThrottle};
use huaweicloud_roma::{Error, Roma};

/// As many as a policy or an application of this program can have, and some more.
const MOST: usize = 20;

/// Shows what the policy throttles and what the application may call.
pub(crate) async fn show(
    roma: &Roma,
    session: &Session<'_>,
    policy_id: &str,
    app_id: &str,
) -> Result<(), Error> {
    let apic = roma.apic();
    let throttled = apic.list_apis_binded_to_request_throttling_policy_v2();
    let throttled = throttled.throttle_id(policy_id).items();
    let callable = apic.list_apis_binded_to_app_v2().app_id(app_id).items();
    let (throttled, callable) =
        tokio::try_join!(throttled.collect_up_to(MOST), callable.collect_up_to(MOST),)?;
    let width = session.context.width;
    let header = ["API", "Path", "Environment", "Policy"];
    let throttled = fitted(width, header, &[], throttled.iter().map(throttled_row));
    session.say(&format!("\n== Throttled APIs\n{throttled}"));
    let header = ["API", "Group", "Application", "Authorized"];
    let callable = fitted(width, header, &[], callable.iter().map(callable_row));
    session.say(&format!(
        "\n== APIs that the application may call\n{callable}"
    ));
    Ok(())
}

fn throttled_row(api: &ApiForThrottle) -> [String; 4] {
    [
        shown(api.name.as_ref()),
        shown(api.req_uri.as_ref()),
        shown(api.run_env_name.as_ref()),
        shown(api.throttle_name.as_ref()),
    ]
}

fn callable_row(api: &ApiAuthorization) -> [String; 4] {
    [
        shown(api.api_name.as_ref()),
        shown(api.group_name.as_ref()),
        shown(api.app_name.as_ref()),
        shown(api.auth_time.as_ref()),
    ]
}
