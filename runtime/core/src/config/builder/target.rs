//! Where calls go, and with which credential.

use std::sync::Arc;

use super::ConfigBuilder;
use crate::credential::ProvideCredential;

/// Where calls go, and with which credential.
impl ConfigBuilder {
    /// The endpoint of the service, such as `https://roma.cn-north-4.myhuaweicloud.com`.
    ///
    /// It takes precedence over [`region`](Self::region).
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// The region, such as `cn-north-4`. Each service is called at its documented endpoint there.
    ///
    /// An environment variable such as `HUAWEICLOUD_SDK_REGION_ROMA_CN_NORTH_4` overrides the endpoint
    /// of one service in one region. With the feature `regions-file`, so does the file named by
    /// `HUAWEICLOUD_SDK_REGIONS_FILE`, by default `~/.huaweicloud/regions.yaml`:
    ///
    /// ```yaml
    /// ROMA:
    ///   - id: my-region-1
    ///     endpoint: https://roma.my-region-1.example.com
    /// ```
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The endpoint of IAM, which issues tokens and knows the projects of regions.
    ///
    /// Default: `HUAWEICLOUD_SDK_IAM_ENDPOINT`, or else IAM in the region.
    pub fn iam_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.iam = Some(endpoint.into());
        self
    }

    /// Whether the endpoint may use `http://`. Use it only for a test server on this machine.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Whether to check the documented limits of every call before it is sent.
    ///
    /// Default: false, because the documentation and the services often disagree about limits.
    pub fn validate_requests(mut self, validate: bool) -> Self {
        self.validate_requests = validate;
        self
    }

    /// The project of every call that does not name another one.
    ///
    /// If omitted, the project of the credential is used. If an access key names none, the project is
    /// looked up once, by the name of the region.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// The instance of every call that does not name another one.
    pub fn instance_id(mut self, instance_id: impl Into<String>) -> Self {
        self.instance_id = Some(instance_id.into());
        self
    }

    /// The credential of all calls: a [`Token`](crate::Token), an [`AccessKey`](crate::AccessKey), or a
    /// provider of either.
    pub fn credential(mut self, credential: impl ProvideCredential) -> Self {
        self.credential = Some(Arc::new(credential));
        self
    }
}
