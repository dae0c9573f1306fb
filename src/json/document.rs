//! Documents and the values in them.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Map, Value};

use super::members::ANY_KEY;
use super::place::{Place, Step};

/// A JSON text that was parsed.
#[derive(Debug, Clone)]
pub struct Document<'t> {
    pub(super) text: Cow<'t, str>,
    /// The values in the order of the text: an object is followed by its members, a list by its items.
    pub(super) values: Vec<Record>,
    /// The texts that are written with escapes, one after the other.
    pub(super) unescaped: String,
}

/// One value of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    pub(super) kind: Kind,
    /// Of an object: whether all its keys are of different shapes.
    pub(super) keys_differ: bool,
    /// Of a member: whether its key is one of the unescaped texts.
    pub(super) key_is_escaped: bool,
    /// Where its text begins: in the document's text, or among the unescaped ones; of a text the inside.
    pub(super) start: u32,
    /// Where its text ends.
    pub(super) end: u32,
    /// The place in the list of the first value that is no part of this one.
    pub(super) next: u32,
    /// The place in the list of the object or list that this is in; of the outermost value its own.
    pub(super) parent: u32,
    /// Of an item: how many stand before it. Of a member: where the inside of its key begins.
    pub(super) position: u32,
    /// Of a member: where the inside of its key ends.
    pub(super) key_end: u32,
    /// Of a member: the shape of its key.
    pub(super) key_shape: u32,
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

/// What stands where nothing does.
static NULL: Record = Record::NULL;

impl Record {
    /// A value of which nothing is known.
    pub(super) const NULL: Self = Self {
        kind: Kind::Null,
        keys_differ: false,
        key_is_escaped: false,
        start: 0,
        end: 0,
        next: u32::MAX,
        parent: 0,
        position: 0,
        key_end: 0,
        key_shape: ANY_KEY,
    };
}

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
            position: Position::new(0, 0),
        }
    }
}

/// A value in a document.
#[derive(Clone, Copy)]
pub struct Json<'d> {
    pub(super) document: &'d Document<'d>,
    position: Position,
}

/// Which value of the list, and at which one the paths of fields start. It is one number so that values are handed on in
/// two registers.
#[derive(Clone, Copy)]
struct Position(u64);

impl Position {
    const fn new(at: u32, fields_from: u32) -> Self {
        Self((fields_from as u64) << 32 | at as u64)
    }

    #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
    const fn at(self) -> u32 {
        self.0 as u32
    }

    const fn fields_from(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

/// The values in a list or an object, in the order of the text.
#[derive(Debug, Clone)]
pub struct Values<'d> {
    next: Json<'d>,
    end: u32,
}

impl Values<'_> {
    /// No values.
    pub fn none() -> Self {
        Self {
            next: Json::null(),
            end: 0,
        }
    }
}

impl<'d> Iterator for Values<'d> {
    type Item = Json<'d>;

    #[inline]
    fn next(&mut self) -> Option<Json<'d>> {
        let value = (self.next.at() < self.end).then_some(self.next)?;
        self.next = value.sibling(value.record().next);
        Some(value)
    }
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

    #[inline]
    pub(super) fn at(self) -> u32 {
        self.position.at()
    }

    #[inline]
    pub(super) fn record(self) -> &'d Record {
        let values = &self.document.values;
        values.get(self.at() as usize).unwrap_or(&NULL)
    }

    #[inline]
    pub(super) fn sibling(self, at: u32) -> Self {
        Self {
            position: Position::new(at, self.position.fields_from()),
            ..self
        }
    }

    fn source(self, record: &Record) -> &'d str {
        self.slice(record.kind == Kind::EscapedText, record.start, record.end)
    }

    /// The key of a member.
    pub(super) fn key_of(self, member: &Record) -> &'d str {
        self.slice(member.key_is_escaped, member.position, member.key_end)
    }

    fn slice(self, is_unescaped: bool, start: u32, end: u32) -> &'d str {
        let text = self.text_with(is_unescaped);
        text.get(start as usize..end as usize).unwrap_or_default()
    }

    #[inline]
    pub(super) fn text_with(self, is_unescaped: bool) -> &'d str {
        if is_unescaped {
            &self.document.unescaped
        } else {
            &self.document.text
        }
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
    pub fn items(self) -> Option<Values<'d>> {
        let record = self.record();
        (record.kind == Kind::List).then(|| self.values_within(record))
    }

    /// Keys and values in the order of the text, if it is an object. Keys may repeat.
    pub fn members(self) -> Option<impl Iterator<Item = (&'d str, Json<'d>)>> {
        let record = self.record();
        (record.kind == Kind::Object).then(|| {
            let values = self.values_within(record);
            values.map(|value| (value.key_of(value.record()), value))
        })
    }

    pub(super) fn values_within(self, record: &'d Record) -> Values<'d> {
        Values {
            next: self.sibling(self.at() + 1),
            end: record.next,
        }
    }

    /// The same value seen from itself: paths of fields start anew here. Objects that are checked on their own (actions,
    /// assets of a list) are read this way.
    #[must_use]
    pub fn as_root(self) -> Self {
        Self {
            position: Position::new(self.at(), self.at()),
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
        self.place_knowing(None)
    }

    /// Where it stands, if one of the values it is in, or itself, is an entry of a map, whose path is `headers[Accept]`.
    pub(crate) fn place_knowing(self, entry: Option<Json<'_>>) -> Place {
        let mut way = Vec::new();
        let mut inner = self;
        // A value stands after the one it is in, so the way ends.
        while inner.at() > 0 {
            way.push(inner);
            inner = self.sibling(inner.record().parent);
        }
        let mut place = Place::root();
        for value in way.into_iter().rev() {
            let record = value.record();
            let parent = self.sibling(record.parent).record();
            let key = || self.key_of(record);
            let step = match parent.kind {
                Kind::Object if entry.is_some_and(|entry| entry.at() == value.at()) => {
                    Step::Entry(key().into())
                }
                Kind::Object => Step::Member(key().into()),
                _ => Step::Item(record.position as usize),
            };
            place = place.below(step);
            if value.at() == self.position.fields_from() {
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
    fn values_know_where_they_stand() {
        let document = Document::parse(TEXT).unwrap();
        let root = document.root();
        assert_eq!(root.place().pointer(), "");
        let item = root.members().unwrap().next().unwrap().1.items().unwrap();
        let item = item.last().unwrap();
        let null = item.get("b/c").unwrap();
        assert_eq!(null.place().pointer(), "/a/1/b~1c");
        assert_eq!(null.place().field(), "a[1].b/c");
        assert_eq!(null.place_knowing(Some(null)).field(), "a[1][b/c]");
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
