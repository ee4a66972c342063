//! Faults that the server injects on request.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use hyper::HeaderMap;

/// The header with which a request selects faults.
pub(crate) const FAULT_HEADER: &str = "x-mock-fault";
/// The default number of seconds in `Retry-After`.
const DEFAULT_WAIT: u64 = 1;
/// The known faults, for messages.
const KNOWN: &str = "delay=250ms, trickle=2s, unavailable=5 (seconds of Retry-After), reset, \
                     reset-in-body, truncate, each with @0.1 for one call in ten";

/// A fault that the server injects. In the header `X-Mock-Fault` and on the command line, it is written as
/// a string, such as `delay=250ms` or `reset`.
///
/// ```
/// use std::time::Duration;
///
/// use huaweicloud_mock_server::{Fault, MockResponse};
///
/// assert_eq!("delay=250ms".parse(), Ok(Fault::Delay(Duration::from_millis(250))));
/// let slow = MockResponse::success().fault(Fault::Trickle(Duration::from_secs(2)));
/// # let _ = slow;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// `delay=250ms`: the response is delayed.
    Delay(Duration),
    /// `trickle=2s`: the response, including its headers, arrives byte by byte over this time.
    Trickle(Duration),
    /// `unavailable=5`: the response is 503 with this number of seconds in `Retry-After`.
    Unavailable(u64),
    /// `reset`: the connection is reset before the response.
    Reset,
    /// `reset-in-body`: the connection is reset after half of the body.
    ResetInBody,
    /// `truncate`: the connection is closed after half of the body.
    Truncate,
}

/// A fault and its probability, written as `reset@0.1`. Without a number, the fault is always injected.
///
/// ```
/// use huaweicloud_mock_server::{Fault, FaultRule};
///
/// let one_in_ten = FaultRule::new(Fault::Reset, 0.1);
/// assert_eq!("reset@0.1".parse(), Ok(one_in_ten));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FaultRule {
    fault: Fault,
    probability: f64,
}

/// Why a string is not a fault.
///
/// ```
/// use huaweicloud_mock_server::Fault;
///
/// let error = "explode".parse::<Fault>().unwrap_err();
/// assert!(error.to_string().starts_with("invalid fault `explode`: its name is unknown"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid fault `{text}`: {problem}; expected {KNOWN}")]
pub struct FaultError {
    text: String,
    problem: &'static str,
}

impl FaultRule {
    /// The fault with this probability, from 0.0 (never) to 1.0 (always).
    #[must_use]
    pub fn new(fault: Fault, probability: f64) -> Self {
        Self { fault, probability }
    }
}

impl From<Fault> for FaultRule {
    fn from(fault: Fault) -> Self {
        Self::new(fault, 1.0)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delay(time) => write!(formatter, "delay={}ms", time.as_millis()),
            Self::Trickle(time) => write!(formatter, "trickle={}ms", time.as_millis()),
            Self::Unavailable(seconds) => write!(formatter, "unavailable={seconds}"),
            Self::Reset => formatter.write_str("reset"),
            Self::ResetInBody => formatter.write_str("reset-in-body"),
            Self::Truncate => formatter.write_str("truncate"),
        }
    }
}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let (name, value) = match text.trim().split_once('=') {
            Some((name, value)) => (name.trim(), Some(value.trim())),
            None => (text.trim(), None),
        };
        let error = |problem| FaultError {
            text: text.to_owned(),
            problem,
        };
        let time = || {
            let value = value.ok_or_else(|| error("it requires a time"))?;
            time(value).ok_or_else(|| error("the time is not written like 250ms or 2s"))
        };
        let fault = match name {
            "delay" => return Ok(Self::Delay(time()?)),
            "trickle" => return Ok(Self::Trickle(time()?)),
            "unavailable" => {
                let seconds = value.map_or(Ok(DEFAULT_WAIT), str::parse);
                return seconds
                    .map(Self::Unavailable)
                    .map_err(|_| error("the time is not a number of seconds"));
            }
            "reset" => Self::Reset,
            "reset-in-body" => Self::ResetInBody,
            "truncate" => Self::Truncate,
            _ => return Err(error("its name is unknown")),
        };
        if value.is_some() {
            Err(error("it does not take a value"))
        } else {
            Ok(fault)
        }
    }
}

impl FromStr for FaultRule {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let Some((fault, probability)) = text.split_once('@') else {
            return text.parse::<Fault>().map(Self::from);
        };
        match probability.trim().parse::<f64>() {
            Ok(probability) if (0.0..=1.0).contains(&probability) => {
                Ok(Self::new(fault.parse()?, probability))
            }
            _ => Err(FaultError {
                text: text.to_owned(),
                problem: "the probability after @ is not between 0 and 1",
            }),
        }
    }
}

/// `250ms`, `2s`, or milliseconds without a unit.
fn time(text: &str) -> Option<Duration> {
    if let Some(seconds) = text.strip_suffix('s').filter(|rest| !rest.ends_with('m')) {
        return Duration::try_from_secs_f64(seconds.parse().ok()?).ok();
    }
    text.strip_suffix("ms")
        .unwrap_or(text)
        .parse()
        .ok()
        .map(Duration::from_millis)
}

/// The faults of a server. The seed and the number of the call determine which ones are injected.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    pub(crate) rules: Vec<FaultRule>,
    pub(crate) seed: u64,
    calls: AtomicU64,
}

impl Faults {
    pub(crate) fn new(rules: Vec<FaultRule>, seed: u64) -> Self {
        Self {
            rules,
            seed,
            calls: AtomicU64::new(0),
        }
    }

    /// The faults of the next call: those of the server and those in its headers.
    pub(crate) fn next(&self, headers: &HeaderMap) -> Result<Vec<Fault>, FaultError> {
        let requested = headers.get_all(FAULT_HEADER);
        let mut rules = self.rules.clone();
        for value in requested {
            let text = String::from_utf8_lossy(value.as_bytes());
            for part in text.split(',') {
                rules.push(part.parse()?);
            }
        }
        if rules.is_empty() {
            return Ok(Vec::new());
        }
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        let mut random = mixed(self.seed ^ mixed(call));
        let mut faults = Vec::new();
        for rule in rules {
            random = mixed(random);
            if share(random) < rule.probability {
                faults.push(rule.fault);
            }
        }
        Ok(faults)
    }
}

/// A pseudorandom number that is derived from another one (a step of splitmix64).
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A number from 0 up to, but not including, 1.
fn share(random: u64) -> f64 {
    let upper = u32::try_from(random >> 32).unwrap_or(u32::MAX);
    f64::from(upper) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_survive_a_round_trip() {
        let faults = [
            Fault::Delay(Duration::from_millis(250)),
            Fault::Trickle(Duration::from_secs(2)),
            Fault::Unavailable(5),
            Fault::Reset,
            Fault::ResetInBody,
            Fault::Truncate,
        ];
        for fault in faults {
            assert_eq!(fault.to_string().parse(), Ok(fault));
        }
        assert_eq!(
            "delay=1.5s".parse(),
            Ok(Fault::Delay(Duration::from_millis(1500)))
        );
        assert_eq!(
            " reset @ 0.25".parse(),
            Ok(FaultRule::new(Fault::Reset, 0.25))
        );
    }

    #[test]
    fn unknown_faults_are_rejected_with_a_list_of_known_ones() {
        for text in [
            "",
            "rest",
            "delay",
            "delay=soon",
            "delay=-1s",
            "reset=1",
            "unavailable=x",
        ] {
            let error = text.parse::<FaultRule>().unwrap_err().to_string();
            assert!(error.contains("truncate"), "{error}");
        }
        for text in ["reset@2", "reset@", "reset@NaN", "reset@-0.1"] {
            assert!(text.parse::<FaultRule>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_seed_determines_faults_and_the_probability_is_respected() {
        let run = |seed| -> Vec<bool> {
            let faults = Faults::new(vec![FaultRule::new(Fault::Reset, 0.3)], seed);
            (0..10_000)
                .map(|_| !faults.next(&HeaderMap::new()).unwrap().is_empty())
                .collect()
        };
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
        let hits = run(7).into_iter().filter(|hit| *hit).count();
        assert!((2_800..3_200).contains(&hits), "{hits}");
    }
}
