use super::{Limits, Validate};
use crate::{Field, Secret};

struct Part {
    count: Field<i64>,
}

impl Validate for Part {
    fn check(&self, limits: &mut Limits) {
        limits.integer("count", &self.count, 1..=5);
    }
}

struct Request {
    name: String,
    password: Option<Secret>,
    tags: Option<Vec<String>>,
    part: Option<Part>,
    parts: Vec<Part>,
}

impl Validate for Request {
    fn check(&self, limits: &mut Limits) {
        limits.length("name", &self.name, 2..=4);
        limits.length("password", &self.password, 8..);
        limits.items("tags", &self.tags, ..=2);
        limits.each("tags", &self.tags, |limits, name, tag| {
            limits.length(name, tag, ..=3)
        });
        limits.part("part", &self.part);
        limits.part("parts", &self.parts);
        limits.demand(
            "part",
            self.part.is_some() || self.name != "部分",
            "needed when `name` is `部分`",
        );
    }
}

fn sound() -> Request {
    Request {
        name: "名字".to_owned(),
        password: None,
        tags: Some(vec!["one".to_owned()]),
        part: Some(Part { count: Field::Null }),
        parts: Vec::new(),
    }
}

#[test]
fn limits_count_characters_and_forgive_what_is_not_given() {
    assert_eq!(sound().validate(), Ok(()));
}

#[test]
fn every_limit_that_is_not_kept_is_told_with_its_path() {
    let request = Request {
        name: "a".to_owned(),
        password: Some(Secret::new("short")),
        tags: Some(vec!["a".to_owned(), "long".to_owned(), "b".to_owned()]),
        part: Some(Part {
            count: Field::Value(6),
        }),
        parts: vec![
            Part {
                count: Field::Absent,
            },
            Part {
                count: Field::Value(0),
            },
        ],
    };
    let violations = request.validate().unwrap_err();
    let told: Vec<String> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "`name`: 2 to 4 characters documented, 1 character given",
            "`password`: at least 8 characters documented, 5 characters given",
            "`tags`: at most 2 items documented, 3 items given",
            "`tags[1]`: at most 3 characters documented, 4 characters given",
            "`part.count`: 1 to 5 documented, 6 given",
            "`parts[1].count`: 1 to 5 documented, 0 given",
        ]
    );
    assert!(!violations.to_string().contains("short"));
}

#[test]
fn a_rule_that_is_not_kept_is_told() {
    let request = Request {
        name: "部分".to_owned(),
        part: None,
        ..sound()
    };
    let violations = request.validate().unwrap_err();
    assert_eq!(
        violations.to_string(),
        "`part` is missing: needed when `name` is `部分`"
    );
}

#[cfg(feature = "patterns")]
#[test]
fn a_pattern_is_read_as_ecmascript_reads_it() {
    let mut limits = Limits::default();
    limits.pattern("id", &"a-b_9".to_owned(), "^[a-zA-Z0-9-_]{0,64}$");
    limits.pattern("id", &"a b".to_owned(), "^[a-zA-Z0-9-_]{0,64}$");
    let violations = limits.finish().unwrap_err();
    assert_eq!(violations.iter().count(), 1);
}
