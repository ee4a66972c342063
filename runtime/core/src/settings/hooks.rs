//! Hooks that see every request before it is signed, and every response.

use std::sync::Arc;

use crate::transport::{HttpRequest, HttpResponse};

type OnRequest = Arc<dyn Fn(&mut HttpRequest) + Send + Sync>;
type OnResponse = Arc<dyn Fn(&HttpResponse) + Send + Sync>;

/// The hooks of a client, in the order in which they were added.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    on_request: Vec<OnRequest>,
    on_response: Vec<OnResponse>,
}

impl Hooks {
    pub(crate) fn add_request(&mut self, hook: OnRequest) {
        self.on_request.push(hook);
    }

    pub(crate) fn add_response(&mut self, hook: OnResponse) {
        self.on_response.push(hook);
    }

    pub(crate) fn request(&self, request: &mut HttpRequest) {
        self.on_request.iter().for_each(|hook| hook(request));
    }

    pub(crate) fn response(&self, response: &HttpResponse) {
        self.on_response.iter().for_each(|hook| hook(response));
    }
}
