//! Functions that cut texts into words and pieces, and put them together.

use super::arguments::Arguments;
use super::text::count_value;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::value::{Text, Value};
use crate::excellent::words::split_at_any;

type Result<T = Value> = std::result::Result<T, Error>;

/// `word(text, index [, delimiters])`; a negative index counts from the end.
pub(super) fn word(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, index) = (arguments.text(0)?, arguments.integer(1)?);
    let delimiters = arguments.delimiters(2)?;
    let mut words = arguments.dialect().words.cut(&text, delimiters.as_deref());
    if let Ok(from_start) = usize::try_from(index)
        && let Some(word) = words.nth(from_start)
    {
        return Ok(word.into());
    }
    let words: Vec<_> = arguments
        .dialect()
        .words
        .cut(&text, delimiters.as_deref())
        .collect();
    let from_end = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
    match words
        .len()
        .checked_sub(from_end)
        .and_then(|place| words.get(place))
    {
        Some(word) if index < 0 => Ok((*word).into()),
        _ => Err(Error::new(format!(
            "index {index} is out of range for the number of words {}",
            words.len()
        ))),
    }
}

pub(super) fn word_count(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let text = arguments.text(0)?;
    let delimiters = arguments.delimiters(1)?;
    Ok(count_value(
        arguments
            .dialect()
            .words
            .cut(&text, delimiters.as_deref())
            .count(),
    ))
}

/// `word_slice(text, start [, end])`; with delimiters as a fourth argument the end is not looked at.
pub(super) fn word_slice_unbounded(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let looks_at_end = values.len() == 3;
    sliced_words(Arguments::new(evaluation, values), looks_at_end)
}

/// `word_slice(text, start [, end [, delimiters]])`.
pub(super) fn word_slice(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let looks_at_end = values.len() >= 3;
    sliced_words(Arguments::new(evaluation, values), looks_at_end)
}

fn sliced_words(arguments: Arguments<'_>, looks_at_end: bool) -> Result {
    let (text, start) = (arguments.text(0)?, arguments.integer(1)?);
    let Ok(start) = usize::try_from(start) else {
        return Err(Error::new("must start with a positive index"));
    };
    let end = if looks_at_end {
        arguments.integer(2)?
    } else {
        -1
    };
    let end = usize::try_from(end).ok().filter(|end| *end > 0);
    if end.is_some_and(|end| end <= start) {
        return Err(Error::new(
            "must have a end which is greater than the start",
        ));
    }
    let delimiters = arguments.delimiters(3)?;
    let words = arguments.dialect().words.cut(&text, delimiters.as_deref());
    Ok(joined(
        words
            .skip(start)
            .take(end.map_or(usize::MAX, |end| end - start)),
        " ",
    )
    .into())
}

fn joined<'a>(pieces: impl Iterator<Item = &'a str>, separator: &str) -> String {
    let mut out = String::new();
    for (at, piece) in pieces.enumerate() {
        if at > 0 {
            out.push_str(separator);
        }
        out.push_str(piece);
    }
    out
}

/// The words after the first, joined by single spaces.
pub(super) fn remove_first_word_joining(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let text = arguments.text(0)?;
    Ok(joined(arguments.dialect().words.words(&text).skip(1), " ").into())
}

/// The text from its second word on.
pub(super) fn remove_first_word(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let text = arguments.text(0)?;
    let mut words = arguments.dialect().words.words(&text);
    words.next();
    let after_first = words.remainder();
    let Some(second) = words.next() else {
        return Ok(Value::EMPTY_TEXT);
    };
    let tail = second.len() + words.remainder().len();
    Ok(after_first
        .get(after_first.len() - tail..)
        .unwrap_or_default()
        .into())
}

/// `field(text, index, delimiter)` with the name of the function in one of its errors.
pub(super) fn field_named(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    nth_field(evaluation, values, "cannot use a negative index to FIELD")
}

/// `field(text, index, delimiter)`.
pub(super) fn field(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    nth_field(evaluation, values, "cannot use a negative index")
}

fn nth_field(evaluation: &Evaluation<'_>, values: &[Value], negative: &'static str) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, index) = (arguments.text(0)?, arguments.integer(1)?);
    let Ok(index) = usize::try_from(index) else {
        return Err(Error::new(negative));
    };
    let delimiter = arguments.text(2)?;
    let found = match delimiter.as_str() {
        "" => text
            .char_indices()
            .nth(index)
            .and_then(|(at, c)| text.get(at..at + c.len_utf8())),
        " " => text.split(' ').filter(|piece| !piece.is_empty()).nth(index),
        delimiter => text.split(delimiter).nth(index),
    };
    Ok(found.unwrap_or_default().trim().into())
}

/// Splits at any of the delimiters; without any the text stays whole.
pub(super) fn split_at_delimiters(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, delimiters) = (arguments.text(0)?, arguments.text(1)?);
    array_of(arguments, split_at_any(&text, &delimiters))
}

/// Splits at any of the delimiters, or into words.
pub(super) fn split(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, delimiters) = (arguments.text(0)?, arguments.delimiters(1)?);
    array_of(
        arguments,
        arguments.dialect().words.cut(&text, delimiters.as_deref()),
    )
}

fn array_of<'a>(arguments: Arguments<'_>, pieces: impl Iterator<Item = &'a str>) -> Result {
    let most = arguments.dialect().max_array_items;
    let items: Vec<Value> = pieces
        .take(most.saturating_add(1))
        .map(Value::from)
        .collect();
    super::collections::check_size(arguments.dialect(), items.len())?;
    Ok(items.into())
}

/// `join(items, separator)`, where the items are anything that has a length and an index.
pub(super) fn join_indexable(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    match arguments.value(0) {
        Value::Array(items) => joined_values(arguments, items),
        Value::Object(object) => match object.items() {
            Some(items) => joined_values(arguments, &items),
            None => Err(Error::new("requires an indexable as its first argument")),
        },
        _ => Err(Error::new("requires an indexable as its first argument")),
    }
}

/// `join(array, separator)`.
pub(super) fn join(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let items = arguments.array(0)?;
    joined_values(arguments, &items)
}

fn joined_values(arguments: Arguments<'_>, items: &[Value]) -> Result {
    let separator: Text = arguments.text(1)?;
    let mut out = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(&separator);
        }
        out.push_str(&arguments.dialect().to_text(item)?);
        arguments.check_room(out.len())?;
    }
    Ok(out.into())
}

#[cfg(test)]
mod tests {
    use super::super::facts::{both, fails, fourteen, twelve};

    #[test]
    fn words_by_index() {
        both(
            r#"word("sol luna, mar", -1) & word("a-b c", 0, " ")"#,
            "mara-b",
        );
        fails(
            r#"word("sol luna", 2)"#,
            "index 2 is out of range for the number of words 2",
        );
        fails(
            r#"word("sol luna", -2147483648)"#,
            "index -2147483648 is out of range for the number of words 2",
        );
        twelve(r#"word("a b", 0, "")"#, "a b");
        fourteen(r#"word("a b", 0, "")"#, "a");
        both(
            r#"word_count("sol y luna") & word_count("a,,b", ",") & word_count(12.5)"#,
            "322",
        );
    }

    #[test]
    fn slices_of_words() {
        both(
            r#"word_slice("uno dos tres", 1) & word_slice("uno dos tres", 0, 2)"#,
            "dos tresuno dos",
        );
        twelve(r#"word_slice("uno-dos-tres", 0, 1, "-")"#, "uno dos tres");
        fourteen(r#"word_slice("uno-dos-tres", 0, 1, "-")"#, "uno");
        both(
            r#"word_slice("uno dos", 1, -4) & word_slice("uno dos", 0, 0) & word_slice("uno", 5)"#,
            "dosuno dos",
        );
        fails(
            r#"word_slice("uno dos", 1, 1)"#,
            "must have a end which is greater than the start",
        );
        fails(
            r#"word_slice("uno dos", -1)"#,
            "must start with a positive index",
        );
        twelve(r#"remove_first_word("¡hola!  ana, y luis.")"#, "ana y luis");
        fourteen(
            r#"remove_first_word("¡hola!  ana, y luis.")"#,
            "ana, y luis.",
        );
        both(r#"remove_first_word("hola")"#, "");
    }

    #[test]
    fn fields_and_pieces() {
        both(
            r#"field("a; b ;c", 1, ";") & field("x   y", 1, " ") & field("x", 9, ";") & field("abc", 1, "")"#,
            "byb",
        );
        twelve(
            r#"field("a", -1, ",")"#,
            "error calling FIELD: cannot use a negative index to FIELD",
        );
        fourteen(
            r#"field("a", -1, ",")"#,
            "error calling field(...): cannot use a negative index",
        );
        twelve(r#"split("a;b,;c", ",;")"#, r#"["a","b","c"]"#);
        twelve(
            r#"split("", ",") & split("abc", "") & split("a b", null)"#,
            r#"[]["abc"]["a b"]"#,
        );
        fourteen(
            r#"split("", ",") & split("abc", "") & split("a b", null)"#,
            "[][abc][a, b]",
        );
        both(r#"join(tags, "/")"#, "red//3/true");
        twelve(
            r#"join(null, "/")"#,
            "error calling JOIN: requires an indexable as its first argument",
        );
        fourteen(r#"join(null, "/")"#, "");
    }
}
