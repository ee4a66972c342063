//! The shared runtime of all generated clients: configuration, credentials, transport, retries, errors.
//!
//! - [`Config`] sets where calls go, with which credential, and how long they may take.
//! - Credentials: [`Token`], [`AccessKey`], [`Password`], [`Environment`], [`Profile`],
//!   [`InstanceMetadata`], [`Oidc`], [`PodIdentity`], or a [`CredentialChain`] of them.
//! - Calls are retried if that is safe: [`Transient`], [`Backoff`], [`RetryBudget`].
//! - A [`Waiter`] waits for jobs that continue after the response of the call that started them.
//! - Every call returns the same [`Error`] type, and creates one `tracing` span.
//! - The [`cookbook`] shows common tasks, and [`Blocking`] waits for calls without `async`.
//! - [`testing`] responds to calls without a network.
//!
//! ```no_run
//! use huaweicloud_core::{Client, Config, Json, Operation, Parameter, Token};
//!
//! const LIST_APPS: Operation =
//!     Operation::new("ListApps", "GET", "/v2/{project_id}/instances/{instance_id}/apps")
//!         .parameters(&[Parameter::path("project_id").configured()]);
//!
//! # async fn run() -> Result<(), huaweicloud_core::Error> {
//! let config = Config::builder()
//!     .endpoint("https://roma.cn-north-4.myhuaweicloud.com")
//!     .project_id("0123456789abcdef0123456789abcdef")
//!     .credential(Token::new("token"))
//!     .build()?;
//! let client = Client::new(config)?;
//! let apps = client
//!     .request(&LIST_APPS)
//!     .path("instance_id", Some("f0fa1789-3b76-433b-a787-9892951c620e"))
//!     .query("limit", Some(10))
//!     .send::<Json>()
//!     .await?;
//! println!("{} {apps:?}", apps.status());
//! # Ok(())
//! # }
//! ```

mod blocking;
mod body;
mod call;
mod client;
mod config;
mod context;
mod credential;
mod encoding;
mod endpoint;
mod error;
mod executor;
mod future;
mod operation;
mod pagination;
mod path;
mod random;
mod region;
mod request_id;
mod response;
mod retry;
mod settings;
pub mod signature;
mod telemetry;
pub mod testing;
mod text_file;
mod time;
mod transport;
mod waiter;

pub use blocking::Blocking;
pub use body::{Body, Download, Part};
pub use call::{Call, CallSettings};
pub use client::Client;
pub use config::{Config, ConfigBuilder};
pub use context::ClientContext;
pub use credential::{
    AccessKey, Credential, CredentialChain, Environment, InstanceMetadata, Oidc, Password,
    PodIdentity, Profile, ProvideCredential, Token,
};
pub use error::{Error, ErrorKind};
pub use future::BoxFuture;
pub use operation::{Location, Operation, Parameter, Rule, Style};
pub use pagination::{Items, Page, Pages, Paging};
pub use response::Response;
pub use retry::{
    Backoff, FailedAttempt, LimitAttempts, LimitTime, Never, RetryBudget, RetryPolicy, Transient,
};
pub use time::Clock;
pub use transport::{HttpRequest, HttpResponse, Transport};
pub use waiter::{Progress, Started, Waiter};

pub use bytes::Bytes;
pub use futures_util::stream::{Stream, StreamExt, TryStreamExt};
pub use http;
pub use huaweicloud_types::{
    Field, IntoList, IntoMap, Json, Limits, MissingField, Secret, Validate, Violation, Violations,
};
pub use reqwest;
pub use url;

#[doc = include_str!("../COOKBOOK.md")]
pub mod cookbook {}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
