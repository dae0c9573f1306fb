//! Things with properties. Everything the context offers is looked up through [`ContextObject`], one property at a time,
//! so reading `@contact.name` never builds the whole contact. One trait serves both generations.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::case;
use super::datetime::DateTime;
use super::value::{Text, Value};

/// The key of a lookup.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    written: &'a str,
    name: &'a str,
    ignores_case: bool,
}

impl<'a> Key<'a> {
    /// A key of a dialect in which case matters.
    pub fn exact(written: &'a str) -> Self {
        Self {
            written,
            name: written,
            ignores_case: false,
        }
    }

    /// A key of a dialect in which case does not matter; `lowered` is `written` in lower case.
    pub fn ignoring_case(written: &'a str, lowered: &'a str) -> Self {
        Self {
            written,
            name: lowered,
            ignores_case: true,
        }
    }

    /// The spelling to compare with a property's name: as written, or in lower case where case does not matter.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The key as written.
    pub fn written(&self) -> &'a str {
        self.written
    }

    /// Whether two spellings that differ only by case name the same property.
    pub fn ignores_case(&self) -> bool {
        self.ignores_case
    }
}

/// What a lookup found.
#[derive(Clone, Debug)]
pub struct Property {
    /// The value; may be null, may be an error.
    pub value: Value,
    /// The warning that reading it gives, if it is deprecated (generation 14).
    pub deprecated: Option<Cow<'static, str>>,
}

impl Property {
    /// A property that is there to stay.
    pub fn new(value: impl Into<Value>) -> Self {
        Self {
            value: value.into(),
            deprecated: None,
        }
    }

    /// A property whose use gives this warning.
    pub fn deprecated(value: impl Into<Value>, warning: impl Into<Cow<'static, str>>) -> Self {
        Self {
            value: value.into(),
            deprecated: Some(warning.into()),
        }
    }
}

impl<T: Into<Value>> From<T> for Property {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

/// How an object is written as JSON.
#[derive(Clone, Debug)]
pub enum JsonForm {
    /// An object of [`ContextObject::properties`].
    Properties,
    /// An array of [`ContextObject::items`].
    Items,
    /// The JSON form of this value instead.
    Instead(Value),
    /// This JSON text as it is (at the top; without white space inside of others).
    Raw(Text),
}

/// Something with properties: a map, or a thing of the context. Implementations compute a property when it is asked for.
pub trait ContextObject: Send + Sync + fmt::Debug {
    /// The property of this name, or None if there is none. Compare with [`Key::name`].
    fn property(&self, key: Key<'_>) -> Option<Property>;

    /// The value at a path of keys with dots between, where it can be had without making the things on the way (generation 12).
    /// None says nothing: the path is then followed key by key.
    fn at_path(&self, _path: &str) -> Option<Value> {
        None
    }

    /// The properties that JSON lists, in the order in which generation 12 lists them (generation 14 sorts by key).
    fn properties(&self) -> Vec<(Text, Value)>;

    /// What stands for the object in texts, numbers and conditions: the default (14) or the reduced primitive (12).
    fn reduced(&self) -> Option<Value> {
        None
    }

    /// The word for it in error texts of generation 12, as `contact`. Generation 14 always says `object`.
    fn describe(&self) -> &str {
        self.type_name()
    }

    /// The name of its type, as `contact` or `run_result`.
    fn type_name(&self) -> &'static str {
        "object"
    }

    /// Number of items, for things that can be counted (generation 12). Such a thing is true unless empty.
    fn length(&self) -> Option<usize> {
        None
    }

    /// The items, for things that are looked up by index (generation 12: URNs, groups, path, JSON arrays).
    fn items(&self) -> Option<Vec<Value>> {
        None
    }

    /// What a lookup of a missing property says, if not `DESCRIBE has no property 'KEY'` (generation 12).
    fn missing_text(&self, _key: &str) -> Option<String> {
        None
    }

    /// How it is written as JSON.
    fn json_form(&self) -> JsonForm {
        JsonForm::Properties
    }

    /// Only a run answers (generation 12): when the last wait timed out, if no message came since.
    fn wait_timed_out_on(&self) -> Option<DateTime> {
        None
    }

    /// Only a test result answers (generation 12): what a router stores beside the match.
    fn test_extra(&self) -> Option<Map> {
        None
    }

    /// The entries if this is plain data rather than a thing of the context.
    fn as_map(&self) -> Option<&Map> {
        None
    }
}

/// A shared object.
#[derive(Clone, Debug)]
pub struct Object(Arc<dyn ContextObject>);

impl Object {
    /// Shares a thing of the context.
    pub fn new(object: impl ContextObject + 'static) -> Self {
        Self(Arc::new(object))
    }

    /// Whether both are the same shared object.
    pub fn is_same(&self, other: &Self) -> bool {
        std::ptr::addr_eq(Arc::as_ptr(&self.0), Arc::as_ptr(&other.0))
    }
}

impl From<Arc<dyn ContextObject>> for Object {
    fn from(object: Arc<dyn ContextObject>) -> Self {
        Self(object)
    }
}

impl From<Map> for Object {
    fn from(map: Map) -> Self {
        Self::new(map)
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Self::Object(map.into())
    }
}

impl std::ops::Deref for Object {
    type Target = dyn ContextObject;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

/// Plain data with properties: what JSON objects become in generation 14, native maps of generation 12.
#[derive(Clone, Debug, Default)]
pub struct Map {
    entries: Vec<Entry>,
    default: Option<Value>,
}

#[derive(Clone, Debug)]
struct Entry {
    key: Text,
    value: Value,
    deprecated: Option<Cow<'static, str>>,
}

/// The key that sets an object's default instead of a property.
pub const DEFAULT_KEY: &str = "__default__";

impl Map {
    /// No properties.
    pub fn new() -> Self {
        Self::default()
    }

    /// The map of these entries; of equal keys the last counts. No key is special.
    pub fn from_entries(entries: impl IntoIterator<Item = (Text, Value)>) -> Self {
        let mut all: Vec<Entry> = entries
            .into_iter()
            .map(|(key, value)| Entry {
                key,
                value,
                deprecated: None,
            })
            .collect();
        // Stable, so that of equal keys the last one written stands last.
        all.sort_by(|a, b| a.key.cmp(&b.key));
        let mut entries: Vec<Entry> = Vec::with_capacity(all.len());
        for entry in all {
            match entries.last_mut() {
                Some(last) if last.key == entry.key => *last = entry,
                _ => entries.push(entry),
            }
        }
        Self {
            entries,
            default: None,
        }
    }

    /// As [`Map::from_entries`], but the key `__default__` sets the default (generation 14).
    pub fn with_default_key(entries: impl IntoIterator<Item = (Text, Value)>) -> Self {
        let mut default = None;
        let mut map = Self::from_entries(entries.into_iter().filter_map(|(key, value)| {
            if key == DEFAULT_KEY {
                default = Some(value);
                None
            } else {
                Some((key, value))
            }
        }));
        map.default = default;
        map
    }

    /// Sets the default (generation 14).
    #[must_use]
    pub fn with_default(mut self, default: impl Into<Value>) -> Self {
        self.default = Some(default.into());
        self
    }

    /// Adds or replaces a property.
    pub fn insert(&mut self, key: impl Into<Text>, value: impl Into<Value>) {
        self.insert_entry(Entry {
            key: key.into(),
            value: value.into(),
            deprecated: None,
        });
    }

    /// Adds or replaces a property whose reading gives a warning.
    pub fn insert_deprecated(
        &mut self,
        key: impl Into<Text>,
        value: impl Into<Value>,
        warning: impl Into<Cow<'static, str>>,
    ) {
        self.insert_entry(Entry {
            key: key.into(),
            value: value.into(),
            deprecated: Some(warning.into()),
        });
    }

    fn insert_entry(&mut self, entry: Entry) {
        match self.entries.binary_search_by(|e| e.key.cmp(&entry.key)) {
            Ok(at) => {
                if let Some(old) = self.entries.get_mut(at) {
                    *old = entry;
                }
            }
            Err(at) => self.entries.insert(at, entry),
        }
    }

    /// The entries, sorted by the bytes of their keys.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Text, &Value)> {
        self.entries.iter().map(|entry| (&entry.key, &entry.value))
    }

    /// Number of properties.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no property.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value under exactly this key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.find(key).map(|entry| &entry.value)
    }

    fn find(&self, key: &str) -> Option<&Entry> {
        let at = self
            .entries
            .binary_search_by(|entry| entry.key.as_str().cmp(key))
            .ok()?;
        self.entries.get(at)
    }
}

impl ContextObject for Map {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        let entry = self.find(key.written()).or_else(|| {
            self.entries
                .iter()
                .find(|entry| key.ignores_case() && case::lowers_to(&entry.key, key.name()))
        })?;
        Some(Property {
            value: entry.value.clone(),
            deprecated: entry.deprecated.clone(),
        })
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        self.iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }

    fn reduced(&self) -> Option<Value> {
        self.default.clone()
    }

    fn length(&self) -> Option<usize> {
        Some(self.len())
    }

    fn describe(&self) -> &'static str {
        "map"
    }

    fn as_map(&self) -> Option<&Map> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map() -> Map {
        Map::from_entries([
            ("b".into(), 1.into()),
            ("A".into(), 2.into()),
            ("b".into(), 3.into()),
        ])
    }

    #[test]
    fn entries_are_sorted_and_the_last_equal_key_counts() {
        let keys: Vec<_> = map().iter().map(|(key, _)| key.to_string()).collect();
        assert_eq!(keys, ["A", "b"]);
        assert!(matches!(map().get("b"), Some(Value::Number(n)) if *n == 3.into()));
    }

    #[test]
    fn keys_match_by_case_only_where_the_dialect_says_so() {
        assert!(map().property(Key::exact("a")).is_none());
        assert!(map().property(Key::ignoring_case("a", "a")).is_some());
    }

    #[test]
    fn the_default_is_no_property() {
        let map = Map::with_default_key([(DEFAULT_KEY.into(), 5.into()), ("x".into(), 1.into())]);
        assert_eq!(map.len(), 1);
        assert!(map.reduced().is_some());
    }
}
