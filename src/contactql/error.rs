//! What can be wrong with a query.

use super::tree::Operator;

/// Why a text is not a query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// It is not of the form of one.
    #[error("{0}")]
    Syntax(String),
    /// It is too long, too deeply nested, or has too many conditions.
    #[error("query is too complex")]
    TooComplex,
    /// It asks for URNs, which the environment hides.
    #[error("cannot query on redacted URNs")]
    RedactedUrns,
    /// The prefix of a key is neither `fields` nor `urns`.
    #[error("unknown property type '{0}'")]
    UnknownPropertyType(String),
    /// There is no such field.
    #[error("can't resolve '{0}' to attribute, scheme or field")]
    UnknownProperty(String),
    /// Part of a name that is too short.
    #[error("contains operator on name requires token of minimum length 2")]
    PartialName,
    /// Part of a URN that is too short.
    #[error("contains operator on URN requires value of minimum length 3")]
    PartialUrn,
    /// `~` on something that is neither name nor URN.
    #[error("contains conditions can only be used with name or URN values")]
    UnsupportedContains {
        /// The key.
        property: String,
    },
    /// An order is asked for of values that have none.
    #[error("comparisons with {} can only be used with date and number fields", operator.as_str())]
    UnsupportedComparison {
        /// The key.
        property: String,
        /// The operator.
        operator: Operator,
    },
    /// Every contact has it, so it makes no sense to ask whether it is there.
    #[error("can't check whether '{property}' is set or not set")]
    UnsupportedSetCheck {
        /// The key.
        property: String,
        /// The operator.
        operator: Operator,
    },
    /// The value should be a number.
    #[error("can't convert '{0}' to a number")]
    InvalidNumber(String),
    /// The value should be a date.
    #[error("can't convert '{0}' to a date")]
    InvalidDate(String),
    /// There is no such group.
    #[error("'{0}' is not a valid group name")]
    InvalidGroup(String),
    /// There is no such flow.
    #[error("'{0}' is not a valid flow name")]
    InvalidFlow(String),
    /// There is no such status.
    #[error("'{0}' is not a valid contact status")]
    InvalidStatus(String),
    /// There is no such language.
    #[error("'{0}' is not a valid language code")]
    InvalidLanguage(String),
}

impl QueryError {
    /// The code by which programs tell the errors apart.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "syntax",
            Self::TooComplex => "too_complex",
            Self::RedactedUrns => "redacted_urns",
            Self::UnknownPropertyType(_) => "unknown_property_type",
            Self::UnknownProperty(_) => "unknown_property",
            Self::PartialName => "invalid_partial_name",
            Self::PartialUrn => "invalid_partial_urn",
            Self::UnsupportedContains { .. } => "unsupported_contains",
            Self::UnsupportedComparison { .. } => "unsupported_comparison",
            Self::UnsupportedSetCheck { .. } => "unsupported_setcheck",
            Self::InvalidNumber(_) => "invalid_number",
            Self::InvalidDate(_) => "invalid_date",
            Self::InvalidGroup(_) => "invalid_group",
            Self::InvalidFlow(_) => "invalid_flow",
            Self::InvalidStatus(_) => "invalid_status",
            Self::InvalidLanguage(_) => "invalid_language",
        }
    }

    /// What the text is about, by name, for programs that have texts of their own.
    pub fn extra(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Syntax(_) | Self::TooComplex | Self::RedactedUrns => Vec::new(),
            Self::UnknownPropertyType(kind) => vec![("type", kind)],
            Self::UnknownProperty(property) | Self::UnsupportedContains { property } => {
                vec![("property", property)]
            }
            Self::PartialName => vec![("min_token_length", "2")],
            Self::PartialUrn => vec![("min_value_length", "3")],
            Self::UnsupportedComparison { property, operator }
            | Self::UnsupportedSetCheck { property, operator } => {
                vec![("property", property), ("operator", operator.as_str())]
            }
            Self::InvalidNumber(value)
            | Self::InvalidDate(value)
            | Self::InvalidGroup(value)
            | Self::InvalidFlow(value)
            | Self::InvalidStatus(value)
            | Self::InvalidLanguage(value) => vec![("value", value)],
        }
    }
}

/// Why a query can't be evaluated for a contact (generation 12, which checks nothing before).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvaluationError {
    /// A value without a key.
    #[error("dynamic group queries can't contain implicit conditions")]
    Implicit,
    /// An operator that texts (and numbers) do not have.
    #[error("can't query text fields with {}", .0.as_str())]
    TextOperator(Operator),
    /// An operator that dates do not have.
    #[error("can't query location fields with {}", .0.as_str())]
    DateOperator(Operator),
    /// The value should be a number.
    #[error("can't convert {0} to decimal")]
    NotNumber(String),
    /// The value should be a date.
    #[error("No date found in string: {0}")]
    NotDate(String),
}
