//! Names of days and months, am and pm, in about three hundred locales.
//!
//! A locale is a language (ISO 639-3) and perhaps a country. A country without a table of its own gets that of the
//! language's most likely country; a language without any gets English.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The names of one locale.
#[derive(Debug)]
pub struct Names {
    days: [&'static str; 7],
    days_short: [&'static str; 7],
    months: [&'static str; 12],
    months_short: [&'static str; 12],
    am_pm: [&'static str; 2],
}

static ENGLISH: Names = Names {
    days: [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ],
    days_short: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    months_short: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    am_pm: ["AM", "PM"],
};

/// One line per table: its locales, then the names.
static SOURCE: &str = include_str!("../../../assets/names_of_days_and_months.tsv");

/// Tables by `language` and `language-COUNTRY`.
static TABLES: LazyLock<HashMap<&'static str, &'static Names>> = LazyLock::new(|| {
    let mut tables = HashMap::new();
    for line in SOURCE.lines().filter(|line| !line.starts_with('#')) {
        let Some((locales, names)) = line.split_once('\t') else {
            continue;
        };
        if let Some(names) = Names::read(names) {
            // Tables live as long as the program: there is a fixed number of them.
            let names: &'static Names = Box::leak(Box::new(names));
            tables.extend(locales.split(' ').map(|locale| (locale, names)));
        }
    }
    tables
});

impl Names {
    /// English.
    pub fn english() -> &'static Names {
        &ENGLISH
    }

    /// The names of a language (ISO 639-3) in a country (two capital letters); either may be empty.
    pub fn of(language: &str, country: &str) -> &'static Names {
        if language.is_empty() || language == "eng" {
            return &ENGLISH;
        }
        let locale = [language, "-", country].concat();
        TABLES
            .get(locale.as_str())
            .or_else(|| TABLES.get(language))
            .copied()
            .unwrap_or(&ENGLISH)
    }

    /// The name of a day, Sunday = 0.
    pub fn day(&self, weekday: u8) -> &'static str {
        self.days
            .get(usize::from(weekday))
            .copied()
            .unwrap_or_default()
    }

    /// The short name of a day, Sunday = 0.
    pub fn day_short(&self, weekday: u8) -> &'static str {
        self.days_short
            .get(usize::from(weekday))
            .copied()
            .unwrap_or_default()
    }

    /// The name of a month, January = 1.
    pub fn month(&self, month: u8) -> &'static str {
        self.months
            .get(usize::from(month.wrapping_sub(1)))
            .copied()
            .unwrap_or_default()
    }

    /// The short name of a month, January = 1.
    pub fn month_short(&self, month: u8) -> &'static str {
        self.months_short
            .get(usize::from(month.wrapping_sub(1)))
            .copied()
            .unwrap_or_default()
    }

    /// The word for the half of the day in which an hour (0 to 23) lies.
    pub fn am_pm(&self, hour: u8) -> &'static str {
        let [am, pm] = self.am_pm;
        if hour < 12 { am } else { pm }
    }

    fn read(line: &'static str) -> Option<Names> {
        let mut columns = line.split('\t');
        Some(Names {
            days: read_names(columns.next()?)?,
            days_short: read_names(columns.next()?)?,
            months: read_names(columns.next()?)?,
            months_short: read_names(columns.next()?)?,
            am_pm: read_names(columns.next()?)?,
        })
    }
}

fn read_names<const N: usize>(column: &'static str) -> Option<[&'static str; N]> {
    column.split('|').collect::<Vec<_>>().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read() {
        assert!(TABLES.len() > 300);
        let lines = SOURCE.lines().filter(|line| !line.starts_with('#')).count();
        let mut tables: Vec<_> = TABLES
            .values()
            .map(|names| std::ptr::from_ref(*names))
            .collect();
        tables.sort_unstable();
        tables.dedup();
        assert_eq!(tables.len(), lines);
    }

    #[test]
    fn locales_fall_back_to_the_language() {
        assert_eq!(Names::of("spa", "EC").am_pm(15), "PM");
        assert_eq!(Names::of("spa", "").am_pm(15), "p.\u{202f}m.");
        assert_eq!(Names::of("spa", "RW").month(3), "marzo");
        assert_eq!(Names::of("spa", "PE").month_short(9), "set");
        assert_eq!(Names::of("swa", "KE").am_pm(9), "asubuhi");
        assert_eq!(Names::of("zho", "TW").day(6), "週六");
        assert_eq!(Names::of("ara", "SY").month(12), "كانون الأول");
        assert_eq!(Names::of("", "EC").day(0), "Sunday");
        assert_eq!(Names::of("xxx", "EC").day_short(0), "Sun");
    }
}
