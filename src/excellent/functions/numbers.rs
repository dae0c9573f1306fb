//! Functions on numbers.

use super::arguments::Arguments;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::number::Number;
use crate::excellent::value::Value;

type Result<T = Value> = std::result::Result<T, Error>;

/// Places beyond this are as good as none.
const MAX_PLACES: i32 = 1000;

pub(super) fn abs(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Ok(Arguments::new(evaluation, values).number(0)?.abs().into())
}

/// Halves away from zero.
pub(super) fn round(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    rounded(evaluation, values, 0)
}

/// Toward positive infinity.
pub(super) fn round_up(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    rounded(evaluation, values, 5)
}

/// Toward negative infinity.
pub(super) fn round_down(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    rounded(evaluation, values, -5)
}

/// `shift` (0, 5 or -5) is added at the first place that is dropped.
fn rounded(evaluation: &Evaluation<'_>, values: &[Value], shift: i64) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let number = arguments.number(0)?;
    let places = if arguments.count() > 1 {
        arguments.integer(1)?
    } else {
        0
    };
    let places = places.clamp(-MAX_PLACES, MAX_PLACES);
    let nearest = number.rounded(places);
    let result = if shift == 0 || nearest == number {
        nearest
    } else {
        (&number + &Number::new(shift, -(places + 1))).rounded(places)
    };
    arguments.dialect().check_range(result).map(Value::from)
}

pub(super) fn max(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    extreme(evaluation, values, |candidate, best| candidate > best)
}

pub(super) fn min(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    extreme(evaluation, values, |candidate, best| candidate < best)
}

fn extreme(
    evaluation: &Evaluation<'_>,
    values: &[Value],
    better: fn(&Number, &Number) -> bool,
) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let mut best = arguments.number(0)?;
    for index in 1..arguments.count() {
        let candidate = arguments.number(index)?;
        if better(&candidate, &best) {
            best = candidate;
        }
    }
    Ok(best.into())
}

pub(super) fn mean(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let dialect = Arguments::new(evaluation, values).dialect();
    let mut sum = Number::ZERO;
    for value in values {
        sum = &sum + &dialect.to_number(value)?;
    }
    let mean = sum
        .divided_by(&Number::from(values.len()))
        .ok_or_else(division_by_zero)?;
    dialect.check_range(mean).map(Value::from)
}

/// The sum of the items of an array.
pub(super) fn sum(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let mut sum = Number::ZERO;
    for item in arguments.array(0)?.iter() {
        sum = &sum + &arguments.dialect().to_number(item)?;
    }
    arguments.dialect().check_range(sum).map(Value::from)
}

/// The exact remainder, with the sign of the dividend.
pub(super) fn modulo(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (dividend, divisor) = (arguments.number(0)?, arguments.number(1)?);
    let remainder = dividend.remainder(&divisor).ok_or_else(division_by_zero)?;
    arguments.dialect().check_range(remainder).map(Value::from)
}

/// The remainder by way of a quotient of 16 decimals.
pub(super) fn modulo_by_quotient(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (dividend, divisor) = (arguments.number(0)?, arguments.number(1)?);
    let quotient = dividend.divided_by(&divisor).ok_or_else(division_by_zero)?;
    Ok((&dividend - &(&divisor * &quotient.truncated())).into())
}

fn division_by_zero() -> Error {
    Error::new("division by zero")
}

/// A random number from 0 to 1 as the shortest decimal that stands for the drawn double.
pub(super) fn rand(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Ok(shortest(Arguments::new(evaluation, values).host().random()).into())
}

/// A random number from 0 to 1 with every digit of the drawn double.
pub(super) fn rand_exact(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Ok(exact(Arguments::new(evaluation, values).host().random()).into())
}

pub(super) fn rand_between(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    between(Arguments::new(evaluation, values), shortest)
}

pub(super) fn rand_between_exact(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    between(Arguments::new(evaluation, values), exact)
}

fn between(arguments: Arguments<'_>, decimal: fn(f64) -> Number) -> Result {
    let (min, max) = (arguments.number(0)?, arguments.number(1)?);
    let span = &(&max - &min) + &Number::ONE;
    let drawn = &(&decimal(arguments.host().random()) * &span) + &min;
    arguments
        .dialect()
        .check_range(drawn.floor())
        .map(Value::from)
}

fn shortest(drawn: f64) -> Number {
    Number::parse_decimal(&drawn.to_string()).unwrap_or(Number::ZERO)
}

fn exact(drawn: f64) -> Number {
    // A double below 1 drawn from 53 bits has no more decimals.
    Number::parse_decimal(&format!("{drawn:.60}")).unwrap_or(Number::ZERO)
}

/// A number in percent; beyond 64 bits it wraps round.
pub(super) fn percent_wrapping(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let percent = hundredfold(Arguments::new(evaluation, values))?;
    Ok(format!("{}%", percent.to_i64_wrapping()).into())
}

/// A number in percent, within 64 bits.
pub(super) fn percent(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let percent = hundredfold(Arguments::new(evaluation, values))?;
    match percent.to_i64() {
        Some(percent) => Ok(format!("{percent}%").into()),
        None => Err(Error::new("percentage value is out of range")),
    }
}

fn hundredfold(arguments: Arguments<'_>) -> Result<Number> {
    Ok((&arguments.number(0)? * &Number::new(100, 0)).rounded(0))
}

/// Adds numbers, or days to a datetime, whichever the arguments are.
pub(super) fn legacy_add(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let datetime = |index| arguments.datetime(index).ok();
    let (first, second) = (datetime(0), datetime(1));
    if first.is_some() && second.is_some() {
        return Err(Error::new("cannot operate on two dates"));
    }
    // The budget error is wrapped here like any other.
    let number = |index| arguments.number(index).map_err(Error::into_ordinary);
    let (first_number, second_number) = (number(0), number(1));
    let days = match (&first, &second, &first_number, &second_number) {
        (Some(datetime), None, _, Ok(days)) | (None, Some(datetime), Ok(days), _) => {
            Some((datetime, days))
        }
        _ => None,
    };
    if let Some((datetime, days)) = days {
        let days = evaluation
            .integer(&days.clone().into())
            .map_err(|_| Error::new("cannot operate on integers greater than 32 bit"))?;
        return Ok(datetime.plus_calendar(0, 0, days.into()).into());
    }
    arguments
        .dialect()
        .check_range(&first_number? + &second_number?)
        .map(Value::from)
}

#[cfg(test)]
mod tests {
    use super::super::facts::{both, fails, fourteen};

    #[test]
    fn rounding() {
        both(
            "round(2.5) & round(-2.5) & round(1.005, 2) & round(1250, -2)",
            "3-31.011300",
        );
        both(
            "round_up(1.01) & round_up(-1.9) & round_up(1.201, 2) & round_up(12, -1)",
            "2-11.2120",
        );
        both(
            "round_down(1.99) & round_down(-1.1) & round_down(1.209, 2) & round_down(18, -1)",
            "1-21.210",
        );
        both("round(1.5, 2000000000) & round(15, -2000000000)", "1.50");
        fails(r#"round(1.2, "x")"#, r#"unable to convert "x" to a number"#);
    }

    #[test]
    fn several_numbers() {
        both(
            r#"max(3, "10", 2.5) & min("-1", 0) & mean(1, 2, 2)"#,
            "10-11.6666666666666667",
        );
        both("mod(-7, 3) & mod(7, -3) & mod(5.5, 2)", "-111.5");
        fails("mod(1, 0)", "division by zero");
        fourteen(r#"sum(array(1, "2.5", 3)) & sum(array())"#, "6.50");
        fourteen(
            "sum(tags)",
            r#"error calling sum(...): unable to convert "red" to a number"#,
        );
        both(
            "percent(0.125) & percent(-0.125) & percent(\"1.999\")",
            "13%-13%200%",
        );
        fourteen(
            "percent(10^30)",
            "error calling percent(...): percentage value is out of range",
        );
    }

    #[test]
    fn chance() {
        both("rand()", "0.625");
        both(
            "rand_between(1, 10) & rand_between(5, 5) & rand_between(-3, -1)",
            "75-2",
        );
    }

    #[test]
    fn legacy_sums() {
        both(
            r#"legacy_add("14-03-2021", 3)"#,
            "2021-03-17T00:00:00.000000-05:00",
        );
        both(
            r#"legacy_add(2.9, "14-03-2021") & legacy_add("2", "3.5")"#,
            "2021-03-16T00:00:00.000000-05:005.5",
        );
        fails(
            r#"legacy_add("14-03-2021", "15-03-2021")"#,
            "cannot operate on two dates",
        );
        fails(
            r#"legacy_add("14-03-2021", "x")"#,
            r#"unable to convert "14-03-2021" to a number"#,
        );
        fails(
            r#"legacy_add("14-03-2021", 3000000000)"#,
            "cannot operate on integers greater than 32 bit",
        );
    }
}
