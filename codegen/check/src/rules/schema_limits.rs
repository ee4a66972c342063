//! Limits that contradict each other or exceed the range of the format.

use std::cmp::Ordering;

use codegen_document::Node;
use huaweicloud_json_schema::compare;
use serde_json::Number;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "schema-limits",
    summary: "limits contradict each other, or exceed the range of the format",
    explanation: "\
No value is valid if `minLength` exceeds `maxLength`, if `minimum` exceeds `maximum` (or equals it,
and one of them is exclusive), or if more properties are required than `maxProperties` allows. A
limit outside the range of `int32` or `int64` has no effect, or the format is wrong: a client would
reject documented values, or fail to compile.

Correct the limit or the format.",
    level: Level::Error,
    check: Check::Documents(check),
};

const PAIRS: [[&str; 2]; 4] = [
    ["minLength", "maxLength"],
    ["minItems", "maxItems"],
    ["minProperties", "maxProperties"],
    ["minimum", "maximum"],
];

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        let schema = visit.node;
        for [least, most] in PAIRS {
            contradiction(context, report, id, [least, most]);
        }
        let required = schema
            .get("required")
            .map_or(0, |names| names.items().len());
        let most = schema.get("maxProperties").and_then(Node::as_u64);
        if let Some(most) = most.filter(|most| (required as u64) > *most) {
            report.add(Finding::new(
                context.place(id).join("maxProperties"),
                format!("`maxProperties` is {most}, but {required} properties are required"),
                "raise the limit, or require fewer properties",
            ));
        }
        for key in ["minimum", "maximum"] {
            out_of_range(context, report, id, key);
        }
        if visit.is_true("readOnly") && visit.is_true("writeOnly") {
            report.add(
                Finding::new(
                    context.place(id).join("writeOnly"),
                    "`readOnly` and `writeOnly` are mutually exclusive",
                    "remove one of them",
                )
                .at_key(),
            );
        }
    }
}

fn contradiction(
    context: &Context<'_>,
    report: &mut Report<'_, '_>,
    id: VisitId,
    [least, most]: [&str; 2],
) {
    let visit = context.visit(id);
    let number = |key: &str| visit.node.get(key).and_then(Node::as_number);
    let (Some(low), Some(high)) = (number(least), number(most)) else {
        return;
    };
    let order = compare(low, high);
    let place = || context.place(id).join(least);
    if order == Some(Ordering::Greater) {
        report.add(Finding::new(
            place(),
            format!("`{least}` ({low}) exceeds `{most}` ({high})"),
            "swap the limits, or correct one of them",
        ));
    }
    let exclusive = ["exclusiveMinimum", "exclusiveMaximum"]
        .into_iter()
        .find(|key| least == "minimum" && visit.is_true(key));
    if let Some(exclusive) = exclusive.filter(|_| order == Some(Ordering::Equal)) {
        report.add(Finding::new(
            place(),
            format!("no value matches: `{least}` and `{most}` are both {low}, with `{exclusive}`"),
            format!("remove `{exclusive}`, or correct one of the limits"),
        ));
    }
}

fn out_of_range(context: &Context<'_>, report: &mut Report<'_, '_>, id: VisitId, key: &str) {
    let visit = context.visit(id);
    let Some(limit) = visit.node.get(key).and_then(Node::as_number) else {
        return;
    };
    let format = visit.text("format").unwrap_or_default();
    let (name, low, high) = match (format, visit.text("type")) {
        ("int32", _) => ("int32", i64::from(i32::MIN), i64::from(i32::MAX)),
        ("int64", _) | (_, Some("integer")) => ("int64", i64::MIN, i64::MAX),
        _ => return,
    };
    // Formats such as `uint64` have other ranges.
    if format.starts_with('u') {
        return;
    }
    let outside = compare(limit, &Number::from(low)) == Some(Ordering::Less)
        || compare(limit, &Number::from(high)) == Some(Ordering::Greater);
    if outside {
        report.add(Finding::new(
            context.place(id).join(key),
            format!("`{key}` ({limit}) is out of range for `{name}`"),
            match name {
                "int32" => "correct the limit, or use `format: int64`",
                _ => "correct or remove the limit: clients have no larger integers",
            },
        ));
    }
}
