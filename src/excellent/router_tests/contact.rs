//! Tests on what a run or contact has: groups, categories of results, intents, timeouts.

use super::{Result, answer};
use crate::excellent::datetime::{DateTime, Zone};
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::functions::Arguments;
use crate::excellent::object::{Key, Object};
use crate::excellent::outcome::Outcome;
use crate::excellent::value::{Text, Value};

fn property(object: &Object, name: &str) -> Value {
    object
        .property(Key::ignoring_case(name, name))
        .map_or(Value::Null, |property| property.value)
}

/// `has_group(contact, uuid)`.
pub(super) fn has_group_of_contact(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let contact = match arguments.value(0) {
        Value::Object(object) if object.type_name() == "contact" => object,
        _ => return Err(Error::new("must have a contact as its first argument")),
    };
    let uuid = arguments.text(1)?;
    let groups = match property(contact, "groups") {
        Value::Array(groups) => groups.to_vec(),
        Value::Object(groups) => groups.items().unwrap_or_default(),
        _ => Vec::new(),
    };
    let found = groups.into_iter().find(|group| match group {
        Value::Object(group) => evaluation
            .text(&property(group, "uuid"))
            .is_ok_and(|own| own == uuid),
        _ => false,
    });
    answer(evaluation, found.map(Outcome::matching))
}

/// `has_group(groups, uuid [, name])`.
pub(super) fn has_group(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (groups, uuid) = (arguments.array(0)?, arguments.text(1)?);
    for item in groups.iter() {
        let group = evaluation.object(item)?;
        if evaluation.text(&property(&group, "uuid"))? == uuid {
            return answer(evaluation, Some(Outcome::matching(group)));
        }
    }
    answer(evaluation, None)
}

/// `has_category(result, category...)`.
pub(super) fn has_category(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let result = arguments.object(0)?;
    let category =
        category_of_result(&result).ok_or_else(|| Error::new("first argument must be a result"))?;
    for index in 1..arguments.count() {
        if arguments.text(index)? == category.as_str() {
            return answer(evaluation, Some(Outcome::matching(category)));
        }
    }
    answer(evaluation, None)
}

/// The category of an object whose JSON has the shape of a result: a name, the time it was made, and texts.
fn category_of_result(result: &Object) -> Option<Text> {
    let text = |name| json_text(property(result, name));
    let made_on = match property(result, "created_on") {
        Value::DateTime(_) => true,
        Value::Text(text) => is_timestamp(&text),
        _ => false,
    };
    let named = text("name").is_some_and(|name| !name.is_empty());
    let whole = named && made_on && text("value").is_some() && text("input").is_some();
    if whole { text("category") } else { None }
}

/// What is a string in JSON; the empty text for what is null or missing there.
fn json_text(value: Value) -> Option<Text> {
    match value {
        Value::Text(text) => Some(text),
        Value::Date(date) => Some(smol_str::format_smolstr!("{date}")),
        Value::Time(time) => Some(smol_str::format_smolstr!("{time}")),
        Value::DateTime(datetime) => Some(smol_str::format_smolstr!("{datetime}")),
        Value::Null | Value::Function(_) | Value::Error(_) => Some(Text::new_static("")),
        Value::Number(_) | Value::Boolean(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether a text is a date and time with seconds and an offset, as documents hold them.
fn is_timestamp(text: &str) -> bool {
    let colon = |at: usize| text.as_bytes().get(at) == Some(&b':');
    let has_all_fields = colon(13) && colon(16) && !text.contains(',');
    has_all_fields && DateTime::parse_iso(text, &Zone::utc()).is_some()
}

/// Intents are no longer found by anything: the arguments are checked, and the test never matches.
pub(super) fn has_intent(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    arguments.object(0)?;
    arguments.text(1)?;
    arguments.number(2)?;
    answer(evaluation, None)
}

/// `has_wait_timed_out(run)`; the match is when.
pub(super) fn has_wait_timed_out(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    match Arguments::new(evaluation, values).value(0) {
        Value::Object(run) if run.type_name() == "run" => {
            answer(evaluation, run.wait_timed_out_on().map(Outcome::matching))
        }
        _ => Err(Error::new("must be called with a run as first argument")),
    }
}

#[cfg(test)]
mod tests {
    use crate::excellent::functions::facts::{fourteen, twelve};

    #[test]
    fn groups() {
        let groups = r#"array(object("uuid", "a", "name", "A"), object("uuid", "b"))"#;
        fourteen(
            &format!(r#"has_group({groups}, "a").match"#),
            "{name: A, uuid: a}",
        );
        fourteen(&format!(r#"has_group({groups}, "x")"#), "false");
        fourteen(
            r#"has_group(object(), "x")"#,
            "error calling has_group(...): unable to convert object to an array",
        );
        twelve(
            r#"has_group("x", "y")"#,
            "error calling HAS_GROUP: must have a contact as its first argument",
        );
    }

    #[test]
    fn categories() {
        let result = r#"object("name", "R", "value", "v", "category", "Yes", "created_on", now())"#;
        fourteen(
            &format!(r#"has_category({result}, "No", "Yes").match"#),
            "Yes",
        );
        fourteen(&format!(r#"has_category({result}, "yes")"#), "false");
        fourteen(
            r#"has_category(object("name", today(), "created_on", "2021-03-14T15:09:26Z", "value", upper), "")"#,
            "true",
        );
        for made_on in ["2021-03-14T15:09Z", "2021-03-14 15:09:26Z", "2021-03-14"] {
            fourteen(
                &format!(r#"has_category(object("name", "R", "created_on", "{made_on}"), "x")"#),
                "error calling has_category(...): first argument must be a result",
            );
        }
        fourteen(
            r#"has_category(object("name", "R"), "x")"#,
            "error calling has_category(...): first argument must be a result",
        );
        fourteen(
            r#"has_intent(object(), "x", 1) & has_top_intent(object(), "x", 1)"#,
            "falsefalse",
        );
        twelve(
            "has_wait_timed_out(1)",
            "error calling HAS_WAIT_TIMED_OUT: must be called with a run as first argument",
        );
    }
}
