//! Contexts, and environments that colour them.

use arbitrary::Arbitrary;
use flowdbg::excellent::environment::Collation;
use flowdbg::excellent::json::{parse_document, parse_strict};
use flowdbg::excellent::{Dialect, Environment, Map, Value, Zone};
use serde_json::{Value as Json, json};

/// Any JSON, small.
#[derive(Arbitrary, Debug)]
pub enum Tree<'a> {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(&'a str),
    List(Vec<Tree<'a>>),
    Object(Vec<(&'a str, Tree<'a>)>),
}

impl Tree<'_> {
    pub fn json(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Boolean(boolean) => json!(boolean),
            Self::Integer(integer) => json!(integer),
            Self::Float(float) => json!(float),
            Self::Text(text) => json!(text),
            Self::List(items) => items.iter().map(Tree::json).collect(),
            Self::Object(members) => members
                .iter()
                .map(|(key, value)| ((*key).to_string(), value.json()))
                .collect(),
        }
    }
}

/// A context with something of every kind, `x` being what the fuzzer makes.
pub fn context(dialect: &Dialect, x: &Tree<'_>) -> Map {
    let mut root = Map::new();
    let shop = json!({
        "name": "Ana Ñusta", "Text": "a <b> & c", "items": [1, "two", null, {"0": 0.5}], "0": "zero",
        "__default__": "42", "fields": {"age": 23, "x": "14-03-2021"}, "x": "1e400", "dt": "2021-03-14T15:09:26Z",
    });
    for (name, json) in [
        ("contact", &shop),
        ("fields", &json!([3, "b", [true]])),
        ("results", &json!({})),
        ("x", &x.json()),
    ] {
        root.insert(name, read(dialect, json));
    }
    root.insert(
        "dt",
        flowdbg::excellent::DateTime::from_epoch(1_615_734_566, 535_897_932, Zone::utc()),
    );
    root.insert("broken", Value::error("kaput"));
    root.insert("ñandú", "bird");
    root
}

fn read(dialect: &Dialect, json: &Json) -> Value {
    let text = json.to_string();
    let value = if dialect.generation == 12 {
        parse_document(&text.as_str().into()).ok()
    } else {
        parse_strict(dialect, &text).ok()
    };
    value.unwrap_or(Value::Null)
}

/// One of a few environments.
pub fn environment(which: u8) -> Environment {
    let zone = |name| Zone::named(name).unwrap_or_else(|_| Zone::utc());
    match which % 4 {
        0 => Environment::default(),
        1 => Environment {
            date_format: "DD-MM-YYYY".into(),
            timezone: zone("America/Guayaquil"),
            languages: vec!["spa".into()],
            default_country: Some("EC".into()),
            ..Environment::default()
        },
        2 => Environment {
            date_format: "MM-DD-YYYY".into(),
            time_format: "h:mm aa".into(),
            timezone: zone("America/Los_Angeles"),
            input_collation: Collation::Confusables,
            default_country: Some("US".into()),
            ..Environment::default()
        },
        _ => Environment {
            date_format: "D/M/YY".into(),
            timezone: zone("Asia/Kolkata"),
            languages: vec!["ara".into(), "kin".into()],
            input_collation: Collation::ArabicVariants,
            ..Environment::default()
        },
    }
}
