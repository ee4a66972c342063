//! An example program per resource, which calls one operation.

use std::path::Path;

use codegen_contract::{BodyKind, Location, Operation, Parameter, SuccessKind, Type};

use super::call_docs::{has_body, is_shown};
use super::emission::Emission;
use super::rust_types::client_type;
use super::source;
use crate::output::GeneratedFile;
use crate::target::{Sample, Samples};

impl Emission<'_> {
    /// A program per resource.
    pub(super) fn example_programs(&self, samples: &Samples) -> Vec<GeneratedFile> {
        let resources = self.resources();
        let programs = resources.iter().filter_map(|(resource, operations)| {
            let operation = self.easiest(operations)?;
            let name = resource.unwrap_or("operations");
            let text = self.program(operation, name, samples.get(&operation.id)?)?;
            let path = Path::new("examples").join(format!("{name}.rs"));
            Some(self.file(path, &text))
        });
        programs.collect()
    }

    /// The operation that is easiest to try: it reads, and requires few parameters.
    fn easiest<'o>(&self, operations: &[&'o Operation]) -> Option<&'o Operation> {
        let ease = |operation: &&&Operation| {
            let parameters = operation.parameters.iter();
            let needed = parameters.filter(|it| is_shown(it, operation)).count();
            let is_bytes = operation.success.kind == SuccessKind::Bytes;
            (
                operation.deprecated,
                operation.method != "GET",
                is_bytes,
                needed,
            )
        };
        operations.iter().min_by_key(ease).copied()
    }

    fn program(&self, operation: &Operation, name: &str, sample: &Sample) -> Option<String> {
        let run = self.run_statements(operation, sample)?;
        let run: String = run.lines().map(indented).collect();
        let krate = &self.destination.client_crate;
        let default_address = match &self.destination.host {
            Some(_) => "None => config.region(\"cn-north-4\"),",
            None => {
                "None => return Err(\"give the address of the service as the first argument\".into()),"
            }
        };
        let usage = self.usage(name);
        let allowed = match operation.deprecated {
            true => "#![allow(deprecated)]\n\n",
            false => "",
        };
        Some(format!(
            "//! Calls `{id}`.\n//!\n{usage}\n{allowed}\
             use std::error::Error;\n\n\
             use {krate}::{{Client, Config, CredentialChain}};\n\n\
             #[tokio::main]\n\
             async fn main() -> Result<(), Box<dyn Error>> {{\n\
             \x20   let project = std::env::var(\"HUAWEICLOUD_SDK_PROJECT_ID\");\n\
             \x20   let config = Config::builder().credential(CredentialChain::new());\n\
             \x20   let config = match project {{\n\
             \x20       Ok(project) => config.project_id(project),\n\
             \x20       Err(_) => config,\n\
             \x20   }};\n\
             \x20   let config = match std::env::args().nth(1) {{\n\
             \x20       Some(address) => config.endpoint(address).allow_http(true),\n\
             \x20       {default_address}\n\
             \x20   }};\n\
             \x20   run(&Client::connect(config.build()?)?).await\n\
             }}\n\n\
             pub(crate) async fn run(client: &Client) -> Result<(), Box<dyn Error>> {{\n\
             {run}}}\n",
            id = operation.id,
        ))
    }

    /// The statements that call the operation and print the response.
    fn run_statements(&self, operation: &Operation, sample: &Sample) -> Option<String> {
        let mut statements = String::new();
        let mut setters = String::new();
        for parameter in operation
            .parameters
            .iter()
            .filter(|it| is_shown(it, operation))
        {
            let value = self.parameter_value(parameter, sample)?;
            let setter = &parameter.setter;
            statements += &format!("let {setter}{value}\n");
            setters += &format!(".{setter}({setter})");
        }
        let needs_body = operation.body.as_ref().is_some_and(|body| body.required);
        if has_body(operation) && needs_body {
            statements += &format!("let body{}\n", self.body_value(operation, sample)?);
            setters += ".body(body)";
        }
        let method = &operation.method_name;
        let shown = match operation.success.kind {
            SuccessKind::Bytes => {
                "println!(\"{} bytes\", response.into_inner().bytes().await?.len());"
            }
            SuccessKind::Nothing => "println!(\"{}\", response.status());",
            _ => "println!(\"{:#?}\", response.into_inner());",
        };
        source::statements(&format!(
            "{statements}let response = client.{method}(){setters}.send().await?;\n{shown}\nOk(())"
        ))
    }

    /// The documentation of a program's argument.
    fn usage(&self, name: &str) -> String {
        let target = match &self.destination.host {
            Some(host) if host.contains("{region}") => Some("a region"),
            Some(_) => Some("the service"),
            None => None,
        };
        let argument = match target {
            Some(target) => format!(
                "//! Without an argument, it calls {target}, with the credential of the environment, of a profile\n\
                 //! or of the machine. With an argument, it calls the server at this address:\n"
            ),
            None => "//! The argument is the address of the service. The credential is that of the environment, of\n\
                     //! a profile or of the machine:\n"
                .to_owned(),
        };
        format!("{argument}//! `cargo run --example {name} -- http://127.0.0.1:4010`.\n")
    }

    /// The rest of the statement `let parameter = value;`, possibly with a type.
    fn parameter_value(&self, parameter: &Parameter, sample: &Sample) -> Option<String> {
        let is_file = |kind: &Type| *kind == Type::File;
        let krate = &self.destination.client_crate;
        match (&parameter.location, &parameter.kind) {
            (Location::Part, kind) if is_file(kind) => {
                return Some(format!(
                    " = {krate}::Part::new(\"content\").named(\"file.txt\");"
                ));
            }
            (Location::Part, Type::List(item)) if is_file(item) => {
                return Some(format!(
                    " = vec![{krate}::Part::new(\"content\").named(\"file.txt\")];"
                ));
            }
            _ => {}
        }
        Some(self.value(&parameter.kind, sample.parameters.get(&parameter.wire)?))
    }

    fn body_value(&self, operation: &Operation, sample: &Sample) -> Option<String> {
        match &operation.body.as_ref()?.kind {
            BodyKind::Json(kind) | BodyKind::Form(kind) => {
                Some(self.value(kind, sample.body.as_ref()?))
            }
            BodyKind::Bytes => Some(" = \"content\";".to_owned()),
            BodyKind::Multipart => None,
        }
    }

    /// The rest of the statement `let name = value;`: with a literal if there is one for the type, otherwise
    /// with JSON.
    fn value(&self, kind: &Type, value: &serde_json::Value) -> String {
        match (kind, value) {
            (Type::String | Type::Secret, serde_json::Value::String(text)) => {
                format!(" = {text:?};")
            }
            (Type::Boolean, serde_json::Value::Bool(value)) => format!(" = {value};"),
            (Type::Integer, serde_json::Value::Number(number)) if number.is_i64() => {
                format!(" = {number};")
            }
            _ => {
                let path = &self.destination.client_path;
                let kind = client_type(kind, Some(path), &self.destination.client_crate);
                let json = value.to_string();
                format!(": {kind} = serde_json::from_str({json:?})?;")
            }
        }
    }
}

fn indented(line: &str) -> String {
    if line.is_empty() {
        "\n".to_owned()
    } else {
        format!("    {line}\n")
    }
}
