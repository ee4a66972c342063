//! The cases of the test of a standalone crate: how to call each operation with values by name.

use std::path::Path;

use codegen_contract::Operation;
use quote::quote;

use super::emission::Emission;
use super::source;
use super::tokens::ident;
use crate::output::GeneratedFile;

/// The folder of the test.
const FOLDER: &str = "tests/calls/cases";

/// The number of operations per file.
const MOST_OPERATIONS: usize = 40;

impl Emission<'_> {
    /// A file per resource, or several if it has many operations, and their list.
    pub(super) fn standalone_test_files(&self) -> Vec<GeneratedFile> {
        let (mut modules, mut lists) = (String::new(), String::new());
        let mut files = Vec::new();
        for (resource, operations) in self.resources() {
            let resource = resource.unwrap_or("operations");
            for (index, part) in operations.chunks(MOST_OPERATIONS).enumerate() {
                let module = match index {
                    0 => resource.to_owned(),
                    _ => format!("{resource}_part_{}", index + 1),
                };
                files.push(self.case_file(&module, &self.calls_of(part)));
                modules += &format!("mod {module};\n");
                lists += &format!("    {module}::CASES,\n");
            }
        }
        let text = format!(
            "//! How every operation is called by its name, a module a resource.\n\n{modules}\n\
             use crate::case::Case;\n\n\
             pub(crate) const CASES: &[&[Case]] = &[\n{lists}];\n",
        );
        files.push(self.case_file("mod", &text));
        files
    }

    fn case_file(&self, name: &str, text: &str) -> GeneratedFile {
        self.file(Path::new(FOLDER).join(format!("{name}.rs")), text)
    }

    fn calls_of(&self, operations: &[&Operation]) -> String {
        let cases = operations.iter().map(|operation| {
            let (id, method) = (&operation.id, ident(&operation.method_name));
            quote!((#id, #method))
        });
        let calls = operations.iter().map(|it| self.call_by_name(it));
        let items = source::format(quote! {
            pub(crate) const CASES: &[Case] = &[#(#cases),*];
            #(#calls)*
        });
        let is_support = |name: &str| {
            matches!(
                name,
                "Arguments" | "Called" | "Case" | "written" | "downloaded"
            )
        };
        let used = source::names_in(&items, is_support);
        let allowed = self.allowing_deprecated(operations);
        format!("{allowed}{}\n{items}", source::import("crate::case", &used))
    }
}
