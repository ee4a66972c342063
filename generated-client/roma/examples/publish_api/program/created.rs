//! What was created, and how it is taken back.

use example_support::{Session, explain};
use huaweicloud_roma::apic::{CreateOrDeletePublishRecordForApiV2Request, PublishAction};
use huaweicloud_roma::{Error, Roma};

/// Something that the service has only because this program asked for it.
#[derive(Debug)]
pub(crate) enum Created {
    Group {
        id: String,
    },
    Api {
        id: String,
    },
    Publication {
        api_id: String,
        environment_id: String,
    },
    Policy {
        id: String,
    },
    Binding {
        id: String,
    },
    Application {
        id: String,
    },
    Authorization {
        id: String,
    },
}

impl Created {
    fn label(&self) -> String {
        match self {
            Self::Group { id } => format!("API group {id}"),
            Self::Api { id } => format!("API {id}"),
            Self::Publication {
                api_id,
                environment_id,
            } => format!("publication of {api_id} in {environment_id}"),
            Self::Policy { id } => format!("throttling policy {id}"),
            Self::Binding { id } => format!("binding {id} of the policy"),
            Self::Application { id } => format!("application {id}"),
            Self::Authorization { id } => format!("authorization {id}"),
        }
    }

    async fn take_back(&self, roma: &Roma) -> Result<(), Error> {
        let (apic, instances) = (roma.apic(), roma.instances());
        match self {
            Self::Group { id } => {
                apic.delete_api_group_v2().group_id(id).send().await?;
            }
            Self::Api { id } => {
                apic.delete_api_v2().api_id(id).send().await?;
            }
            Self::Publication {
                api_id,
                environment_id,
            } => {
                let request = CreateOrDeletePublishRecordForApiV2Request::builder()
                    .action(PublishAction::Offline)
                    .api_id(api_id)
                    .env_id(environment_id)
                    .build()?;
                let call = apic.create_or_delete_publish_record_for_api_v2();
                call.body(request).send().await?;
            }
            Self::Policy { id } => {
                let call = apic.delete_request_throttling_policy_v2();
                call.throttle_id(id).send().await?;
            }
            Self::Binding { id } => {
                let call = apic.disassociate_request_throttling_policy_v2();
                call.throttle_binding_id(id).send().await?;
            }
            Self::Application { id } => {
                instances.delete_roma_app().app_id(id).send().await?;
            }
            Self::Authorization { id } => {
                let call = apic.canceling_authorization_v2();
                call.app_auth_id(id).send().await?;
            }
        }
        Ok(())
    }
}

/// Everything that was created, in this order.
#[derive(Debug, Default)]
pub(crate) struct Journal(Vec<Created>);

impl Journal {
    /// Remembers what was created, and shows it.
    pub(crate) fn add(&mut self, created: Created, session: &Session<'_>) {
        session.say(&format!("created {}\n", created.label()));
        self.0.push(created);
    }

    /// What is there, a line each.
    pub(crate) fn left(&self) -> String {
        let line = |created: &Created| format!("  {}\n", created.label());
        self.0.iter().map(line).collect()
    }

    /// Removes everything, the newest first, and goes on where something cannot be removed: whether
    /// nothing is left.
    pub(crate) async fn take_back(mut self, roma: &Roma, session: &Session<'_>) -> bool {
        let mut left = Self::default();
        while let Some(created) = self.0.pop() {
            let label = created.label();
            match created.take_back(roma).await {
                Ok(()) => session.say(&format!("removed {label}\n")),
                Err(error) if error.is_not_found() => {
                    session.say(&format!("{label} was gone already\n"));
                }
                Err(error) => {
                    session.warn(&format!("error: could not remove {label}\n"));
                    session.warn(&format!("  cause: {}\n", explain(&error)));
                    left.0.push(created);
                }
            }
        }
        if left.0.is_empty() {
            return true;
        }
        session.warn(&format!("error: left behind:\n{}", left.left()));
        session.warn("  help: remove it in the console, in this order\n");
        false
    }
}
