//! Values by chance, within the same limits.

use std::net::{Ipv4Addr, Ipv6Addr};

use fastrand::Rng;
use huaweicloud_json_schema::{Format, NumberFormat, NumberRules, StringRules};
use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::{Number, Value};

use super::number::whole;

/// How far numbers and lengths go where the document has no limit.
const REACH: i64 = 1_000;
const MORE_LETTERS: usize = 12;
const MORE_REPETITIONS: u32 = 4;
/// No text is longer, whatever the document asks for.
const LONGEST: usize = 4_096;

/// A whole number within the limits.
pub(super) fn integer(rules: Option<&NumberRules>, random: &mut Rng) -> Value {
    let lowest = rules.and_then(|rules| whole(rules.minimum.as_ref()?, 1));
    let highest = rules.and_then(|rules| whole(rules.maximum.as_ref()?, -1));
    let (room_below, room_above) = match rules.and_then(|rules| rules.format) {
        Some(NumberFormat::Int32) => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    let from = lowest.unwrap_or_else(|| highest.map_or(1, |it| it.saturating_sub(REACH)));
    let from = from.max(room_below);
    let to = highest.unwrap_or_else(|| from.saturating_add(REACH));
    let to = to.min(room_above).max(from);
    let step = rules.and_then(|rules| rules.multiple_of.as_ref()?.as_i64());
    let step = step.unwrap_or(1).max(1);
    let first = from.div_euclid(step) + i64::from(from.rem_euclid(step) != 0);
    let last = to.div_euclid(step).max(first);
    Value::from(random.i64(first..=last).saturating_mul(step))
}

/// A number within the limits, mostly with decimals.
pub(super) fn number(rules: Option<&NumberRules>, random: &mut Rng) -> Value {
    let limit = |number: &Number| number.as_f64();
    let lowest = rules.and_then(|rules| limit(&rules.minimum.as_ref()?.limit));
    let highest = rules.and_then(|rules| limit(&rules.maximum.as_ref()?.limit));
    let (from, to) = match (lowest, highest) {
        (Some(lowest), Some(highest)) => (lowest, highest),
        (Some(lowest), None) => (lowest, lowest + 1_000.0),
        (None, Some(highest)) => (highest - 1_000.0, highest),
        (None, None) => (0.0, 1_000.0),
    };
    // Both ends by themselves, as their difference can be infinite.
    let share = random.f64();
    let value = from * (1.0 - share) + to * share;
    match rules.and_then(|rules| rules.multiple_of.as_ref()?.as_f64()) {
        Some(step) if step > 0.0 => Value::from((value / step).floor() * step),
        _ => Value::from(value),
    }
}

/// A text of the asked length, format and pattern.
pub(super) fn text(rules: Option<&StringRules>, random: &mut Rng) -> String {
    if let Some(format) = rules.and_then(|rules| rules.format) {
        return formatted(format, random);
    }
    if let Some(pattern) = rules.and_then(|rules| rules.pattern.as_ref())
        && let Ok(hir) = regex_syntax::parse(pattern.as_str())
    {
        let mut text = String::new();
        let shortest = rules.and_then(|rules| rules.min_length).unwrap_or(0);
        let more = MORE_REPETITIONS.saturating_add(u32::try_from(shortest).unwrap_or(0));
        write(&hir, more, random, &mut text);
        return text;
    }
    let shortest = rules.and_then(|rules| rules.min_length).unwrap_or(1);
    let shortest = shortest.min(LONGEST);
    let longest = rules
        .and_then(|rules| rules.max_length)
        .unwrap_or(usize::MAX);
    let longest = longest.min(shortest.max(4) + MORE_LETTERS);
    let length = random.usize(shortest.min(longest)..=longest);
    (0..length).map(|_| random.lowercase()).collect()
}

fn formatted(format: Format, random: &mut Rng) -> String {
    let date = {
        let (year, month) = (random.u32(2000..2030), random.u32(1..=12));
        // Every month has 28 days.
        format!("{year}-{month:02}-{:02}", random.u32(1..=28))
    };
    match format {
        Format::Date => date,
        Format::DateTime => {
            let (hour, minute) = (random.u32(0..24), random.u32(0..60));
            format!("{date}T{hour:02}:{minute:02}:{:02}Z", random.u32(0..60))
        }
        Format::Uuid => {
            // Version 4: random (RFC 9562, 5.4).
            let digits = format!("{:032x}", random.u128(..));
            let parts = [
                &digits[..8],
                &digits[8..12],
                &digits[13..16],
                &digits[17..20],
            ];
            let [first, second, third, fourth] = parts;
            format!("{first}-{second}-4{third}-a{fourth}-{}", &digits[20..])
        }
        Format::Ipv4 => Ipv4Addr::from_bits(random.u32(..)).to_string(),
        Format::Ipv6 => Ipv6Addr::from_bits(random.u128(..)).to_string(),
        Format::Email => format!("{}@example.com", random.u32(..)),
        Format::Uri => format!("https://example.com/{}", random.u32(..)),
        // Of digits whose number is a multiple of four, as Base64 is.
        Format::Byte => format!("{:08x}", random.u32(..)),
        format => format.example().to_owned(),
    }
}

fn write(hir: &Hir, more: u32, random: &mut Rng, text: &mut String) {
    if text.len() > LONGEST {
        return;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(character(class, random)),
        HirKind::Capture(capture) => write(&capture.sub, more, random, text),
        HirKind::Concat(parts) => {
            for part in parts {
                write(part, more, random, text);
            }
        }
        HirKind::Alternation(parts) => {
            if let Some(part) = random.choice(parts) {
                write(part, more, random, text);
            }
        }
        HirKind::Repetition(repetition) => {
            let most = repetition.min.saturating_add(more);
            let most = repetition.max.unwrap_or(most).min(most);
            for _ in 0..random.u32(repetition.min..=most.max(repetition.min)) {
                if text.len() > LONGEST {
                    return;
                }
                write(&repetition.sub, more, random, text);
            }
        }
    }
}

/// A character of a class, printable ASCII if there is any.
fn character(class: &Class, random: &mut Rng) -> Option<char> {
    let Class::Unicode(class) = class else {
        return None;
    };
    let all = || class.iter().map(|range| (range.start(), range.end()));
    let plain: Vec<char> = all()
        .flat_map(|(start, end)| start.max(' ')..=end.min('~'))
        .collect();
    let found = random.choice(plain);
    found.or_else(|| all().next().map(|(start, _)| start))
}
