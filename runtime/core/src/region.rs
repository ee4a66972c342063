//! The documented regions and the endpoints of the services in them.

use std::collections::BTreeMap;

use strsim::levenshtein;

use crate::error::Error;

/// The regions of each service, one service a line: `dcs: cn-north-1 cn-north-4`.
const SERVICES: &str = include_str!("region/services.txt");

/// How many similar names an error lists.
const SUGGESTIONS: usize = 3;

/// The services and their regions.
fn services() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let lines = SERVICES.lines().filter_map(|line| line.split_once(':'));
    lines.map(|(service, regions)| (service, regions.split_whitespace().collect()))
}

fn regions(service: &str) -> Option<Vec<&'static str>> {
    services().find_map(|(name, regions)| (name == service).then_some(regions))
}

/// Checks that at least one service is documented in a region.
pub(crate) fn check(region: &str) -> Result<(), Error> {
    let mut all: Vec<&str> = services().flat_map(|(_, regions)| regions).collect();
    if all.contains(&region) {
        return Ok(());
    }
    if region.is_empty() {
        return Err(Error::configuration(
            "the region is empty: write it like `cn-north-4`, or call `.endpoint(\"https://...\")`",
        ));
    }
    all.sort_unstable();
    all.dedup();
    Err(Error::configuration(format!(
        "unknown region `{region}`: did you mean {}? \
         For a region that is missing here, call `.endpoint(\"https://...\")`",
        near(region, &all)
    )))
}

/// The endpoint of a service in a region.
pub(crate) fn endpoint(service: Option<&str>, region: &str) -> Result<String, Error> {
    let known = service.and_then(|name| Some((name, regions(name)?)));
    let Some((service, known)) = known else {
        return Err(Error::configuration(
            "the endpoints of this service are unknown: \
             call `.endpoint(\"https://...\")` on the configuration",
        ));
    };
    if known.contains(&region) {
        return Ok(format!("https://{service}.{region}.myhuaweicloud.com"));
    }
    Err(Error::configuration(format!(
        "`{service}` is not documented in the region `{region}`: did you mean {}? \
         If it exists there, call `.endpoint(\"https://...\")`",
        near(region, &known)
    )))
}

/// The endpoint with this host, in which `{region}` is replaced by the region.
pub(crate) fn endpoint_of_host(host: &str, region: &str) -> String {
    format!("https://{}", host.replace("{region}", region))
}

/// The prefix of variables that name the endpoint of a service in a region.
const ENDPOINT_VARIABLE: &str = "HUAWEICLOUD_SDK_REGION_";

/// The endpoints that variables name for services in a region, by the service's name in upper case:
/// `HUAWEICLOUD_SDK_REGION_ROMA_CN_NORTH_4` for `roma` in `cn-north-4`.
pub(crate) fn named_endpoints(
    variables: impl Iterator<Item = (String, String)>,
    region: &str,
) -> BTreeMap<String, String> {
    let suffix = format!("_{}", upper_snake_case(region));
    let named = variables.filter_map(|(name, value)| {
        let service = name
            .strip_prefix(ENDPOINT_VARIABLE)?
            .strip_suffix(&suffix)?;
        let value = value.trim();
        (!service.is_empty() && !value.is_empty()).then(|| (service.to_owned(), value.to_owned()))
    });
    named.collect()
}

/// A name as it appears in environment variables.
pub(crate) fn upper_snake_case(name: &str) -> String {
    name.to_ascii_uppercase().replace('-', "_")
}

/// The most similar names, for a message.
fn near(region: &str, known: &[&str]) -> String {
    let mut ranked: Vec<_> = known
        .iter()
        .map(|name| (levenshtein(&region.to_lowercase(), name), *name))
        .collect();
    ranked.sort();
    let names: Vec<_> = ranked
        .iter()
        .take(SUGGESTIONS)
        .map(|(_, name)| format!("`{name}`"))
        .collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_region_has_its_endpoint() {
        let counts: Vec<_> = services().map(|(name, all)| (name, all.len())).collect();
        assert_eq!(counts[..2], [("roma", 8), ("dcs", 34)]);
        let roma = endpoint(Some("roma"), "cn-north-4").unwrap();
        assert_eq!(roma, "https://roma.cn-north-4.myhuaweicloud.com");
        let dcs = endpoint(Some("dcs"), "eu-west-101").unwrap();
        assert_eq!(dcs, "https://dcs.eu-west-101.myhuaweicloud.com");
        for (service, regions) in services() {
            assert!(!regions.is_empty(), "{service} has no region");
            assert!(regions.iter().all(|region| check(region).is_ok()));
        }
    }

    #[test]
    fn an_unknown_region_suggests_similar_names() {
        for (region, expected) in [
            ("cn-north4", "`cn-north-4`"),
            ("CN-NORTH-4", "`cn-north-4`"),
            ("", "`cn-north-4`"),
        ] {
            let error = check(region).unwrap_err().to_string();
            assert!(
                error.contains(expected) && error.contains(".endpoint("),
                "{error}"
            );
        }
        let error = endpoint(Some("roma"), "cn-north-9")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("`cn-north-4`") && error.contains("`roma`"),
            "{error}"
        );
    }

    #[test]
    fn variables_set_the_endpoint_of_one_service_in_one_region() {
        let variables = [
            (
                "HUAWEICLOUD_SDK_REGION_ROMA_CN_NORTH_4",
                "https://roma.example.com",
            ),
            ("HUAWEICLOUD_SDK_REGION_DCS_CN_NORTH_4", " "),
            (
                "HUAWEICLOUD_SDK_REGION_DCS_CN_NORTH_9",
                "https://dcs.example.com",
            ),
            ("HUAWEICLOUD_SDK_REGION_CN_NORTH_4", "https://x.example.com"),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let named = named_endpoints(variables.into_iter(), "cn-north-4");
        let expected = ("ROMA".to_owned(), "https://roma.example.com".to_owned());
        assert_eq!(Vec::from_iter(named), [expected]);
    }

    #[test]
    fn a_host_determines_one_endpoint_per_region_or_one_for_all() {
        for (host, expected) in [
            (
                "ecs.{region}.myhuaweicloud.com",
                "https://ecs.eu-west-101.myhuaweicloud.com",
            ),
            ("eps.myhuaweicloud.com", "https://eps.myhuaweicloud.com"),
        ] {
            assert_eq!(endpoint_of_host(host, "eu-west-101"), expected);
        }
    }

    #[test]
    fn services_without_regions_require_an_endpoint() {
        for service in [None, Some("obs")] {
            let error = endpoint(service, "cn-north-4").unwrap_err().to_string();
            assert!(error.contains(".endpoint("), "{error}");
        }
    }
}
