//! Derives the next version of a crate from its changes.

use semver::{Prerelease, Version};

use crate::change::{Change, Layer, Level, Wire};

/// A crate and its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateVersion {
    /// The package's name.
    pub package: String,
    /// Whether it is the model crate or the client crate.
    pub layer: Layer,
    /// The version that matches the old documents.
    pub before: Version,
    /// The current version in its `Cargo.toml`.
    pub now: Version,
}

/// The version that a crate needs after the changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionBump {
    /// The crate.
    pub of: CrateVersion,
    /// The highest level of all changes.
    pub level: Level,
    /// The lowest version that may be published.
    pub next: Version,
    /// Whether the current version is sufficient.
    pub is_covered: bool,
    /// The first change of this level: its subject and message.
    pub because: Option<String>,
}

impl VersionBump {
    /// Computes the version that a crate needs after the changes to its documents.
    pub fn new<'c>(of: CrateVersion, changes: impl IntoIterator<Item = &'c Change>) -> VersionBump {
        let mut level = Level::None;
        let mut because = None;
        for change in changes {
            let asked = asked(change, of.layer);
            if asked > level {
                level = asked;
                because = Some(format!("{}: {}", change.subject, change.message));
            }
        }
        let next = next(&of.before, level);
        let is_covered = level == Level::None || covers(&of.now, &next, &of.before);
        VersionBump {
            of,
            level,
            next,
            is_covered,
            because,
        }
    }
}

/// The level that a change requires of a crate. In addition to what the compiler would report,
/// calls that compile, and that the service accepted, but that are now rejected, are breaking. For
/// a correction they are not, because the service always rejected them.
fn asked(change: &Change, layer: Layer) -> Level {
    let is_concerned = layer == Layer::Client || change.layer == Layer::Model;
    let level = if is_concerned {
        change.level
    } else {
        Level::None
    };
    let is_refused = change.refuses_calls && change.wire == Wire::Breaking && !change.correction;
    if is_refused && layer == Layer::Client {
        Level::Major
    } else {
        level
    }
}

/// The next version after a change, by Cargo's rules: below 1.0.0 the minor version signals a
/// breaking change, below 0.1.0 the patch version.
pub fn next(version: &Version, level: Level) -> Version {
    let &Version {
        major,
        minor,
        patch,
        ..
    } = version;
    if level == Level::None {
        return version.clone();
    }
    if !version.pre.is_empty() {
        return Version::new(major, minor, patch);
    }
    match (major, minor, level) {
        (0, 0, _) => Version::new(0, 0, patch + 1),
        (0, _, Level::Major) => Version::new(0, minor + 1, 0),
        (0, _, _) => Version::new(0, minor, patch + 1),
        (_, _, Level::Major) => Version::new(major + 1, 0, 0),
        (_, _, Level::Minor) => Version::new(major, minor + 1, 0),
        (_, _, _) => Version::new(major, minor, patch + 1),
    }
}

/// Whether a version is at least `next`. Pre-releases of `next` count.
fn covers(now: &Version, next: &Version, before: &Version) -> bool {
    let mut release = now.clone();
    release.pre = Prerelease::EMPTY;
    release >= *next && now > before
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::parse(text).expect("a version")
    }

    #[test]
    fn versions_follow_cargo() {
        for (before, patch, minor, major) in [
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
            ("0.1.0", "0.1.1", "0.1.1", "0.2.0"),
            ("0.4.7", "0.4.8", "0.4.8", "0.5.0"),
            ("1.2.3", "1.2.4", "1.3.0", "2.0.0"),
            ("0.2.0-alpha.1", "0.2.0", "0.2.0", "0.2.0"),
        ] {
            let before = version(before);
            assert_eq!(next(&before, Level::None), before);
            assert_eq!(next(&before, Level::Patch), version(patch), "{before}");
            assert_eq!(next(&before, Level::Minor), version(minor), "{before}");
            assert_eq!(next(&before, Level::Major), version(major), "{before}");
        }
    }

    #[test]
    fn versions_are_compared_with_the_changes() {
        for (now, next, before, expected) in [
            ("0.1.0", "0.1.1", "0.1.0", false),
            ("0.1.1", "0.1.1", "0.1.0", true),
            ("0.1.1", "0.2.0", "0.1.0", false),
            ("0.2.0", "0.1.1", "0.1.0", true),
            ("0.2.0-alpha.1", "0.2.0", "0.1.0", true),
            ("0.2.0-alpha.1", "0.2.0", "0.2.0-alpha.1", false),
        ] {
            let covered = covers(&version(now), &version(next), &version(before));
            assert_eq!(covered, expected, "{before} → {now}, {next} wanted");
        }
    }
}
