//! Numbering of generated UUIDs, so that outputs of two runs can be compared.
//!
//! A UUID that does not occur in a case's input was generated; it becomes `uuid:1`, `uuid:2`, ... in an order that does
//! not depend on its value.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde_json::{Map, Value};

static UUID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").unwrap()
});

/// The UUIDs that count up from one, which generation 12 is given as generated ones.
const COUNTED: &str = "00000000-0000-4000-8000-";

/// Numbers given so far.
pub struct Numbering {
    known: HashSet<String>,
    numbers: HashMap<String, usize>,
}

impl Numbering {
    /// Every UUID that is not in the text of the input is a generated one.
    pub fn of_input(input: &str) -> Numbering {
        let known = UUID
            .find_iter(input)
            .map(|found| found.as_str().to_string())
            .collect();
        Numbering {
            known,
            numbers: HashMap::new(),
        }
    }

    /// The same, but UUIDs that count up from one are generated even where the input names them.
    pub fn of_input_but_counted(input: &str) -> Numbering {
        let mut numbering = Numbering::of_input(input);
        numbering.known.retain(|uuid| !uuid.starts_with(COUNTED));
        numbering
    }

    /// Replaces all generated UUIDs by their numbers.
    pub fn apply(mut self, value: Value) -> Value {
        self.number_values(&value);
        self.number_keys(&value);
        self.replaced(value)
    }

    /// First walk: in the order of values, leaving out members whose key has no number yet.
    fn number_values(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.number_all(text),
            Value::Array(items) => items.iter().for_each(|item| self.number_values(item)),
            Value::Object(members) => {
                for (key, member) in self.ordered(members) {
                    if !self.has_unnumbered(key) {
                        self.number_values(member);
                    }
                }
            }
            _ => {}
        }
    }

    /// Second walk: at the end of each object, the keys that had no number when it was entered.
    fn number_keys(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.number_all(text),
            Value::Array(items) => items.iter().for_each(|item| self.number_keys(item)),
            Value::Object(members) => {
                let ordered = self.ordered(members);
                let (open, numbered): (Vec<_>, Vec<_>) = ordered
                    .into_iter()
                    .partition(|(key, _)| self.has_unnumbered(key));
                for (_, member) in numbered {
                    self.number_keys(member);
                }
                let mut open: Vec<_> = open
                    .into_iter()
                    .map(|(key, member)| {
                        (sorted_compact(&self.replaced(member.clone())), key, member)
                    })
                    .collect();
                open.sort_by(|a, b| a.0.cmp(&b.0));
                for (_, key, member) in open {
                    self.number_all(key);
                    self.number_keys(member);
                }
            }
            _ => {}
        }
    }

    fn ordered<'v>(&self, members: &'v Map<String, Value>) -> Vec<(&'v String, &'v Value)> {
        let mut ordered: Vec<_> = members.iter().collect();
        ordered.sort_by_cached_key(|(key, _)| self.replaced_text(key));
        ordered
    }

    fn has_unnumbered(&self, text: &str) -> bool {
        self.generated(text)
            .any(|uuid| !self.numbers.contains_key(uuid))
    }

    fn number_all(&mut self, text: &str) {
        let found: Vec<String> = self.generated(text).map(str::to_string).collect();
        for uuid in found {
            let next = self.numbers.len() + 1;
            self.numbers.entry(uuid).or_insert(next);
        }
    }

    fn generated<'s>(&self, text: &'s str) -> impl Iterator<Item = &'s str> {
        UUID.find_iter(text)
            .map(|found| found.as_str())
            .filter(|uuid| !self.known.contains(*uuid))
    }

    fn replaced(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.replaced_text(&text)),
            Value::Array(items) => items.into_iter().map(|item| self.replaced(item)).collect(),
            Value::Object(members) => members
                .into_iter()
                .map(|(key, member)| (self.replaced_text(&key), self.replaced(member)))
                .collect::<Map<_, _>>()
                .into(),
            other => other,
        }
    }

    fn replaced_text(&self, text: &str) -> String {
        let name = |found: &Captures| match self.numbers.get(&found[0]) {
            Some(number) => format!("uuid:{number}"),
            None => found[0].to_string(),
        };
        UUID.replace_all(text, name).into_owned()
    }
}

/// Compact JSON with the members of objects sorted.
pub fn sorted_compact(value: &Value) -> String {
    fn sorted(value: &Value) -> Value {
        match value {
            Value::Array(items) => items.iter().map(sorted).collect(),
            Value::Object(members) => {
                let mut ordered: Vec<_> = members.iter().collect();
                ordered.sort_by(|a, b| a.0.cmp(b.0));
                ordered
                    .into_iter()
                    .map(|(key, member)| (key.clone(), sorted(member)))
                    .collect::<Map<_, _>>()
                    .into()
            }
            other => other.clone(),
        }
    }
    sorted(value).to_string()
}
