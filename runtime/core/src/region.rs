//! The documented regions and the endpoints of the services in them.

use std::collections::BTreeMap;

use strsim::levenshtein;

use crate::error::Error;

/// The regions in which ROMA Connect is documented.
const ROMA: &[&str] = &[
    "cn-north-1",
    "cn-north-4",
    "cn-east-2",
    "cn-east-3",
    "cn-south-1",
    "ap-southeast-1",
    "ap-southeast-3",
    "ru-northwest-2",
];

/// The regions in which the Distributed Cache Service is documented.
const DCS: &[&str] = &[
    "af-south-1",
    "af-north-1",
    "cn-north-1",
    "cn-north-2",
    "cn-north-4",
    "cn-north-9",
    "cn-north-11",
    "cn-north-12",
    "cn-east-2",
    "cn-east-3",
    "cn-east-4",
    "cn-east-5",
    "cn-south-1",
    "cn-south-2",
    "cn-south-4",
    "cn-southwest-2",
    "cn-southwest-3",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ru-northwest-2",
    "ru-moscow-1",
    "sa-brazil-1",
    "la-north-2",
    "la-south-2",
    "na-mexico-1",
    "ae-ad-1",
    "tr-west-1",
    "eu-west-0",
    "eu-west-101",
    "me-east-1",
    "my-kualalumpur-1",
];

/// How many near names an error lists.
const NEAR_NAMES: usize = 3;

fn regions(service: &str) -> Option<&'static [&'static str]> {
    match service {
        "roma" => Some(ROMA),
        "dcs" => Some(DCS),
        _ => None,
    }
}

/// Checks that at least one service is documented in a region.
pub(crate) fn check(region: &str) -> Result<(), Error> {
    // ROMA's regions are all among those of DCS, but nothing says that this stays so.
    if ROMA.contains(&region) || DCS.contains(&region) {
        return Ok(());
    }
    if region.is_empty() {
        return Err(Error::configuration(
            "the region is empty: write it like `cn-north-4`, or call `.endpoint(\"https://...\")`",
        ));
    }
    let mut all = [ROMA, DCS].concat();
    all.sort_unstable();
    all.dedup();
    Err(Error::configuration(format!(
        "the region `{region}` is not known: did you mean {}? \
         For a region that is missing here, call `.endpoint(\"https://...\")`",
        near(region, &all)
    )))
}

/// The endpoint of a service in a region.
pub(crate) fn endpoint(service: Option<&str>, region: &str) -> Result<String, Error> {
    let known = service.and_then(|name| Some((name, regions(name)?)));
    let Some((service, known)) = known else {
        return Err(Error::configuration(
            "the endpoint of this service is not known for any region: \
             call `.endpoint(\"https://...\")` on the configuration",
        ));
    };
    if known.contains(&region) {
        return Ok(format!("https://{service}.{region}.myhuaweicloud.com"));
    }
    Err(Error::configuration(format!(
        "`{service}` is not documented in the region `{region}`: did you mean {}? \
         Where it exists all the same, call `.endpoint(\"https://...\")`",
        near(region, known)
    )))
}

/// The variables that name the endpoint of a service in a region, without service and region.
const ENDPOINT_VARIABLE: &str = "HUAWEICLOUD_SDK_REGION_";

/// The endpoints that variables name for services in a region, by the service's name in capitals:
/// `HUAWEICLOUD_SDK_REGION_ROMA_CN_NORTH_4` for `roma` in `cn-north-4`.
pub(crate) fn named_endpoints(
    variables: impl Iterator<Item = (String, String)>,
    region: &str,
) -> BTreeMap<String, String> {
    let suffix = format!("_{}", capitals(region));
    let named = variables.filter_map(|(name, value)| {
        let service = name
            .strip_prefix(ENDPOINT_VARIABLE)?
            .strip_suffix(&suffix)?;
        let value = value.trim();
        (!service.is_empty() && !value.is_empty()).then(|| (service.to_owned(), value.to_owned()))
    });
    named.collect()
}

/// A name as variables have it.
pub(crate) fn capitals(name: &str) -> String {
    name.to_ascii_uppercase().replace('-', "_")
}

/// The names that are most like a given one, for a sentence.
fn near(region: &str, known: &[&str]) -> String {
    let mut ranked: Vec<_> = known
        .iter()
        .map(|name| (levenshtein(&region.to_lowercase(), name), *name))
        .collect();
    ranked.sort();
    let names: Vec<_> = ranked
        .iter()
        .take(NEAR_NAMES)
        .map(|(_, name)| format!("`{name}`"))
        .collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_region_has_its_endpoint() {
        assert_eq!((ROMA.len(), DCS.len()), (8, 34));
        let roma = endpoint(Some("roma"), "cn-north-4").unwrap();
        assert_eq!(roma, "https://roma.cn-north-4.myhuaweicloud.com");
        let dcs = endpoint(Some("dcs"), "eu-west-101").unwrap();
        assert_eq!(dcs, "https://dcs.eu-west-101.myhuaweicloud.com");
        assert!(
            [ROMA, DCS]
                .concat()
                .into_iter()
                .all(|region| check(region).is_ok())
        );
    }

    #[test]
    fn an_unknown_region_lists_near_names() {
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
    fn a_variable_names_the_endpoint_of_one_service_in_one_region() {
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
    fn a_service_without_regions_needs_an_endpoint() {
        for service in [None, Some("obs")] {
            let error = endpoint(service, "cn-north-4").unwrap_err().to_string();
            assert!(error.contains(".endpoint("), "{error}");
        }
    }
}
