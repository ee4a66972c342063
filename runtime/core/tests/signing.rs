//! The signature compared with vectors of the official signer, stage by stage, and on sent requests.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use huaweicloud_core::http::{HeaderName, HeaderValue, Method};
use huaweicloud_core::testing::{CannedResponses, ManualClock};
use huaweicloud_core::url;
use huaweicloud_core::{
    AccessKey, Backoff, Client, Config, ErrorKind, HttpRequest, Operation, Secret, signature,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
    name: String,
    request: VectorRequest,
    access_key: VectorKey,
    canonical_request: String,
    string_to_sign: String,
    signature: String,
    authorization: String,
    sent_url: String,
    sent_headers: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct VectorRequest {
    method: String,
    url: String,
    query: Vec<(String, String)>,
    headers: BTreeMap<String, String>,
    body: Option<String>,
}

#[derive(Deserialize)]
struct VectorKey {
    ak: String,
    sk: String,
    project_id: Option<String>,
    security_token: Option<String>,
}

impl Vector {
    fn request(&self) -> HttpRequest {
        let method = Method::from_bytes(self.request.method.as_bytes()).unwrap();
        let mut request = HttpRequest::new(method, self.request.url.parse().unwrap());
        if !self.request.query.is_empty() {
            request
                .url
                .query_pairs_mut()
                .extend_pairs(&self.request.query);
            // The form encoding of `url` writes `+` for a space, which is valid only in forms.
            let query = request.url.query().unwrap().replace('+', "%20");
            request.url.set_query(Some(&query));
        }
        for (name, value) in &self.request.headers {
            insert(&mut request, name, value);
        }
        if let Some(project_id) = &self.access_key.project_id {
            insert(&mut request, "X-Project-Id", project_id);
        }
        request.body = self.request.body.clone().unwrap_or_default().into();
        request
    }

    fn key(&self) -> AccessKey {
        let key = AccessKey::new(&self.access_key.ak, Secret::new(&self.access_key.sk));
        match &self.access_key.security_token {
            Some(token) => key.with_security_token(token.as_str()),
            None => key,
        }
    }
}

fn insert(request: &mut HttpRequest, name: &str, value: &str) {
    let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
    request
        .headers
        .insert(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
}

fn vectors() -> Vec<Vector> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/signing");
    let mut vectors = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let vector: Vector =
                serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            assert_eq!(
                path.file_stem().unwrap().to_str(),
                Some(vector.name.as_str())
            );
            vectors.push(vector);
        }
    }
    vectors
}

#[test]
fn every_vector_matches_at_every_stage() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 41);
    for vector in vectors {
        let mut request = vector.request();
        let stages = signature::sign(&mut request, &vector.key(), SystemTime::UNIX_EPOCH).unwrap();
        let name = &vector.name;
        assert_eq!(stages.canonical_request, vector.canonical_request, "{name}");
        assert_eq!(stages.string_to_sign, vector.string_to_sign, "{name}");
        assert_eq!(stages.signature, vector.signature, "{name}");
        assert_eq!(stages.authorization, vector.authorization, "{name}");
        assert_eq!(
            request.headers["authorization"], vector.authorization,
            "{name}"
        );
        // The official signer sorts the query before sending it; we send it in the given order.
        let pairs = |url: &url::Url| url.query_pairs().into_owned().collect::<Vec<_>>();
        let (mut sent, mut official) = (
            pairs(&request.url),
            pairs(&url::Url::parse(&vector.sent_url).unwrap()),
        );
        assert_eq!(sent, vector.request.query, "{name}");
        sent.sort_unstable();
        official.sort_unstable();
        assert_eq!(sent, official, "{name}");
        for (header, value) in &vector.sent_headers {
            // The transport adds the host.
            if header != "Host" {
                // In HTTP, whitespace around a value does not belong to it.
                let sent = request.headers[header.as_str()].as_bytes().trim_ascii();
                assert_eq!(sent, value.as_bytes(), "{name}: {header}");
            }
        }
    }
}

static UPDATE: Operation = Operation::new("Update", "PUT", "/v2/{project_id}/x/{id}/");
const SECRET: &str = "planted-secret-key";

fn signing_client(answers: &CannedResponses, clock: &ManualClock) -> Client {
    let key = AccessKey::new("AK", SECRET).with_security_token("planted-security-token");
    let config = Config::builder()
        .endpoint("https://a.example.com:8443/base")
        .credential(key.with_project_id("p1"))
        .transport(answers.clone())
        .backoff(Backoff::new().initial(Duration::from_secs(5)))
        .clock(clock.clone());
    Client::new(config.build().unwrap()).unwrap()
}

fn answers(count: usize) -> CannedResponses {
    (0..count).fold(CannedResponses::new(), |answers, _| answers.json(200, "{}"))
}

fn moment() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777)
}

/// Signs a sent request again, without the headers that signing added.
fn signed_again(sent: &HttpRequest) -> String {
    let mut again = sent.clone();
    again.headers.remove("authorization");
    let key = AccessKey::new("AK", SECRET);
    signature::sign(&mut again, &key, SystemTime::UNIX_EPOCH)
        .unwrap()
        .authorization
}

#[tokio::test]
async fn calls_sign_what_is_actually_sent() {
    let answers = answers(1);
    let client = signing_client(&answers, &ManualClock::at(moment()));
    client
        .request(&UPDATE)
        .path("id", Some("a/b 100%"))
        .query("z", Some("接 口"))
        .query("a", Some(""))
        .header("x_skipped", Some("1"))
        .json(Some("字典"))
        .send_empty()
        .await
        .unwrap();
    let sent = &answers.requests()[0];
    let address =
        "https://a.example.com:8443/base/v2/p1/x/a%2Fb%20100%25/?z=%E6%8E%A5%20%E5%8F%A3&a=";
    assert_eq!(sent.url.as_str(), address);
    assert_eq!(sent.headers["x-sdk-date"], "19941106T084937Z");
    assert_eq!(sent.headers["x-project-id"], "p1");
    assert_eq!(sent.headers["x-security-token"], "planted-security-token");
    assert!(sent.headers["x-security-token"].is_sensitive());
    assert!(sent.headers["authorization"].is_sensitive());
    let authorization = sent.headers["authorization"].to_str().unwrap();
    let signed = "SignedHeaders=content-type;host;user-agent;x-project-id;x-sdk-date;\
                  x-security-token,";
    assert!(authorization.contains(signed), "{authorization}");
    assert_eq!(authorization, signed_again(sent));

    let mut other = sent.clone();
    other.body = "\"else\"".into();
    assert_ne!(authorization, signed_again(&other));
}

#[tokio::test]
async fn lists_keep_the_order_of_the_caller_with_any_credential() {
    let answers = answers(1);
    let client = signing_client(&answers, &ManualClock::at(moment()));
    let ids = [2, 10, 1];
    let call = client
        .request(&UPDATE)
        .path("id", Some(1))
        .query_list("ids", Some(ids));
    call.send_empty().await.unwrap();
    let sent = &answers.requests()[0];
    assert_eq!(sent.url.query(), Some("ids=2&ids=10&ids=1"));
    let authorization = sent.headers["authorization"].to_str().unwrap();
    assert_eq!(authorization, signed_again(sent));
    // The sorted list is signed, so another order has the same signature.
    let mut sorted = sent.clone();
    sorted.url.set_query(Some("ids=1&ids=10&ids=2"));
    assert_eq!(authorization, signed_again(&sorted));
}

#[tokio::test]
async fn every_attempt_has_its_own_signature() {
    let answers = CannedResponses::new().json(503, "{}").json(200, "{}");
    let client = signing_client(&answers, &ManualClock::at(moment()));
    static READ: Operation = Operation::new("Read", "GET", "/v2");
    client.request(&READ).send_empty().await.unwrap();
    let [first, second] = &answers.requests()[..] else {
        panic!("not two attempts")
    };
    assert_ne!(
        first.headers["authorization"],
        second.headers["authorization"]
    );
    assert_eq!(
        second.headers["authorization"].to_str().unwrap(),
        signed_again(second)
    );
}

#[tokio::test]
async fn calls_with_their_own_authorization_are_not_signed() {
    let answers = answers(1);
    let client = signing_client(&answers, &ManualClock::at(moment()));
    let call = client.request(&UPDATE).path("id", Some("1"));
    call.header("Authorization", Some("mine"))
        .send_empty()
        .await
        .unwrap();
    let sent = &answers.requests()[0];
    assert_eq!(sent.headers["authorization"], "mine");
    assert!(!sent.headers.contains_key("x-sdk-date"));
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_by_the_date_of_the_service() {
    use huaweicloud_core::HttpResponse;
    use huaweicloud_core::http::{HeaderMap, StatusCode};

    let mut headers = HeaderMap::new();
    headers.insert(
        "date",
        HeaderValue::from_static("Sun, 06 Nov 1994 10:49:37 GMT"),
    );
    let refusal = HttpResponse::new(StatusCode::UNAUTHORIZED, headers, "");
    let answers = CannedResponses::new()
        .response(refusal.clone())
        .json(200, "{}")
        .json(200, "{}")
        .response(refusal.clone())
        .response(refusal);
    let client = signing_client(&answers, &ManualClock::at(moment()));
    let call = || client.request(&UPDATE).path("id", Some("1")).send_empty();
    call().await.unwrap();
    call().await.unwrap();
    // The clock difference is known by now, so another rejection has another reason.
    let error = call().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Api, 1));
    let dates: Vec<_> = answers
        .requests()
        .iter()
        .map(|sent| sent.headers["x-sdk-date"].to_str().unwrap().to_owned())
        .collect();
    let corrected = "19941106T104937Z";
    assert_eq!(dates, ["19941106T084937Z", corrected, corrected, corrected]);
}

#[test]
fn an_unsigned_payload_requires_a_payload() {
    let mut request = HttpRequest::new(Method::POST, "https://a.b/".parse().unwrap());
    insert(&mut request, "Content-Type", "text/plain");
    let key = AccessKey::new("AK", SECRET);
    let stages = signature::sign(&mut request, &key, moment()).unwrap();
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert!(stages.canonical_request.ends_with(empty));
    assert_eq!(request.headers["x-sdk-content-sha256"], "UNSIGNED-PAYLOAD");
}

#[test]
fn keys_are_never_printed() {
    let key = AccessKey::new("AK", SECRET).with_security_token("planted-token");
    let mut request = HttpRequest::new(Method::GET, "https://a.b/".parse().unwrap());
    let stages = signature::sign(&mut request, &key, moment()).unwrap();
    let shown = format!("{key:?} {request:?} {stages:?}");
    assert!(!shown.contains("planted"), "{shown}");
    assert!(!shown.contains(&stages.signature), "{shown}");
}
