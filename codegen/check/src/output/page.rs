//! The page of all rules.

use std::fmt::Write;

use crate::rules;
use crate::severity::Level;

/// All rules on one page, in Markdown.
pub fn page() -> String {
    let mut page = "\
# The rules

<!-- Made from the code of the rules; `UPDATE_RULES=1 cargo test -p huaweicloud-codegen-check --test page` writes it anew. -->

`cargo xtask check --explain RULE` shows the same on a terminal. A `check.toml` in the folder of the
documents sets rules for this folder and all folders in it:

```toml
[rules]
generated-code = \"error\"
unused-component = \"off\"
```

| rule | by default | finds |
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
            Level::Off => "Off unless configured".to_owned(),
            level => format!("By default: {level}"),
        };
        let _ = write!(
            page,
            "\n## {}\n\nFinds: {}. {default}.\n\n{}\n",
            rule.name, rule.summary, rule.explanation
        );
    }
    page
}
