//! The checks of generation 14: whether a condition makes sense for what it is about.

use super::dialect::GENERATION_14;
use super::error::QueryError;
use super::evaluate::Setting;
use super::resolve::name_tokens;
use super::tree::{Attribute, Condition, Operator, Property};
use crate::model::field::FieldType;
use crate::model::language::Languages;

/// The shortest part of a URN, in bytes, that can be searched.
const MIN_PARTIAL_URN: usize = 3;

/// The names of statuses in queries.
const STATUSES: [&str; 4] = ["active", "blocked", "stopped", "archived"];

/// What a workspace has that queries can refer to.
pub trait Resolver {
    /// The type of the field with this key.
    fn field_type(&self, key: &str) -> Option<FieldType>;

    /// Whether there is a group of this name, whatever its case.
    fn has_group(&self, name: &str) -> bool;

    /// Whether there is a flow of this name, whatever its case.
    fn has_flow(&self, name: &str) -> bool;
}

/// What kind of values a property has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Datetime,
}

/// Checks a condition.
pub(super) fn validate(
    condition: &Condition,
    setting: &Setting<'_>,
    resolver: Option<&dyn Resolver>,
) -> Result<(), QueryError> {
    let is_urn = is_about_urns(&condition.property);
    if is_urn && setting.hides_urns() && !condition.value.is_empty() {
        return Err(QueryError::RedactedUrns);
    }
    let kind = match (&condition.property, resolver) {
        (Property::Field(_), None) => return Ok(()),
        (Property::Field(key), Some(resolver)) => resolver
            .field_type(key)
            .map(|field_type| kind_of_field(&field_type))
            .ok_or_else(|| QueryError::UnknownProperty(key.to_string()))?,
        (Property::Attribute(attribute), _) => kind_of_attribute(*attribute),
        _ => Kind::Text,
    };
    check_operator(condition, kind, is_urn)?;
    if condition.operator.is_equality() && condition.value.is_empty() {
        return check_set(condition);
    }
    check_value(condition, kind, setting, resolver)
}

/// A field that happens to have the key `urn` is treated alike.
fn is_about_urns(property: &Property) -> bool {
    matches!(property, Property::Scheme(_)) || property.key() == "urn"
}

fn kind_of_attribute(attribute: Attribute) -> Kind {
    match attribute {
        Attribute::Tickets => Kind::Number,
        Attribute::CreatedOn | Attribute::LastSeenOn => Kind::Datetime,
        _ => Kind::Text,
    }
}

fn kind_of_field(field_type: &FieldType) -> Kind {
    match field_type {
        FieldType::Number => Kind::Number,
        FieldType::Datetime => Kind::Datetime,
        _ => Kind::Text,
    }
}

fn check_operator(condition: &Condition, kind: Kind, is_urn: bool) -> Result<(), QueryError> {
    let property = condition.property.key();
    if condition.operator == Operator::Contains {
        return if property == "name" {
            let searchable = name_tokens(&condition.value).next().is_some();
            searchable.then_some(()).ok_or(QueryError::PartialName)
        } else if is_urn {
            let searchable = condition.value.len() >= MIN_PARTIAL_URN;
            searchable.then_some(()).ok_or(QueryError::PartialUrn)
        } else {
            Err(QueryError::UnsupportedContains {
                property: property.to_owned(),
            })
        };
    }
    if condition.operator.is_ordering() && kind == Kind::Text {
        return Err(QueryError::UnsupportedComparison {
            property: property.to_owned(),
            operator: condition.operator,
        });
    }
    Ok(())
}

fn check_set(condition: &Condition) -> Result<(), QueryError> {
    use Attribute::{CreatedOn, Id, Ref, Status, Tickets, Uuid};
    match condition.property {
        Property::Attribute(attribute @ (Uuid | Id | Ref | Status | CreatedOn | Tickets)) => {
            Err(QueryError::UnsupportedSetCheck {
                property: attribute.name().to_owned(),
                operator: condition.operator,
            })
        }
        _ => Ok(()),
    }
}

fn check_value(
    condition: &Condition,
    kind: Kind,
    setting: &Setting<'_>,
    resolver: Option<&dyn Resolver>,
) -> Result<(), QueryError> {
    let value = &condition.value;
    let ensure = |is_valid: bool, error: fn(String) -> QueryError| {
        if is_valid {
            Ok(())
        } else {
            Err(error(value.clone()))
        }
    };
    match kind {
        Kind::Number => {
            let number = GENERATION_14.values.parse_number(value);
            return ensure(number.is_some(), QueryError::InvalidNumber);
        }
        Kind::Datetime => {
            let date = setting.parse_date(value, &GENERATION_14);
            return ensure(date.is_some(), QueryError::InvalidDate);
        }
        Kind::Text => {}
    }
    let Property::Attribute(attribute) = condition.property else {
        return Ok(());
    };
    match (attribute, resolver) {
        (Attribute::Group, Some(resolver)) => {
            ensure(resolver.has_group(value), QueryError::InvalidGroup)
        }
        (Attribute::Flow | Attribute::History, Some(resolver)) => {
            ensure(resolver.has_flow(value), QueryError::InvalidFlow)
        }
        (Attribute::Status, _) => ensure(
            STATUSES
                .iter()
                .any(|status| value.eq_ignore_ascii_case(status)),
            QueryError::InvalidStatus,
        ),
        (Attribute::Language, _) => ensure(
            Languages::GENERATION_14.parse(value).is_ok(),
            QueryError::InvalidLanguage,
        ),
        _ => Ok(()),
    }
}
