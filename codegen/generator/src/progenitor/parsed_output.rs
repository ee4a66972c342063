//! Parses progenitor's output, with everything by its name on the wire.

use std::collections::BTreeMap;

use codegen_contract::Type as Kind;
use heck::ToSnakeCase;
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{
    Expr, ExprIf, ExprMethodCall, Field, Fields, FnArg, GenericArgument, ImplItem, ImplItemFn,
    Item, ItemMod, ItemStruct, Lit, Pat, PathArguments, ReturnType, Type,
};

use super::dialect::{JSON, SECRET};

/// What progenitor determined.
#[derive(Debug)]
pub(super) struct ParsedOutput {
    /// The types of the fields of each struct, by their names on the wire.
    pub(super) structures: BTreeMap<String, BTreeMap<String, Kind>>,
    /// The operations, by their names in the dialect.
    pub(super) calls: BTreeMap<String, Call>,
}

/// What the function of an operation does.
#[derive(Debug)]
pub(super) struct Call {
    /// The HTTP method, in lower case.
    pub(super) method: String,
    /// The path with `{}` for each placeholder.
    pub(super) path: String,
    /// The arguments that replace the placeholders, in this order.
    pub(super) path_arguments: Vec<(String, Kind)>,
    /// The other parameters, in the order of sending.
    pub(super) parameters: Vec<SentParameter>,
    /// The type that is sent as JSON.
    pub(super) body: Option<Kind>,
    /// The type as which a success is read.
    pub(super) success: Option<Kind>,
}

/// A parameter in the query or a header.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SentParameter {
    /// The location as in OpenAPI.
    pub(super) location: &'static str,
    /// The name on the wire.
    pub(super) wire: String,
    /// The argument of the function whose value is sent.
    pub(super) argument: String,
    /// The type of the argument.
    pub(super) kind: Kind,
}

/// The name that progenitor gives the argument of a parameter (`sanitize` in its source).
pub(super) fn argument_name(wire: &str) -> String {
    let words = wire.replace('\'', "");
    let words = words.replace(|sign| !unicode_ident::is_xid_continue(sign), "-");
    let name = match wire {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ => words.to_snake_case(),
    };
    let name = match name.chars().next() {
        None => "x".to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) => name,
        Some(_) => format!("_{name}"),
    };
    match syn::parse_str::<syn::Ident>(&name) {
        // It treats keywords of every edition as such.
        Ok(_) if name != "gen" => name,
        _ => format!("{name}_"),
    }
}

impl ParsedOutput {
    /// Parses the whole output.
    ///
    /// # Errors
    ///
    /// What is not recognized.
    pub(super) fn parse(file: &syn::File) -> Result<ParsedOutput, String> {
        let types = module(&file.items, "types").ok_or("the output has no module `types`")?;
        let mut structures = BTreeMap::new();
        for item in types {
            match item {
                Item::Struct(item) => {
                    structures.insert(item.ident.to_string(), fields(item)?);
                }
                Item::Enum(item) => {
                    return Err(format!("the output has the enum `{}`", item.ident));
                }
                Item::Type(item) => {
                    return Err(format!("the output has the alias `{}`", item.ident));
                }
                _ => {}
            }
        }
        let mut calls = BTreeMap::new();
        for function in functions(&file.items) {
            if let Some((name, call)) = call(function)? {
                calls.insert(name, call);
            }
        }
        Ok(ParsedOutput { structures, calls })
    }
}

fn module<'a>(items: &'a [Item], name: &str) -> Option<&'a [Item]> {
    items.iter().find_map(|item| match item {
        Item::Mod(ItemMod {
            ident,
            content: Some((_, items)),
            ..
        }) if ident == name => Some(items.as_slice()),
        _ => None,
    })
}

/// The asynchronous functions of the client.
fn functions(items: &[Item]) -> impl Iterator<Item = &ImplItemFn> {
    let blocks = items.iter().filter_map(|item| match item {
        Item::Impl(item) if item.trait_.is_none() => Some(&item.items),
        _ => None,
    });
    blocks.flatten().filter_map(|item| match item {
        ImplItem::Fn(function) if function.sig.asyncness.is_some() => Some(function),
        _ => None,
    })
}

fn fields(item: &ItemStruct) -> Result<BTreeMap<String, Kind>, String> {
    let name = &item.ident;
    let Fields::Named(named) = &item.fields else {
        return Err(format!("`{name}` has fields without names"));
    };
    let mut fields = BTreeMap::new();
    for field in &named.named {
        let wire =
            wire_name(field).ok_or_else(|| format!("`{name}` has a field without a name"))?;
        let kind =
            kind(&field.ty).ok_or_else(|| format!("`{wire}` of `{name}` has an unknown type"))?;
        fields.insert(wire, kind);
    }
    Ok(fields)
}

/// What `#[serde(rename = "...")]` says, or the name of the field.
fn wire_name(field: &Field) -> Option<String> {
    let mut renamed = None;
    for attribute in field.attrs.iter().filter(|it| it.path().is_ident("serde")) {
        // Other keys of the attribute are ignored.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.input.peek(syn::Token![=]) {
                let value: Lit = meta.value()?.parse()?;
                if let (true, Lit::Str(text)) = (meta.path.is_ident("rename"), value) {
                    renamed = Some(text.value());
                }
            }
            Ok(())
        });
    }
    renamed.or_else(|| Some(field.ident.as_ref()?.to_string()))
}

/// The type of the contract to which a type in progenitor's output corresponds; `None` if there is none.
fn kind(given: &Type) -> Option<Kind> {
    match given {
        Type::Reference(reference) => kind(&reference.elem),
        Type::Path(path) => {
            let segments = &path.path.segments;
            let last = segments.last()?;
            let name = last.ident.to_string();
            let mut arguments = arguments(&last.arguments);
            let is_own = segments.len() > 1
                && segments.iter().rev().nth(1).is_some_and(|it| {
                    it.ident == "types" || it.ident == "placeholder" || it.ident == "super"
                });
            match name.as_str() {
                SECRET => Some(Kind::Secret),
                JSON => Some(Kind::Json),
                _ if is_own => Some(Kind::Named(name)),
                "String" | "str" => Some(Kind::String),
                "i64" => Some(Kind::Integer),
                "f64" => Some(Kind::Number),
                "bool" => Some(Kind::Boolean),
                "Option" | "Box" => kind(arguments.next()?),
                "Vec" => Some(Kind::list(inner(arguments.next()?)?)),
                "HashMap" => Some(Kind::map(inner(arguments.nth(1)?)?)),
                _ if segments.len() == 1 => Some(Kind::Named(name)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The type of an item of a list or map, for which `Option` means that it may be null.
fn inner(given: &Type) -> Option<Kind> {
    let is_option = matches!(given, Type::Path(path) if path.path.segments.last().is_some_and(|it| it.ident == "Option"));
    let kind = kind(given)?;
    Some(if is_option {
        Kind::Nullable(Box::new(kind))
    } else {
        kind
    })
}

fn arguments(given: &PathArguments) -> impl Iterator<Item = &Type> {
    let arguments = match given {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        _ => None,
    };
    arguments
        .into_iter()
        .flatten()
        .filter_map(|argument| match argument {
            GenericArgument::Type(kind) => Some(kind),
            _ => None,
        })
}

/// What a function does; `None` if it is not the function of an operation.
fn call(function: &ImplItemFn) -> Result<Option<(String, Call)>, String> {
    let mut sent = Sent::default();
    sent.visit_impl_item_fn(function);
    let (Some(operation), Some(method)) = (sent.operation, sent.method) else {
        return Ok(None);
    };
    let mut kinds = BTreeMap::new();
    for input in &function.sig.inputs {
        if let FnArg::Typed(argument) = input
            && let Pat::Ident(name) = &*argument.pat
        {
            let kind = kind(&argument.ty)
                .ok_or_else(|| format!("`{operation}` has an argument of an unknown type"))?;
            kinds.insert(name.ident.to_string(), kind);
        }
    }
    let kind_of = |argument: &String| {
        let kind = kinds.get(argument).cloned();
        kind.ok_or_else(|| format!("`{operation}` sends `{argument}`, which is not an argument"))
    };
    let mut parameters = Vec::new();
    for (location, wire, argument) in sent.arguments {
        parameters.push(SentParameter {
            location,
            wire,
            kind: kind_of(&argument)?,
            argument,
        });
    }
    let mut path_arguments = Vec::new();
    for argument in sent.path_arguments {
        let kind = kind_of(&argument)?;
        path_arguments.push((argument, kind));
    }
    let body = match sent.has_body {
        true => kinds.get("body").cloned(),
        false => None,
    };
    let success =
        success(function).ok_or_else(|| format!("`{operation}` has an unknown result"))?;
    let call = Call {
        method,
        path: sent.path.unwrap_or_default(),
        path_arguments,
        parameters,
        body,
        success,
    };
    Ok(Some((operation, call)))
}

/// The `T` of `Result<ResponseValue<T>, Error<()>>`; the inner option is `None` for `()`.
fn success(function: &ImplItemFn) -> Option<Option<Kind>> {
    let ReturnType::Type(_, result) = &function.sig.output else {
        return None;
    };
    let first_argument = |outer: &Type| match outer {
        Type::Path(path) => arguments(&path.path.segments.last()?.arguments)
            .next()
            .cloned(),
        _ => None,
    };
    match first_argument(&first_argument(result)?)? {
        Type::Tuple(tuple) if tuple.elems.is_empty() => Some(None),
        other => kind(&other).map(Some),
    }
}

/// What the body of a function adds to the request.
#[derive(Default)]
struct Sent {
    operation: Option<String>,
    method: Option<String>,
    path: Option<String>,
    path_arguments: Vec<String>,
    /// The location, the name on the wire, and the argument whose value is sent.
    arguments: Vec<(&'static str, String, String)>,
    has_body: bool,
    /// The argument to which `value` is bound by the enclosing `if let`.
    unwrapped: Option<String>,
}

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "head", "patch", "options", "trace",
];

impl Visit<'_> for Sent {
    fn visit_expr_method_call(&mut self, call: &ExprMethodCall) {
        let name = call.method.to_string();
        if METHODS.contains(&name.as_str()) && is_url(call.args.first()) {
            self.method = Some(name.clone());
        }
        self.has_body |= name == "json";
        if name == "append"
            && let (Some(wire), Some(argument)) = (text(call.args.first()), call.args.get(1))
            && let Some(argument) = first_name(argument)
        {
            let argument = match &self.unwrapped {
                Some(unwrapped) if argument == "value" => unwrapped.clone(),
                _ => argument,
            };
            self.arguments.push(("header", wire, argument));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &syn::ExprCall) {
        let is_query = matches!(&*call.func, Expr::Path(path)
            if path.path.segments.iter().any(|it| it.ident == "QueryParam"));
        if is_query
            && let (Some(wire), Some(argument)) = (
                text(call.args.first()),
                call.args.get(1).and_then(first_name),
            )
        {
            self.arguments.push(("query", wire, argument));
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_if(&mut self, conditional: &ExprIf) {
        if let Expr::Let(binding) = &*conditional.cond {
            self.unwrapped = first_name(&binding.expr);
        }
        visit::visit_expr_if(self, conditional);
        self.unwrapped = None;
    }

    fn visit_expr_struct(&mut self, built: &syn::ExprStruct) {
        if built.path.is_ident("OperationInfo")
            && let Some(field) = built.fields.first()
        {
            self.operation = text(Some(&field.expr));
        }
        visit::visit_expr_struct(self, built);
    }

    fn visit_macro(&mut self, call: &syn::Macro) {
        if call.path.is_ident("format") && self.path.is_none() {
            let mut tokens = call.tokens.clone().into_iter();
            if let Some(TokenTree::Literal(literal)) = tokens.next()
                && let Lit::Str(text) = Lit::new(literal)
            {
                self.path = text.value().strip_prefix("{}").map(str::to_owned);
                self.path_arguments = path_arguments(tokens.collect());
            }
        }
    }
}

/// The arguments that are put into the path, in this order.
fn path_arguments(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut previous = String::new();
    for token in tokens {
        if let TokenTree::Group(group) = &token
            && previous == "encode_path"
        {
            found.extend(first_ident(group.stream()));
        }
        previous = token.to_string();
    }
    found
}

fn first_ident(tokens: TokenStream) -> Option<String> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    })
}

fn text(argument: Option<&Expr>) -> Option<String> {
    match argument? {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether it is the variable of the URL; underscores precede its name where an argument is called
/// `url`.
fn is_url(argument: Option<&Expr>) -> bool {
    let name = argument.and_then(first_name);
    name.is_some_and(|name| name.trim_start_matches('_') == "url")
}

/// The first name in an expression such as `&limit` or `value.to_string().try_into()?`.
fn first_name(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Reference(reference) => first_name(&reference.expr),
        Expr::MethodCall(call) => first_name(&call.receiver),
        Expr::Try(tried) => first_name(&tried.expr),
        _ => None,
    }
}
