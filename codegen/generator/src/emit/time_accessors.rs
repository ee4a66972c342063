//! Methods that return a time whose notation is known as a typed value, with the feature `time`.

use codegen_contract::{Property, Structure, Type};
use quote::{format_ident, quote};

use super::emission::Emission;
use super::rust_types::Holder;
use super::source;
use super::tokens::doc;

/// A notation of times.
struct Notation {
    /// The function of `huaweicloud_types::time` that parses it.
    function: &'static str,
    /// The type that the function returns.
    kind: &'static str,
    /// The last word of the method's name.
    suffix: &'static str,
    /// The notation in words.
    words: &'static str,
}

const fn notation(
    function: &'static str,
    kind: &'static str,
    suffix: &'static str,
    words: &'static str,
) -> Notation {
    Notation {
        function,
        kind,
        suffix,
        words,
    }
}

/// The notation for a value of `x-time-notation`; `None` if it is unknown.
fn parse(name: &str) -> Option<Notation> {
    Some(match name {
        "unix-seconds" => notation(
            "unix_seconds",
            "Timestamp",
            "timestamp",
            "seconds since 1970-01-01 UTC",
        ),
        "unix-milliseconds" => notation(
            "unix_milliseconds",
            "Timestamp",
            "timestamp",
            "milliseconds since 1970-01-01 UTC",
        ),
        "rfc3339" => notation("rfc3339", "Timestamp", "timestamp", "RFC 3339"),
        "go" => notation(
            "go",
            "Timestamp",
            "timestamp",
            "the notation of Go's `time.String`",
        ),
        "date-and-time" => notation(
            "date_and_time",
            "DateTime",
            "datetime",
            "date and time without a zone",
        ),
        "time-of-day" => notation("time_of_day", "Time", "time", "time of day without a zone"),
        _ => return None,
    })
}

impl Emission<'_> {
    /// A method for each field whose notation is known; `None` if there is no such field.
    pub(super) fn time_accessors(&self, structure: &Structure) -> Option<String> {
        let name = format_ident!("{}", structure.name);
        let methods: Vec<_> = structure
            .properties
            .iter()
            .filter_map(|property| {
                method(property, structure, &parse(property.notation.as_deref()?)?)
            })
            .collect();
        (!methods.is_empty()).then(|| {
            source::format(quote! {
                #[cfg(feature = "time")]
                impl #name {
                    #(#methods)*
                }
            })
        })
    }
}

fn method(
    property: &Property,
    structure: &Structure,
    notation: &Notation,
) -> Option<proc_macro2::TokenStream> {
    let field = format_ident!("{}", property.field);
    if Holder::of(property, structure.direction) != Holder::Option {
        return None;
    }
    let given = match property.kind {
        Type::Integer => quote!(self.#field),
        Type::String => quote!(self.#field.as_deref()),
        _ => return None,
    };
    let method = format_ident!("{}_as_{}", property.field, notation.suffix);
    let (function, kind) = (
        format_ident!("{}", notation.function),
        format_ident!("{}", notation.kind),
    );
    let documentation = doc(&format!(
        "[`{field}`](Self::{field}) as a time; it is written as {}.\n\n# Errors\n\nThe value is not of \
         that notation; the error shows it.",
        notation.words
    ));
    Some(quote! {
        #documentation
        pub fn #method(&self) -> Result<Option<huaweicloud_types::time::#kind>, huaweicloud_types::time::TimeError> {
            huaweicloud_types::time::#function(#given)
        }
    })
}
