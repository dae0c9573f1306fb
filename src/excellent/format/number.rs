//! Numbers with places and groups of digits.

use crate::excellent::environment::NumberFormat;
use crate::excellent::number::Number;

/// The symbols of a written number.
#[derive(Debug, Clone, Copy)]
pub struct NumberText<'a> {
    decimal: &'a str,
    grouping: &'a str,
}

/// How many decimals are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// As many as the number has.
    All,
    /// So many, rounded half away from zero.
    Fixed(u8),
}

impl<'a> NumberText<'a> {
    /// `.` and `,`.
    pub const ENGLISH: NumberText<'static> = NumberText {
        decimal: ".",
        grouping: ",",
    };

    /// The symbols of an environment.
    pub fn of_environment(format: &'a NumberFormat) -> Self {
        Self {
            decimal: &format.decimal_symbol,
            grouping: &format.digit_grouping_symbol,
        }
    }

    /// Writes a number, its integer part in groups of three digits if `group`.
    pub fn write(&self, number: &Number, places: Places, group: bool) -> String {
        let text = match places {
            Places::All => number.to_string(),
            Places::Fixed(places) => number.rounded(places.into()).to_string(),
        };
        let (negative, digits) = text
            .strip_prefix('-')
            .map_or((false, text.as_str()), |digits| (true, digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = String::with_capacity(text.len() + 8);
        if negative {
            out.push('-');
        }
        self.push_grouped(&mut out, whole, group);
        let width = match places {
            Places::All => fraction.len(),
            Places::Fixed(places) => usize::from(places),
        };
        if width > 0 {
            out.push_str(self.decimal);
            out.push_str(fraction);
            out.extend(std::iter::repeat_n(
                '0',
                width.saturating_sub(fraction.len()),
            ));
        }
        out
    }

    /// Writes the digits of an integer.
    pub fn push_grouped(&self, out: &mut String, digits: &str, group: bool) {
        for (at, digit) in digits.char_indices() {
            if group && at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(self.grouping);
            }
            out.push(digit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(number: &str, places: Places, group: bool) -> String {
        NumberText::ENGLISH.write(&Number::parse_decimal(number).unwrap(), places, group)
    }

    #[test]
    fn places_and_groups() {
        assert_eq!(write("1234567.891", Places::All, true), "1,234,567.891");
        assert_eq!(write("1234567.891", Places::Fixed(1), true), "1,234,567.9");
        assert_eq!(write("1234567", Places::Fixed(2), false), "1234567.00");
        assert_eq!(write("-0.001", Places::Fixed(2), true), "0.00");
        assert_eq!(write("1.005", Places::Fixed(2), true), "1.01");
        assert_eq!(write("-999.995", Places::Fixed(2), true), "-1,000.00");
        assert_eq!(write("-100", Places::All, true), "-100");
    }

    #[test]
    fn symbols_may_be_any_text() {
        let style = NumberText {
            decimal: "",
            grouping: " . ",
        };
        assert_eq!(
            style.write(&Number::parse_decimal("1234.5").unwrap(), Places::All, true),
            "1 . 2345"
        );
    }
}
