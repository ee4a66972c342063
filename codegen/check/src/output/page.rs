//! The page of all rules.

use std::fmt::Write;

use crate::rules;
use crate::severity::Level;

/// All rules on one page, in Markdown.
pub fn page() -> String {
    let mut page = "\
# The rules

<!-- Made from the code of the rules; `UPDATE_RULES=1 cargo test -p huaweicloud-codegen-check --test page` writes it anew. -->

`check --explain RULE` shows the same on a terminal. A `check.toml` sets rules for its folder and all
folders in it:

```toml
extends = \"recommended\"

[rules]
generated-code = \"error\"
unused-component = \"off\"

[[overrides]]
paths = [\"legacy/**\"]
rules.schema-keyword = \"off\"
```

It is looked for from each document upward, to the root of the repository (a folder with `.git`) or of
the file system. What is nearer to the document takes precedence. With `extends`, the settings start
from a level that ships with the program, `minimal`, `recommended` or `generated-clients`, and files
further up do not apply. Paths of overrides are relative to the file: `*` matches within a folder, `**`
across folders, and the last one that matches takes precedence.

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
