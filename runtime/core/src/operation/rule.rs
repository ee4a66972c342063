//! Rules that involve several parameters.

use huaweicloud_types::Validation;

/// A rule that involves several parameters, which are identified by their names on the wire.
///
/// ```
/// use huaweicloud_core::{Operation, Rule};
///
/// const UPDATE: Operation = Operation::new("UpdateApp", "PUT", "/v2/apps/{app_id}").rules(&[
///     Rule::When { parameter: "auth_type", value: "NONE", require: &["remark"] },
///     // Either a name, or a region together with a zone.
///     Rule::AnyOf(&[&["name"], &["region", "zone"]]),
/// ]);
/// # let _ = UPDATE;
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Rule {
    /// A value of one parameter makes other parameters required.
    When {
        /// The parameter.
        parameter: &'static str,
        /// The value as it is sent.
        value: &'static str,
        /// The parameters that become required.
        require: &'static [&'static str],
    },
    /// All parameters of at least one of these sets are required.
    AnyOf(&'static [&'static [&'static str]]),
}

impl Rule {
    /// Checks the rule. `given` returns the value of a parameter as it is sent.
    pub(crate) fn check(
        &self,
        given: &dyn Fn(&str) -> Option<String>,
        validation: &mut Validation,
    ) {
        match self {
            Self::When {
                parameter,
                value,
                require,
            } if given(parameter).as_deref() == Some(value) => {
                let rule = format!("required when `{parameter}` is `{value}`");
                for name in *require {
                    validation.demand(name, given(name).is_some(), &rule);
                }
            }
            Self::When { .. } => {}
            Self::AnyOf(sets) => {
                let is_kept = sets
                    .iter()
                    .any(|set| set.iter().all(|name| given(name).is_some()));
                let first = sets.iter().copied().flatten().next().unwrap_or(&"");
                validation.demand(first, is_kept, &alternatives(sets));
            }
        }
    }
}

/// The sets in words: `required is ...`.
fn alternatives(sets: &[&[&str]]) -> String {
    let sets: Vec<String> = sets
        .iter()
        .map(|set| {
            let names: Vec<String> = set.iter().map(|name| format!("`{name}`")).collect();
            names.join(" with ")
        })
        .collect();
    format!("{} is required", sets.join(", or "))
}
