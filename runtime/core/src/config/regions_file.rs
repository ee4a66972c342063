//! The file with endpoints of services by region, which the official SDKs read too.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::Error;
use crate::region::upper_snake_case;
use crate::text_file;

/// The variable that names the file.
const VARIABLE: &str = "HUAWEICLOUD_SDK_REGIONS_FILE";

/// One region of a service, with an endpoint or several, the first of which is used.
#[derive(Deserialize)]
struct Region {
    id: String,
    endpoint: Option<String>,
    #[serde(default)]
    endpoints: Vec<String>,
}

/// The endpoints of services in a region, by the service's name in upper_snake_case.
///
/// The file is the one named by `HUAWEICLOUD_SDK_REGIONS_FILE`, or `~/.huaweicloud/regions.yaml` if it
/// exists.
pub(super) fn endpoints(region: &str) -> Result<BTreeMap<String, String>, Error> {
    let named = std::env::var_os(VARIABLE).filter(|path| !path.is_empty());
    let path = match named {
        Some(path) => PathBuf::from(path),
        None => {
            let home = std::env::home_dir();
            let path = home.map(|home| home.join(".huaweicloud").join("regions.yaml"));
            match path.filter(|path| path.exists()) {
                Some(path) => path,
                None => return Ok(BTreeMap::new()),
            }
        }
    };
    read(&path, region)
}

fn read(path: &Path, region: &str) -> Result<BTreeMap<String, String>, Error> {
    let wrong = |what: String| {
        let file = path.display();
        Error::configuration(format!("the regions file `{file}` {what}"))
    };
    let text = text_file::read(path).map_err(|what| wrong(format!("cannot be read: {what}")))?;
    let text = text.trim_start_matches('\u{feff}');
    let services: BTreeMap<String, Vec<Region>> = serde_yaml::from_str(text).map_err(|source| {
        wrong(format!(
            "is not a list of regions by service: {source}; write it like \
             `ROMA: [{{id: cn-north-4, endpoint: \"https://...\"}}]`"
        ))
    })?;
    let mut found = BTreeMap::new();
    for (service, regions) in services {
        let known = regions.into_iter().find(|known| known.id == region);
        let Some(known) = known else { continue };
        let endpoint = known
            .endpoint
            .or_else(|| known.endpoints.into_iter().next());
        let endpoint = endpoint.filter(|endpoint| !endpoint.trim().is_empty());
        let endpoint = endpoint.ok_or_else(|| {
            wrong(format!(
                "has no endpoint of `{service}` in `{region}`: add `endpoint` to the region"
            ))
        })?;
        found.insert(upper_snake_case(&service), endpoint.trim().to_owned());
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    #[test]
    fn only_endpoints_of_the_region_are_used() {
        let file = file(
            "\u{feff}ROMA:\n  - id: my-region-1\n    endpoint: https://roma.example.com\n\
             dcs:\n  - {id: other, endpoint: https://x.example.com}\n  \
             - {id: my-region-1, endpoints: [https://a.example.com, https://b.example.com]}\n",
        );
        let found = read(file.path(), "my-region-1").unwrap();
        assert_eq!(found["ROMA"], "https://roma.example.com");
        assert_eq!(found["DCS"], "https://a.example.com");
        assert_eq!(read(file.path(), "third").unwrap().len(), 0);
    }

    #[test]
    fn errors_name_the_file() {
        for (text, complaint) in [
            ("ROMA: {id: x}", "write it like"),
            ("ROMA:\n  - endpoint: x", "line 2"),
            ("ROMA: [{id: cn-north-4}]", "has no endpoint of `ROMA`"),
        ] {
            let file = file(text);
            let error = read(file.path(), "cn-north-4").unwrap_err().to_string();
            assert!(error.contains(complaint), "{error}");
            assert!(error.contains(file.path().to_str().unwrap()), "{error}");
        }
        let folder = tempfile::tempdir().unwrap();
        let error = read(folder.path(), "cn-north-4").unwrap_err().to_string();
        assert!(error.contains("it is a directory"), "{error}");
    }
}
