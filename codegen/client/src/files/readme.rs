//! `README.md`.

use codegen_generator::{Crate, CrateTarget, GeneratedFile};

use super::api;
use crate::Client;
use crate::service::Service;

pub(crate) fn file(
    client: &Client,
    made: &Crate,
    target: &CrateTarget,
    service: &Service,
) -> GeneratedFile {
    let name = &client.name;
    let krate = name.replace('-', "_");
    let title = api(service);
    let where_to = match &target.host {
        Some(_) => ".region(\"cn-north-4\")",
        None => ".endpoint(\"https://service.example.com\")",
    };
    let example = made.operations.iter().map(|it| &it.example);
    let example = example
        .min_by_key(|it| it.len())
        .cloned()
        .unwrap_or_default();
    let example = example.replacen("```no_run", "```rust,no_run", 1);
    let endpoint = match &target.host {
        Some(host) if host.contains("{region}") => format!(
            "In a region, calls go to `https://{host}`; `.endpoint(\"https://...\")` on the\n\
             configuration names another address."
        ),
        Some(host) => format!(
            "Calls go to `https://{host}`, whatever the region; `.endpoint(\"https://...\")` on the\n\
             configuration names another address."
        ),
        None => {
            "The definition does not say where the service is, so the configuration needs its\n\
                 address: `.endpoint(\"https://...\")`."
                .to_owned()
        }
    };
    let program = made.files.iter().find_map(|file| {
        let name = file.path.strip_prefix("examples").ok()?;
        Some(name.file_stem()?.to_string_lossy().into_owned())
    });
    let programs = match program {
        Some(program) => format!(
            "## Examples\n\n`examples/` has a program for each resource. Each takes the address of a server, for instance\n\
             that of a mock server:\n\n```text\ncargo run --example {program} -- http://127.0.0.1:4010\n```\n\n"
        ),
        None => String::new(),
    };
    let operations = client.operations;
    let text = format!(
        "# {name}\n\n\
         Client for the {title} API: {operations} of {found} operations of its definition.\n\n\
         ```rust,no_run\n\
         use {krate}::{{Client, Config, CredentialChain}};\n\n\
         # fn example() -> Result<(), {krate}::Error> {{\n\
         let config = Config::builder()\n    {where_to}\n    .credential(CredentialChain::new())\n    .build()?;\n\
         let client = Client::connect(config)?;\n\
         # let _ = client;\n\
         # Ok(())\n\
         # }}\n\
         ```\n\n\
         A call is a method of the client. What it needs is set by name, and `send` sends it:\n\n\
         {example}\n\n\
         {endpoint} A credential is a `Token`, an `AccessKey`, a `Password`, or what a\n\
         `CredentialChain` finds in the environment, in a profile or on the machine.\n\n\
         Whatever goes wrong is one `Error`, with its kind, the HTTP status, the service's error code and\n\
         message, and the request id. Time limits, retries and pages are those of\n\
         [huaweicloud-core](https://docs.rs/huaweicloud-core).\n\n\
         {programs}\
         ## Tests\n\n\
         `cargo test` calls every operation over HTTP against a mock server that has the definition, and runs\n\
         the examples.\n\n\
         ## Where this crate is from\n\n\
         It was generated with {origin}.\n\
         Running the command again updates it. The files that `.huaweicloud-codegen` lists belong to the command;\n\
         it does not touch others. [CORRECTIONS.md](CORRECTIONS.md) lists what was corrected in the definition\n\
         and what was left out. Descriptions of operations and types are the definition's own.\n",
        found = client.found,
        origin = target.origin,
    );
    GeneratedFile::new("README.md", text)
}
