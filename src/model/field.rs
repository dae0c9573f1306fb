//! Contact fields and their values.

use super::asset_set::Asset;
use super::location::LocationPath;
use super::references::FieldReference;
use super::uuids::FieldUuid;
use crate::excellent::{DateTime, Number, Text};

/// A contact field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its UUID, any text (generation 14).
    pub uuid: FieldUuid,
    /// The key by which expressions find it.
    pub key: Text,
    /// Its name.
    pub name: Text,
    /// Which part of a value counts.
    pub kind: FieldType,
}

/// The type of a contact field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// The text as it is.
    Text,
    /// A number.
    Number,
    /// A date with time of day.
    Datetime,
    /// A location of level 1.
    State,
    /// A location of level 2.
    District,
    /// A location of level 3.
    Ward,
    /// A type the format does not know. Fields of such a type never have a typed value.
    Unknown(Text),
}

/// A value of a contact field in every form that its text can take, whatever the type of the field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldValue {
    /// What was entered.
    pub text: Text,
    /// The text as a date with time of day.
    pub datetime: Option<DateTime>,
    /// The text as a number.
    pub number: Option<Number>,
    /// The state that the text names.
    pub state: Option<LocationPath>,
    /// The district that the text names.
    pub district: Option<LocationPath>,
    /// The ward that the text names.
    pub ward: Option<LocationPath>,
}

/// The form of a value that the type of its field asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum TypedValue<'a> {
    /// A text.
    Text(&'a Text),
    /// A number.
    Number(&'a Number),
    /// A date with time of day.
    Datetime(&'a DateTime),
    /// A state, district or ward.
    Location(&'a LocationPath),
}

impl Field {
    /// A reference to it.
    pub fn reference(&self) -> FieldReference {
        FieldReference {
            key: self.key.clone(),
            name: self.name.clone(),
        }
    }
}

impl FieldType {
    /// The type of this name in the format.
    pub fn from_name(name: &str) -> Self {
        match name {
            "text" => Self::Text,
            "number" => Self::Number,
            "datetime" => Self::Datetime,
            "state" => Self::State,
            "district" => Self::District,
            "ward" => Self::Ward,
            _ => Self::Unknown(name.into()),
        }
    }

    /// The name in the format.
    pub fn name(&self) -> &str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Datetime => "datetime",
            Self::State => "state",
            Self::District => "district",
            Self::Ward => "ward",
            Self::Unknown(name) => name,
        }
    }

    /// Whether values of the type are locations.
    pub fn is_location(&self) -> bool {
        matches!(self, Self::State | Self::District | Self::Ward)
    }
}

impl FieldValue {
    /// A value that is nothing but text.
    pub fn text(text: impl Into<Text>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Whether there is neither a text nor any other form of the value.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The form that a field of this type shows, if the value has it.
    pub fn typed(&self, kind: &FieldType) -> Option<TypedValue<'_>> {
        match kind {
            FieldType::Text => Some(TypedValue::Text(&self.text)),
            FieldType::Number => self.number.as_ref().map(TypedValue::Number),
            FieldType::Datetime => self.datetime.as_ref().map(TypedValue::Datetime),
            FieldType::State => self.state.as_ref().map(TypedValue::Location),
            FieldType::District => self.district.as_ref().map(TypedValue::Location),
            FieldType::Ward => self.ward.as_ref().map(TypedValue::Location),
            FieldType::Unknown(_) => None,
        }
    }
}

impl Asset for Field {
    type Id = Text;

    fn id(&self) -> Text {
        self.key.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }
}
