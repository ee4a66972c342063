//! The regions in `huaweicloud-core` are those of the servers in the documents.

use std::collections::BTreeMap;
use std::fs;

use conformance::{documents, specs};

#[test]
fn every_service_has_the_regions_of_its_documents() {
    let path = specs().join("../runtime/core/src/region/services.txt");
    let text = fs::read_to_string(path).unwrap();
    let known: BTreeMap<&str, Vec<&str>> = text
        .lines()
        .map(|line| line.split_once(": ").unwrap())
        .map(|(service, regions)| (service, regions.split(' ').collect()))
        .collect();
    let documents = documents().unwrap();
    assert!(documents.len() >= 5, "{} documents", documents.len());
    for (name, document) in documents {
        let root = document.to_json();
        let server = &root["servers"][0];
        let service = server["url"]
            .as_str()
            .and_then(|url| url.strip_prefix("https://"));
        let service = service.and_then(|host| host.split_once('.')).unwrap().0;
        let listed = server["variables"]["region"]["enum"].as_array().unwrap();
        let listed: Vec<&str> = listed.iter().map(|it| it.as_str().unwrap()).collect();
        assert_eq!(known.get(service), Some(&listed), "{name}: {service}");
    }
}
