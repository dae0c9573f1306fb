//! Decimals from and to text.

use std::fmt;

use num_bigint::BigInt;

use super::{Number, Repr};

/// Exponents and lengths beyond this are refused when a number is read: such a number would fill the memory when printed.
const MAX_READ: usize = 20_000;

impl Number {
    /// Reads `[+-]digits[.digits][e[+-]digits]`, where the digits may be missing on one side of the point. None for anything
    /// else, and for numbers of more than 20,000 digits.
    pub fn parse_decimal(text: &str) -> Option<Number> {
        let (mantissa, exponent) = match text.find(['e', 'E']) {
            Some(at) => {
                let (mantissa, rest) = text.split_at_checked(at)?;
                (mantissa, parse_exponent(rest.get(1..)?)?)
            }
            None => (text, 0),
        };
        let digits = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() && fraction.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        Self::from_digits(mantissa.starts_with('-'), whole, fraction, exponent)
    }

    /// Reads `digits` or `digits.digits`: a literal.
    pub fn parse_literal(text: &str) -> Option<Number> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        Self::from_digits(false, whole, fraction, 0)
    }

    fn from_digits(negative: bool, whole: &str, fraction: &str, exponent: i32) -> Option<Number> {
        let length = whole.len() + fraction.len();
        if length > MAX_READ {
            return None;
        }
        let exponent = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
        if length <= 18 {
            let coefficient = whole
                .bytes()
                .chain(fraction.bytes())
                .fold(0i64, |all, digit| {
                    all * 10 + i64::from(digit.wrapping_sub(b'0'))
                });
            return Some(Number::new(
                if negative { -coefficient } else { coefficient },
                exponent,
            ));
        }
        let coefficient: BigInt = format!("{whole}{fraction}").parse().ok()?;
        Some(Number::from_big(
            if negative { -coefficient } else { coefficient },
            exponent,
        ))
    }
}

fn parse_exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let exponent: i32 = text.parse().ok()?;
    (exponent.unsigned_abs() as usize <= MAX_READ).then_some(exponent)
}

impl fmt::Display for Number {
    /// Decimal notation, never an exponent, without trailing zeros of the fraction.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small {
                coefficient,
                exponent,
            } => {
                let mut buffer = [0u8; 20];
                let digits = small_digits(coefficient.unsigned_abs(), &mut buffer);
                write_decimal(f, *coefficient < 0, digits, *exponent)
            }
            Repr::Big(big) => {
                let digits = big.coefficient.magnitude().to_str_radix(10);
                write_decimal(f, self.is_negative(), &digits, big.exponent)
            }
        }
    }
}

/// The digits of `value`, written to the end of `buffer`.
fn small_digits(mut value: u64, buffer: &mut [u8; 20]) -> &str {
    let mut start = buffer.len();
    for (at, place) in buffer.iter_mut().enumerate().rev() {
        *place = b'0' + u8::try_from(value % 10).unwrap_or_default();
        value /= 10;
        start = at;
        if value == 0 {
            break;
        }
    }
    buffer
        .get(start..)
        .and_then(|digits| std::str::from_utf8(digits).ok())
        .unwrap_or_default()
}

fn write_decimal(
    f: &mut fmt::Formatter<'_>,
    negative: bool,
    digits: &str,
    exponent: i32,
) -> fmt::Result {
    let zero = digits == "0";
    if exponent >= 0 {
        let zeros = if zero {
            0
        } else {
            exponent.unsigned_abs() as usize
        };
        return write_sign(f, negative && !zero).and_then(|()| {
            f.write_str(digits)?;
            write_zeros(f, zeros)
        });
    }
    let places = exponent.unsigned_abs() as usize;
    let split = digits.len().saturating_sub(places);
    let (whole, fraction) = digits.split_at_checked(split).unwrap_or((digits, ""));
    let padding = places.saturating_sub(digits.len());
    let fraction = fraction.trim_end_matches('0');
    write_sign(f, negative && !zero)?;
    f.write_str(if whole.is_empty() { "0" } else { whole })?;
    if fraction.is_empty() {
        return Ok(());
    }
    f.write_str(".")?;
    write_zeros(f, padding)?;
    f.write_str(fraction)
}

fn write_sign(f: &mut fmt::Formatter<'_>, negative: bool) -> fmt::Result {
    if negative { f.write_str("-") } else { Ok(()) }
}

fn write_zeros(f: &mut fmt::Formatter<'_>, count: usize) -> fmt::Result {
    (0..count).try_for_each(|_| f.write_str("0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_form_is_plain_and_short() {
        for (text, expected) in [
            ("007.50", "7.5"),
            ("-0.0", "0"),
            ("1e3", "1000"),
            ("5.", "5"),
            (".5", "0.5"),
            ("+7", "7"),
            ("-12.340", "-12.34"),
            ("1e-5", "0.00001"),
            ("0e5", "0"),
            (
                "1234567890123456789012345.678900",
                "1234567890123456789012345.6789",
            ),
            ("-9223372036854775808", "-9223372036854775808"),
        ] {
            assert_eq!(Number::parse_decimal(text).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in [
            "",
            ".",
            "-",
            "1e",
            "1e+",
            " 1",
            "1_0",
            "1,0",
            "٣",
            "1.2.3",
            "1e999999999",
            "0x1",
            "--1",
        ] {
            assert!(Number::parse_decimal(text).is_none(), "{text}");
        }
    }
}
