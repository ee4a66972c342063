use super::{Validate, Validation};
use crate::{Field, Limits, Secret, Value};

#[derive(Clone)]
struct Part {
    count: Field<i64>,
}

crate::object! {
    Part {
        0 = count: "count" [range(1, 5)],
    }
}

#[derive(Clone)]
struct Request {
    name: String,
    password: Option<Secret>,
    tags: Option<Vec<String>>,
    part: Option<Part>,
    parts: Vec<Part>,
}

const TAG: Limits = Limits::new().at_most(3);

crate::object! {
    Request {
        0 = name: "name" [required(), range(2, 4)],
        1 = password: "password" [at_least(8)],
        2 = tags: "tags" [at_most(2), each(&TAG)],
        3 = part: "part",
        4 = parts: "parts",
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
fn limits_count_characters_and_ignore_absent_values() {
    assert_eq!(sound().validate(), Ok(()));
}

#[test]
fn every_limit_that_is_exceeded_is_reported_with_its_path() {
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
    let reported: Vec<String> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        reported,
        [
            "`name`: expected 2 to 4 characters, found 1 character",
            "`password`: expected at least 8 characters, found 5 characters",
            "`tags`: expected at most 2 items, found 3 items",
            "`tags[1]`: expected at most 3 characters, found 4 characters",
            "`part.count`: expected 1 to 5, found 6",
            "`parts[1].count`: expected 1 to 5, found 0",
        ]
    );
    assert!(!violations.to_string().contains("short"));
}

#[test]
fn a_rule_that_is_violated_is_reported() {
    let mut validation = Validation::default();
    validation.demand("part", false, "required when `name` is `部分`");
    validation.demand("parts", true, "required");
    assert_eq!(
        validation.finish().unwrap_err().to_string(),
        "`part` is missing: required when `name` is `部分`"
    );
}

#[test]
fn numbers_are_compared_as_numbers() {
    let mut validation = Validation::default();
    let limits = Limits::new().range(0, 1);
    validation.value("weight", 0.5.view(), &limits);
    validation.value("weight", 1.5.view(), &limits);
    assert_eq!(
        validation.finish().unwrap_err().to_string(),
        "`weight`: expected 0 to 1, found 1.5"
    );
}

#[test]
fn values_of_maps_have_their_own_limits() {
    let labels = std::collections::HashMap::from([
        ("a".to_owned(), "fine".to_owned()),
        ("b".to_owned(), "too long".to_owned()),
    ]);
    const EACH: Limits = Limits::new().at_most(4);
    let mut validation = Validation::default();
    validation.value(
        "labels",
        labels.view(),
        &Limits::new().at_most(1).each(&EACH),
    );
    assert_eq!(
        validation.finish().unwrap_err().to_string(),
        "`labels`: expected at most 1 item, found 2 items; \
         `labels.b`: expected at most 4 characters, found 8 characters"
    );
}

#[cfg(feature = "patterns")]
#[test]
fn patterns_have_the_meaning_that_ecmascript_gives_them() {
    const ID: crate::Property = crate::Property::new("id").pattern("^[a-zA-Z0-9-_]{0,64}$");
    let mut validation = Validation::default();
    validation.value("id", "a-b_9".to_owned().view(), ID.limits());
    validation.value("id", "a b".to_owned().view(), ID.limits());
    assert_eq!(validation.finish().unwrap_err().iter().count(), 1);
}
