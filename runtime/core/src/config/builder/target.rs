//! Where calls go, and with which credential.

use std::sync::Arc;

use super::ConfigBuilder;
use crate::credential::ProvideCredential;

/// Where calls go, and with which credential.
impl ConfigBuilder {
    /// The endpoint of the service, such as `https://roma.cn-north-4.myhuaweicloud.com`.
    ///
    /// It takes precedence over [`region`](Self::region).
    ///
    /// ```
    /// use huaweicloud_core::{Config, Token};
    ///
    /// # fn main() -> Result<(), huaweicloud_core::Error> {
    /// let config = Config::builder()
    ///     .endpoint("https://roma.cn-north-4.myhuaweicloud.com")
    ///     .credential(Token::new("token"))
    ///     .build()?;
    /// assert_eq!(config.endpoint().map(|url| url.as_str()), Some("https://roma.cn-north-4.myhuaweicloud.com/"));
    /// # Ok(())
    /// # }
    /// ```
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
    ///
    /// ```
    /// use huaweicloud_core::{Config, Password};
    ///
    /// let config = Config::builder()
    ///     .endpoint("https://roma.my-cloud.example.com")
    ///     .iam_endpoint("https://iam.my-cloud.example.com")
    ///     .credential(Password::new("account", "user", "password"));
    /// ```
    pub fn iam_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.iam = Some(endpoint.into());
        self
    }

    /// Whether the endpoint may use `http://`. Use it only for a test server on this machine.
    ///
    /// ```
    /// use huaweicloud_core::{Config, Token};
    ///
    /// # fn main() -> Result<(), huaweicloud_core::Error> {
    /// let test = Config::builder().endpoint("http://127.0.0.1:8080").credential(Token::new("any"));
    /// assert!(test.clone().build().is_err());
    /// test.allow_http(true).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Whether to check the documented limits of every call before it is sent.
    ///
    /// Default: false, because the documentation and the services often disagree about limits.
    ///
    /// ```
    /// use huaweicloud_core::testing::CannedResponses;
    /// use huaweicloud_core::{Client, Config, ErrorKind, Location, Operation, Parameter, Token};
    ///
    /// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps")
    ///     .parameters(&[Parameter::query("limit").at_most(500)]);
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// let service = CannedResponses::new();
    /// let config = Config::builder()
    ///     .endpoint("https://roma.example.com")
    ///     .credential(Token::new("token"))
    ///     .validate_requests(true)
    ///     .transport(service.clone());
    /// let mut call = Client::new(config.build()?)?.request(&LIST);
    /// call.set(Location::Query, "limit", 1000_i64);
    /// let error = call.send_empty().await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    /// assert!(service.requests().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn validate_requests(mut self, validate: bool) -> Self {
        self.validate_requests = validate;
        self
    }

    /// The project of every call that does not name another one.
    ///
    /// If omitted, the project of the credential is used. If an access key names none, the project is
    /// looked up once, by the name of the region.
    ///
    /// ```
    /// use huaweicloud_core::testing::CannedResponses;
    /// use huaweicloud_core::{Client, Config, Operation, Parameter, Token};
    ///
    /// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/{project_id}/apps")
    ///     .parameters(&[Parameter::path("project_id").configured()]);
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # let service = CannedResponses::new().json(200, "{}").json(200, "{}");
    /// let config = Config::builder()
    ///     .endpoint("https://roma.example.com")
    ///     .credential(Token::new("token"))
    ///     .project_id("73d69ae0cfcf460190522d06b60f05ad")
    ///     .transport(service.clone());
    /// let client = Client::new(config.build()?)?;
    /// client.request(&LIST).send_empty().await?;
    /// client.request(&LIST).path("project_id", Some("another")).send_empty().await?;
    /// assert_eq!(service.requests()[0].url.path(), "/v2/73d69ae0cfcf460190522d06b60f05ad/apps");
    /// assert_eq!(service.requests()[1].url.path(), "/v2/another/apps");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
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
    ///
    /// ```
    /// use huaweicloud_core::{AccessKey, Config, CredentialChain};
    ///
    /// let from_environment = Config::builder().credential(CredentialChain::new());
    /// let fixed = Config::builder().credential(AccessKey::new("AK", "SK"));
    /// ```
    pub fn credential(mut self, credential: impl ProvideCredential) -> Self {
        self.credential = Some(Arc::new(credential));
        self
    }
}
