//! The operations of progenitor's module `builder`: what each sends and what it returns.

use syn::visit::{self, Visit};
use syn::{
    Expr, ExprCall, ExprMethodCall, ImplItem, ImplItemFn, Item, ItemImpl, Lit, ReturnType, Type,
};

use super::structures::{argument_of, short};
use super::unexpected;
use crate::contract::Contract;
use crate::operations::Operation;
use crate::problem::Problem;
use codegen_document::names;

/// One operation's call.
#[derive(Debug)]
pub(crate) struct Call {
    /// The parameters in the document's order.
    pub(crate) arguments: Vec<Argument>,
    /// What is sent as JSON.
    pub(crate) body: Option<Type>,
    /// What a success is read as; `()` where there is no body.
    pub(crate) success: Type,
}

/// A parameter of a call.
#[derive(Debug)]
pub(crate) struct Argument {
    /// The name of its field and setter.
    pub(crate) name: String,
    /// The type of its value, without the `Option` around it.
    pub(crate) kind: Type,
}

pub(crate) fn read(items: &[Item], contract: &Contract) -> Result<Vec<Call>, Problem> {
    contract
        .operations
        .iter()
        .map(|operation| read_one(items, operation))
        .collect()
}

fn read_one(items: &[Item], operation: &Operation) -> Result<Call, Problem> {
    let fault = |what: String| unexpected(&operation.pointer, what);
    let name = operation.builder_name();
    let fields =
        builder_fields(items, &name).ok_or_else(|| fault(format!("lacks the builder `{name}`")))?;
    let send = send_of(items, &name).ok_or_else(|| fault(format!("lacks `{name}::send`")))?;
    let field = |name: &str| {
        fields
            .iter()
            .find(|(field, _)| field == name)
            .and_then(|(_, kind)| value_type(kind))
    };
    let arguments = operation.parameters.iter().map(|parameter| {
        let name = names::value_name(&parameter.wire);
        let kind = field(&name).ok_or_else(|| fault(format!("lacks the parameter `{name}`")))?;
        Ok(Argument { name, kind })
    });
    let arguments = arguments.collect::<Result<Vec<_>, Problem>>()?;
    let sent = Sent::read(send);
    if sent.path_arguments + sent.named != arguments.len() {
        let what = format!(
            "sends {} parameters of {name}, the document has {}",
            sent.path_arguments + sent.named,
            arguments.len()
        );
        return Err(fault(what));
    }
    if sent.has_body != operation.has_body {
        return Err(fault(format!(
            "disagrees with the document on whether {name} has a body"
        )));
    }
    let body = if operation.has_body {
        field("body")
    } else {
        None
    };
    let success = success_type(send)
        .ok_or_else(|| fault(format!("has an unknown result of `{name}::send`")))?;
    Ok(Call {
        arguments,
        body,
        success,
    })
}

fn builder_fields(items: &[Item], name: &str) -> Option<Vec<(String, Type)>> {
    items.iter().find_map(|item| match item {
        Item::Struct(item) if item.ident == name => Some(
            item.fields
                .iter()
                .filter_map(|field| Some((field.ident.as_ref()?.to_string(), field.ty.clone())))
                .collect(),
        ),
        _ => None,
    })
}

fn send_of<'a>(items: &'a [Item], name: &str) -> Option<&'a ImplItemFn> {
    items.iter().find_map(|item| match item {
        Item::Impl(ItemImpl { self_ty, items, .. }) if is_type(self_ty, name) => {
            items.iter().find_map(|item| match item {
                ImplItem::Fn(function) if function.sig.ident == "send" => Some(function),
                _ => None,
            })
        }
        _ => None,
    })
}

fn is_type(kind: &Type, name: &str) -> bool {
    matches!(kind, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}

/// `Result<Option<T>, String>` and `Result<T, String>` hold a `T`; a body's builder its struct.
fn value_type(kind: &Type) -> Option<Type> {
    let held = argument_of(kind, "Result")?;
    let mut held = short(argument_of(held, "Option").unwrap_or(held));
    if let Type::Path(path) = &mut held {
        let is_builder = path
            .path
            .segments
            .iter()
            .any(|segment| segment.ident == "builder");
        if let (true, Some(last)) = (is_builder, path.path.segments.last().cloned()) {
            path.path.segments = [last].into_iter().collect();
        }
    }
    Some(held)
}

/// The `T` of `Result<ResponseValue<T>, Error<()>>`.
fn success_type(send: &ImplItemFn) -> Option<Type> {
    let ReturnType::Type(_, kind) = &send.sig.output else {
        return None;
    };
    argument_of(argument_of(kind, "Result")?, "ResponseValue").map(short)
}

/// What the body of a `send` puts into the request.
#[derive(Default)]
struct Sent {
    path_arguments: usize,
    /// Query parameters and headers.
    named: usize,
    has_body: bool,
}

impl Sent {
    fn read(send: &ImplItemFn) -> Sent {
        let mut sent = Sent::default();
        sent.visit_impl_item_fn(send);
        sent
    }
}

impl Visit<'_> for Sent {
    fn visit_expr_call(&mut self, call: &ExprCall) {
        if let Expr::Path(function) = &*call.func {
            let last = function.path.segments.last();
            let is = |name: &str| last.is_some_and(|last| last.ident == name);
            let first_is_text = matches!(call.args.first(), Some(Expr::Lit(literal)) if matches!(literal.lit, Lit::Str(_)));
            self.named += usize::from(is("new") && call.args.len() == 2 && first_is_text);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &ExprMethodCall) {
        self.has_body |= call.method == "json";
        // A header parameter is appended within an `if let`; the version header is appended always.
        self.named += usize::from(call.method == "append" && is_value_conversion(call.args.last()));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &syn::Macro) {
        if call.path.is_ident("format") {
            self.path_arguments += call.tokens.to_string().matches("encode_path").count();
        }
    }
}

fn is_value_conversion(argument: Option<&Expr>) -> bool {
    matches!(argument, Some(Expr::Try(_)))
}
