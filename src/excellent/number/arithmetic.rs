//! Sums, products, quotients and order of decimals. The inline path is tried first; what overflows goes on with big integers.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::{Number, Repr, power_of_ten, rescale_up};

/// Decimals of a quotient.
pub const QUOTIENT_PLACES: i32 = 16;

/// Both coefficients brought to the smaller of the two exponents, if that fits 128 bits.
fn aligned(a: &Number, b: &Number) -> Option<(i128, i128, i32)> {
    let (
        Repr::Small {
            coefficient: left,
            exponent: left_exponent,
        },
        Repr::Small {
            coefficient: right,
            exponent: right_exponent,
        },
    ) = (&a.0, &b.0)
    else {
        return None;
    };
    if left_exponent == right_exponent {
        return Some((i128::from(*left), i128::from(*right), *left_exponent));
    }
    let exponent = *left_exponent.min(right_exponent);
    let up = |c: i64, from: i32| {
        i128::from(c).checked_mul(10i128.checked_pow(from.checked_sub(exponent)?.try_into().ok()?)?)
    };
    Some((
        up(*left, *left_exponent)?,
        up(*right, *right_exponent)?,
        exponent,
    ))
}

fn aligned_big(a: &Number, b: &Number) -> (BigInt, BigInt, i32) {
    let exponent = a.exponent().min(b.exponent());
    let up = |n: &Number| rescale_up(n.coefficient(), n.exponent().abs_diff(exponent));
    (up(a), up(b), exponent)
}

impl Add for &Number {
    type Output = Number;

    fn add(self, other: Self) -> Number {
        if let Some((x, y, exponent)) = aligned(self, other)
            && let Some(sum) = x.checked_add(y)
        {
            return Number::from_wide(sum, exponent);
        }
        let (x, y, exponent) = aligned_big(self, other);
        Number::from_big(x + y, exponent)
    }
}

impl Sub for &Number {
    type Output = Number;

    fn sub(self, other: Self) -> Number {
        self + &-other
    }
}

impl Neg for &Number {
    type Output = Number;

    fn neg(self) -> Number {
        match &self.0 {
            Repr::Small {
                coefficient,
                exponent,
            } => Number::from_wide(-i128::from(*coefficient), *exponent),
            Repr::Big(big) => Number::from_big(-&big.coefficient, big.exponent),
        }
    }
}

impl Mul for &Number {
    type Output = Number;

    fn mul(self, other: Self) -> Number {
        let exponent = self.exponent().saturating_add(other.exponent());
        match (&self.0, &other.0) {
            (Repr::Small { coefficient: x, .. }, Repr::Small { coefficient: y, .. }) => {
                Number::from_wide(i128::from(*x) * i128::from(*y), exponent)
            }
            _ => Number::from_big(self.coefficient() * other.coefficient(), exponent),
        }
    }
}

impl Number {
    /// The absolute value.
    #[must_use]
    pub fn abs(&self) -> Number {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }

    /// The quotient to 16 decimals, rounded half away from zero; None if `divisor` is zero.
    pub fn divided_by(&self, divisor: &Number) -> Option<Number> {
        self.divided_to(divisor, QUOTIENT_PLACES)
    }

    /// The quotient to `places` decimals, rounded half away from zero; None if `divisor` is zero.
    pub fn divided_to(&self, divisor: &Number, places: i32) -> Option<Number> {
        if divisor.is_zero() {
            return None;
        }
        let shift = i64::from(self.exponent()) - i64::from(divisor.exponent()) + i64::from(places);
        if let (Repr::Small { coefficient: x, .. }, Repr::Small { coefficient: y, .. }) =
            (&self.0, &divisor.0)
            && let Some(quotient) = small_quotient(*x, *y, shift)
        {
            return Some(Number::from_wide(quotient, -places));
        }
        let (mut dividend, mut divisor) = (self.coefficient(), divisor.coefficient());
        let by = u32::try_from(shift.unsigned_abs()).unwrap_or(u32::MAX);
        if shift >= 0 {
            dividend *= power_of_ten(by);
        } else {
            divisor *= power_of_ten(by);
        }
        Some(Number::from_big(
            rounded_quotient(&dividend, &divisor),
            -places,
        ))
    }

    /// The exact remainder with the sign of `self`; None if `divisor` is zero.
    pub fn remainder(&self, divisor: &Number) -> Option<Number> {
        if divisor.is_zero() {
            return None;
        }
        if let Some((x, y, exponent)) = aligned(self, divisor)
            && let Some(rest) = x.checked_rem(y)
        {
            return Some(Number::from_wide(rest, exponent));
        }
        let (x, y, exponent) = aligned_big(self, divisor);
        Some(Number::from_big(x % y, exponent))
    }
}

/// The rounded quotient of the small path, if the dividend fits 128 bits.
fn small_quotient(x: i64, y: i64, shift: i64) -> Option<i128> {
    let factor = 10i128.checked_pow(shift.try_into().ok()?)?;
    let dividend = i128::from(x).checked_mul(factor)?;
    let divisor = i128::from(y);
    let (quotient, rest) = (dividend / divisor, dividend % divisor);
    let away = i128::from(rest.unsigned_abs() * 2 >= divisor.unsigned_abs());
    Some(if (x < 0) == (y < 0) {
        quotient + away
    } else {
        quotient - away
    })
}

/// The integer nearest to `dividend / divisor`, halves away from zero.
pub(super) fn rounded_quotient(dividend: &BigInt, divisor: &BigInt) -> BigInt {
    let quotient = dividend / divisor;
    let rest = dividend % divisor;
    if rest.is_zero() || rest.magnitude() * 2u32 < *divisor.magnitude() {
        quotient
    } else if dividend.is_negative() == divisor.is_negative() {
        quotient + 1
    } else {
        quotient - 1
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if let Some((x, y, _)) = aligned(self, other) {
            return x.cmp(&y);
        }
        let sign = |n: &Number| i8::from(!n.is_zero()) * if n.is_negative() { -1 } else { 1 };
        let signs = sign(self).cmp(&sign(other));
        if signs != Ordering::Equal || self.is_zero() {
            return signs;
        }
        // Magnitudes first: aligning numbers of very different size would build a huge integer.
        let sizes = self.magnitude().cmp(&other.magnitude());
        let sizes = if self.is_negative() {
            sizes.reverse()
        } else {
            sizes
        };
        sizes.then_with(|| {
            let (x, y, _) = aligned_big(self, other);
            x.cmp(&y)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        Number::parse_decimal(text).unwrap()
    }

    fn gives(number: &Number, text: &str) {
        assert_eq!(number.to_string(), text);
    }

    #[test]
    fn sums_and_products_are_exact() {
        gives(&(&n("0.1") + &n("0.2")), "0.3");
        gives(
            &(&n("9223372036854775807") + &n("1")),
            "9223372036854775808",
        );
        gives(
            &(&n("99999999999999999999") * &n("99999999999999999999")),
            "9999999999999999999800000000000000000001",
        );
        gives(&(&n("1") - &n("2.5")), "-1.5");
    }

    #[test]
    fn quotients_have_sixteen_decimals() {
        gives(&n("1").divided_by(&n("3")).unwrap(), "0.3333333333333333");
        gives(&n("-2").divided_by(&n("3")).unwrap(), "-0.6666666666666667");
        gives(
            &n("1").divided_by(&n("20000000000000000")).unwrap(),
            "0.0000000000000001",
        );
        gives(
            &n("-1").divided_by(&n("20000000000000000")).unwrap(),
            "-0.0000000000000001",
        );
        assert!(n("1").divided_by(&n("0.00")).is_none());
    }

    #[test]
    fn small_and_big_quotients_agree() {
        for (x, y) in [
            (7i64, 3i64),
            (-7, 3),
            (7, -3),
            (1, 2),
            (-1, 2),
            (i64::MAX, 7),
            (i64::MIN, -1),
        ] {
            let small = Number::from(x).divided_by(&y.into()).unwrap();
            let scaled = BigInt::from(x) * power_of_ten(16);
            gives(
                &Number::from_big(rounded_quotient(&scaled, &y.into()), -16),
                &small.to_string(),
            );
        }
    }

    #[test]
    fn remainders_keep_the_sign_of_the_dividend() {
        gives(&n("-7").remainder(&n("3")).unwrap(), "-1");
        gives(&n("5.5").remainder(&n("2")).unwrap(), "1.5");
    }

    #[test]
    fn order_is_by_value() {
        assert_eq!(n("1.0"), n("1"));
        assert!(n("1e300") > n("1e299"));
        assert!(n("-1e300") < n("1e-300"));
        assert!(n("-1e300") < n("-1e299"));
        assert!(n("12345678901234567890") > n("-1"));
    }
}
