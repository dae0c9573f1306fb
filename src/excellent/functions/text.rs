//! Functions on texts: case, slices, replacement, single characters.

use unicode_general_category::{GeneralCategory, get_general_category};

use super::arguments::Arguments;
use crate::excellent::case;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::quote::write_url_escaped;
use crate::excellent::value::{Text, Value};
use crate::excellent::words::starts_word;

type Result<T = Value> = std::result::Result<T, Error>;

pub(super) fn upper(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    Ok(mapped(text, case::upper_char).into())
}

pub(super) fn lower(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    Ok(mapped(text, case::lower_char).into())
}

/// A text with each character changed; the same one if none changes.
fn mapped(text: Text, change: fn(char) -> char) -> Text {
    if text.chars().all(|c| change(c) == c) {
        return text;
    }
    text.chars().map(change).collect()
}

/// Title case that leaves all but the first character of a word as it is.
pub(super) fn title_keeping(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    Ok(titled(&text).into())
}

/// Title case that lowers all but the first character of a word.
pub(super) fn title_lowering(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    Ok(titled(&case::to_lower(&text)).into())
}

fn titled(text: &str) -> String {
    let mut previous = None;
    text.chars()
        .map(|c| {
            let first = starts_word(previous.replace(c));
            if first { case::title_char(c) } else { c }
        })
        .collect()
}

pub(super) fn char(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let code = Arguments::new(evaluation, values).integer(0)?;
    let c = u32::try_from(code).ok().and_then(char::from_u32);
    Ok(Text::from_iter([c.unwrap_or(char::REPLACEMENT_CHARACTER)]).into())
}

pub(super) fn code(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    match text.chars().next() {
        Some(c) => Ok(i64::from(u32::from(c)).into()),
        None => Err(Error::new("requires a string of at least one character")),
    }
}

/// The first characters.
pub(super) fn left(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let (text, count) = text_and_count(evaluation, values)?;
    Ok(slice_text(&text, 0, count).into())
}

/// The last characters.
pub(super) fn right(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let (text, count) = text_and_count(evaluation, values)?;
    let length = text.chars().count();
    Ok(slice_text(&text, length.saturating_sub(count), length).into())
}

fn text_and_count(evaluation: &Evaluation<'_>, values: &[Value]) -> Result<(Text, usize)> {
    let arguments = Arguments::new(evaluation, values);
    let (text, count) = (arguments.text(0)?, arguments.integer(1)?);
    match usize::try_from(count) {
        Ok(count) => Ok((text, count)),
        Err(_) => Err(Error::new("can't take a negative count")),
    }
}

/// `text_slice(text, start [, end [, any]])`. With four arguments the end is not looked at.
pub(super) fn text_slice(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, start) = (arguments.text(0)?, arguments.integer(1)?);
    let length = text.chars().count();
    let end = if arguments.count() == 3 {
        Some(arguments.integer(2)?)
    } else {
        None
    };
    let (start, end) = slice_bounds(length, start, end);
    Ok(slice_text(&text, start, end).into())
}

/// The bounds of a slice: negative ones count from the end, and all are moved into the text or array.
pub(super) fn slice_bounds(length: usize, start: i32, end: Option<i32>) -> (usize, usize) {
    let place = |index: i32| match usize::try_from(index) {
        Ok(index) => index.min(length),
        Err(_) => {
            length.saturating_sub(usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX))
        }
    };
    (place(start), end.map_or(length, place))
}

/// The characters from `start` on, up to but without `end`.
fn slice_text(text: &str, start: usize, end: usize) -> Text {
    if text.is_ascii() {
        return text
            .get(start.min(text.len())..end.min(text.len()))
            .unwrap_or_default()
            .into();
    }
    text.chars().take(end).skip(start).collect()
}

pub(super) fn text_length(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    Ok(count_value(text.chars().count()))
}

/// The characters of a text, or the items of anything that can be counted.
pub(super) fn length(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    match counted_length(Arguments::new(evaluation, values).value(0)) {
        Some(length) => Ok(count_value(length)),
        None => Err(Error::new("value doesn't have length")),
    }
}

/// The length of what has one.
pub(in crate::excellent) fn counted_length(value: &Value) -> Option<usize> {
    match value {
        Value::Text(text) => Some(text.chars().count()),
        Value::Array(items) => Some(items.len()),
        Value::Object(object) => object.length(),
        _ => None,
    }
}

pub(super) fn count_value(count: usize) -> Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

pub(super) fn repeat(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, count) = (arguments.text(0)?, arguments.integer(1)?);
    let Ok(count) = usize::try_from(count) else {
        return Err(Error::new(format!(
            "must be called with a positive integer, got {count}"
        )));
    };
    let most = arguments.dialect().max_repeat_chars;
    if text.chars().count().saturating_mul(count) > most {
        return Err(Error::new(format!(
            "cannot build a string longer than {most} characters"
        )));
    }
    arguments.check_room(text.len().saturating_mul(count))?;
    Ok(text.repeat(count).into())
}

/// `replace(text, needle, replacement [, count])`; a negative count replaces all.
pub(super) fn replace(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, needle, replacement) = (arguments.text(0)?, arguments.text(1)?, arguments.text(2)?);
    let count = if arguments.count() > 3 {
        arguments.integer(3)?
    } else {
        -1
    };
    let limit = usize::try_from(count).unwrap_or(usize::MAX);
    let found = text.matches(needle.as_str()).take(limit).count();
    if found == 0 {
        return Ok(text.into());
    }
    arguments.check_room(
        text.len()
            .saturating_add(found.saturating_mul(replacement.len()))
            .saturating_sub(found * needle.len()),
    )?;
    Ok(text.replacen(needle.as_str(), &replacement, limit).into())
}

pub(super) fn text_compare(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let ordering = arguments.text(0)?.as_str().cmp(arguments.text(1)?.as_str());
    Ok(i64::from(ordering as i8).into())
}

/// Removes control and format characters, and what is no character.
pub(super) fn clean(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return Ok(text.into());
    }
    Ok(text
        .chars()
        .filter(|c| !is_other(*c))
        .collect::<Text>()
        .into())
}

fn is_other(c: char) -> bool {
    use GeneralCategory as G;
    matches!(
        get_general_category(c),
        G::Control | G::Format | G::PrivateUse | G::Surrogate | G::Unassigned
    )
}

/// Which ends of a text are trimmed.
#[derive(Clone, Copy)]
struct Ends {
    start: bool,
    end: bool,
}

pub(super) fn trim(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    trimmed(
        evaluation,
        values,
        Ends {
            start: true,
            end: true,
        },
    )
}

pub(super) fn trim_left(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    trimmed(
        evaluation,
        values,
        Ends {
            start: true,
            end: false,
        },
    )
}

pub(super) fn trim_right(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    trimmed(
        evaluation,
        values,
        Ends {
            start: false,
            end: true,
        },
    )
}

fn trimmed(evaluation: &Evaluation<'_>, values: &[Value], ends: Ends) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, characters) = (arguments.text(0)?, arguments.delimiters(1)?);
    let goes = |c: char| match &characters {
        None => c.is_whitespace(),
        Some(characters) => characters.contains(c),
    };
    let mut rest = text.as_str();
    if ends.start {
        rest = rest.trim_start_matches(goes);
    }
    if ends.end {
        rest = rest.trim_end_matches(goes);
    }
    Ok(rest.into())
}

/// URL encoding with `+` for a space.
pub(super) fn url_encode_form(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    Ok(url_encoded(&text).replace("%20", "+").into())
}

/// URL encoding with `%20` for a space.
pub(super) fn url_encode(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    Ok(url_encoded(&text).into())
}

fn url_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = write_url_escaped(&mut out, text);
    out
}

/// Named and numeric character references become characters, and every no-break space a space.
pub(super) fn html_decode(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    // A hexadecimal reference without digits counts as one to nothing.
    let text = text.replace("&#x;", "\u{FFFD}").replace("&#X;", "\u{FFFD}");
    Ok(htmlize::unescape(text).replace('\u{a0}', " ").into())
}

/// The last name of a location's path.
pub(super) fn format_location(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let path = Arguments::new(evaluation, values).text(0)?;
    Ok(path.rsplit('>').next().unwrap_or_default().trim().into())
}

#[cfg(test)]
mod tests {
    use super::super::facts::{both, environment, evaluate_in, fails, fourteen, twelve};
    use crate::excellent::GENERATION_14;

    #[test]
    fn case_and_characters() {
        both(r#"upper("straße ǆ") & lower("ΑΣ İ")"#, "STRAßE Ǆασ i");
        twelve(r#"title("mARY-jane o'neil x_y")"#, "MARY-Jane O'Neil X_y");
        fourteen(r#"title("mARY-jane o'neil x_y")"#, "Mary-Jane O'Neil X_y");
        both(r#"char(241) & char(-1) & char("66.9")"#, "ñ\u{FFFD}B");
        both(r#"code("ñu")"#, "241");
        fails(r#"code("")"#, "requires a string of at least one character");
        both(r#"text_compare("b", "B") & text_compare("a", "b")"#, "1-1");
    }

    #[test]
    fn parts_of_texts() {
        twelve(
            r#"left("ñandú", 2.9) & right("ñandú", 2) & left("a", 5)"#,
            "ñadúa",
        );
        twelve(
            r#"right("abc", -1)"#,
            "error calling RIGHT: can't take a negative count",
        );
        fourteen(
            r#"text_slice("ñandú", -3, -1) & text_slice("abc", 1) & text_slice("abc", 2, 1)"#,
            "ndbc",
        );
        fourteen(r#"text_slice("abcdef", 1, 3, "x")"#, "bcdef");
        fourteen(r#"text_slice("abc", -2147483648, 2147483647)"#, "abc");
        fourteen("text_length(tags)", "16");
        twelve("length(tags) & length(city)", "45");
        twelve(
            "length(null)",
            "error calling LENGTH: value doesn't have length",
        );
    }

    #[test]
    fn repeating_and_replacing() {
        both(r#"repeat("ab", 2) & repeat("", 2000000000)"#, "abab");
        fails(
            r#"repeat("ab", -1)"#,
            "must be called with a positive integer, got -1",
        );
        fourteen(
            r#"repeat("ñ", 10001)"#,
            "error calling repeat(...): cannot build a string longer than 10000 characters",
        );
        both(
            r#"replace("banana", "an", "o") & replace("abc", "", "-")"#,
            "booa-a-b-c-",
        );
        fourteen(
            r#"replace("banana", "a", "o", 2) & replace("aa", "a", "b", 0) & replace("aa", "a", "b", -1)"#,
            "bononaaabb",
        );
        both(r#"clean("a\u200bb\u0007c\u00add\u2028e")"#, "abcd\u{2028}e");
        fourteen(
            r#"trim("  x ") & "|" & trim("  x ", "") & "|" & trim("-=x=", "=-")"#,
            "x|  x |x",
        );
        fourteen(
            r#"trim_left("  x ", null) & "|" & trim_right("xx", "x")"#,
            "x |",
        );
    }

    #[test]
    fn a_text_cannot_grow_without_end() {
        let doubling = (0..60).fold("\"xx\"".to_owned(), |inner, _| {
            format!("replace({inner}, \"x\", \"xx\")")
        });
        let result = evaluate_in(&environment(), &GENERATION_14, &doubling);
        assert!(result.contains("too complex"), "{result:.100}");
    }

    #[test]
    fn encodings() {
        twelve(r#"url_encode("a b&ñ~/")"#, "a+b%26%C3%B1~%2F");
        fourteen(r#"url_encode("a b&ñ~/")"#, "a%20b%26%C3%B1~%2F");
        fourteen(
            r#"html_decode("&lt;p&gt;&nbsp;caf&eacute; &#128512; &amp &nosuch; &#x;")"#,
            "<p> café 😀 & &nosuch; \u{FFFD}",
        );
        both(r#"format_location("Ecuador > Azuay > Cuenca ")"#, "Cuenca");
    }
}
