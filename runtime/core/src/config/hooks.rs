//! What a program does with every request before it is signed, and with every answer.

use std::sync::Arc;

use crate::transport::{HttpRequest, HttpResponse};

type OnRequest = Arc<dyn Fn(&mut HttpRequest) + Send + Sync>;
type OnAnswer = Arc<dyn Fn(&HttpResponse) + Send + Sync>;

/// The hooks of a client, in the order in which they were added.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    on_request: Vec<OnRequest>,
    on_answer: Vec<OnAnswer>,
}

impl Hooks {
    pub(super) fn add_request(&mut self, hook: OnRequest) {
        self.on_request.push(hook);
    }

    pub(super) fn add_answer(&mut self, hook: OnAnswer) {
        self.on_answer.push(hook);
    }

    pub(crate) fn request(&self, request: &mut HttpRequest) {
        self.on_request.iter().for_each(|hook| hook(request));
    }

    pub(crate) fn answer(&self, answer: &HttpResponse) {
        self.on_answer.iter().for_each(|hook| hook(answer));
    }
}
