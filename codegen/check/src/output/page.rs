//! A page with all rules.

use std::fmt::Write;

use crate::rules;
use crate::severity::Level;

/// All rules on one page, in Markdown.
pub fn page() -> String {
    let mut page = "\
# Rules

<!-- Generated from the code of the rules: `UPDATE_RULES=1 cargo test -p huaweicloud-codegen-check --test page` -->

`cargo xtask check --explain RULE` prints the explanation of a rule. A `check.toml` configures the rules
for the documents in its folder and the folders below:

```toml
[rules]
generated-code = \"error\"
unused-component = \"off\"
```

| rule | default | reports |
|---|---|---|
"
    .to_owned();
    for rule in rules::rules() {
        let _ = writeln!(
            page,
            "| [`{name}`](#{name}) | {} | {} |",
            rule.level,
            rule.summary,
            name = rule.name
        );
    }
    for rule in rules::rules() {
        let default = match rule.level {
            Level::Off => "Default: off".to_owned(),
            level => format!("Default: {level}"),
        };
        let _ = write!(
            page,
            "\n## {}\n\nReports: {}. {default}.\n\n{}\n",
            rule.name, rule.summary, rule.explanation
        );
    }
    page
}
