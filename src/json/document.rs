//! Documents and the values in them.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Map, Value};

use super::place::{Place, Step};

/// A JSON text that was parsed.
#[derive(Debug, Clone)]
pub struct Document<'t> {
    pub(super) text: Cow<'t, str>,
    /// The values in the order of the text: an object is followed by its keys and values in turn, a list by its items.
    pub(super) values: Vec<Record>,
    /// The texts that are written with escapes, one after the other.
    pub(super) unescaped: String,
}

/// One value of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    pub(super) kind: Kind,
    /// Where its text begins: in the document's text, or among the unescaped ones; of a text the inside.
    pub(super) start: u32,
    /// Where its text ends.
    pub(super) end: u32,
    /// The place in the list of the first value that is no part of this one; of a key its shape.
    pub(super) next: u32,
    /// The place in the list of the object or list that this is in; of the outermost value its own.
    pub(super) parent: u32,
    /// How many members or items stand before it there.
    pub(super) index: u32,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    True,
    False,
    Number,
    Text,
    EscapedText,
    List,
    Object,
}

/// The shape of a key that may be spelled like any other: with escapes, or with letters outside of ASCII.
pub(super) const ANY_KEY: u32 = 0;

/// What keys that differ in nothing but the case of their letters have in common, for a first look at them: their length and
/// how they begin.
#[inline]
pub(super) fn shape_of_key(key: &[u8]) -> u32 {
    let first = key.first().map_or(1, |first| first | 0x20);
    match u32::try_from(key.len()) {
        Ok(length) if length < 1 << 24 => length << 8 | u32::from(first),
        _ => ANY_KEY,
    }
}

const NULL: Record = Record {
    kind: Kind::Null,
    start: 0,
    end: 0,
    next: u32::MAX,
    parent: 0,
    index: 0,
};

static NOTHING: Document<'static> = Document {
    text: Cow::Borrowed(""),
    values: Vec::new(),
    unescaped: String::new(),
};

impl Document<'_> {
    /// The document of a value; `null` if that is nested more than 127 levels deep, which no value of a file is.
    pub fn of(value: &Value) -> Document<'static> {
        Document::parse_text(Cow::Owned(value.to_string())).unwrap_or_else(|_| NOTHING.clone())
    }

    /// The outermost value.
    pub fn root(&self) -> Json<'_> {
        Json {
            document: self,
            at: 0,
            fields_from: 0,
            entry: u32::MAX,
        }
    }
}

/// A value in a document.
#[derive(Clone, Copy)]
pub struct Json<'d> {
    document: &'d Document<'d>,
    at: u32,
    /// The value at which paths of fields start.
    fields_from: u32,
    /// The value that is an entry of a map.
    entry: u32,
}

impl fmt::Debug for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'d> Json<'d> {
    /// `null`, of no document.
    pub fn null() -> Self {
        NOTHING.root()
    }

    fn record(self) -> Record {
        let at = usize::try_from(self.at).unwrap_or(usize::MAX);
        self.document.values.get(at).copied().unwrap_or(NULL)
    }

    fn sibling(self, at: u32) -> Self {
        Self { at, ..self }
    }

    fn source(self, record: Record) -> &'d str {
        let text = match record.kind {
            Kind::EscapedText => self.document.unescaped.as_str(),
            _ => &self.document.text,
        };
        text.get(record.start as usize..record.end as usize)
            .unwrap_or_default()
    }

    /// Whether it is `null`.
    pub fn is_null(self) -> bool {
        self.record().kind == Kind::Null
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.record().kind == Kind::Object
    }

    /// The text, if it is one.
    pub fn as_str(self) -> Option<&'d str> {
        let record = self.record();
        matches!(record.kind, Kind::Text | Kind::EscapedText).then(|| self.source(record))
    }

    /// `true` or `false`, if it is one of them.
    pub fn as_bool(self) -> Option<bool> {
        match self.record().kind {
            Kind::True => Some(true),
            Kind::False => Some(false),
            _ => None,
        }
    }

    /// The number as it is written, if it is one.
    pub fn as_number(self) -> Option<&'d str> {
        let record = self.record();
        (record.kind == Kind::Number).then(|| self.source(record))
    }

    /// The whole number, if it is one of 64 bits that is written without fraction and exponent.
    pub fn as_i64(self) -> Option<i64> {
        self.as_number()?.parse().ok()
    }

    /// The items, if it is a list.
    pub fn items(self) -> Option<impl Iterator<Item = Json<'d>>> {
        let record = self.record();
        (record.kind == Kind::List).then(|| self.values_within(record))
    }

    /// Keys and values in the order of the text, if it is an object. Keys may repeat.
    pub fn members(self) -> Option<impl Iterator<Item = (&'d str, Json<'d>)>> {
        let record = self.record();
        (record.kind == Kind::Object).then(|| {
            let mut at = self.at + 1;
            std::iter::from_fn(move || {
                let key = (at < record.next).then(|| self.sibling(at))?;
                let value = self.sibling(at + 1);
                at = value.record().next;
                Some((key.as_str().unwrap_or_default(), value))
            })
        })
    }

    /// The member of this key, whatever the case of the letters, that is not `null`. Of several the last counts.
    pub fn member(self, key: &str) -> Option<Self> {
        self.find(key, |name, value| {
            value.kind != Kind::Null && is_same_key(self.source(name), key)
        })
    }

    /// The member of exactly this key, if it is an object that has one. Of several the last counts.
    pub fn get(self, key: &str) -> Option<Self> {
        self.find(key, |name, _| self.source(name) == key)
    }

    /// The value of the last member that is the one, of those whose keys may be spelled like this one.
    #[inline]
    fn find(self, key: &str, is_it: impl Fn(Record, Record) -> bool) -> Option<Self> {
        let object = self.record();
        if object.kind != Kind::Object {
            return None;
        }
        let values = self.document.values.get(..object.next as usize)?;
        let shape = shape_of_key(key.as_bytes());
        let mut at = self.at as usize + 1;
        let mut found = None;
        while let Some([name, value]) = values.get(at..at + 2) {
            if (name.next == shape || name.next == ANY_KEY) && is_it(*name, *value) {
                found = Some(at + 1);
            }
            at = value.next as usize;
        }
        found.map(|at| self.sibling(u32::try_from(at).unwrap_or(u32::MAX)))
    }

    fn values_within(self, record: Record) -> impl Iterator<Item = Json<'d>> {
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            let value = (at < record.next).then(|| self.sibling(at))?;
            at = value.record().next;
            Some(value)
        })
    }

    /// The same value seen from itself: paths of fields start anew here. Objects that are checked on their own (actions,
    /// assets of a list) are read this way.
    #[must_use]
    pub fn as_root(self) -> Self {
        Self {
            fields_from: self.at,
            ..self
        }
    }

    /// The same value as an entry of a map, whose path is `headers[Accept]`.
    #[must_use]
    pub fn as_entry(self) -> Self {
        Self {
            entry: self.at,
            ..self
        }
    }

    /// Whether another value is of the same text.
    pub fn is_written_as(self, other: Self) -> bool {
        let (record, other_record) = (self.record(), other.record());
        record.kind == other_record.kind && self.source(record) == other.source(other_record)
    }

    /// Where it stands.
    pub fn place(self) -> Place {
        let mut way = Vec::new();
        let mut inner = self;
        // A value stands after the one it is in, so the way ends.
        while inner.at > 0 {
            way.push(inner);
            inner = self.sibling(inner.record().parent);
        }
        let mut place = Place::root();
        for value in way.into_iter().rev() {
            let record = value.record();
            let parent = self.sibling(record.parent).record();
            // The key of a member stands right before its value.
            let key = || self.sibling(value.at - 1).as_str().unwrap_or_default();
            let step = match parent.kind {
                Kind::Object if value.at == self.entry => Step::Entry(key().into()),
                Kind::Object => Step::Member(key().into()),
                _ => Step::Item(record.index as usize),
            };
            place = place.below(step);
            if value.at == self.fields_from {
                place = place.as_root();
            }
        }
        place
    }

    /// The value as a tree of its own. Of equal keys the last counts.
    pub fn to_value(self) -> Value {
        let record = self.record();
        match record.kind {
            Kind::Null => Value::Null,
            Kind::True => Value::Bool(true),
            Kind::False => Value::Bool(false),
            Kind::Number => serde_json::from_str(self.source(record)).unwrap_or_default(),
            Kind::Text | Kind::EscapedText => Value::String(self.source(record).to_owned()),
            Kind::List => self.values_within(record).map(Self::to_value).collect(),
            Kind::Object => Value::Object(
                self.members()
                    .into_iter()
                    .flatten()
                    .map(|(key, value)| (key.to_owned(), value.to_value()))
                    .collect::<Map<_, _>>(),
            ),
        }
    }

    /// What it is, with its article.
    pub fn type_name(self) -> &'static str {
        match self.record().kind {
            Kind::Null => "null",
            Kind::True | Kind::False => "a boolean",
            Kind::Number => "a number",
            Kind::Text | Kind::EscapedText => "a text",
            Kind::List => "a list",
            Kind::Object => "an object",
        }
    }
}

/// Equality of a key with one of the format without regard to case, with the two letters outside of ASCII that fold into it.
fn is_same_key(left: &str, right: &str) -> bool {
    if left.len() == right.len() {
        let first = |text: &str| text.as_bytes().first().map(|byte| byte | 0x20);
        return first(left) == first(right) && (left == right || left.eq_ignore_ascii_case(right));
    }
    let fold = |c: char| match c {
        '\u{17f}' => 's',
        '\u{212a}' => 'k',
        c => c.to_ascii_lowercase(),
    };
    left.chars().map(fold).eq(right.chars().map(fold))
}

impl fmt::Display for Json<'_> {
    /// The JSON text without white space, and otherwise as it was written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let record = self.record();
        let source = self.source(record);
        match record.kind {
            Kind::Null => f.write_str("null"),
            Kind::Text => write!(f, "\"{source}\""),
            Kind::EscapedText => write!(f, "{}", self.to_value()),
            Kind::True | Kind::False | Kind::Number => f.write_str(source),
            Kind::List | Kind::Object => write_compact(f, source),
        }
    }
}

/// Writes JSON text without its white space.
fn write_compact(f: &mut fmt::Formatter<'_>, source: &str) -> fmt::Result {
    let (mut in_string, mut is_escaped) = (false, false);
    let is_space = |c: char| {
        let was_outside = !in_string;
        if in_string {
            in_string = is_escaped || c != '"';
            is_escaped = !is_escaped && c == '\\';
        } else {
            in_string = c == '"';
        }
        was_outside && matches!(c, ' ' | '\n' | '\t' | '\r')
    };
    source
        .split(is_space)
        .try_for_each(|part| f.write_str(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#" {"a": [1, {"b/c": null, "d": "x\ny"}], "e": true, "a": [2.50]} "#;

    #[test]
    fn values_are_found_by_key_and_in_order() {
        let document = Document::parse(TEXT).unwrap();
        let root = document.root();
        let keys: Vec<_> = root.members().unwrap().map(|(key, _)| key).collect();
        assert_eq!(keys, ["a", "e", "a"]);
        assert_eq!(root.get("a").unwrap().to_string(), "[2.50]");
        assert_eq!(root.get("e").unwrap().as_bool(), Some(true));
        let first = root.members().unwrap().next().unwrap().1;
        let items: Vec<_> = first.items().unwrap().collect();
        assert_eq!(items[0].as_i64(), Some(1));
        assert_eq!(items[1].get("d").unwrap().as_str(), Some("x\ny"));
        assert_eq!(items[1].to_string(), r#"{"b/c":null,"d":"x\ny"}"#);
        assert_eq!(
            root.to_string(),
            r#"{"a":[1,{"b/c":null,"d":"x\ny"}],"e":true,"a":[2.50]}"#
        );
    }

    #[test]
    fn members_are_found_whatever_their_case() {
        let text =
            r#"{"Text": 1, "TEXT": 2, "text": null, "tex\u0074s": 3, "linKs": 4, "linſs": 5}"#;
        let document = Document::parse(text).unwrap();
        let find = |key| document.root().member(key).and_then(Json::as_i64);
        assert_eq!(find("text"), Some(2));
        assert_eq!(find("texts"), Some(3));
        assert_eq!(find("links"), Some(4));
        assert_eq!(find("linss"), Some(5));
        assert_eq!(find("tex"), None);
    }

    #[test]
    fn values_know_where_they_stand() {
        let document = Document::parse(TEXT).unwrap();
        let root = document.root();
        assert_eq!(root.place().pointer(), "");
        let item = root.members().unwrap().next().unwrap().1.items().unwrap();
        let item = item.last().unwrap();
        let null = item.get("b/c").unwrap();
        assert_eq!(null.place().pointer(), "/a/1/b~1c");
        assert_eq!(null.place().field(), "a[1].b/c");
        assert_eq!(null.as_entry().place().field(), "a[1][b/c]");
        let null = item.as_root().get("b/c").unwrap();
        assert_eq!(null.place().field(), "b/c");
        assert_eq!(null.place().pointer(), "/a/1/b~1c");
    }

    #[test]
    fn every_value_knows_its_place() {
        fn check(json: Json<'_>, pointer: &str) {
            assert_eq!(json.place().pointer(), pointer);
            for (at, item) in json.items().into_iter().flatten().enumerate() {
                check(item, &format!("{pointer}/{at}"));
            }
            for (key, value) in json.members().into_iter().flatten() {
                check(value, &format!("{pointer}/{}", key.replace('/', "~1")));
            }
        }
        let text =
            r#"[[], {"a": {}, "b": [1, [2, {"c": "x"}], null]}, [[3], "\n", {"d/e": []}], 4]"#;
        check(Document::parse(text).unwrap().root(), "");
        check(Document::parse(TEXT).unwrap().root(), "");
    }

    #[test]
    fn a_tree_makes_the_same_document() {
        let value: Value = serde_json::from_str(TEXT).unwrap();
        let document = Document::of(&value);
        assert_eq!(document.root().to_value(), value);
        assert!(Json::null().is_null());
        assert_eq!(Json::null().place(), Place::root());
    }
}
