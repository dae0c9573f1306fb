//! Typed access to JSON objects, and errors that say where.
//!
//! Reading a document is done in two steps, as the format prescribes: members are taken with their types, of which the
//! first wrong one ends the reading; then they are checked, and all problems are reported together, in the order in which
//! they were found:
//!
//! ```text
//! let object = Object::new(json)?;
//! let (uuid, name) = (object.text("uuid")?, object.text("name")?);
//! let mut checks = Checks::default();
//! checks.required_uuid(object.place("uuid"), &uuid, UuidRule::ANY);
//! checks.finish()?;
//! ```

use std::cell::Cell;

use indexmap::IndexMap;
use smallvec::SmallVec;

pub use crate::json::Place;
use crate::json::{Json, Values};
pub use checks::{Checks, UuidRule};
pub use error::{Problem, ReadError};

pub mod checks;
pub mod error;

/// One JSON object of a document. Keys are found whatever their case; of repeated ones the last counts.
#[derive(Clone, Debug)]
pub struct Object<'a> {
    json: Json<'a>,
    /// The entry of a map that this is, or is in.
    entry: Option<Json<'a>>,
    /// Where the next member is looked for first: members are mostly read in the order in which they are written.
    next: Cell<u32>,
}

/// Where a member of an object stands, whether it is there or not. It is made a [`Place`] when something is wrong with it.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    object: &'a Object<'a>,
    key: &'a str,
}

impl Spot<'_> {
    /// The place as that of an object that is checked on its own: paths of fields start anew there.
    pub fn as_root(self) -> Place {
        Place::from(self).as_root()
    }
}

impl From<Spot<'_>> for Place {
    fn from(spot: Spot<'_>) -> Self {
        spot.object.here().member(spot.key)
    }
}

impl From<Json<'_>> for Place {
    fn from(json: Json<'_>) -> Self {
        json.place()
    }
}

impl<'a> Object<'a> {
    /// Takes a value as an object. `null` is an object without members.
    pub fn new(json: Json<'a>) -> Result<Self, ReadError> {
        Self::within(json, None)
    }

    /// Takes the value of an entry of a map, whose path is `headers[Accept]`, as an object.
    pub fn of_entry(json: Json<'a>) -> Result<Self, ReadError> {
        Self::within(json, Some(json))
    }

    fn within(json: Json<'a>, entry: Option<Json<'a>>) -> Result<Self, ReadError> {
        if json.is_object() || json.is_null() {
            let next = Cell::new(0);
            Ok(Self { json, entry, next })
        } else {
            let place = json.place_knowing(entry);
            Err(ReadError::wrong_type(place, "an object", json))
        }
    }

    /// Where the object stands.
    pub fn here(&self) -> Place {
        self.json.place_knowing(self.entry)
    }

    /// Where a member stands.
    pub fn place<'k>(&'k self, key: &'k str) -> Spot<'k> {
        Spot { object: self, key }
    }

    /// Whether the object was `null`.
    pub fn is_null(&self) -> bool {
        self.json.is_null()
    }

    /// The object's own members, each key once: of equal ones the last counts, at the place of the first.
    pub fn distinct_members(&self) -> SmallVec<[(&'a str, Json<'a>); 8]> {
        if self.json.has_distinct_keys() {
            return self.members().collect();
        }
        let distinct: IndexMap<_, _> = self.members().collect();
        distinct.into_iter().collect()
    }

    /// The object's own members in the order of the file. Keys may repeat.
    pub fn members(&self) -> impl Iterator<Item = (&'a str, Json<'a>)> {
        self.json.members().into_iter().flatten()
    }

    /// A member that is not `null`.
    pub fn get(&self, key: &str) -> Option<Json<'a>> {
        self.json.member_from(key, &self.next)
    }

    /// A member of any type, for which `null` is a value like any other.
    pub fn get_or_null(&self, key: &str) -> Option<Json<'a>> {
        self.json.member_or_null(key, &self.next)
    }

    fn take<T>(
        &self,
        key: &str,
        expected: &'static str,
        convert: impl FnOnce(Json<'a>) -> Option<T>,
    ) -> Result<Option<T>, ReadError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        match convert(value) {
            Some(converted) => Ok(Some(converted)),
            None => Err(self.wrong_type(key, expected, value)),
        }
    }

    /// The error of a member of another type than the format wants.
    #[cold]
    pub fn wrong_type(&self, key: &str, expected: &'static str, value: Json<'a>) -> ReadError {
        ReadError::wrong_type(self.here().member(key), expected, value)
    }

    /// A text; the empty one if the member is missing.
    pub fn text(&self, key: &str) -> Result<&'a str, ReadError> {
        match self.get(key) {
            Some(value) => value
                .as_str()
                .ok_or_else(|| self.wrong_type(key, "a text", value)),
            None => Ok(""),
        }
    }

    /// A text, if the member is there.
    pub fn optional_text(&self, key: &str) -> Result<Option<&'a str>, ReadError> {
        self.take(key, "a text", Json::as_str)
    }

    /// A boolean; false if the member is missing.
    pub fn boolean(&self, key: &str) -> Result<bool, ReadError> {
        Ok(self.optional_boolean(key)?.unwrap_or_default())
    }

    /// A boolean, if the member is there.
    pub fn optional_boolean(&self, key: &str) -> Result<Option<bool>, ReadError> {
        self.take(key, "a boolean", Json::as_bool)
    }

    /// An integer; 0 if the member is missing.
    pub fn integer(&self, key: &str) -> Result<i64, ReadError> {
        Ok(self.optional_integer(key)?.unwrap_or_default())
    }

    /// An integer, if the member is there.
    pub fn optional_integer(&self, key: &str) -> Result<Option<i64>, ReadError> {
        self.take(key, "an integer", Json::as_i64)
    }

    /// An object, if the member is there.
    pub fn object(&self, key: &str) -> Result<Option<Object<'a>>, ReadError> {
        self.get(key)
            .map(|json| Self::within(json, self.entry))
            .transpose()
    }

    /// The items of a list, if the member is there.
    pub fn optional_list(&self, key: &str) -> Result<Option<Items<'a>>, ReadError> {
        let entry = self.entry;
        self.take(key, "a list", |list| {
            let values = list.items()?;
            Some(Items { values, entry })
        })
    }

    /// The items of a list; none if the member is missing.
    pub fn list(&self, key: &str) -> Result<Items<'a>, ReadError> {
        Ok(self.optional_list(key)?.unwrap_or_default())
    }

    /// The texts of a list; none if the member is missing.
    pub fn texts(
        &self,
        key: &str,
    ) -> Result<impl Iterator<Item = &'a str> + Clone + use<'a>, ReadError> {
        let items = self.list(key)?;
        // The first that is none ends the reading before anything is made of the others.
        items.clone().try_for_each(|item| item.text().map(drop))?;
        Ok(items.map(|item| item.text().unwrap_or_default()))
    }

    /// The objects of a list; none if the member is missing.
    pub fn objects(
        &self,
        key: &str,
    ) -> Result<impl Iterator<Item = Object<'a>> + Clone + use<'a>, ReadError> {
        let items = self.list(key)?;
        items.clone().try_for_each(|item| item.object().map(drop))?;
        Ok(items.filter_map(|item| item.object().ok()))
    }
}

/// The values in a list.
#[derive(Clone, Debug)]
pub struct Items<'a> {
    values: Values<'a>,
    /// The entry of a map that they are in.
    entry: Option<Json<'a>>,
}

impl Default for Items<'_> {
    fn default() -> Self {
        Self {
            values: Values::none(),
            entry: None,
        }
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Item<'a>;

    #[inline]
    fn next(&mut self) -> Option<Item<'a>> {
        let value = self.values.next()?;
        let entry = self.entry;
        Some(Item { value, entry })
    }
}

/// A value in a list.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// The value.
    pub value: Json<'a>,
    /// The entry of a map that it is in.
    entry: Option<Json<'a>>,
}

impl<'a> Item<'a> {
    /// The item as a text; `null` is the empty text.
    pub fn text(&self) -> Result<&'a str, ReadError> {
        if self.value.is_null() {
            return Ok("");
        }
        let text = self.value.as_str();
        text.ok_or_else(|| {
            let place = self.value.place_knowing(self.entry);
            ReadError::wrong_type(place, "a text", self.value)
        })
    }

    /// The item as an object.
    pub fn object(&self) -> Result<Object<'a>, ReadError> {
        Object::within(self.value, self.entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;
    use serde_json::json;

    #[test]
    fn finds_keys_whatever_their_case_and_the_last_of_several() {
        let json = json!({"Name": "a", "NAME": "b", "uuid": null});
        let document = Document::of(&json);
        let object = Object::new(document.root()).unwrap();
        assert_eq!(object.text("name"), Ok("b"));
        assert_eq!(object.text("uuid"), Ok(""));
        assert_eq!(object.optional_text("uuid"), Ok(None));
        assert_eq!(object.integer("id"), Ok(0));
    }

    #[test]
    fn of_equal_keys_the_last_counts() {
        let document = Document::parse(r#"{"a": 1, "b": 2, "a": 3}"#).unwrap();
        let object = Object::new(document.root()).unwrap();
        let members = object.distinct_members();
        let members: Vec<_> = members
            .iter()
            .map(|(key, json)| (*key, json.as_i64()))
            .collect();
        assert_eq!(members, [("a", Some(3)), ("b", Some(2))]);
        assert_eq!(object.integer("a"), Ok(3));
    }

    #[test]
    fn says_where_a_type_is_wrong() {
        let json = json!({"groups": [{}, {"uuid": 5}], "id": 1.5, "a/b": "x"});
        let document = Document::of(&json);
        let object = Object::new(document.root()).unwrap();
        let mut groups = object.objects("groups").unwrap();
        let error = groups.nth(1).unwrap().text("uuid").unwrap_err();
        assert_eq!(error.pointer(), "/groups/1/uuid");
        assert_eq!(
            error.to_string(),
            "field 'groups[1].uuid' should be a text, not a number"
        );
        assert_eq!(object.integer("id").unwrap_err().pointer(), "/id");
        assert_eq!(object.list("a/b").unwrap_err().pointer(), "/a~1b");
        assert!(Object::new(Document::of(&json!([])).root()).is_err());
    }
}
