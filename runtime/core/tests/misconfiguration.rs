//! The messages of every misconfiguration: what happened, where, and what to do.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

use std::error::Error as _;
use std::fmt::Write;
use std::path::PathBuf;
use std::time::Duration;

use huaweicloud_core::testing::CannedResponses;
use huaweicloud_core::{
    AccessKey, Client, Config, ConfigBuilder, CredentialChain, Environment, Error, ErrorKind,
    InstanceMetadata, Operation, Parameter, Password, Profile, ProvideCredential, Token,
};

static LIST: Operation = Operation::new("ListApps", "GET", "/v2/{project_id}/{instance_id}")
    .service("roma")
    .parameters(&[
        Parameter::path("project_id").configured(),
        Parameter::path("instance_id").configured(),
    ]);
/// A placeholder for all secrets, which must never appear in messages.
const PLANTED: &str = "planted-secret";

/// A valid configuration.
fn complete() -> ConfigBuilder {
    Config::builder()
        .endpoint("https://roma.example.com")
        .project_id("p1")
        .instance_id("i1")
        .credential(Token::new(PLANTED))
        .without_environment_proxy()
        .without_retries()
}

/// The error of a program that configures a client and makes a call.
async fn failure(builder: ConfigBuilder) -> Error {
    let client = match builder.build().and_then(Client::new) {
        Ok(client) => client,
        Err(error) => return error,
    };
    client.request(&LIST).send_empty().await.unwrap_err()
}

/// The same without a network; the responses are for credential sources.
async fn failure_with(builder: ConfigBuilder, answers: CannedResponses) -> Error {
    failure(builder.transport(answers)).await
}

async fn with_credential(credential: impl ProvideCredential) -> Error {
    failure_with(complete().credential(credential), CannedResponses::new()).await
}

/// A folder with one profile file, which is deleted when it is dropped.
struct Written {
    folder: tempfile::TempDir,
    path: PathBuf,
}

fn written(content: &[u8]) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("credentials");
    std::fs::write(&path, content).unwrap();
    Written { folder, path }
}

/// All failures in one string.
#[derive(Default)]
struct Report {
    text: String,
    number: usize,
}

impl Report {
    fn add(&mut self, what: &str, error: &Error) {
        assert!(
            matches!(
                error.kind(),
                ErrorKind::Configuration | ErrorKind::Credential | ErrorKind::InvalidRequest
            ),
            "{what}: {error:?}"
        );
        assert_eq!(error.attempts(), 0, "{what}: something was sent");
        let debugged = format!("{error:?}");
        assert!(!debugged.contains(PLANTED), "{what}: {debugged}");
        self.number += 1;
        writeln!(self.text, "{what}\n  {:?}: {error}", error.kind()).unwrap();
        let mut source = error.source();
        while let Some(cause) = source {
            assert!(!cause.to_string().contains(PLANTED), "{what}: {cause}");
            writeln!(self.text, "  caused by: {cause}").unwrap();
            source = cause.source();
        }
    }

    fn finish(self, expected: usize) -> String {
        assert_eq!(self.number, expected);
        self.text
    }
}

#[tokio::test]
async fn addresses() {
    let mut report = Report::default();
    let without = || Config::builder().credential(Token::new(PLANTED));
    report.add("neither region nor endpoint", &failure(without()).await);
    report.add(
        "a misspelt region",
        &failure(without().region("cn-nort-4")).await,
    );
    report.add("a blank region", &failure(without().region(" ")).await);
    let elsewhere = without().project_id("p1").instance_id("i1");
    report.add(
        "a region without the service",
        &failure(elsewhere.region("eu-west-0")).await,
    );
    for (what, endpoint) in [
        ("a blank endpoint", " ".to_owned()),
        (
            "an unencrypted endpoint",
            "http://roma.example.com".to_owned(),
        ),
        ("another scheme", "ftp://roma.example.com".to_owned()),
        ("no host", "https:///v2".to_owned()),
        (
            "a port beyond all ports",
            "roma.example.com:70000".to_owned(),
        ),
        (
            "a user and a password",
            format!("https://me:{PLANTED}@roma.example.com"),
        ),
        (
            "a password in what is no address",
            format!("https://me:{PLANTED}@roma example com"),
        ),
        ("a query", format!("https://roma.example.com?key={PLANTED}")),
    ] {
        report.add(
            &format!("endpoint: {what}"),
            &failure(complete().endpoint(endpoint)).await,
        );
    }
    insta::assert_snapshot!(report.finish(12));
}

#[tokio::test]
async fn identifiers_and_limits() {
    let mut report = Report::default();
    for (what, builder) in [
        ("a blank project", complete().project_id(" ")),
        ("dots as an instance", complete().instance_id("..")),
        (
            "no time to connect",
            complete().connect_timeout(Duration::ZERO),
        ),
        (
            "no time for an attempt",
            complete().attempt_timeout(Duration::ZERO),
        ),
        (
            "no time for a call",
            complete().call_timeout(Duration::ZERO),
        ),
        ("no bytes in an answer", complete().response_limit(0)),
        ("a user agent of two lines", complete().user_agent("a\nb")),
    ] {
        report.add(what, &failure(builder).await);
    }
    let nameless = || {
        let key = AccessKey::new("AK", PLANTED);
        Config::builder()
            .endpoint("https://roma.example.com")
            .credential(key)
    };
    report.add(
        "no project anywhere",
        &failure_with(nameless().instance_id("i1"), CannedResponses::new()).await,
    );
    report.add(
        "no instance anywhere",
        &failure_with(nameless().project_id("p1"), CannedResponses::new()).await,
    );
    report.add(
        "a project that no header can have",
        &failure_with(
            nameless().instance_id("i1").project_id("p\u{1}"),
            CannedResponses::new(),
        )
        .await,
    );
    let client = Client::new(complete().build().unwrap()).unwrap();
    let call = client.request(&LIST).path("instance_id", Some(".."));
    report.add(
        "dots as the instance of a call",
        &call.send_empty().await.unwrap_err(),
    );
    insta::assert_snapshot!(report.finish(11));
}

#[tokio::test]
async fn the_network() {
    let mut report = Report::default();
    let certificate = |body: &str| {
        format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n").into_bytes()
    };
    for (what, builder) in [
        (
            "a proxy that is no address",
            complete().proxy(format!("http://me:{PLANTED}@::::")),
        ),
        ("a blank proxy", complete().proxy("")),
        (
            "root certificates that are something else",
            complete().root_certificates(PLANTED),
        ),
        (
            "an empty file of root certificates",
            complete().root_certificates(""),
        ),
        (
            "a root certificate that is cut short",
            complete().root_certificates("-----BEGIN CERTIFICATE-----\nAAAA"),
        ),
        (
            "a root certificate that is not base64",
            complete().root_certificates(certificate("*** ***")),
        ),
        (
            "a root certificate of other bytes",
            complete().root_certificates(certificate("AAAA")),
        ),
        (
            "a change to the HTTP client that cannot be",
            complete().http_client(|client| client.user_agent("a\nb")),
        ),
    ] {
        report.add(what, &failure(builder).await);
    }
    insta::assert_snapshot!(report.finish(8));
}

#[tokio::test]
async fn tokens_keys_and_passwords() {
    let mut report = Report::default();
    let absent = Config::builder().endpoint("https://roma.example.com");
    report.add("no credential", &failure(absent).await);
    for (what, token) in [
        ("an empty token", String::new()),
        ("a token of two lines", format!("{PLANTED}\n{PLANTED}")),
        ("a token with other letters", format!("{PLANTED}é")),
    ] {
        report.add(what, &with_credential(Token::new(token)).await);
    }
    for (what, key) in [
        ("AK without SK", AccessKey::new("AK", "")),
        ("SK without AK", AccessKey::new(" ", PLANTED)),
        ("AK with a line break", AccessKey::new("A\nK", PLANTED)),
        (
            "AK with SK behind it",
            AccessKey::new(format!("AK {PLANTED}"), PLANTED),
        ),
        (
            "SK with a line break at its end",
            AccessKey::new("AK", format!("{PLANTED}\n")),
        ),
        (
            "an empty security token",
            AccessKey::new("AK", PLANTED).with_security_token(""),
        ),
        (
            "a security token of two lines",
            AccessKey::new("AK", PLANTED).with_security_token(format!("{PLANTED}\n{PLANTED}")),
        ),
    ] {
        report.add(what, &with_credential(key).await);
    }
    for (what, password) in [
        ("no account", Password::new("", "user", PLANTED)),
        ("no user", Password::new("account", "", PLANTED)),
        ("no password", Password::new("account", "user", "")),
        (
            "an IAM that is not encrypted",
            Password::new("account", "user", PLANTED).endpoint("http://iam.example.com"),
        ),
    ] {
        report.add(what, &with_credential(password).await);
    }
    insta::assert_snapshot!(report.finish(15));
}

fn environment(set: &'static [(&'static str, &'static str)]) -> Environment {
    Environment::reading(move |name| {
        let found = set.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    })
}

#[tokio::test]
async fn environment_and_chain() {
    let mut report = Report::default();
    for (what, set) in [
        ("no variable", &[][..]),
        ("AK alone", &[("HUAWEICLOUD_SDK_AK", "AK")]),
        (
            "an empty SK",
            &[("HUAWEICLOUD_SDK_AK", "AK"), ("HUAWEICLOUD_SDK_SK", " ")],
        ),
        (
            "a line break in AK",
            &[
                ("HUAWEICLOUD_SDK_AK", "A\nK"),
                ("HUAWEICLOUD_SDK_SK", PLANTED),
            ],
        ),
    ] {
        report.add(what, &with_credential(environment(set)).await);
    }
    let chain = CredentialChain::with_environment(environment(&[
        ("HUAWEICLOUD_SDK_AK", "AK"),
        ("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "/does/not/exist"),
    ]));
    let nobody = Error::new(ErrorKind::Connect, "could not connect to the service");
    report.add(
        "a chain of which no source works",
        &failure_with(
            complete().credential(chain),
            CannedResponses::new().error(nobody),
        )
        .await,
    );
    report.add(
        "a chain without sources",
        &with_credential(CredentialChain::empty()).await,
    );
    report.add(
        "a metadata service that is no address",
        &with_credential(InstanceMetadata::new().address("::")).await,
    );
    insta::assert_snapshot!(report.finish(7));
}

#[tokio::test]
async fn profile_files() {
    let mut report = Report::default();
    let folder = tempfile::tempdir().unwrap();
    let mut shown = vec![folder.path().display().to_string()];
    report.add(
        "a file that is not there",
        &with_credential(Profile::at(folder.path().join("credentials"))).await,
    );
    report.add(
        "a folder in its place",
        &with_credential(Profile::at(folder.path())).await,
    );
    for (what, content) in [
        ("an empty file", String::new()),
        ("no section", format!("ak = AK\nsk = {PLANTED}\n")),
        (
            "another section",
            format!("[other]\nak = AK\nsk = {PLANTED}\n"),
        ),
        (
            "a section without an end",
            format!("[basic\nak = AK\nsk = {PLANTED}\n"),
        ),
        (
            "a line without a value",
            format!("[basic]\nak = AK\n{PLANTED}\n"),
        ),
        ("no SK", "[basic]\nak = AK\n".to_owned()),
        ("an empty AK", format!("[basic]\nak =\nsk = {PLANTED}\n")),
        (
            "the format of another cloud",
            format!("{{\"ak\": \"AK\", \"sk\": \"{PLANTED}\"}}"),
        ),
    ] {
        let file = written(content.as_bytes());
        report.add(what, &with_credential(Profile::at(&file.path)).await);
        shown.push(file.folder.path().display().to_string());
    }
    let file = written(b"[basic]\nak = \xff\n");
    report.add(
        "a file that is not UTF-8",
        &with_credential(Profile::at(&file.path)).await,
    );
    shown.push(file.folder.path().display().to_string());
    let mut text = report.finish(11);
    for folder in shown {
        text = text.replace(&folder, "FOLDER");
    }
    insta::assert_snapshot!(text);
}
