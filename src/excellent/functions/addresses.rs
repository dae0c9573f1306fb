//! Functions on URNs and attachments.

use super::arguments::Arguments;
use crate::excellent::case;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::object::Map;
use crate::excellent::value::{Text, Value};
use crate::model::urn::{Rules, Urn};

type Result<T = Value> = std::result::Result<T, Error>;

/// A URN, or the first of a list of them, as a person would write it. It must be valid.
pub(super) fn format_valid_urn(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    if values.len() != 1 {
        return Err(Error::new(format!(
            "takes one argument, got {}",
            values.len()
        )));
    }
    let arguments = Arguments::new(evaluation, values);
    let first_item = match arguments.value(0) {
        Value::Array(items) => Some(items.first().cloned()),
        Value::Object(object) => object.items().map(|items| items.first().cloned()),
        _ => None,
    };
    let text = match first_item {
        Some(None) => return Ok(Value::EMPTY_TEXT),
        Some(Some(item)) => evaluation.text(&item)?,
        None => arguments.text(0)?,
    };
    let rules = &Rules::GENERATION_12;
    let urn = Urn::lenient(&text);
    rules.validate(&urn).map_err(|why| not_a_urn(&text, why))?;
    Ok(rules.format(&urn).into())
}

/// A URN as a person would write it. Its scheme and path may be anything.
pub(super) fn format_urn(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    Ok(Rules::GENERATION_14.format(&parsed(&text)?).into())
}

pub(super) fn urn_parts(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    let urn = parsed(&text)?;
    let parts = [
        ("scheme", urn.scheme()),
        ("path", urn.path()),
        ("display", urn.display()),
    ];
    Ok(Map::from_entries(parts.map(|(name, part)| (Text::new_static(name), part.into()))).into())
}

fn parsed(text: &str) -> Result<Urn> {
    Urn::parse(text).map_err(|why| not_a_urn(text, why))
}

fn not_a_urn(text: &str, why: impl std::fmt::Display) -> Error {
    Error::new(format!("{text} is not a valid URN: {why}"))
}

/// The content type and the URL of an attachment.
pub(super) fn attachment_parts(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    let (content_type, url) = match text.split_once(':') {
        Some((kind, url)) if is_content_type(&case::to_lower(kind)) => {
            (case::to_lower(kind).into_owned(), url)
        }
        _ => (String::new(), text.as_str()),
    };
    let parts = [("content_type", content_type.into()), ("url", url.into())];
    Ok(Map::from_entries(parts.map(|(name, part)| (Text::new_static(name), part))).into())
}

fn is_content_type(kind: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    matches!(
        kind,
        "image" | "audio" | "video" | "application" | "geo" | "unavailable"
    ) || kind.split_once('/').is_some_and(|(first, second)| {
        let whole = |part: &str, accepts: &dyn Fn(char) -> bool| {
            !part.is_empty() && part.chars().all(accepts)
        };
        whole(first, &is_word) && whole(second, &|c| is_word(c) || matches!(c, '-' | '+' | '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::super::facts::{both, fourteen, twelve};

    #[test]
    fn urns() {
        both(
            r#"format_urn("tel:+593979123456") & "/" & format_urn("tel:0979123456")"#,
            "097 912 3456/0979123456",
        );
        twelve(r#"format_urn("tel:+593979123456#ana")"#, "097 912 3456");
        fourteen(r#"format_urn("tel:+593979123456#ana")"#, "ana");
        twelve(
            r#"format_urn("telegram:ana")"#,
            "error calling FORMAT_URN: telegram:ana is not a valid URN: invalid telegram id: ana",
        );
        fourteen(r#"format_urn("telegram:ana")"#, "ana");
        twelve(
            r#"format_urn("nope")"#,
            "error calling FORMAT_URN: nope is not a valid URN: scheme or path cannot be empty",
        );
        fourteen(
            r#"format_urn("nope")"#,
            "error calling format_urn(...): nope is not a valid URN: path cannot be empty",
        );
        twelve(
            r#"format_urn(array("mailto:a@b.ec", "tel:1")) & format_urn(array())"#,
            "a@b.ec",
        );
        twelve(
            "format_urn(1, 2)",
            "error calling FORMAT_URN: takes one argument, got 2",
        );
        fourteen(
            r#"json(urn_parts("twitterid:77?x=y#ana"))"#,
            r#"{"display":"ana","path":"77","scheme":"twitterid"}"#,
        );
    }

    #[test]
    fn attachments() {
        fourteen(
            r#"json(attachment_parts("Image/PNG:https://x.example/a:b.png"))"#,
            r#"{"content_type":"image/png","url":"https://x.example/a:b.png"}"#,
        );
        fourteen(
            r#"json(attachment_parts("https://x.example/a.png"))"#,
            r#"{"content_type":"","url":"https://x.example/a.png"}"#,
        );
        fourteen(
            r#"attachment_parts("geo:1,2")"#,
            "{content_type: geo, url: 1,2}",
        );
    }
}
