//! Typed access to JSON objects, and errors that say where.
//!
//! Reading a document is done in two steps, as the format prescribes: members are taken with their types, of which the
//! first wrong one ends the reading; then they are checked, and all problems are reported together, in the order in which
//! they were found:
//!
//! ```text
//! let object = Object::new(json, Place::root())?;
//! let (uuid, name) = (object.text("uuid")?, object.text("name")?);
//! let mut checks = Checks::default();
//! checks.required_uuid(object.place("uuid"), &uuid, UuidRule::ANY);
//! checks.finish()?;
//! ```

use std::sync::Arc;

use serde_json::{Map, Value};

pub use checks::{Checks, UuidRule};
pub use error::{Place, Problem, ReadError};

pub mod checks;
pub mod error;

/// One JSON object of a document. Keys are found whatever their case; of repeated ones the last counts.
#[derive(Clone, Debug)]
pub struct Object<'a> {
    members: Option<&'a Map<String, Value>>,
    place: Arc<Place>,
}

impl<'a> Object<'a> {
    /// Takes a value as an object. `null` is an object without members.
    pub fn new(value: &'a Value, place: Place) -> Result<Self, ReadError> {
        match value {
            Value::Object(members) => Ok(Self {
                members: Some(members),
                place: Arc::new(place),
            }),
            Value::Null => Ok(Self {
                members: None,
                place: Arc::new(place),
            }),
            other => Err(ReadError::wrong_type(place, "an object", other)),
        }
    }

    /// Where the object stands.
    pub fn here(&self) -> &Place {
        &self.place
    }

    /// Where a member stands.
    pub fn place(&self, key: &str) -> Place {
        Place::member_of(&self.place, key)
    }

    /// Whether the object was `null`.
    pub fn is_null(&self) -> bool {
        self.members.is_none()
    }

    /// The object's own members in the order of the file.
    pub fn members(&self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.members
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.as_str(), value))
    }

    /// A member that is not `null`.
    pub fn get(&self, key: &str) -> Option<&'a Value> {
        let members = self.members?;
        let mut found = None;
        for (known, value) in members {
            if is_same_key(known, key) && !value.is_null() {
                found = Some(value);
            }
        }
        found
    }

    fn take<T>(
        &self,
        key: &str,
        expected: &'static str,
        convert: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, ReadError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        match convert(value) {
            Some(converted) => Ok(Some(converted)),
            None => Err(ReadError::wrong_type(self.place(key), expected, value)),
        }
    }

    /// A text; the empty one if the member is missing.
    pub fn text(&self, key: &str) -> Result<&'a str, ReadError> {
        Ok(self.optional_text(key)?.unwrap_or_default())
    }

    /// A text, if the member is there.
    pub fn optional_text(&self, key: &str) -> Result<Option<&'a str>, ReadError> {
        self.take(key, "a text", Value::as_str)
    }

    /// A boolean; false if the member is missing.
    pub fn boolean(&self, key: &str) -> Result<bool, ReadError> {
        Ok(self.optional_boolean(key)?.unwrap_or_default())
    }

    /// A boolean, if the member is there.
    pub fn optional_boolean(&self, key: &str) -> Result<Option<bool>, ReadError> {
        self.take(key, "a boolean", Value::as_bool)
    }

    /// An integer; 0 if the member is missing.
    pub fn integer(&self, key: &str) -> Result<i64, ReadError> {
        Ok(self.optional_integer(key)?.unwrap_or_default())
    }

    /// An integer, if the member is there.
    pub fn optional_integer(&self, key: &str) -> Result<Option<i64>, ReadError> {
        self.take(key, "an integer", Value::as_i64)
    }

    /// An object, if the member is there.
    pub fn object(&self, key: &str) -> Result<Option<Object<'a>>, ReadError> {
        let value = self.get(key);
        value
            .map(|value| Object::new(value, self.place(key)))
            .transpose()
    }

    /// The items of a list with their places, if the member is there.
    pub fn optional_list(&self, key: &str) -> Result<Option<Vec<Item<'a>>>, ReadError> {
        let items = self.take(key, "a list", Value::as_array)?;
        Ok(items.map(|items| Item::of_list(items, self.place(key))))
    }

    /// The items of a list with their places; none if the member is missing.
    pub fn list(&self, key: &str) -> Result<Vec<Item<'a>>, ReadError> {
        Ok(self.optional_list(key)?.unwrap_or_default())
    }

    /// The texts of a list; none if the member is missing.
    pub fn texts(&self, key: &str) -> Result<Vec<&'a str>, ReadError> {
        self.list(key)?.iter().map(Item::text).collect()
    }

    /// The objects of a list; none if the member is missing.
    pub fn objects(&self, key: &str) -> Result<Vec<Object<'a>>, ReadError> {
        self.list(key)?.iter().map(Item::object).collect()
    }
}

/// A value in a list.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// The value.
    pub value: &'a Value,
    /// Where it stands.
    pub place: Place,
}

impl<'a> Item<'a> {
    /// The items of a list that stands at a place.
    pub fn of_list(items: &'a [Value], place: Place) -> Vec<Self> {
        let place = Arc::new(place);
        items
            .iter()
            .enumerate()
            .map(|(index, value)| Self {
                value,
                place: Place::item_of(&place, index),
            })
            .collect()
    }

    /// The item as a text; `null` is the empty text.
    pub fn text(&self) -> Result<&'a str, ReadError> {
        match self.value {
            Value::String(text) => Ok(text),
            Value::Null => Ok(""),
            other => Err(ReadError::wrong_type(self.place.clone(), "a text", other)),
        }
    }

    /// The item as an object.
    pub fn object(&self) -> Result<Object<'a>, ReadError> {
        Object::new(self.value, self.place.clone())
    }
}

/// Equality of a key with one of the format without regard to case, with the two letters outside of ASCII that fold into it.
fn is_same_key(left: &str, right: &str) -> bool {
    if left.is_ascii() {
        return left.eq_ignore_ascii_case(right);
    }
    let fold = |c: char| match c {
        '\u{17f}' => 's',
        '\u{212a}' => 'k',
        c => c.to_ascii_lowercase(),
    };
    left.chars().map(fold).eq(right.chars().map(fold))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn finds_keys_whatever_their_case_and_the_last_of_several() {
        let json = json!({"Name": "a", "NAME": "b", "uuid": null});
        let object = Object::new(&json, Place::root()).unwrap();
        assert_eq!(object.text("name"), Ok("b"));
        assert_eq!(object.text("uuid"), Ok(""));
        assert_eq!(object.optional_text("uuid"), Ok(None));
        assert_eq!(object.integer("id"), Ok(0));
    }

    #[test]
    fn says_where_a_type_is_wrong() {
        let json = json!({"groups": [{}, {"uuid": 5}], "id": 1.5, "a/b": "x"});
        let object = Object::new(&json, Place::root()).unwrap();
        let groups = object.objects("groups").unwrap();
        let error = groups[1].text("uuid").unwrap_err();
        assert_eq!(error.pointer(), "/groups/1/uuid");
        assert_eq!(
            error.to_string(),
            "field 'groups[1].uuid' should be a text, not a number"
        );
        assert_eq!(object.integer("id").unwrap_err().pointer(), "/id");
        assert_eq!(object.list("a/b").unwrap_err().pointer(), "/a~1b");
        assert!(Object::new(&json!([]), Place::root()).is_err());
    }
}
