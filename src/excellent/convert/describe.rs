//! The word for a value inside of error texts.

use super::reduced;
use crate::excellent::dialect::{DescribedTexts, Dialect};
use crate::excellent::quote::GoQuoted;
use crate::excellent::value::Value;

impl Dialect {
    /// The word for a value in an error about a conversion: what an object stands for rather than the object, where the
    /// dialect has such words.
    pub fn describe(&self, value: &Value) -> String {
        match self.described_texts {
            DescribedTexts::Raw => self.describe_as_is(&reduced(value)),
            DescribedTexts::Quoted => self.describe_as_is(value),
        }
    }

    /// The word for a value in an error about a lookup.
    pub fn describe_as_is(&self, value: &Value) -> String {
        match value {
            Value::Null => "null".into(),
            Value::Text(text) => match self.described_texts {
                DescribedTexts::Raw => format!("\"{text}\""),
                DescribedTexts::Quoted => GoQuoted(text).to_string(),
            },
            Value::Number(number) => number.to_string(),
            Value::Boolean(boolean) => boolean.to_string(),
            Value::DateTime(_)
            | Value::Date(_)
            | Value::Time(_)
            | Value::Array(_)
            | Value::Error(_) => value.type_name().into(),
            Value::Object(object) => match self.described_texts {
                DescribedTexts::Raw => object.describe().into(),
                DescribedTexts::Quoted => "object".into(),
            },
            Value::Function(function) => format!("{}(...)", function.name()),
        }
    }
}
