//! What calls are made with.

use std::sync::Arc;

use crate::call::Call;
use crate::config::Config;
use crate::error::Error;
use crate::operation::Operation;
use crate::transport::Transport;

/// What calls are made with: a configuration and the connections to the service.
///
/// A clone is cheap and shares the connections.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
}

/// What the clones of a client have in common.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) transport: Transport,
}

impl Client {
    /// A client for the service at the configured endpoint; it connects with its first call.
    ///
    /// # Errors
    ///
    /// Says what this machine lacks for encrypted connections.
    pub fn new(config: Config) -> Result<Self, Error> {
        let transport = Transport::new(&config)?;
        Ok(Self {
            shared: Arc::new(Shared { config, transport }),
        })
    }

    /// The configuration of the client.
    pub fn config(&self) -> &Config {
        &self.shared.config
    }

    /// Starts a call of an operation.
    pub fn request(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }
}
