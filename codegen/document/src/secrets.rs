//! Which texts are secrets, as far as their names and descriptions say.

use crate::names;

/// Names that end like this hold a secret.
const CERTAIN: [&str; 16] = [
    "access_secret",
    "admin_pass",
    "adminpass",
    "app_secret",
    "auth_token",
    "client_secret",
    "passphrase",
    "passwd",
    "password",
    "private_key",
    "privatekey",
    "pwd",
    "secret_access_key",
    "secret_key",
    "security_token",
    "session_token",
];

/// Names with one of these are likely to.
const LIKELY: [&str; 5] = ["credential", "passwd", "password", "secret", "token"];

/// Names with one of these are about secrets, and hold none.
const ABOUT: [&str; 64] = [
    "_at",
    "_count",
    "_enable",
    "_expire",
    "_expires",
    "_id",
    "_ids",
    "_level",
    "_length",
    "_limit",
    "_method",
    "_mode",
    "_name",
    "_num",
    "_policy",
    "_state",
    "_status",
    "_strength",
    "_time",
    "_type",
    "_url",
    "_version",
    "_access",
    "_algorithm",
    "_changed",
    "_date",
    "_days",
    "_desc",
    "_description",
    "_enabled",
    "_encrypted",
    "_endpoint",
    "_expiration",
    "_expires_in",
    "_expiry",
    "_flag",
    "_format",
    "_hint",
    "_hours",
    "_in",
    "_label",
    "_path",
    "_pattern",
    "_period",
    "_prefix",
    "_ref",
    "_requirements",
    "_regex",
    "_rule",
    "_rules",
    "_ttl",
    "_updated",
    "_uri",
    "client_token",
    "continuation_token",
    "public_key",
    "next_token",
    "page_token",
    "pagination_token",
    "skip_token",
    "skiptoken",
    "sync_token",
    "_list",
    "_sid",
];

/// Words in descriptions that indicate a secret.
const TOLD: [&str; 6] = [
    "密码",
    "口令",
    "私钥",
    "密钥内容",
    "password of",
    "the password",
];

/// How sure it is that a text is a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The name says so: `client_secret`.
    Certain,
    /// The name hints at it, or the description says so.
    Likely,
}

/// What a property's or parameter's name and description say about its value being a password, a
/// secret key, a token or the like; `None` where they do not say so. Whether the value is a text at
/// all is for the caller to see.
pub fn evidence(name: &str, description: Option<&str>) -> Option<Evidence> {
    let name = names::value_name(name);
    let name = name.trim_end_matches('_');
    let is_about = ABOUT.iter().any(|ending| name.ends_with(ending));
    let description = description.unwrap_or_default();
    let is_told = TOLD.iter().any(|word| description.contains(word));
    let is_certain = CERTAIN.iter().any(|ending| name.ends_with(ending));
    let is_likely = !is_about && LIKELY.iter().any(|word| name.contains(word));
    let is_key = matches!(name, "sk" | "secret" | "token" | "key" | "ak") && is_told;
    if is_certain && !is_about {
        Some(Evidence::Certain)
    } else if is_likely || is_key || is_told && name.contains("pass") && !is_about {
        Some(Evidence::Likely)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_from_what_is_about_them() {
        for name in [
            "password",
            "adminPass",
            "X-Auth-Token",
            "client_secret",
            "userPassword",
        ] {
            assert!(evidence(name, None).is_some(), "{name}");
        }
        for name in [
            "password_regex",
            "access_key_id",
            "token_expires_at",
            "public_key",
            "next_token",
            "secret_name",
            "token_type",
            "password_policy",
            "token_ttl",
            "no_password_access",
            "X-Client-Token",
            "$skipToken",
            "nextPageToken",
            "CredentialListSid",
        ] {
            assert_eq!(evidence(name, None), None, "{name}");
        }
        assert_eq!(
            evidence("key", Some("the password of it")),
            Some(Evidence::Likely)
        );
        assert_eq!(evidence("key", Some("the name of a tag")), None);
    }
}
