//! Message templates that a channel has approved, with their translations.

use indexmap::IndexMap;

use super::asset_set::Asset;
use super::references::ChannelReference;
use super::uuids::TemplateUuid;
use crate::excellent::Text;

/// A message template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its UUID.
    pub uuid: TemplateUuid,
    /// Its name.
    pub name: Text,
    /// One translation per channel and locale.
    pub translations: Vec<TemplateTranslation>,
}

/// A template as one channel has it in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateTranslation {
    /// The channel it belongs to.
    pub channel: ChannelReference,
    /// Language, optionally with a country: `eng`, `eng-US`.
    pub locale: Text,
    /// Its parts in the order in which they are shown.
    pub components: Vec<TemplateComponent>,
    /// What is to be filled in.
    pub variables: Vec<TemplateVariable>,
}

/// One part of a template: a header, a body, a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateComponent {
    /// Its name.
    pub name: Text,
    /// Its kind, as in `body/text` or `button/url`.
    pub kind: Text,
    /// Its text with places like `{{1}}`.
    pub content: Text,
    /// The text shown on a button.
    pub display: Text,
    /// Which of the translation's variables (by number) goes to which place of the content.
    pub variables: IndexMap<Text, usize>,
}

/// What is to be filled in somewhere in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateVariable {
    /// Its kind: `text`, `image`, ...
    pub kind: Text,
}

impl Asset for Template {
    type Id = TemplateUuid;

    fn id(&self) -> TemplateUuid {
        self.uuid.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }
}
