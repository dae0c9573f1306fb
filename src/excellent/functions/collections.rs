//! Functions on arrays and objects.

use std::cmp::Ordering;

use super::arguments::Arguments;
use super::equality::same;
use super::text::{count_value, slice_bounds};
use crate::excellent::case;
use crate::excellent::dialect::Dialect;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::json::sorted_properties;
use crate::excellent::object::{Key, Map, Object};
use crate::excellent::value::{Text, Value};

type Result<T = Value> = std::result::Result<T, Error>;

/// Refuses an array of too many items.
pub(super) fn check_size(dialect: &Dialect, items: usize) -> Result<()> {
    let most = dialect.max_array_items;
    if items <= most {
        return Ok(());
    }
    Err(Error::new(format!(
        "cannot build an array with more than {most} items"
    )))
}

pub(super) fn count(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    match Arguments::new(evaluation, values).value(0) {
        Value::Null => Ok(0.into()),
        Value::Array(items) => Ok(count_value(items.len())),
        Value::Object(object) => Ok(count_value(
            object
                .as_map()
                .map_or_else(|| object.properties().len(), Map::len),
        )),
        _ => Err(Error::new("value isn't countable")),
    }
}

pub(super) fn slice(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (items, start) = (arguments.array(0)?, arguments.integer(1)?);
    let end = if arguments.count() > 2 {
        Some(arguments.integer(2)?)
    } else {
        None
    };
    let (start, end) = slice_bounds(items.len(), start, end);
    Ok(Value::array(items.get(start..end).unwrap_or_default()))
}

pub(super) fn concat(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (first, second) = (arguments.array(0)?, arguments.array(1)?);
    check_size(arguments.dialect(), first.len() + second.len())?;
    Ok([&*first, &*second].concat().into())
}

pub(super) fn reverse(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let items = Arguments::new(evaluation, values).array(0)?;
    Ok(items.iter().rev().cloned().collect::<Vec<_>>().into())
}

pub(super) fn sort(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let items = arguments.array(0)?;
    let Some(first) = items.first().filter(|_| items.len() > 1) else {
        return Ok(Value::Array(items));
    };
    for item in items.iter() {
        if compare(item, item).is_none() {
            return Err(Error::new(format!(
                "{} isn't a comparable type",
                arguments.dialect().describe(item)
            )));
        }
        if compare(first, item).is_none() {
            return Err(Error::new("can't sort array of different types"));
        }
    }
    let mut sorted = items.to_vec();
    sorted.sort_by(|a, b| compare(a, b).unwrap_or(Ordering::Equal));
    Ok(sorted.into())
}

/// The order of two values of the same type, if the type has one.
fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Text(a), Value::Text(b)) => Some(a.as_str().cmp(b.as_str())),
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::Boolean(a), Value::Boolean(b)) => Some(a.cmp(b)),
        (Value::DateTime(a), Value::DateTime(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

pub(super) fn unique(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let items = Arguments::new(evaluation, values).array(0)?;
    let mut kept: Vec<Value> = Vec::new();
    for item in items.iter() {
        evaluation.exert(kept.len())?;
        if !kept.iter().any(|other| same(other, item)) {
            kept.push(item.clone());
        }
    }
    Ok(kept.into())
}

pub(super) fn contains(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let items = arguments.array(0)?;
    let wanted = arguments.value(1).clone().checked()?;
    Ok(items.iter().any(|item| same(item, &wanted)).into())
}

/// `foreach(array, function, any...)`: the results of `function(item, any...)`, up to the first error.
pub(super) fn foreach(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (items, function) = (arguments.array(0)?, arguments.function(1)?);
    let mut call = vec![Value::Null];
    call.extend_from_slice(arguments.from(2));
    let mut results = Vec::with_capacity(items.len());
    for item in items.iter() {
        if let Some(first) = call.first_mut() {
            first.clone_from(item);
        }
        results.push(arguments.invoke(&function, &call).checked()?);
    }
    Ok(results.into())
}

/// `foreach_value(object, function, any...)`: the same over the properties of an object, in the order of their keys.
pub(super) fn foreach_value(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (object, function) = (arguments.object(0)?, arguments.function(1)?);
    let mut call = vec![Value::Null];
    call.extend_from_slice(arguments.from(2));
    let mut results = Vec::new();
    for (key, value) in sorted_properties(&object) {
        if let Some(first) = call.first_mut() {
            *first = value;
        }
        results.push((key, arguments.invoke(&function, &call).checked()?));
    }
    Ok(Map::from_entries(results).into())
}

/// The items for which a function is true.
pub(super) fn filter(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (items, function) = (arguments.array(0)?, arguments.function(1)?);
    let mut kept = Vec::new();
    for item in items.iter() {
        let result = arguments.invoke(&function, std::slice::from_ref(item));
        if arguments.dialect().to_boolean(&result)? {
            kept.push(item.clone());
        }
    }
    Ok(kept.into())
}

pub(super) fn keys(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let object = Arguments::new(evaluation, values).object(0)?;
    Ok(sorted_properties(&object)
        .into_iter()
        .map(|(key, _)| Value::Text(key))
        .collect::<Vec<_>>()
        .into())
}

/// A property, or null where there is none.
pub(super) fn extract(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (object, key) = (arguments.object(0)?, arguments.text(1)?);
    property_or_null(&object, &key).checked()
}

/// `extract_object(object, key, ...)`: only these properties, under the keys as asked for.
pub(super) fn extract_object(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let object = arguments.object(0)?;
    let mut found: Vec<(Text, Value)> = Vec::new();
    for index in 1..arguments.count() {
        let key = arguments.text(index)?;
        let value = property_or_null(&object, &key);
        found.push((key, value));
    }
    Ok(Map::from_entries(found).into())
}

fn property_or_null(object: &Object, key: &str) -> Value {
    let lowered = case::to_lower(key);
    object
        .property(Key::ignoring_case(key, &lowered))
        .map_or(Value::Null, |property| property.value)
}

#[cfg(test)]
mod tests {
    use super::super::facts::fourteen;

    #[test]
    fn counting_and_slicing() {
        fourteen("count(tags) & count(null)", "40");
        fourteen(
            r#"count("abc")"#,
            "error calling count(...): value isn't countable",
        );
        fourteen(
            "slice(tags, 1, -1) & reverse(tags) & concat(array(1), array(2))",
            "[, 3][true, 3, , red][1, 2]",
        );
        fourteen(
            r#"slice("abc", 1)"#,
            r#"error calling slice(...): unable to convert "abc" to an array"#,
        );
        fourteen(
            r#"concat(split(repeat("a ", 5000), " "), split(repeat("a ", 5000) & "a", " "))"#,
            "error calling concat(...): cannot build an array with more than 10000 items",
        );
    }

    #[test]
    fn arrays_cannot_fill_the_memory() {
        fourteen(
            r#"count(((a) => foreach(a, (x) => reverse(a)))(split(repeat("x,", 5000), ",")))"#,
            "error calling count(...): value isn't countable",
        );
    }

    #[test]
    fn sorting_and_equality() {
        fourteen(
            r#"sort(array("b", "A", "é", "a")) & sort(array(10, 9, 9.5))"#,
            "[A, a, b, é][9, 9.5, 10]",
        );
        fourteen(
            r#"sort(array(3, "3"))"#,
            "error calling sort(...): can't sort array of different types",
        );
        fourteen(
            "sort(array(2, null))",
            "error calling sort(...): null isn't a comparable type",
        );
        fourteen(
            r#"unique(array(1, 1.0, "1", null, null, array(2), array(2)))"#,
            "[1, 1, , [2]]",
        );
        fourteen(r#"contains(tags, "3") & contains(tags, 3.0)"#, "falsetrue");
        fourteen(
            r#"contains(array(object("a", 1)), object("a", 1.0)) & contains(array(upper), upper)"#,
            "truetrue",
        );
        fourteen(
            "contains(array(date_from_parts(2021, 2, 30)), date_from_parts(2021, 3, 2))",
            "false",
        );
    }

    #[test]
    fn functions_over_items() {
        fourteen(
            r#"foreach(array("a b", "c d"), word, -1) & foreach(array(1, 2), (x, k) => x * k, 10)"#,
            "[b, d][10, 20]",
        );
        fourteen(
            "foreach(array(1, 0), (x) => 1 / x)",
            "error calling foreach(...): error calling <anon>(...): division by zero",
        );
        fourteen(
            r#"foreach(array(1), "upper")"#,
            r#"error calling foreach(...): "upper" is not a function"#,
        );
        fourteen("filter(tags, (x) => x)", "[red, 3, true]");
        fourteen(
            r#"foreach_value(object("b", 1, "a", null), (v) => default(v, "-"))"#,
            "{a: -, b: 1}",
        );
    }

    #[test]
    fn properties() {
        fourteen(r#"keys(object("b", 1, "a", 2))"#, "[a, b]");
        fourteen(
            r#"extract(object("Name", 1), "NAME") & extract(object("a", 1), "zz")"#,
            "1",
        );
        fourteen(
            r#"extract_object(object("Name", 1), "NAME", "zz")"#,
            "{NAME: 1, zz: }",
        );
        fourteen(
            "extract(tags, 0)",
            "error calling extract(...): unable to convert array to an object",
        );
    }
}
