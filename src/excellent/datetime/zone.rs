//! Time zones: IANA zones by their exact name, UTC, and nameless fixed offsets.

use std::cell::RefCell;
use std::fmt;
use std::sync::LazyLock;

use jiff::tz::{Offset, TimeZone};

use crate::excellent::calendar;

/// A time zone, cheap to clone.
#[derive(Clone)]
pub struct Zone {
    rules: TimeZone,
    /// Whether it was asked for as `Local`, the zone of the machine, and keeps that name.
    is_local: bool,
}

/// Offsets beyond this (25 hours) are not held exactly.
const MAX_OFFSET: i32 = 93_599;

/// An offset of zero that is not UTC by name: `jiff` names every fixed offset of zero.
static NAMELESS_ZERO: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("XXX0").unwrap_or(TimeZone::UTC));

impl Zone {
    /// UTC.
    pub fn utc() -> Self {
        Self::ruled(TimeZone::UTC)
    }

    fn ruled(rules: TimeZone) -> Self {
        Self {
            rules,
            is_local: false,
        }
    }

    /// The zone of this IANA name, in exactly this spelling; the empty name is UTC. The error is the text users see.
    pub fn named(name: &str) -> Result<Self, String> {
        if matches!(name, "" | "UTC") {
            return Ok(Self::utc());
        }
        if name == "Local" {
            return Ok(Self {
                rules: TimeZone::system(),
                is_local: true,
            });
        }
        if name.contains("..") || name.contains('\\') || name.starts_with('/') {
            return Err("time: invalid location name".into());
        }
        recently_named(name).ok_or_else(|| format!("unknown time zone {name}"))
    }

    /// A zone without a name, so many seconds east of UTC.
    pub fn fixed(seconds: i32) -> Self {
        let offset =
            Offset::from_seconds(seconds.clamp(-MAX_OFFSET, MAX_OFFSET)).unwrap_or(Offset::UTC);
        Self::ruled(if offset == Offset::UTC {
            NAMELESS_ZERO.clone()
        } else {
            TimeZone::fixed(offset)
        })
    }

    /// The IANA name, `UTC`, `Local`, or nothing for a fixed offset.
    pub fn name(&self) -> &str {
        if self.is_local {
            return "Local";
        }
        self.rules.iana_name().unwrap_or_default()
    }

    /// Seconds east of UTC at so many seconds after the Unix epoch.
    pub fn offset_at(&self, seconds: i64) -> i32 {
        calendar::offset_at(&self.rules, seconds)
    }

    /// The instant, in seconds since the Unix epoch, of a wall clock reading given as seconds as if it were UTC. In a gap or
    /// an overlap the offset valid at the reading taken as UTC is tried first; if that leads out of its period, the offset
    /// valid there counts.
    pub fn instant_of_local(&self, wall: i64) -> i64 {
        calendar::instant_of_local(&self.rules, wall)
    }
}

/// How many zones are kept at hand.
const MAX_RECENT: usize = 8;

thread_local! {
    /// The zones that were asked for last: a session names the same one or two many times.
    static RECENT: RefCell<Vec<Zone>> = const { RefCell::new(Vec::new()) };
}

/// The zone of this IANA name, if there is one.
fn recently_named(name: &str) -> Option<Zone> {
    RECENT.with_borrow_mut(|recent| {
        let is_named = |zone: &&Zone| zone.rules.iana_name() == Some(name);
        if let Some(zone) = recent.iter().find(is_named) {
            return Some(zone.clone());
        }
        let zone = Zone::ruled(TimeZone::get(name).ok()?);
        if !is_named(&&zone) {
            return None;
        }
        if recent.len() == MAX_RECENT {
            recent.remove(0);
        }
        recent.push(zone.clone());
        Some(zone)
    })
}

impl PartialEq for Zone {
    /// Zones of the same name are the same: there is one set of rules by each name.
    fn eq(&self, other: &Self) -> bool {
        let same_rules = match (self.rules.iana_name(), other.rules.iana_name()) {
            (Some(name), Some(other)) => name == other,
            _ => self.rules == other.rules,
        };
        same_rules && self.is_local == other.is_local
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_exact() {
        assert_eq!(
            Zone::named("Europe/Berlin").unwrap().name(),
            "Europe/Berlin"
        );
        assert_eq!(Zone::named("").unwrap().name(), "UTC");
        assert_eq!(Zone::named("Local").unwrap().name(), "Local");
        assert_eq!(
            Zone::named("europe/berlin").unwrap_err(),
            "unknown time zone europe/berlin"
        );
        assert_eq!(Zone::named("Quito").unwrap_err(), "unknown time zone Quito");
        assert_eq!(
            Zone::named("../x").unwrap_err(),
            "time: invalid location name"
        );
    }

    #[test]
    fn fixed_offsets_have_no_name() {
        assert_eq!(Zone::fixed(0).name(), "");
        assert_eq!(Zone::fixed(0).offset_at(0), 0);
        assert_eq!(Zone::fixed(-18_000).name(), "");
        assert_eq!(Zone::fixed(-18_000).offset_at(0), -18_000);
    }
}
