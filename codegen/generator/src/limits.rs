//! Documented limits: read from a schema, written as checks of generated code.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// The limits of one value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Limits {
    length: Bounds,
    integer: Bounds,
    items: Bounds,
    pattern: Option<String>,
    /// The limits of a list's items.
    each: Option<Box<Limits>>,
}

/// Inclusive bounds, either of which may be missing.
#[derive(Clone, Copy, Debug, Default)]
struct Bounds {
    least: Option<i64>,
    most: Option<i64>,
}

impl Bounds {
    fn read(schema: &Value, least: &str, most: &str) -> Bounds {
        let bound = |key: &str| schema.get(key).and_then(Value::as_i64);
        Bounds {
            least: bound(least),
            most: bound(most),
        }
    }

    /// The bounds as a range; `None` where there are none.
    fn range(self) -> Option<TokenStream> {
        let literal = Literal::i64_unsuffixed;
        match (self.least.map(literal), self.most.map(literal)) {
            (Some(least), Some(most)) => Some(quote!(#least..=#most)),
            (Some(least), None) => Some(quote!(#least..)),
            (None, Some(most)) => Some(quote!(..=#most)),
            (None, None) => None,
        }
    }

    /// Counts are never negative, so that a least of 0 says nothing.
    fn of_counts(schema: &Value, least: &str, most: &str) -> Bounds {
        let bounds = Bounds::read(schema, least, most);
        Bounds {
            least: bounds.least.filter(|least| *least > 0),
            ..bounds
        }
    }
}

impl Limits {
    pub(crate) fn read(schema: &Value) -> Limits {
        let kind = schema
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mut limits = Limits::default();
        match kind {
            "string" => {
                limits.length = Bounds::of_counts(schema, "minLength", "maxLength");
                limits.pattern = schema
                    .get("pattern")
                    .and_then(Value::as_str)
                    .map(str::to_owned);
            }
            "integer" => limits.integer = Bounds::read(schema, "minimum", "maximum"),
            "array" => {
                limits.items = Bounds::of_counts(schema, "minItems", "maxItems");
                let each = schema.get("items").map(Limits::read);
                limits.each = each.filter(|each| !each.is_none()).map(Box::new);
            }
            _ => {}
        }
        limits
    }

    fn is_none(&self) -> bool {
        self.checks(&quote!(name), &quote!(given)).is_empty()
    }

    /// Statements that hold `given`, called `name`, against the limits.
    pub(crate) fn checks(&self, name: &TokenStream, given: &TokenStream) -> Vec<TokenStream> {
        let mut checks = Vec::new();
        if let Some(range) = self.length.range() {
            checks.push(quote!(limits.length(#name, #given, #range);));
        }
        if let Some(pattern) = &self.pattern {
            checks.push(quote!(limits.pattern(#name, #given, #pattern);));
        }
        if let Some(range) = self.integer.range() {
            checks.push(quote!(limits.integer(#name, #given, #range);));
        }
        if let Some(range) = self.items.range() {
            checks.push(quote!(limits.items(#name, #given, #range);));
        }
        if let Some(each) = &self.each {
            let inner = each.checks(&quote!(name), &quote!(item));
            checks.push(quote!(limits.each(#name, #given, |limits, name, item| { #(#inner)* });));
        }
        checks
    }
}
