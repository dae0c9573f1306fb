//! One-line facts about functions and router tests: `give(GENERATION, expression, result)`.

use crate::excellent::environment::NumberFormat;
use crate::excellent::host::StillHost;
use crate::excellent::{
    Dialect, Environment, GENERATION_12, GENERATION_14, Map, Setting, Template, Value, Zone,
};

/// The environment of facts: day first, in Guayaquil.
pub(in crate::excellent) fn environment() -> Environment {
    Environment {
        date_format: "DD-MM-YYYY".into(),
        timezone: Zone::named("America/Guayaquil").unwrap(),
        number_format: NumberFormat::default(),
        ..Environment::default()
    }
}

/// The text of an expression, or of its error.
pub(in crate::excellent) fn evaluate_in(
    environment: &Environment,
    dialect: &'static Dialect,
    expression: &str,
) -> String {
    let host = StillHost {
        now: "2021-03-14T15:09:26.535897932Z".parse().unwrap(),
        random: 0.625,
    };
    let mut context = Map::new();
    context.insert("city", "Quito");
    context.insert(
        "tags",
        vec![Value::from("red"), Value::Null, 3.into(), true.into()],
    );
    let setting = Setting::new(&context, environment, &host);
    let template = Template::parse(&format!("@({expression})"), dialect);
    let value = template.evaluate_value(&setting).value;
    dialect
        .to_text(&value)
        .map_or_else(|error| error.text().to_owned(), Into::into)
}

fn evaluate(dialect: &'static Dialect, expression: &str) -> String {
    evaluate_in(&environment(), dialect, expression)
}

/// A fact of generation 12.
#[track_caller]
pub(in crate::excellent) fn twelve(expression: &str, expected: &str) {
    assert_eq!(
        evaluate(&GENERATION_12, expression),
        expected,
        "12: {expression}"
    );
}

/// A fact of generation 14.
#[track_caller]
pub(in crate::excellent) fn fourteen(expression: &str, expected: &str) {
    assert_eq!(
        evaluate(&GENERATION_14, expression),
        expected,
        "14: {expression}"
    );
}

/// A fact of both generations.
#[track_caller]
pub(in crate::excellent) fn both(expression: &str, expected: &str) {
    twelve(expression, expected);
    fourteen(expression, expected);
}

/// A call that fails with this text in both generations, around which each puts its own.
#[track_caller]
pub(in crate::excellent) fn fails(expression: &str, expected: &str) {
    let name = expression.split('(').next().unwrap_or_default();
    twelve(
        expression,
        &format!("error calling {}: {expected}", name.to_uppercase()),
    );
    fourteen(
        expression,
        &format!("error calling {name}(...): {expected}"),
    );
}
