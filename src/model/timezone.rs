//! Time zones by the names of the IANA database.

use std::sync::Arc;

use jiff::tz::TimeZone;

/// A time zone and the name it was asked for by, which is how it is written back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timezone {
    name: Arc<str>,
    zone: TimeZone,
}

/// Why a text does not name a time zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimezoneError {
    /// The database has no such zone. Names are case-sensitive.
    #[error("unknown time zone {0}")]
    Unknown(String),
    /// A name that could escape from a directory of zones.
    #[error("time: invalid location name")]
    Refused,
}

impl Timezone {
    /// Looks a name up: any name of the IANA database, `UTC`, and `Local` for the zone of this machine.
    /// The empty name is UTC.
    pub fn lookup(name: &str) -> Result<Self, TimezoneError> {
        if name.contains("..") || name.starts_with(['/', '\\']) {
            return Err(TimezoneError::Refused);
        }
        let zone = match name {
            "" | "UTC" => TimeZone::UTC,
            "Local" => TimeZone::system(),
            _ => TimeZone::get(name)
                .ok()
                .filter(|zone| zone.iana_name() == Some(name))
                .ok_or_else(|| TimezoneError::Unknown(name.to_owned()))?,
        };
        let name = if name.is_empty() { "UTC" } else { name };
        Ok(Self {
            name: name.into(),
            zone,
        })
    }

    /// The name, as in `America/Guayaquil`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The zone itself, for arithmetic.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_zones_by_exact_name() {
        for name in ["UTC", "Africa/Kigali", "US/Eastern", "EST", "Etc/GMT+3"] {
            assert_eq!(Timezone::lookup(name).unwrap().name(), name);
        }
        for name in ["africa/kigali", "GMT+3", "Mars/Base"] {
            let error = Timezone::lookup(name).unwrap_err();
            assert_eq!(error.to_string(), format!("unknown time zone {name}"));
        }
        assert_eq!(Timezone::lookup("../x"), Err(TimezoneError::Refused));
    }
}
