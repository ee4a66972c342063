//! Parsing a profile file: sections of `name = value`. Every line has to be valid.

/// The sections of a file, in order.
///
/// The syntax is that of Python's `configparser`, which the official SDK uses: case-insensitive names, `=`
/// or `:`, comments on lines of their own. No library reports the line in which a name is repeated.
pub(super) struct ProfileText<'a>(Vec<(&'a str, Vec<(String, &'a str)>)>);

/// An invalid line, without its text, which may be a secret.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) what: &'static str,
}

impl<'a> ProfileText<'a> {
    pub(super) fn read(text: &'a str) -> Result<Self, Fault> {
        let mut sections = Self(Vec::new());
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            let added = sections.add(line.trim());
            added.map_err(|what| Fault {
                line: index + 1,
                what,
            })?;
        }
        Ok(sections)
    }

    fn add(&mut self, line: &'a str) -> Result<(), &'static str> {
        if line.chars().any(|it| it.is_control() && it != '\t') {
            return Err("has a control character: check that this is a text file");
        }
        if line.is_empty() || line.starts_with(['#', ';']) {
            return Ok(());
        }
        if let Some(rest) = line.strip_prefix('[') {
            let name = rest.strip_suffix(']').map(str::trim);
            let name = name.filter(|name| !name.is_empty());
            let name = name.ok_or("is not a section: write it like `[basic]`")?;
            if self.section(name).is_some() {
                return Err("repeats a section");
            }
            self.0.push((name, Vec::new()));
            return Ok(());
        }
        let (name, value) = line
            .split_once(['=', ':'])
            .ok_or("is not a setting: write it like `ak = ...`")?;
        let name = name.trim().to_ascii_lowercase();
        let Some((_, settings)) = self.0.last_mut() else {
            return Err("is not in a section: write `[basic]` above it");
        };
        if settings.iter().any(|(known, _)| *known == name) {
            return Err("repeats a name of its section");
        }
        settings.push((name, value.trim()));
        Ok(())
    }

    /// The settings of a section.
    pub(super) fn section(&self, name: &str) -> Option<&[(String, &'a str)]> {
        let mut sections = self.0.iter();
        let found = sections.find(|(known, _)| *known == name)?;
        Some(&found.1)
    }

    /// The value of a setting, unless it is empty.
    pub(super) fn value(&self, section: &str, name: &str) -> Option<&'a str> {
        let mut settings = self.section(section)?.iter();
        let (_, value) = settings.find(|(known, _)| known == name)?;
        Some(*value).filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_mark_blank_lines_and_comments_are_accepted() {
        let text = "\u{feff}# mine\r\n[basic]\r\n  AK = a=b;c#d \r\nsk: s\r\n; end\r\n[ other ]\n";
        let read = ProfileText::read(text).ok().unwrap();
        assert_eq!(read.value("basic", "ak"), Some("a=b;c#d"));
        assert_eq!(read.value("basic", "sk"), Some("s"));
        assert_eq!(read.value("basic", "project_id"), None);
        assert!(read.section("other").is_some());
    }

    #[test]
    fn every_invalid_line_is_reported() {
        for (text, line, what) in [
            ("[basic]\nak = a\nAK = b\n", 3, "repeats"),
            ("[basic]\n[x]\n[basic]\n", 3, "repeats"),
            ("[basic]\n\nplanted\n", 3, "not a setting"),
            ("[basic\n", 1, "not a section"),
            ("[]\n", 1, "not a section"),
            ("ak = a\n", 1, "not in a section"),
            ("[basic]\nak = a\0\n", 2, "control character"),
        ] {
            let fault = ProfileText::read(text).err().unwrap();
            assert_eq!(fault.line, line, "{text:?}");
            assert!(fault.what.contains(what), "{text:?}: {}", fault.what);
        }
    }
}
