//! Exact decimals: coefficient × 10^exponent. Coefficients of 64 bits are held inline and cost no allocation; larger ones
//! are shared big integers. Trailing zeros are kept as they come, because generation 14's power rule counts digits "as written".

mod arithmetic;
mod rounding;
mod text;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

/// An exact decimal number.
#[derive(Clone)]
pub struct Number(Repr);

#[derive(Clone)]
enum Repr {
    Small { coefficient: i64, exponent: i32 },
    Big(Arc<Big>),
}

struct Big {
    coefficient: BigInt,
    exponent: i32,
}

impl Number {
    /// Zero.
    pub const ZERO: Self = Self::small(0, 0);

    /// One.
    pub const ONE: Self = Self::small(1, 0);

    const fn small(coefficient: i64, exponent: i32) -> Self {
        Self(Repr::Small {
            coefficient,
            exponent,
        })
    }

    /// `coefficient` × 10^`exponent`.
    pub fn new(coefficient: i64, exponent: i32) -> Self {
        Self::small(coefficient, exponent)
    }

    /// `coefficient` × 10^`exponent`, for any integer.
    pub fn from_big(coefficient: BigInt, exponent: i32) -> Self {
        match coefficient.to_i64() {
            Some(small) => Self::small(small, exponent),
            None => Self(Repr::Big(Arc::new(Big {
                coefficient,
                exponent,
            }))),
        }
    }

    fn from_wide(coefficient: i128, exponent: i32) -> Self {
        match i64::try_from(coefficient) {
            Ok(small) => Self::small(small, exponent),
            Err(_) => Self::from_big(coefficient.into(), exponent),
        }
    }

    /// The integer in `coefficient` × 10^`exponent`, as it is held.
    pub fn coefficient(&self) -> BigInt {
        match &self.0 {
            Repr::Small { coefficient, .. } => (*coefficient).into(),
            Repr::Big(big) => big.coefficient.clone(),
        }
    }

    /// The power of ten in `coefficient` × 10^`exponent`, as it is held.
    pub fn exponent(&self) -> i32 {
        match &self.0 {
            Repr::Small { exponent, .. } => *exponent,
            Repr::Big(big) => big.exponent,
        }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Small { coefficient, .. } => *coefficient == 0,
            Repr::Big(big) => big.coefficient.is_zero(),
        }
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small { coefficient, .. } => *coefficient < 0,
            Repr::Big(big) => big.coefficient.is_negative(),
        }
    }

    /// Digits of the coefficient as it is held; 1 for zero.
    pub fn digits(&self) -> usize {
        match &self.0 {
            Repr::Small { coefficient, .. } => decimal_digits(coefficient.unsigned_abs()),
            Repr::Big(big) => big_digits(&big.coefficient),
        }
    }

    /// Digits that count: without the coefficient's trailing zeros.
    pub fn significant_digits(&self) -> usize {
        match &self.0 {
            Repr::Small { coefficient, .. } => {
                let mut rest = coefficient.unsigned_abs();
                while rest != 0 && rest.is_multiple_of(10) {
                    rest /= 10;
                }
                decimal_digits(rest)
            }
            Repr::Big(big) => big
                .coefficient
                .magnitude()
                .to_str_radix(10)
                .trim_end_matches('0')
                .len(),
        }
    }

    /// The exponent of its scientific notation: floor(log10 |x|); 0 for zero.
    pub fn magnitude(&self) -> i64 {
        if self.is_zero() {
            return 0;
        }
        i64::from(self.exponent()) + i64::try_from(self.digits()).unwrap_or(i64::MAX) - 1
    }

    /// The integer part as 64 bits, if it fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self.truncated().0 {
            Repr::Small {
                coefficient,
                exponent,
            } => coefficient.checked_mul(10i64.checked_pow(exponent.try_into().ok()?)?),
            Repr::Big(big) if big.exponent == 0 => big.coefficient.to_i64(),
            Repr::Big(_) => None,
        }
    }

    /// The low 64 bits of the integer part, as two's complement.
    pub fn to_i64_wrapping(&self) -> i64 {
        if let Some(exact) = self.to_i64() {
            return exact;
        }
        let truncated = self.truncated();
        let integer = rescale_up(truncated.coefficient(), truncated.exponent().unsigned_abs());
        let modulus = BigInt::from(1u128 << 64);
        let low = ((integer % &modulus) + &modulus) % &modulus;
        low.to_u64().unwrap_or_default().cast_signed()
    }

    /// The nearest double.
    pub fn to_f64(&self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }
}

/// Digits of an unsigned integer; 1 for zero.
fn decimal_digits(value: u64) -> usize {
    value.checked_ilog10().unwrap_or(0) as usize + 1
}

fn big_digits(value: &BigInt) -> usize {
    value.magnitude().to_str_radix(10).len()
}

fn power_of_ten(exponent: u32) -> BigInt {
    match 10i128.checked_pow(exponent) {
        Some(power) => power.into(),
        None => BigInt::from(10).pow(exponent),
    }
}

fn rescale_up(coefficient: BigInt, places: u32) -> BigInt {
    if places == 0 {
        coefficient
    } else {
        coefficient * power_of_ten(places)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::small(value, 0)
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::small(value.into(), 0)
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self::from_wide(value as i128, 0)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.to_string().hash(state);
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
