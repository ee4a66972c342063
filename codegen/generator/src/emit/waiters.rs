//! Waiters: tables and methods that follow the work that an operation starts.

use codegen_contract::{Operation, Waiter};
use proc_macro2::TokenStream;
use quote::quote;

use super::call_builders::{location_name, send_call, success_type};
use super::emission::Emission;
use super::rust_types::client_type;
use super::source;
use super::tokens::{doc, tokens};
use crate::doc_text::paragraphs;

impl Emission<'_> {
    /// Whether a waiter calls this operation.
    pub(super) fn is_polled(&self, operation: &Operation) -> bool {
        let mut waiters = self
            .contract
            .operations
            .iter()
            .filter_map(|it| it.waiter.as_ref());
        waiters.any(|waiter| waiter.operation == operation.id)
    }

    fn reporter(&self, waiter: &Waiter) -> Option<&Operation> {
        let mut operations = self.contract.operations.iter();
        operations.find(|operation| operation.id == waiter.operation)
    }

    /// The path of the module of an operation, relative to that of another one.
    fn module_of(&self, operation: &Operation) -> String {
        let (up, method) = (self.layout.path_to_root(), &operation.method_name);
        match self.layout.resource(&operation.pointer) {
            Some(resource) => format!("{up}::{resource}::{method}"),
            None => format!("{up}::{method}"),
        }
    }

    /// The static that describes the waiter; empty if the operation has none.
    pub(super) fn progress_table(&self, operation: &Operation) -> String {
        let found = operation.waiter.as_ref();
        let Some((waiter, reporter)) = found.and_then(|it| Some((it, self.reporter(it)?))) else {
            return String::new();
        };
        let mut text = format!(
            "static PROGRESS: runtime::Progress = \
             runtime::Progress::new(&{}::OPERATION, {:?})\n",
            self.module_of(reporter),
            waiter.state
        );
        if !waiter.parameters.is_empty() {
            let parameters = waiter.parameters.iter().map(|(location, name, pointer)| {
                let location = location_name(*location);
                format!("(runtime::Location::{location}, {name:?}, {pointer:?})")
            });
            let parameters: Vec<String> = parameters.collect();
            text += &format!(".parameters(&[{}])\n", parameters.join(", "));
        }
        if let Some(item) = &waiter.item {
            let (list, property, equals) = (&item.list, &item.property, &item.equals);
            text += &format!(".item({list:?}, {property:?}, {equals:?})\n");
        }
        text += &format!(".success(&{:?})\n", waiter.success);
        if !waiter.failure.is_empty() {
            text += &format!(".failure(&{:?})\n", waiter.failure);
        }
        if let Some(reason) = &waiter.reason {
            text += &format!(".reason({reason:?})\n");
        }
        source::format(tokens(&(text + ";"))) + "\n"
    }

    /// The method that sends the call and waits for the work that it starts, if there is a waiter.
    pub(super) fn wait_method(&self, operation: &Operation) -> Option<TokenStream> {
        let waiter = operation.waiter.as_ref()?;
        let reporter = self.reporter(waiter)?;
        let documentation = doc(&paragraphs(&[
            &format!(
                "Sends the call and waits until the work that it starts has ended, as \
                 [`{}`]({}::{}) reports.",
                reporter.id,
                self.layout.path_to_root(),
                reporter.builder_name
            ),
            &final_states(waiter),
            "# Examples",
            &self.wait_example(operation),
        ]));
        let started = tokens(&success_type(operation, None));
        let report = tokens(&client_type(&waiter.report, None, "runtime"));
        let send_call = send_call(operation);
        Some(quote! {
            #documentation
            pub fn wait(self) -> runtime::Waiter<#started, #report> {
                runtime::Waiter::new(self.call, &PROGRESS, |call| Box::pin(call.#send_call))
            }
        })
    }

    fn wait_example(&self, operation: &Operation) -> String {
        let (path, krate) = (
            &self.destination.client_path,
            &self.destination.client_crate,
        );
        let builder = &operation.builder_name;
        format!(
            "```no_run\n\
             use std::time::Duration;\n\n\
             # async fn example(call: {path}::{builder}) -> Result<(), {krate}::Error> {{\n\
             let ended = call.wait().timeout(Duration::from_secs(900)).await?;\n\
             println!(\"{{:?}}\", ended.into_inner());\n\
             # Ok(())\n\
             # }}\n\
             ```"
        )
    }
}

/// The states in which the work has ended, in words.
fn final_states(waiter: &Waiter) -> String {
    let list = |states: &[String]| -> String {
        let quoted: Vec<String> = states.iter().map(|state| format!("`{state}`")).collect();
        quoted.join(" or ")
    };
    let success = list(&waiter.success);
    if waiter.failure.is_empty() {
        return format!("It has ended in the state {success}.");
    }
    let failure = list(&waiter.failure);
    format!(
        "It has ended well in the state {success}, and badly in the state {failure}, which is an \
         error that names the state."
    )
}
