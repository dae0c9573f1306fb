//! From conditions as they are written to what they are about.

use unicode_segmentation::UnicodeSegmentation;

use super::dialect::Dialect;
use super::error::QueryError;
use super::evaluate::Setting;
use super::parser::RawCondition;
use super::tree::{Attribute, Condition, Operator, Property};
use crate::model::urn::Urn;

/// Shorter words (in bytes) do not count when names are searched.
const MIN_NAME_TOKEN: usize = 2;

/// Fewer digits are not taken for part of a phone number.
const MIN_PHONE_CHARS: usize = 4;

/// What a condition is about.
pub(super) fn resolve(
    condition: RawCondition,
    dialect: &Dialect,
    setting: &Setting<'_>,
) -> Result<Condition, QueryError> {
    match condition {
        RawCondition::Explicit(key, operator, value) => Ok(Condition {
            property: property(&key, dialect)?,
            operator,
            value,
        }),
        RawCondition::Implicit(value) if dialect.guesses => Ok(guess(value, setting)),
        RawCondition::Implicit(value) => Ok(Condition {
            property: Property::Implicit,
            operator: Operator::Equal,
            value,
        }),
    }
}

fn property(key: &str, dialect: &Dialect) -> Result<Property, QueryError> {
    if dialect.has_prefixes
        && let Some((prefix, key)) = key.split_once('.')
    {
        return match prefix {
            "fields" => Ok(Property::Field(key.into())),
            "urns" => Ok(Property::Scheme(key.into())),
            _ => Err(QueryError::UnknownPropertyType(prefix.to_owned())),
        };
    }
    let attribute = Attribute::from_name(key).filter(|attribute| dialect.has_attribute(*attribute));
    Ok(match attribute {
        Some(attribute) => Property::Attribute(attribute),
        None if dialect.urns.knows_scheme(key) => Property::Scheme(key.into()),
        None => Property::Field(key.into()),
    })
}

impl Dialect {
    /// Generation 12 knows two attributes; other names may be fields.
    fn has_attribute(&self, attribute: Attribute) -> bool {
        self.has_prefixes || matches!(attribute, Attribute::Language | Attribute::CreatedOn)
    }
}

/// What somebody looks for who only types a value.
fn guess(value: String, setting: &Setting<'_>) -> Condition {
    let condition = |property, operator, value| Condition {
        property,
        operator,
        value,
    };
    if setting.hides_urns() {
        if is_reference(&value) {
            return condition(Property::Attribute(Attribute::Ref), Operator::Equal, value);
        }
    } else if let Ok(urn) = Urn::parse(&value) {
        let scheme = Property::Scheme(urn.scheme().into());
        return condition(scheme, Operator::Equal, urn.path().to_owned());
    } else if is_part_of_number(&value) {
        let digits = value.chars().filter(|&c| c != '-').collect();
        return condition(Property::Scheme("tel".into()), Operator::Contains, digits);
    }
    let has_token = name_tokens(&value).next().is_some();
    let operator = if has_token {
        Operator::Contains
    } else {
        Operator::Equal
    };
    condition(Property::Attribute(Attribute::Name), operator, value)
}

/// Whether the text may be what stands for a contact's number where URNs are hidden.
fn is_reference(text: &str) -> bool {
    matches!(text.len(), 6 | 7)
        && text
            .bytes()
            .map(|byte| byte.to_ascii_uppercase())
            .all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'9') && !matches!(byte, b'I' | b'O'))
}

fn is_part_of_number(text: &str) -> bool {
    let number = text.strip_prefix('+').unwrap_or(text);
    number.len() >= MIN_PHONE_CHARS
        && number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// The words of a name that count when names are searched.
pub(super) fn name_tokens(text: &str) -> impl Iterator<Item = &str> {
    text.unicode_words()
        .filter(|word| word.len() >= MIN_NAME_TOKEN)
}
