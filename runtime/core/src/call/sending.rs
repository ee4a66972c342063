//! Sending a call and reading its response.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{Call, execution, reading};
use crate::body::Download;
use crate::error::Error;
use crate::response::Response;
use crate::transport::HttpResponse;

/// Sending the call.
impl Call {
    /// Sends the call and reads the response as JSON.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(200, r#"{"total": 2}"#);
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Apps {
    ///     total: u64,
    /// }
    /// let apps = client.request(&LIST).send::<Apps>().await?;
    /// assert_eq!(apps.total, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        execution::send(self).await.read(reading::read_json)
    }

    /// Sends the call and reads the response as JSON, or as `None` if it has no body, as with status 204.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(204, "");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::{Json, Operation};
    /// const DELETE: Operation = Operation::new("DeleteApp", "DELETE", "/v2/apps/1");
    ///
    /// let deleted = client.request(&DELETE).send_optional::<Json>().await?;
    /// assert_eq!(deleted.into_inner(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send_optional<T: DeserializeOwned>(self) -> Result<Response<Option<T>>, Error> {
        execution::send(self).await.read(reading::read_optional)
    }

    /// Sends the call and ignores the body of a success.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(204, "");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const DELETE: Operation = Operation::new("DeleteApp", "DELETE", "/v2/apps/1");
    ///
    /// let deleted = client.request(&DELETE).send_empty().await?;
    /// assert_eq!(deleted.status(), 204);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send_empty(self) -> Result<Response<()>, Error> {
        execution::send(self).await.read(|_| Ok(()))
    }

    /// Sends the call and returns the body of a success as raw bytes.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(200, r#"{"total": 2}"#);
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
    ///
    /// let apps = client.request(&LIST).send_raw().await?;
    /// assert_eq!(apps.body(), r#"{"total": 2}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send_raw(self) -> Result<Response<Bytes>, Error> {
        let read = |response: &HttpResponse| Ok(response.body.clone());
        execution::send(self).await.read(read)
    }

    /// Sends the call and reads the response as a string. If it is a JSON string, its value is returned.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(200, r#""running""#);
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const SHOW: Operation = Operation::new("ShowState", "GET", "/v2/state");
    ///
    /// let state = client.request(&SHOW).send_text().await?;
    /// assert_eq!(state.into_inner(), "running");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send_text(self) -> Result<Response<String>, Error> {
        execution::send(self).await.read(reading::read_text)
    }

    /// Sends the call and returns the content of a success, such as a file, as it arrives.
    ///
    /// The time limits apply to the head of the response only.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(200, "{}");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const EXPORT: Operation = Operation::new("ExportApi", "GET", "/v2/openapi/export");
    ///
    /// let folder = tempfile::tempdir()?;
    /// let download = client.request(&EXPORT).send_download().await?.into_inner();
    /// assert_eq!(download.save(folder.path().join("api.json")).await?, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send_download(mut self) -> Result<Response<Download>, Error> {
        self.is_download = true;
        execution::send(self).await.read(|response| {
            let content = response.incoming.take();
            let content = content.unwrap_or_else(|| crate::body::once(response.body.clone()));
            Ok(Download::new(&response.headers, content))
        })
    }
}
