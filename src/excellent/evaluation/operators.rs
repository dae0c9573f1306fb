//! Operators of two operands, and unary minus.

use num_bigint::BigInt;

use super::Evaluation;
use crate::excellent::dialect::Power;
use crate::excellent::error::Error;
use crate::excellent::number::Number;
use crate::excellent::tree::Operator;
use crate::excellent::value::{Text, Value};

/// What a power with a fractional exponent counts for: it sums a series of long numbers.
const SERIES_EFFORT: usize = 1 << 13;

impl Evaluation<'_> {
    /// The result of an operator, charged to the budget whatever it is.
    pub(super) fn operate(&self, operator: Operator, left: &Value, right: &Value) -> Value {
        let result = self.apply_operator(operator, left, right).into();
        self.charge(result)
    }

    fn apply_operator(
        &self,
        operator: Operator,
        left: &Value,
        right: &Value,
    ) -> Result<Value, Error> {
        match operator {
            Operator::Concatenate => self.concatenate(&self.text(left)?, &self.text(right)?),
            Operator::Equal => Ok(Value::Boolean(self.text(left)? == self.text(right)?)),
            Operator::NotEqual => Ok(Value::Boolean(self.text(left)? != self.text(right)?)),
            _ => {
                let (left, right) = (self.number(left)?, self.number(right)?);
                self.compute(operator, &left, &right)
            }
        }
    }

    fn concatenate(&self, left: &Text, right: &Text) -> Result<Value, Error> {
        if right.is_empty() {
            return Ok(Value::Text(left.clone()));
        }
        if left.is_empty() {
            return Ok(Value::Text(right.clone()));
        }
        self.check_room(left.len() + right.len())?;
        let mut joined = smol_str::SmolStrBuilder::new();
        joined.push_str(left);
        joined.push_str(right);
        Ok(Value::Text(joined.finish()))
    }

    fn compute(&self, operator: Operator, left: &Number, right: &Number) -> Result<Value, Error> {
        let number = match operator {
            Operator::Less => return Ok(Value::Boolean(left < right)),
            Operator::AtMost => return Ok(Value::Boolean(left <= right)),
            Operator::Greater => return Ok(Value::Boolean(left > right)),
            Operator::AtLeast => return Ok(Value::Boolean(left >= right)),
            Operator::Add => left + right,
            Operator::Subtract => left - right,
            Operator::Multiply => left * right,
            Operator::Divide => left
                .divided_by(right)
                .ok_or_else(|| Error::new("division by zero"))?,
            _ => self.power(left, right)?,
        };
        Ok(Value::Number(self.dialect.check_range(number)?))
    }

    fn power(&self, base: &Number, exponent: &Number) -> Result<Number, Error> {
        match self.dialect.power {
            Power::Halving => self.power_by_halving(base, exponent),
            Power::Series => {
                if exponent.places() > 0 {
                    self.exert(SERIES_EFFORT)?;
                }
                power_by_series(base, exponent)
            }
        }
    }

    /// The exponent is halved until its integer part is zero, so fractions of it are lost.
    fn power_by_halving(&self, base: &Number, exponent: &Number) -> Result<Number, Error> {
        let whole = exponent.truncated();
        if whole.is_zero() {
            return Ok(Number::ONE);
        }
        let half = exponent
            .divided_by(&Number::from(2))
            .ok_or_else(|| Error::new("division by zero"))?;
        let root = self.power_by_halving(base, &half)?;
        let square = self.dialect.check_range(&root * &root)?;
        let is_even = whole
            .remainder(&Number::from(2))
            .is_none_or(|rest| rest.is_zero());
        let result = if is_even {
            square
        } else if whole.is_negative() {
            square
                .divided_by(base)
                .ok_or_else(|| Error::new("division by zero"))?
        } else {
            &square * base
        };
        self.dialect.check_range(result)
    }

    pub(super) fn negate(&self, value: &Value, times: usize) -> Value {
        match self.number(value) {
            Ok(number) if times % 2 == 1 => Value::Number(-&number),
            Ok(number) => Value::Number(number),
            Err(error) => Value::Error(error),
        }
    }
}

/// x^y: exact for whole exponents, by logarithm and series for fractions.
fn power_by_series(base: &Number, exponent: &Number) -> Result<Number, Error> {
    let out_of_range = || Error::new("number value out of range");
    if exponent.abs() > Number::from(100) {
        return Err(out_of_range());
    }
    if base.is_zero() {
        return Ok(Number::ZERO);
    }
    if exponent.is_zero() {
        return Ok(Number::ONE);
    }
    let whole = exponent.truncated();
    let fraction = exponent - &whole;
    if base.is_negative() && !fraction.is_zero() {
        return Ok(Number::ZERO);
    }
    let count = whole.to_i64().unwrap_or_default();
    let power = whole_power(base, count.unsigned_abs());
    let power = if count < 0 {
        Number::ONE.divided_by(&power).ok_or_else(out_of_range)?
    } else {
        power
    };
    if fraction.is_zero() {
        return Ok(power);
    }
    let (b, e) = (base.digits(), exponent.digits());
    let precision = b + if e > b { e } else { 0 } + 6;
    let places = i32::try_from(precision)
        .unwrap_or(i32::MAX)
        .saturating_add(i32::try_from(base.places()).unwrap_or(0));
    let logarithm = natural_logarithm(&base.abs(), places);
    let factor = exponential(&(&logarithm * &fraction), places);
    Ok(&power * &factor)
}

fn whole_power(base: &Number, mut count: u64) -> Number {
    let mut result = Number::ONE;
    let mut square = base.clone();
    while count > 0 {
        if count % 2 == 1 {
            result = &result * &square;
        }
        count /= 2;
        if count > 0 {
            square = &square * &square;
        }
    }
    result
}

/// The Taylor series of e^x, each term rounded to one place more than the result.
fn exponential(x: &Number, places: i32) -> Number {
    let inner = places + 1;
    let size = x.abs();
    let limit = Number::new(1, -inner);
    let (mut sum, mut power, mut factorial) = (Number::ONE, Number::ONE, Number::ONE);
    for k in 1..=1_000i64 {
        power = &power * &size;
        factorial = &factorial * &Number::from(k);
        let Some(step) = power.divided_to(&factorial, inner) else {
            break;
        };
        sum = &sum + &step;
        if step < limit {
            break;
        }
    }
    if x.is_negative() {
        sum = Number::ONE.divided_to(&sum, inner).unwrap_or(Number::ZERO);
    }
    sum.rounded(places)
}

/// ln x, rounded to so many decimals: x is brought near 1 by powers of two, then ln = 2·artanh((x−1)/(x+1)).
fn natural_logarithm(x: &Number, places: i32) -> Number {
    let work = places.saturating_add(12);
    let scale = BigInt::from(10).pow(work.unsigned_abs());
    let one = scale.clone();
    let mut value = x.rounded(work.saturating_add(8));
    let mut halvings = 0i64;
    let (two, three_halves, three_quarters) =
        (Number::from(2), Number::new(15, -1), Number::new(75, -2));
    while value > three_halves {
        value = value.divided_to(&two, work + 8).unwrap_or(Number::ONE);
        halvings += 1;
    }
    while value < three_quarters && !value.is_zero() {
        value = &value * &two;
        halvings -= 1;
    }
    let near = fixed(&value, work);
    let result = log_near_one(&near, &one);
    let log_of_two = log_near_one(&(&one * 4 / 3), &one) + log_near_one(&(&one * 3 / 2), &one);
    Number::from_big(result + log_of_two * halvings, -work).rounded(places)
}

/// `number` × 10^`places`, rounded.
fn fixed(number: &Number, places: i32) -> BigInt {
    let rounded = number.rounded(places);
    let shift = rounded.exponent() + places;
    rounded.coefficient() * BigInt::from(10).pow(u32::try_from(shift).unwrap_or(0))
}

/// ln of `value` / `one`, as a multiple of 1 / `one`.
fn log_near_one(value: &BigInt, one: &BigInt) -> BigInt {
    let ratio = (value - one) * one / (value + one);
    let square = &ratio * &ratio / one;
    let (mut power, mut sum) = (ratio.clone(), ratio);
    for k in (3u32..).step_by(2) {
        power = &power * &square / one;
        let term = &power / k;
        if term == BigInt::ZERO {
            break;
        }
        sum += term;
    }
    sum * 2
}
