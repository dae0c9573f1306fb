//! Layouts of dates and times, such as `DD-MM-YYYY tt:mm`: for writing and for reading.
//!
//! A layout is a row of *sequences* (runs of one letter) and literals. Generation 14 writes sequence by sequence;
//! generation 12 translates the whole layout to the notation of a reference time (`02-01-2006 15:04`) first, in which
//! neighbours can run together. Reading goes through that notation in both. [`Style`] says which rules hold.

mod elements;
mod joined;
mod parse;
mod sequences;

use super::names::Names;

pub use parse::{Parsed, ParsedOffset};

/// What a layout is for: which sequences it may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Year, month, day.
    Date,
    /// Hour, minute, second.
    Time,
    /// Both, and the offset.
    DateTime,
}

impl Kind {
    fn has_date(self) -> bool {
        self != Self::Time
    }

    fn has_time(self) -> bool {
        self != Self::Date
    }

    fn word(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime",
        }
    }
}

/// The rules a generation has for layouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Generation 12: translated as a whole; no names of months and days; English am and pm.
    Joined,
    /// Generation 14: one sequence at a time, with localised names.
    Sequences,
}

/// A moment taken apart, as a layout shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fields {
    /// Any year, also negative.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// Sunday = 0.
    pub weekday: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999,999,999.
    pub nanosecond: u32,
    /// Offset from UTC in seconds.
    pub offset: i32,
}

/// Why a text could not be written or read with a layout. The texts are those of the generation's [`Style`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// A run of a letter that has no meaning at this length (generation 12).
    #[error("invalid date format, invalid count of '{letter}' format: {count}")]
    Count {
        /// The letter.
        letter: char,
        /// The length of its run.
        count: usize,
    },
    /// A character without meaning in this kind of layout (generation 12).
    #[error("invalid date format, unknown format char: {0}")]
    Character(char),
    /// A run without meaning in this kind of layout (generation 14).
    #[error("'{sequence}' is not valid in a {kind} {purpose} layout")]
    Sequence {
        /// The whole run.
        sequence: String,
        /// `date`, `time` or `datetime`.
        kind: &'static str,
        /// `formatting` or `parsing`.
        purpose: &'static str,
    },
    /// The text does not have the form of the layout (generation 12).
    #[error("parsing time {text}{problem}")]
    Unlike {
        /// The quoted text.
        text: String,
        /// What is wrong, from the character after the text on.
        problem: String,
    },
    /// The text does not have the form of the layout (generation 14).
    #[error("cannot parse '{rest}' as '{sequence}'")]
    Mismatch {
        /// The text that was not read.
        rest: String,
        /// The sequence or literal it should have begun with.
        sequence: String,
    },
}

impl Style {
    /// Writes a moment with a layout.
    pub fn write(
        self,
        layout: &str,
        kind: Kind,
        moment: &Fields,
        names: &Names,
    ) -> Result<String, LayoutError> {
        match self {
            Self::Joined => Ok(elements::write(&joined::translate(layout, kind)?, moment)),
            Self::Sequences => sequences::write(layout, kind, moment, names),
        }
    }

    /// Reads a text that must have exactly the form of a layout.
    pub fn read(self, text: &str, layout: &str, kind: Kind) -> Result<Parsed, LayoutError> {
        match self {
            Self::Joined => {
                let notation = joined::translate(layout, kind)?;
                parse::parse(&notation, text).map_err(|problem| problem.for_joined(&notation, text))
            }
            Self::Sequences => {
                let notation = sequences::translate(layout, kind)?;
                parse::parse(&notation, text).map_err(parse::Problem::for_sequences)
            }
        }
    }

    /// Whether a layout can be used for reading (and so as a format of an environment).
    pub fn check(self, layout: &str, kind: Kind) -> Result<(), LayoutError> {
        match self {
            Self::Joined => joined::translate(layout, kind).map(drop),
            Self::Sequences => sequences::translate(layout, kind).map(drop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENT: Fields = Fields {
        year: 2021,
        month: 3,
        day: 4,
        weekday: 4,
        hour: 10,
        minute: 6,
        second: 7,
        nanosecond: 123_456_789,
        offset: -5 * 3600,
    };

    fn write(style: Style, kind: Kind, layout: &str) -> String {
        style
            .write(layout, kind, &MOMENT, Names::english())
            .unwrap_or_else(|error| error.to_string())
    }

    fn read(style: Style, kind: Kind, layout: &str, text: &str) -> String {
        match style.read(text, layout, kind) {
            Ok(p) => format!(
                "{}-{}-{} {}:{}:{}.{} {:?}",
                p.year, p.month, p.day, p.hour, p.minute, p.second, p.nanosecond, p.offset
            ),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn writing_is_alike_for_common_layouts() {
        for style in [Style::Joined, Style::Sequences] {
            assert_eq!(
                write(style, Kind::Date, "D/M/YY YYYY-MM-DD"),
                "4/3/21 2021-03-04"
            );
            assert_eq!(
                write(style, Kind::DateTime, "tt:mm Z ZZZ"),
                "10:06 -05:00 -05:00"
            );
            assert_eq!(
                write(style, Kind::DateTime, "h:m:s aa hh AA tt.fff"),
                "10:6:7 am 10 AM 10.123"
            );
            assert_eq!(write(style, Kind::Date, ""), "");
        }
    }

    #[test]
    fn neighbours_run_together_in_generation_12() {
        assert_eq!(write(Style::Joined, Kind::Date, "DDD"), "044");
        assert_eq!(write(Style::Joined, Kind::Date, "YYYY_D"), "2021 4");
        assert_eq!(write(Style::Joined, Kind::Date, "YYYY_DD"), "2021_04");
        assert_eq!(write(Style::Joined, Kind::Date, "DD_YYYY"), "04_2021");
        assert_eq!(write(Style::Joined, Kind::DateTime, "Ms"), "10");
        assert_eq!(write(Style::Joined, Kind::DateTime, "fff"), "000");
        assert_eq!(write(Style::Joined, Kind::DateTime, "hhh"), "10");
        assert_eq!(write(Style::Sequences, Kind::Date, "YYYY_D"), "2021_4");
        assert_eq!(write(Style::Sequences, Kind::DateTime, "Ms fff"), "37 123");
    }

    #[test]
    fn names_and_short_hours_are_of_generation_14() {
        assert_eq!(
            write(Style::Sequences, Kind::Date, "EEEE D MMMM, EEE MMM"),
            "Thursday 4 March, Thu Mar"
        );
        let midnight = Fields { hour: 0, ..MOMENT };
        let written = Style::Sequences.write("t:mm", Kind::Time, &midnight, Names::english());
        assert_eq!(written, Ok(":06".to_owned()));
    }

    #[test]
    fn layouts_that_mean_nothing() {
        assert_eq!(
            write(Style::Joined, Kind::Date, "EEE"),
            "invalid date format, unknown format char: E"
        );
        assert_eq!(
            write(Style::Joined, Kind::Date, "tt"),
            "invalid date format, unknown format char: t"
        );
        assert_eq!(
            write(Style::Joined, Kind::Time, "t"),
            "invalid date format, invalid count of 't' format: 1"
        );
        assert_eq!(
            write(Style::Sequences, Kind::Date, "DDD"),
            "'DDD' is not valid in a date formatting layout"
        );
        assert_eq!(
            write(Style::Sequences, Kind::Time, "Z"),
            "'Z' is not valid in a time formatting layout"
        );
        let reading = read(Style::Sequences, Kind::DateTime, "YYYY-MMM", "2021-Mar");
        assert_eq!(reading, "'MMM' is not valid in a datetime parsing layout");
    }

    #[test]
    fn reading() {
        for style in [Style::Joined, Style::Sequences] {
            assert_eq!(
                read(style, Kind::DateTime, "D/M/YY h:mm", "4/3/21 5:06"),
                "2021-3-4 5:6:0.0 None"
            );
            assert_eq!(
                read(
                    style,
                    Kind::DateTime,
                    "YYYY-MM-DDTtt:mm:ssZZZ",
                    "2021-03-04T05:06:07.25-08:00"
                ),
                "2021-3-4 5:6:7.250000000 Some(Offset(-28800))"
            );
            assert_eq!(
                read(style, Kind::DateTime, "h:mm aa", "12:01 am"),
                "0-1-1 0:1:0.0 None"
            );
            assert_eq!(
                read(style, Kind::DateTime, "YY  M ", "69 1"),
                "1969-1-1 0:0:0.0 None"
            );
        }
    }

    #[test]
    fn reading_fails_in_the_words_of_each_generation() {
        let twelve = |layout, text| read(Style::Joined, Kind::DateTime, layout, text);
        let fourteen = |layout, text| read(Style::Sequences, Kind::DateTime, layout, text);
        assert_eq!(
            twelve("YYYY-MM", "2021/03"),
            r#"parsing time "2021/03" as "2006-01": cannot parse "/03" as "-""#
        );
        assert_eq!(
            twelve("YYYY-MM", "2021-13"),
            r#"parsing time "2021-13": month out of range"#
        );
        assert_eq!(
            twelve("YYYY-MM-DD", "2021-02-30"),
            r#"parsing time "2021-02-30": day out of range"#
        );
        assert_eq!(
            twelve("YYYY-MM", "2021-03 x"),
            r#"parsing time "2021-03 x": extra text: " x""#
        );
        assert_eq!(fourteen("YYYY-MM", "2021/03"), "cannot parse '/03' as '-'");
        assert_eq!(fourteen("YYYY-MM", "2021-13"), "cannot parse '' as 'MM'");
        assert_eq!(
            fourteen("YYYY-MM-DD", "2021-02-30"),
            "cannot parse '' as ''"
        );
        assert_eq!(fourteen("YYYY-MM", "2021-03 x"), "cannot parse ' x' as ''");
        assert_eq!(fourteen("h:mm aa", "5:06 PM"), "cannot parse 'PM' as 'aa'");
        assert_eq!(
            fourteen("h:mm aa", "13:06 pm"),
            "cannot parse ':06 pm' as 'h'"
        );
        assert_eq!(fourteen("ffffff", "11"), "cannot parse '11' as 'ffffff'");
    }
}
