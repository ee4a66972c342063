//! Reading and writing a list of a hundred objects, with these types and with code that serde
//! derives: `cargo bench -p huaweicloud-types`.

#![expect(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::json;

mod tabled {
    use huaweicloud_types::{UnknownText, object, open_enum};

    #[derive(Clone)]
    pub(crate) enum State {
        Running,
        Frozen,
        Unknown(UnknownText),
    }

    open_enum!(State: str { Running = "RUNNING", Frozen = "FROZEN" });

    #[derive(Clone, Default)]
    pub(crate) struct Tag {
        pub(crate) key: Option<String>,
        pub(crate) value: Option<String>,
    }

    object! { Tag { 0 = key: "key", 1 = value: "value" , } }

    #[derive(Clone, Default)]
    pub(crate) struct Instance {
        pub(crate) instance_id: Option<String>,
        pub(crate) name: Option<String>,
        pub(crate) capacity: Option<i64>,
        pub(crate) capacity_minor: Option<String>,
        pub(crate) used_memory: Option<i64>,
        pub(crate) price: Option<f64>,
        pub(crate) enable_ssl: Option<bool>,
        pub(crate) status: Option<State>,
        pub(crate) az_codes: Vec<String>,
        pub(crate) tags: Vec<Tag>,
        pub(crate) created_at: Option<String>,
        pub(crate) error_code: Option<String>,
    }

    object! {
        Instance {
            0 = instance_id: "instance_id",
            1 = name: "name",
            2 = capacity: "capacity",
            3 = capacity_minor: "capacity_minor",
            4 = used_memory: "used_memory",
            5 = price: "price",
            6 = enable_ssl: "enable_ssl",
            7 = status: "status",
            8 = az_codes: "az_codes",
            9 = tags: "tags",
            10 = created_at: "created_at",
            11 = error_code: "error_code",
        }
    }

    #[derive(Clone, Default)]
    pub(crate) struct Page {
        pub(crate) instance_num: Option<i64>,
        pub(crate) instances: Vec<Instance>,
    }

    object! { Page { 0 = instance_num: "instance_num", 1 = instances: "instances", } }
}

mod derived {
    use serde::{Deserialize, Deserializer, Serialize};

    fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
    where
        D: Deserializer<'de>,
        T: Default + Deserialize<'de>,
    {
        Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
    }

    #[derive(Serialize, Deserialize)]
    pub(crate) enum State {
        #[serde(rename = "RUNNING")]
        Running,
        #[serde(rename = "FROZEN")]
        Frozen,
        #[serde(untagged)]
        Unknown(String),
    }

    #[derive(Default, Serialize, Deserialize)]
    #[serde(default)]
    pub(crate) struct Tag {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) key: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) value: Option<String>,
    }

    #[derive(Default, Serialize, Deserialize)]
    #[serde(default)]
    pub(crate) struct Instance {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) instance_id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) capacity: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) capacity_minor: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) used_memory: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) price: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) enable_ssl: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) status: Option<State>,
        #[serde(
            deserialize_with = "null_as_default",
            skip_serializing_if = "Vec::is_empty"
        )]
        pub(crate) az_codes: Vec<String>,
        #[serde(
            deserialize_with = "null_as_default",
            skip_serializing_if = "Vec::is_empty"
        )]
        pub(crate) tags: Vec<Tag>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) created_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) error_code: Option<String>,
    }

    #[derive(Default, Serialize, Deserialize)]
    #[serde(default)]
    pub(crate) struct Page {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) instance_num: Option<i64>,
        #[serde(
            deserialize_with = "null_as_default",
            skip_serializing_if = "Vec::is_empty"
        )]
        pub(crate) instances: Vec<Instance>,
    }
}

/// A page of a hundred instances; `extra` adds unknown properties.
fn page(extra: bool) -> String {
    let instance = |index: usize| {
        let mut instance = json!({
            "instance_id": format!("{index:08}-8d2f-4f4c-bfd4-27a2f8f1f3a1"),
            "name": format!("dcs-{index}"), "capacity": 8, "capacity_minor": ".125",
            "used_memory": 512 + index, "price": 1.25, "enable_ssl": index.is_multiple_of(2),
            "status": "RUNNING", "az_codes": ["cn-north-4a", "cn-north-4b"],
            "tags": [{"key": "owner", "value": "team"}, {"key": "stage", "value": "test"}],
            "created_at": "2024-05-01T08:00:00.000Z", "error_code": null,
        });
        if extra {
            instance["tomorrow"] = json!({"deep": [1, 2, 3]});
        }
        instance
    };
    let instances: Vec<_> = (0..100).map(instance).collect();
    json!({ "instance_num": 100, "instances": instances }).to_string()
}

fn reading(criterion: &mut Criterion) {
    for (name, extra) in [("read", false), ("read unknown properties", true)] {
        let text = page(extra);
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("tables", |bencher| {
            bencher.iter(|| serde_json::from_str::<tabled::Page>(black_box(&text)).unwrap());
        });
        group.bench_function("derived", |bencher| {
            bencher.iter(|| serde_json::from_str::<derived::Page>(black_box(&text)).unwrap());
        });
        group.finish();
    }
}

fn writing(criterion: &mut Criterion) {
    let text = page(false);
    let tabled: tabled::Page = serde_json::from_str(&text).unwrap();
    let derived: derived::Page = serde_json::from_str(&text).unwrap();
    let mut group = criterion.benchmark_group("write");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("tables", |bencher| {
        bencher.iter(|| serde_json::to_string(black_box(&tabled)).unwrap());
    });
    group.bench_function("derived", |bencher| {
        bencher.iter(|| serde_json::to_string(black_box(&derived)).unwrap());
    });
    group.bench_function("tables, as the client writes", |bencher| {
        bencher.iter(|| huaweicloud_types::to_json(black_box(&tabled)));
    });
    group.finish();
}

criterion_group!(benches, reading, writing);
criterion_main!(benches);
