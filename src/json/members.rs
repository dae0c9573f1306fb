//! Finding the members of an object by their keys.

use std::cell::Cell;

use super::document::{Json, Kind, Record};

/// The shape of a key that may be spelled like any other: with escapes, or with letters outside of ASCII.
pub(super) const ANY_KEY: u32 = 0;

/// What keys that differ in nothing but the case of their letters have in common, for a first look at them: their length,
/// and how they begin and end.
#[inline]
pub(super) fn shape_of_key(key: &[u8]) -> u32 {
    let (Some(first), Some(last)) = (key.first(), key.last()) else {
        return 1;
    };
    match u16::try_from(key.len()) {
        Ok(length) => {
            u32::from_le_bytes([first | 0x20, last | 0x20, 0, 0]) | u32::from(length) << 16
        }
        Err(_) => ANY_KEY,
    }
}

impl Json<'_> {
    /// Whether it is an object that is known to have no key twice, even if the case of letters does not count.
    pub(crate) fn has_distinct_keys(self) -> bool {
        self.record().keys_differ
    }

    /// The member of this key, whatever the case of the letters, that is not `null`. Of several the last counts.
    pub fn member(self, key: &str) -> Option<Self> {
        self.member_from(key, &Cell::new(0))
    }

    /// As [`Json::member`], for who looks up several members of an object about in the order of the text: `from` is where
    /// the look-up starts, 0 for the first, and is moved behind what was found.
    #[inline]
    pub(crate) fn member_from(self, key: &str, from: &Cell<u32>) -> Option<Self> {
        self.like_from(key, from, Likeness::Folded)
    }

    /// As [`Json::member`], but `null` is a value, unless there is another.
    pub(crate) fn member_or_null(self, key: &str, from: &Cell<u32>) -> Option<Self> {
        let preferred = if self.has_distinct_keys() {
            None
        } else {
            self.member(key)
        };
        preferred.or_else(|| self.like_from(key, from, Likeness::FoldedOrNull))
    }

    #[inline]
    fn like_from(self, key: &str, from: &Cell<u32>, likeness: Likeness) -> Option<Self> {
        let at = self.find(key, from.get(), likeness)?;
        let member = self.sibling(at);
        from.set(member.record().next);
        Some(member)
    }

    /// The member of exactly this key, if it is an object that has one. Of several the last counts.
    pub fn get(self, key: &str) -> Option<Self> {
        let at = self.find(key, 0, Likeness::Exact)?;
        Some(self.sibling(at))
    }

    /// The place of the last member of this key; of an object of which all keys differ the look-up starts at `from`.
    fn find(self, key: &str, from: u32, likeness: Likeness) -> Option<u32> {
        let values = self.document.values.as_slice();
        let object = values.get(self.at() as usize)?;
        if object.kind != Kind::Object {
            return None;
        }
        let first = self.at() + 1;
        let shape = shape_of_key(key.as_bytes());
        if !object.keys_differ {
            return self.find_among_like_keys(key, shape, likeness);
        }
        let start = from.max(first).min(object.next);
        let at = with_shape(values, shape, start, object.next)
            .or_else(|| with_shape(values, shape, first, start))?;
        // No other key has this shape.
        let member = values.get(at as usize)?;
        self.is_member(member, key, likeness).then_some(at)
    }

    #[cold]
    fn find_among_like_keys(self, key: &str, shape: u32, likeness: Likeness) -> Option<u32> {
        let members = self.values_within(self.record());
        let is_it = |member: &Json<'_>| {
            let record = member.record();
            (record.key_shape == shape || record.key_shape == ANY_KEY)
                && self.is_member(record, key, likeness)
        };
        members.filter(is_it).last().map(Self::at)
    }

    #[inline]
    fn is_member(self, member: &Record, key: &str, likeness: Likeness) -> bool {
        if likeness == Likeness::Folded && member.kind == Kind::Null {
            return false;
        }
        let text = self.text_with(member.key_is_escaped).as_bytes();
        let name = text.get(member.position as usize..member.key_end as usize);
        name.is_some_and(|name| is_same_text(name, key.as_bytes()))
            || likeness != Likeness::Exact && is_same_folded(self.key_of(member), key)
    }
}

/// The first of these values that is the member of a key of this shape.
#[inline]
fn with_shape(values: &[Record], shape: u32, start: u32, end: u32) -> Option<u32> {
    let mut at = start;
    while at < end {
        let member = values.get(at as usize)?;
        if member.key_shape == shape {
            return Some(at);
        }
        at = member.next;
    }
    None
}

/// When a key is the one that is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// When it is spelled exactly so.
    Exact,
    /// Whatever the case of its letters, and if the member is not `null`.
    Folded,
    /// Whatever the case of its letters.
    FoldedOrNull,
}

/// Equality of texts, of which short ones are not worth a call.
#[inline]
fn is_same_text(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    match left.len() {
        8..=16 => {
            left.first_chunk::<8>() == right.first_chunk()
                && left.last_chunk::<8>() == right.last_chunk()
        }
        4..8 => {
            left.first_chunk::<4>() == right.first_chunk()
                && left.last_chunk::<4>() == right.last_chunk()
        }
        _ => left == right,
    }
}

/// Equality of a key with one of the format without regard to case, with the two letters outside of ASCII that fold into it.
#[cold]
fn is_same_folded(left: &str, right: &str) -> bool {
    if left.len() == right.len() {
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
    use crate::json::Document;
    use proptest::prelude::*;
    use serde_json::Value;

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
    fn keys_that_look_alike_are_told_apart() {
        // Of the same length, and with the same letters at both ends.
        let document = Document::parse(r#"{"node": 1, "name": 2, "uuid": 3, "": 4}"#).unwrap();
        let root = document.root();
        for (key, value) in [("node", 1), ("name", 2), ("uuid", 3), ("", 4)] {
            assert_eq!(root.member(key).and_then(Json::as_i64), Some(value));
            assert_eq!(root.get(key).and_then(Json::as_i64), Some(value));
        }
        for key in ["nose", "note", "used", "NODE"] {
            assert!(root.get(key).is_none(), "{key}");
        }
        let alone = Document::parse(r#"{"node": 1, "uuid": 3}"#).unwrap();
        assert!(alone.root().member("name").is_none());
        assert!(alone.root().get("NODE").is_none());
        assert!(alone.root().member("NODE").is_some());
    }

    #[test]
    fn members_are_found_in_any_order_from_anywhere() {
        let keys: Vec<String> = (0..20).map(|at| format!("key{}", "x".repeat(at))).collect();
        for count in [1, 2, 15, 16, 17, 20] {
            let members: Vec<String> = keys
                .iter()
                .take(count)
                .map(|key| format!("\"{key}\": [\"{key}\"]"))
                .collect();
            let text = format!("{{{}}}", members.join(", "));
            let document = Document::parse(&text).unwrap();
            let from = Cell::new(0);
            for at in (0..200).map(|step| step * 7 % 20) {
                let found = document.root().member_from(&keys[at], &from);
                let expected = (at < count).then(|| format!("[\"{}\"]", keys[at]));
                assert_eq!(found.map(|json| json.to_string()), expected);
            }
        }
    }

    proptest! {
        #[test]
        fn of_like_keys_the_right_one_is_found(
            keys in prop::collection::vec("[nN][oaOA]{0,2}[eEſ]?|[\u{212a}kK\"\\\\é]{0,2}", 0..20),
            wanted in "[nN][oaOA]{0,2}[eE]?|[kK]{0,2}",
            from in 0_u32..40,
        ) {
            let is_null = |at: usize| at % 3 == 1;
            let members: Vec<String> = (keys.iter().enumerate())
                .map(|(at, key)| {
                    let value = if is_null(at) { Value::Null } else { at.into() };
                    format!("{}:{value}", Value::from(key.as_str()))
                })
                .collect();
            let text = format!("[{{{}}}]", members.join(","));
            let document = Document::parse(&text).unwrap();
            let object = document.root().items().unwrap().next().unwrap();
            let place = |at: Option<usize>| at.map(|at| i64::try_from(at).unwrap());
            let last = |is_it: &dyn Fn(usize, &str) -> bool| {
                let last = (0..keys.len()).rev().find(|at| is_it(*at, &keys[*at]));
                place(last)
            };
            let exact = last(&|_, key| key == wanted).filter(|at| !is_null(usize::try_from(*at).unwrap()));
            prop_assert_eq!(object.get(&wanted).and_then(Json::as_i64), exact, "{}", text);
            let fold = |key: &str| key.to_lowercase().replace('ſ', "s");
            let folded = last(&|at, key| !is_null(at) && fold(key) == fold(&wanted));
            // Where the look-up starts makes no difference; it may be anywhere that a member begins.
            let start = Cell::new(if (1..=keys.len()).contains(&(from as usize)) { from + 1 } else { 0 });
            let found = object.member_from(&wanted, &start);
            prop_assert_eq!(found.and_then(Json::as_i64), folded, "{}", text);
            let found = object.member_or_null(&wanted, &start);
            let is_there = keys.iter().any(|key| fold(key) == fold(&wanted));
            prop_assert_eq!(found.is_some(), is_there, "{}", text);
            prop_assert_eq!(found.and_then(Json::as_i64), folded, "{}", text);
        }
    }
}
