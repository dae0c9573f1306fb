//! Typed access to the members of a JSON object, which remembers everything that is wrong with them.
//!
//! Members are asked for in the order in which the format declares them. A member of the wrong JSON type counts for
//! more than any broken rule: the first in the document is the error then. Otherwise all broken rules are one error.

use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

use crate::excellent::{GENERATION_12, GENERATION_14, Template};
use crate::model::definition_error::DefinitionError;
use crate::model::flow::Generation;

use crate::wire::reader::Place;

use super::rules::{Rule, list_problem, map_problem, text_problem};

static NULL: Json = Json::Null;

/// An object that is being read. An absent object reads like one without members.
pub struct Record<'a> {
    /// The generation whose rules apply.
    pub generation: Generation,
    members: Option<&'a Map<String, Json>>,
    place: Place,
    report: Report,
}

#[derive(Debug, Default)]
struct Report {
    /// The first value of the wrong type, with the position of the member it is in.
    mismatch: Option<(usize, DefinitionError)>,
    /// Broken rules in the order of declaration.
    problems: Vec<DefinitionError>,
}

impl Report {
    fn mismatch(&mut self, position: usize, error: DefinitionError) {
        if self
            .mismatch
            .as_ref()
            .is_none_or(|(first, _)| position < *first)
        {
            self.mismatch = Some((position, error));
        }
    }
}

impl<'a> Record<'a> {
    /// Starts reading an object. `null` reads like an object without members, anything else is an error.
    pub fn open(json: &'a Json, generation: Generation) -> Self {
        let mut record = Self {
            generation,
            members: json.as_object(),
            place: Place::root(),
            report: Report::default(),
        };
        if !json.is_object() && !json.is_null() {
            let text = format!("must be an object, not {}", kind(json));
            record.report.mismatch(0, DefinitionError::new(text));
        }
        record
    }

    /// Whether this generation is 12.
    pub fn is_12(&self) -> bool {
        self.generation == Generation::V12
    }

    /// The member with this name and its position. Letter case does not count, `null` counts as absent, and of repeated
    /// members the last is taken.
    pub fn member(&self, key: &str) -> Option<(usize, &'a Json)> {
        self.raw(key).filter(|(_, value)| !value.is_null())
    }

    /// As [`Self::member`], but `null` is a value.
    pub fn raw(&self, key: &str) -> Option<(usize, &'a Json)> {
        let members = self.members?;
        let found = members
            .iter()
            .enumerate()
            .rev()
            .find(|(_, (name, _))| name.eq_ignore_ascii_case(key));
        found.map(|(position, (_, value))| (position, value))
    }

    /// A text; empty if there is none.
    pub fn text(&mut self, key: &str, rules: &[Rule]) -> &'a str {
        let place = self.place.member(key);
        let text = match self.member(key) {
            None => "",
            Some((_, Json::String(text))) => text,
            Some((position, other)) => {
                self.mistype(position, &place, "a text", other);
                ""
            }
        };
        self.demand(&place, text_problem(rules, text, self.generation));
        text
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str) -> Option<i64> {
        let (position, value) = self.member(key)?;
        let number = value.as_i64();
        if number.is_none() {
            self.mistype(position, &self.place.member(key), "a whole number", value);
        }
        number
    }

    /// A truth value; false if there is none.
    pub fn boolean(&mut self, key: &str) -> bool {
        match self.member(key) {
            None => false,
            Some((_, Json::Bool(value))) => *value,
            Some((position, other)) => {
                self.mistype(position, &self.place.member(key), "true or false", other);
                false
            }
        }
    }

    /// A list of texts, in which `null` stands for an empty text.
    pub fn texts(&mut self, key: &str, list_rules: &[Rule], item_rules: &[Rule]) -> Vec<&'a str> {
        let Some((place, items)) = self.list(key, list_rules) else {
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(items.values.len());
        for (index, item) in items.values.iter().enumerate() {
            let text = match item {
                Json::String(text) => text,
                Json::Null => "",
                other => {
                    self.mistype(items.position, &place.item(index), "a text", other);
                    ""
                }
            };
            if items.is_fine {
                self.demand(
                    &place.item(index),
                    text_problem(item_rules, text, self.generation),
                );
            }
            texts.push(text);
        }
        texts
    }

    /// A text that is a template.
    pub fn template(&mut self, key: &str, rules: &[Rule]) -> Template {
        let text = self.text(key, rules);
        self.parse(text)
    }

    /// A text that is a template; none if it is empty.
    pub fn optional_template(&mut self, key: &str, rules: &[Rule]) -> Option<Template> {
        let text = self.text(key, rules);
        (!text.is_empty()).then(|| self.parse(text))
    }

    /// A list of texts that are templates.
    pub fn templates(
        &mut self,
        key: &str,
        list_rules: &[Rule],
        item_rules: &[Rule],
    ) -> Vec<Template> {
        let texts = self.texts(key, list_rules, item_rules);
        texts.into_iter().map(|text| self.parse(text)).collect()
    }

    /// A text as a template of this generation.
    pub fn parse(&self, text: &str) -> Template {
        parse_template(text, self.generation)
    }

    /// A list of objects. `null` is no object.
    pub fn objects<T>(
        &mut self,
        key: &str,
        list_rules: &[Rule],
        mut read: impl FnMut(&mut Record<'a>) -> T,
    ) -> Vec<T> {
        let Some((place, items)) = self.list(key, list_rules) else {
            return Vec::new();
        };
        let mut objects = Vec::with_capacity(items.values.len());
        for (index, item) in items.values.iter().enumerate() {
            let place = place.item(index);
            if item.is_null() {
                self.demand(&place, Some("is required".to_string()));
            } else if let Some(object) =
                self.inner(items.position, item, place, items.is_fine, &mut read)
            {
                objects.push(object);
            }
        }
        objects
    }

    /// An object that may be absent.
    pub fn optional_object<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Record<'a>) -> T,
    ) -> Option<T> {
        let (position, value) = self.member(key)?;
        self.inner(position, value, self.place.member(key), true, read)
    }

    /// An object that must be there. What is read if it is not is as good as nothing: the record as a whole will fail.
    pub fn object<T>(&mut self, key: &str, read: impl Fn(&mut Record<'a>) -> T) -> T {
        if self.member(key).is_none() {
            self.demand(&self.place.member(key), Some("is required".to_string()));
        }
        self.optional_object(key, &read)
            .unwrap_or_else(|| read(&mut Record::open(&NULL, self.generation)))
    }

    /// A map of texts.
    pub fn text_map(&mut self, key: &str, rules: MapRules) -> IndexMap<&'a str, &'a str> {
        self.map(key, rules, |value| match value {
            Json::String(text) => Some(text.as_str()),
            Json::Null => Some(""),
            _ => None,
        })
    }

    /// A map whose values are made texts by `read`; what it makes nothing of is of the wrong type.
    pub fn map<V: AsRef<str>>(
        &mut self,
        key: &str,
        rules: MapRules,
        read: impl Fn(&'a Json) -> Option<V>,
    ) -> IndexMap<&'a str, V> {
        let place = self.place.member(key);
        let found = self.member(key);
        let entries = match found {
            None => None,
            Some((_, Json::Object(entries))) => Some(entries),
            Some((position, other)) => {
                self.mistype(position, &place, "an object", other);
                return IndexMap::new();
            }
        };
        let problem = map_problem(rules.map, entries.map(Map::len), self.generation);
        let is_fine = problem.is_none();
        self.demand(&place, problem);
        let mut map = IndexMap::new();
        for (name, value) in entries.into_iter().flatten() {
            let place = place.entry(name);
            let Some(value) = read(value) else {
                self.mistype(
                    found.map_or(0, |(position, _)| position),
                    &place,
                    rules.value_type,
                    value,
                );
                continue;
            };
            if is_fine {
                let key_problem = text_problem(rules.key, name, self.generation);
                let value_problem = text_problem(rules.value, value.as_ref(), self.generation);
                self.demand(&place, key_problem);
                self.demand(&place, value_problem);
            }
            map.insert(name.as_str(), value);
        }
        map
    }

    /// The elements of a list, with the JSON pointers to them, for a reader that reports problems of its own by
    /// [`Self::broken`].
    pub fn elements(&mut self, key: &str, list_rules: &[Rule]) -> Vec<(String, &'a Json)> {
        let Some((place, items)) = self.list(key, list_rules) else {
            return Vec::new();
        };
        items
            .values
            .iter()
            .enumerate()
            .map(|(index, item)| (place.item(index).pointer(), item))
            .collect()
    }

    /// Notes that a list element is `null` where there should be an object.
    pub fn missing_element(&mut self, key: &str, index: usize) {
        self.demand(
            &self.place.member(key).item(index),
            Some("is required".to_string()),
        );
    }

    /// Notes that a member could not be read, which counts like a value of the wrong type.
    pub fn broken(&mut self, key: &str, error: DefinitionError) {
        let position = self.raw(key).map_or(0, |(position, _)| position);
        self.report.mismatch(position, error);
    }

    /// Notes a problem of a member.
    pub fn problem(&mut self, key: &str, problem: impl Into<String>) {
        self.demand(&self.place.member(key), Some(problem.into()));
    }

    /// Everything that is wrong, as one error.
    pub fn finish(self) -> Result<(), DefinitionError> {
        if let Some((_, error)) = self.report.mismatch {
            return Err(error);
        }
        let mut problems = self.report.problems.into_iter();
        let Some(mut error) = problems.next() else {
            return Ok(());
        };
        for problem in problems {
            error.text = format!("{}, {}", error.text, problem.text);
        }
        Err(error)
    }

    fn list(&mut self, key: &str, rules: &[Rule]) -> Option<(Place, Items<'a>)> {
        let place = self.place.member(key);
        let found = self.member(key);
        let items = match found {
            None => None,
            Some((position, Json::Array(values))) => Some((position, values)),
            Some((position, other)) => {
                self.mistype(position, &place, "a list", other);
                return None;
            }
        };
        let problem = list_problem(
            rules,
            items.map(|(_, values)| values.len()),
            self.generation,
        );
        let is_fine = problem.is_none();
        self.demand(&place, problem);
        let (position, values) = items?;
        Some((
            place,
            Items {
                position,
                values,
                is_fine,
            },
        ))
    }

    /// Reads an object that is part of this one. `with_rules`: whether it matters here which rules it breaks.
    fn inner<T>(
        &mut self,
        position: usize,
        json: &'a Json,
        place: Place,
        with_rules: bool,
        read: impl FnOnce(&mut Record<'a>) -> T,
    ) -> Option<T> {
        let Json::Object(members) = json else {
            self.mistype(position, &place, "an object", json);
            return None;
        };
        let mut inner = Record {
            generation: self.generation,
            members: Some(members),
            place,
            report: Report::default(),
        };
        let value = read(&mut inner);
        if let Some((_, error)) = inner.report.mismatch {
            self.report.mismatch(position, error);
        }
        if with_rules {
            self.report.problems.append(&mut inner.report.problems);
        }
        Some(value)
    }

    fn mistype(&mut self, position: usize, place: &Place, wanted: &str, found: &Json) {
        let text = format!(
            "field '{}' must be {wanted}, not {}",
            place.field(),
            kind(found)
        );
        self.report
            .mismatch(position, DefinitionError::at(place.pointer(), text));
    }

    fn demand(&mut self, place: &Place, problem: Option<String>) {
        if let Some(problem) = problem {
            let text = format!("field '{}' {problem}", place.field());
            self.report
                .problems
                .push(DefinitionError::at(place.pointer(), text));
        }
    }
}

/// A text as a template of a generation.
pub fn parse_template(text: &str, generation: Generation) -> Template {
    match generation {
        Generation::V12 => Template::parse(text, &GENERATION_12),
        Generation::V14 => Template::parse(text, &GENERATION_14),
    }
}

/// What is demanded of a map, its keys and its values.
#[derive(Debug, Clone, Copy)]
pub struct MapRules {
    /// Of the map.
    pub map: &'static [Rule],
    /// Of each key.
    pub key: &'static [Rule],
    /// Of each value.
    pub value: &'static [Rule],
    /// What the values should be, in words.
    pub value_type: &'static str,
}

struct Items<'a> {
    position: usize,
    values: &'a [Json],
    is_fine: bool,
}

/// The type of a JSON value, in words.
pub fn kind(json: &Json) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Bool(_) => "true or false",
        Json::Number(_) => "a number",
        Json::String(_) => "a text",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn error(json: &Json, read: impl FnOnce(&mut Record<'_>)) -> String {
        let mut record = Record::open(json, Generation::V14);
        read(&mut record);
        record.finish().map_or_else(
            |error| format!("{} {}", error.pointer, error.text),
            |()| String::new(),
        )
    }

    #[test]
    fn problems_come_in_the_order_of_declaration() {
        let found = error(&json!({"b": ""}), |record| {
            record.text("a", &[Rule::Required]);
            record.text("b", &[Rule::Required]);
        });
        assert_eq!(found, "/a field 'a' is required, field 'b' is required");
    }

    #[test]
    fn a_wrong_type_counts_for_more_and_the_first_in_the_document_most() {
        let found = error(&json!({"b": 1, "c": [true]}), |record| {
            record.text("a", &[Rule::Required]);
            record.texts("c", &[], &[]);
            record.text("b", &[]);
        });
        assert_eq!(found, "/b field 'b' must be a text, not a number");
    }

    #[test]
    fn a_list_that_is_too_long_hides_the_problems_of_its_elements() {
        let read = |record: &mut Record<'_>| {
            record.texts("a", &[Rule::Max(2)], &[Rule::Required]);
        };
        assert_eq!(
            error(&json!({"a": ["", ""]}), read),
            "/a/0 field 'a[0]' is required, field 'a[1]' is required"
        );
        assert_eq!(
            error(&json!({"a": ["", "", ""]}), read),
            "/a field 'a' must have a maximum of 2 items"
        );
    }

    #[test]
    fn keys_are_found_in_any_case_and_the_last_counts() {
        let json = json!({"Name": "first", "NAME": "last"});
        let mut record = Record::open(&json, Generation::V14);
        assert_eq!(record.text("name", &[]), "last");
    }

    #[test]
    fn nested_problems_say_where() {
        let found = error(&json!({"groups": [{}, {"uuid": "x"}]}), |record| {
            record.objects("groups", &[], |group| {
                group.text("uuid", &[Rule::Required, Rule::Uuid]);
            });
        });
        let expected = "/groups/0/uuid field 'groups[0].uuid' is required, field 'groups[1].uuid' must be a valid UUID";
        assert_eq!(found, expected);
    }
}
