//! How what we made of a case is compared with what is expected of it.
//!
//! Members of objects have no order, numbers compare by value, generated UUIDs are numbered before comparing, and texts
//! whose wording comes from below the engine compare only as *there is an error*. Each rule is one function; `verdict`
//! applies those a case asks for.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::case::{Case, Data};
use super::uuids::Numbering;

/// Whether a case passed, and with what values it was decided.
pub struct Verdict {
    pub passed: bool,
    pub expected: Value,
    pub actual: Value,
}

impl Verdict {
    /// A failure that has nothing to do with comparing: a panic, a case that never ends.
    pub fn failed(case: &Case, why: Value) -> Verdict {
        Verdict {
            passed: false,
            expected: case.expect().clone(),
            actual: why,
        }
    }
}

/// Compares by the rules of generation 12.
pub fn v12(case: &Case, _data: &Data, actual: Value) -> Verdict {
    let mut expected = case.expect().clone();
    let mut actual = actual;
    if actual.get("cause").is_none() || expected.get("cause").is_none() {
        settle_cause(&mut expected, &mut actual);
    }
    let loose: Vec<String> = strings(expected.get("loose"));
    remove(&mut expected, "loose");
    if let Some(kind) = expected
        .get("error_kind")
        .and_then(Value::as_str)
        .map(str::to_string)
    {
        remove(&mut expected, "error_kind");
        remove(&mut actual, "error_kind");
        for name in ["/error", "/cause"] {
            loosen(&mut expected, &mut actual, name, &kind);
        }
    }
    for pointer in loose {
        loosen(&mut expected, &mut actual, &pointer, "any");
    }
    if !case.get("clock_step_ms").is_null() {
        mask_times(&mut expected);
        mask_times(&mut actual);
    }
    if same(&expected, &actual) {
        return Verdict {
            passed: true,
            expected,
            actual,
        };
    }
    // The order in which UUIDs are generated is not what is tested.
    let numbering = || Numbering::of_input_but_counted(&case.input_text());
    let expected = numbering().apply(expected);
    let actual = numbering().apply(actual);
    Verdict {
        passed: same(&expected, &actual),
        expected,
        actual,
    }
}

/// Compares by the rules of generation 14.
pub fn v14(case: &Case, data: &Data, actual: Value) -> Verdict {
    let mut expected = case.expect().clone();
    let mut actual = actual;
    for path in strings(Some(case.get("unordered"))) {
        sort_list(&mut actual, &path);
    }
    let mut input = case.input_text();
    if let Some(bundle) = case.get("assets").as_str() {
        let bundles = data
            .assets("v14")
            .as_object()
            .into_iter()
            .flat_map(|sections| sections.values());
        for named in bundles.filter_map(|section| section.get(bundle)) {
            input.push_str(&named.to_string());
        }
    }
    actual = Numbering::of_input(&input).apply(actual);
    for path in strings(Some(case.get("unordered"))) {
        sort_list(&mut actual, &path);
        sort_list(&mut expected, &path);
    }
    if case.get("mask_random").as_bool().unwrap_or_default() {
        mask_random(&mut expected);
        mask_random(&mut actual);
    }
    for place in case.get("loose").as_array().into_iter().flatten() {
        let at = place.get("at").and_then(Value::as_str).unwrap_or_default();
        let kind = place
            .get("kind")
            .and_then(Value::as_str)
            .unwrap_or_default();
        loosen(&mut expected, &mut actual, at, kind);
    }
    Verdict {
        passed: same(&expected, &actual),
        expected,
        actual,
    }
}

/// Passes if what was made of the case holds an error anywhere: the reference falls over on these inputs.
pub fn any_error(case: &Case, _data: &Data, actual: Value) -> Verdict {
    Verdict {
        passed: holds_error(&actual),
        expected: case.expect().clone(),
        actual,
    }
}

/// Compares a line of a case block of the expression chapter, where `crash` stands for any outcome that is not one.
pub fn case_block(case: &Case, _data: &Data, actual: Value) -> Verdict {
    let expected = case.expect().clone();
    let crashes = expected.get("type").and_then(Value::as_str) == Some("crash");
    let passed = if crashes {
        actual.is_object()
    } else {
        same(&expected, &actual)
    };
    Verdict {
        passed,
        expected,
        actual,
    }
}

/// Equal but for the order of members and the spelling of numbers.
pub fn same(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::Number(a), Value::Number(b)) => decimal(a.as_str()) == decimal(b.as_str()),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => expected == actual,
    }
}

/// The differing places of two values: JSON pointer, expected, actual (none: not there).
pub fn differences(
    expected: &Value,
    actual: &Value,
) -> Vec<(String, Option<Value>, Option<Value>)> {
    let mut found = Vec::new();
    collect_differences("", Some(expected), Some(actual), &mut found);
    found
}

type Difference = (String, Option<Value>, Option<Value>);

fn collect_differences(
    at: &str,
    expected: Option<&Value>,
    actual: Option<&Value>,
    found: &mut Vec<Difference>,
) {
    match (expected, actual) {
        (Some(a), Some(b)) if same(a, b) => {}
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let added = b.keys().filter(|key| !a.contains_key(*key));
            for key in a.keys().chain(added) {
                collect_differences(&format!("{at}/{key}"), a.get(key), b.get(key), found);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for index in 0..a.len().max(b.len()) {
                collect_differences(&format!("{at}/{index}"), a.get(index), b.get(index), found);
            }
        }
        (a, b) => found.push((at.to_string(), a.cloned(), b.cloned())),
    }
}

/// A number as sign, digits without outer zeros, and exponent, so that `1.50` is `15e-1`.
fn decimal(text: &str) -> (bool, String, i64) {
    let (negative, rest) = text
        .strip_prefix('-')
        .map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut exponent = exponent
        .parse::<i64>()
        .unwrap_or_default()
        .saturating_sub_unsigned(fraction.len() as u64);
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    let trimmed = digits.trim_end_matches('0');
    exponent = exponent.saturating_add_unsigned((digits.len() - trimmed.len()) as u64);
    if trimmed.is_empty() {
        (false, String::new(), 0)
    } else {
        (negative, trimmed.to_string(), exponent)
    }
}

/// The part of an error after its quoted action is what counts where a case names it.
fn settle_cause(expected: &mut Value, actual: &mut Value) {
    let Some(cause) = expected
        .get("cause")
        .and_then(Value::as_str)
        .map(str::to_string)
    else {
        return;
    };
    let ends = actual
        .get("error")
        .and_then(Value::as_str)
        .is_some_and(|error| error.ends_with(&cause));
    remove(expected, "cause");
    remove(actual, "cause");
    if ends {
        remove(expected, "error");
        remove(actual, "error");
    }
}

/// Makes both texts at a place equal if ours is an error as far as `kind` of error can be compared.
fn loosen(expected: &mut Value, actual: &mut Value, pointer: &str, kind: &str) {
    let (Some(wanted), Some(got)) = (expected.pointer_mut(pointer), actual.pointer_mut(pointer))
    else {
        return;
    };
    let (Some(wanted_text), Some(got_text)) = (wanted.as_str(), got.as_str()) else {
        return;
    };
    let comparable = |text: &str| match (kind, text.find("syntax error")) {
        ("syntax", Some(at)) if pointer != "/error" || text.contains("syntax error at") => {
            text[..at].to_string()
        }
        _ => String::new(),
    };
    if !got_text.is_empty() && comparable(wanted_text) == comparable(got_text) {
        *got = wanted.clone();
    }
}

fn sort_list(value: &mut Value, dotted: &str) {
    let pointer: String = dotted.split('.').flat_map(|part| ["/", part]).collect();
    if let Some(Value::Array(items)) = value.pointer_mut(&pointer) {
        items.sort_by_cached_key(super::uuids::sorted_compact);
    }
}

/// What a random router rolled is not what is tested.
fn mask_random(value: &mut Value) {
    static ROLLED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^0(\.[0-9]{5,})?$").unwrap());
    match value {
        Value::Array(items) => items.iter_mut().for_each(mask_random),
        Value::Object(members) => {
            for (key, member) in members {
                match member.as_str() {
                    Some(text) if (key == "operand" || key == "input") && ROLLED.is_match(text) => {
                        *member = Value::from("random");
                    }
                    _ => mask_random(member),
                }
            }
        }
        _ => {}
    }
}

fn mask_times(value: &mut Value) {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)").unwrap()
    });
    match value {
        Value::String(text) => *text = TIME.replace_all(text, "TIME").into_owned(),
        Value::Array(items) => items.iter_mut().for_each(mask_times),
        Value::Object(members) => members.values_mut().for_each(mask_times),
        _ => {}
    }
}

fn holds_error(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(holds_error),
        Value::Object(members) => {
            members
                .iter()
                .any(|(key, member)| match (key.as_str(), member) {
                    ("error" | "error_code", member) => !member.is_null(),
                    ("errors", Value::Array(errors)) => !errors.is_empty(),
                    ("type", Value::String(kind)) => {
                        matches!(kind.as_str(), "error" | "failure" | "enverror")
                    }
                    (_, member) => holds_error(member),
                })
        }
        _ => false,
    }
}

fn strings(list: Option<&Value>) -> Vec<String> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items
        .filter_map(Value::as_str)
        .map(str::to_string)
        .collect()
}

fn remove(value: &mut Value, name: &str) {
    if let Some(members) = value.as_object_mut() {
        members.shift_remove(name);
    }
}
