//! Rounding of decimals: half away from zero, toward zero, toward minus infinity.

use num_bigint::BigInt;

use super::arithmetic::rounded_quotient;
use super::{Number, Repr, power_of_ten, rescale_up};

/// Beyond this many places a number is left as it is held instead of being padded with zeros.
const MAX_PADDING: i32 = 1_000;

impl Number {
    /// Rounded half away from zero to `places` decimals; negative places round to tens, hundreds and so on.
    #[must_use]
    pub fn rounded(&self, places: i32) -> Number {
        let exponent = places.saturating_neg();
        if self.exponent() == exponent {
            return self.clone();
        }
        if self.exponent() > exponent {
            return self.padded(exponent);
        }
        let drop = self.exponent().abs_diff(exponent);
        if self.drops_to_nothing(drop) {
            return Number::new(0, 0);
        }
        Number::from_big(
            rounded_quotient(&self.coefficient(), &power_of_ten(drop)),
            exponent,
        )
    }

    /// The same value with a smaller exponent, unless that is only a matter of very many zeros.
    fn padded(&self, exponent: i32) -> Number {
        let by = self.exponent().abs_diff(exponent);
        if exponent < -MAX_PADDING || by > MAX_PADDING.unsigned_abs() {
            return self.clone();
        }
        Number::from_big(rescale_up(self.coefficient(), by), exponent)
    }

    /// The integer part, toward zero.
    #[must_use]
    pub fn truncated(&self) -> Number {
        self.cut(|coefficient, divisor| coefficient / divisor)
    }

    /// The largest integer not above it.
    #[must_use]
    pub fn floor(&self) -> Number {
        let truncated = self.truncated();
        if self.is_negative() && truncated != *self {
            &truncated - &Number::ONE
        } else {
            truncated
        }
    }

    /// `places` decimals kept, the rest cut off.
    #[must_use]
    pub fn truncated_to(&self, places: u16) -> Number {
        let exponent = -i32::from(places);
        if self.exponent() >= exponent {
            return self.clone();
        }
        let drop = self.exponent().abs_diff(exponent);
        if self.drops_to_nothing(drop) {
            return Number::ZERO;
        }
        Number::from_big(self.coefficient() / power_of_ten(drop), exponent)
    }

    /// Decimals as it is held.
    pub fn places(&self) -> u32 {
        self.exponent().min(0).unsigned_abs()
    }

    fn cut(&self, divide: impl Fn(BigInt, BigInt) -> BigInt) -> Number {
        let exponent = self.exponent();
        if exponent >= 0 {
            return match &self.0 {
                Repr::Small { coefficient: 0, .. } => Number::ZERO,
                Repr::Big(_) if exponent < MAX_PADDING * 100 => {
                    Number::from_big(rescale_up(self.coefficient(), exponent.unsigned_abs()), 0)
                }
                _ => self.clone(),
            };
        }
        let drop = exponent.unsigned_abs();
        if let Repr::Small { coefficient, .. } = &self.0 {
            let divisor = 10i64.checked_pow(drop);
            return Number::new(divisor.map_or(0, |divisor| coefficient / divisor), 0);
        }
        if self.drops_to_nothing(drop) {
            return Number::ZERO;
        }
        Number::from_big(divide(self.coefficient(), power_of_ten(drop)), 0)
    }

    /// Whether cutting this many digits leaves nothing, not even after rounding.
    fn drops_to_nothing(&self, digits: u32) -> bool {
        self.digits() < digits as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        Number::parse_decimal(text).unwrap()
    }

    #[test]
    fn halves_round_away_from_zero() {
        for (number, places, expected) in [
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("1.005", 2, "1.01"),
            ("1250", -2, "1300"),
            ("5", -1, "10"),
            ("4", -1, "0"),
            ("1", -5, "0"),
            ("1.5", 4, "1.5"),
            ("1.5", 2_000_000_000, "1.5"),
            ("1.5", -2_000_000_000, "0"),
        ] {
            assert_eq!(
                n(number).rounded(places).to_string(),
                expected,
                "{number} to {places}"
            );
        }
    }

    #[test]
    fn integer_parts() {
        assert_eq!(n("-1.9").truncated().to_string(), "-1");
        assert_eq!(n("-1.1").floor().to_string(), "-2");
        assert_eq!(n("-2").floor().to_string(), "-2");
        assert_eq!(
            n("123456789012345678901.5").truncated().to_string(),
            "123456789012345678901"
        );
        assert_eq!(n("1e-400").truncated().to_string(), "0");
        assert_eq!(n("1.239").truncated_to(2).to_string(), "1.23");
    }

    #[test]
    fn integers_of_64_bits() {
        assert_eq!(n("1e3").to_i64(), Some(1000));
        assert_eq!(n("1e30").to_i64(), None);
        assert_eq!(n("18446744073709551681").to_i64_wrapping(), 65);
        assert_eq!(n("-18446744073709551681").to_i64_wrapping(), -65);
    }
}
