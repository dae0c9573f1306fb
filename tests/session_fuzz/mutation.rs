//! Changes of JSON documents that readers and engines do not like.

use serde_json::{Value, json};

use crate::chance::Chance;

/// Texts that are hard to digest as names, templates, numbers, dates, queries, URLs or UUIDs.
const TEXTS: [&str; 40] = [
    "",
    " ",
    "@",
    "@(",
    "@()",
    "@(1 / 0)",
    "@contact",
    "@(json(contact))",
    "@(contact.urns)",
    "@run.path",
    "@parent.results.x",
    "@(repeat(\"ab\", 100000))",
    "@(mod(5, 0))",
    "@(2 ^ 0 ^ -3)",
    "@(9 ^ 9999999)",
    "@(((((((((((1))))))))))))",
    "@(date(\"31.12.9999 23:59\"))",
    "@(datetime_add(now(), 999999999, \"Y\"))",
    "@(format_urn(contact.urns))",
    "@legacy_extra",
    "@(word(input.text, -1))",
    "tel:+12065551212",
    "tel:",
    "mailto:a@b.c#d?e",
    "http://[::1",
    "http://a.test:99999/%zz",
    "geo:1,2",
    "\u{0}\u{1b}[31m",
    "😀\u{200d}\u{301}",
    "9e53b6d2-bf25-4219-9a7e-d5c8d4e0a35a",
    "2018-02-30T25:61:61Z",
    "9999-12-31T23:59:59.999999999-23:59",
    "0001-01-01T00:00:00Z",
    "Africa/Kigali",
    "zzz",
    "eng",
    "age > 10 and (name ~ \"a\"",
    "Rwanda > Kigali > Gasabo",
    "9999999999999999999999999999999999999999",
    "start_flow",
];

/// Changes a document in one place.
pub fn mutate(document: &mut Value, chance: &mut Chance) {
    let donor = pick_anywhere(document, chance).clone();
    let target = descend(document, chance);
    match chance.below(10) {
        0 => *target = Value::Null,
        1 => *target = a_text(chance).into(),
        2 => *target = number(chance),
        3 => *target = donor,
        4 => shorten(target, chance),
        5 => repeat(target, chance),
        6 => rename(target, chance),
        7 => nest(target, chance),
        8 => join_texts(target, chance),
        _ => replace_text(target, chance),
    }
}

fn a_text(chance: &mut Chance) -> &'static str {
    TEXTS[chance.below(TEXTS.len())]
}

/// A place in a document, by a walk down that may end anywhere.
fn descend<'v>(value: &'v mut Value, chance: &mut Chance) -> &'v mut Value {
    let len = value.as_array().map_or_else(
        || value.as_object().map_or(0, serde_json::Map::len),
        Vec::len,
    );
    if len == 0 || chance.below(9) == 0 {
        return value;
    }
    let at = chance.below(len);
    let below = match value {
        Value::Array(items) => &mut items[at],
        Value::Object(members) => members.values_mut().nth(at).unwrap(),
        _ => unreachable!("only lists and objects have a length"),
    };
    descend(below, chance)
}

fn pick_anywhere<'v>(value: &'v Value, chance: &mut Chance) -> &'v Value {
    let below: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(members) => members.values().collect(),
        _ => Vec::new(),
    };
    if below.is_empty() || chance.below(6) == 0 {
        value
    } else {
        pick_anywhere(below[chance.below(below.len())], chance)
    }
}

fn number(chance: &mut Chance) -> Value {
    let texts: [&str; 8] = [
        "0",
        "-1",
        "1",
        "1.5",
        "1e999",
        "-9223372036854775808",
        "99999999999999999999999",
        "1E-400",
    ];
    serde_json::from_str(texts[chance.below(texts.len())]).unwrap()
}

fn shorten(value: &mut Value, chance: &mut Chance) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            items.remove(chance.below(items.len()));
        }
        Value::Object(members) if !members.is_empty() => {
            let key = members
                .keys()
                .nth(chance.below(members.len()))
                .unwrap()
                .clone();
            members.remove(&key);
        }
        Value::String(text) => {
            text.pop();
        }
        other => *other = json!({}),
    }
}

fn repeat(value: &mut Value, chance: &mut Chance) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            let item = items[chance.below(items.len())].clone();
            let times = 1 + chance.below(50);
            items.extend(std::iter::repeat_n(item, times));
        }
        Value::String(text) => *text = text.repeat(1 + chance.below(300)),
        other => *other = Value::Array(vec![other.clone(); 2]),
    }
}

fn rename(value: &mut Value, chance: &mut Chance) {
    let Value::Object(members) = value else {
        return;
    };
    let Some(key) = members.keys().nth(chance.below(members.len())).cloned() else {
        return;
    };
    let renamed = if chance.below(2) == 0 {
        key.to_uppercase()
    } else {
        a_text(chance).to_owned()
    };
    if let Some(member) = members.remove(&key) {
        members.insert(renamed, member);
    }
}

fn nest(value: &mut Value, chance: &mut Chance) {
    for _ in 0..chance.below(100) {
        *value = if chance.below(2) == 0 {
            json!([value.take()])
        } else {
            json!({"a": value.take()})
        };
    }
}

fn join_texts(value: &mut Value, chance: &mut Chance) {
    if let Value::String(text) = value {
        text.push_str(a_text(chance));
    }
}

fn replace_text(value: &mut Value, chance: &mut Chance) {
    if let Value::String(text) = value {
        let chars: Vec<char> = text.chars().collect();
        let at = chance.below(chars.len());
        let replaced = *chance.pick(&['@', '(', ')', '"', '\\', '0', '-', '\n', 'é', '\u{0}']);
        *text = chars
            .iter()
            .enumerate()
            .map(|(place, letter)| if place == at { replaced } else { *letter })
            .collect();
    }
}
