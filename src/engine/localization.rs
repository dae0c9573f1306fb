//! Which translation of a text a contact gets.

use smallvec::SmallVec;

use super::semantics::{LocalizationRule, Semantics};
use super::state::State;
use crate::excellent::{Template, Text};
use crate::model::flow::{Flow, Translation};

/// Languages, the preferred first.
pub type Languages<'s> = SmallVec<[&'s str; 4]>;

/// A text in the language of the contact.
#[derive(Debug)]
pub struct LocalizedText<'t> {
    /// The text.
    pub text: &'t Template,
    /// The language of the translation; none if it is the text of the flow itself.
    pub translated_to: Option<Text>,
    /// Whether the translation has no text where the original has one (12): a flow that no engine can run.
    pub is_short: bool,
}

/// A list of texts in the language of the contact.
#[derive(Debug)]
pub struct LocalizedList<'t> {
    /// The texts.
    pub texts: SmallVec<[&'t Template; 4]>,
    /// The language of the translation; none if they are the texts of the flow itself.
    pub translated_to: Option<Text>,
    /// Whether the translation has fewer texts than the original (12): a flow that no engine can run.
    pub is_short: bool,
}

impl LocalizedText<'_> {
    /// The language it is in.
    pub fn language<'l>(&'l self, flow: &'l Flow) -> &'l str {
        self.translated_to.as_deref().unwrap_or(&flow.language)
    }
}

impl State {
    /// The languages a run is held in, the preferred first, without that of the flow. In generation 12 it is one at most.
    pub fn languages_of(&self, run: usize) -> Languages<'_> {
        let contact = self.contact_of(run).map(|contact| &*contact.language);
        let contact = contact.filter(|language| !language.is_empty());
        let listed = &self.session.environment.languages;
        let default = listed.first().map(Text::as_str);
        match self.semantics.localization {
            LocalizationRule::FirstLanguage => contact.or(default).into_iter().collect(),
            LocalizationRule::AllowedLanguages => {
                let preferred = contact
                    .filter(|language| listed.iter().any(|allowed| allowed == language))
                    .or(default);
                let mut languages: Languages<'_> = preferred.into_iter().chain(default).collect();
                languages.dedup();
                languages
            }
        }
    }
}

/// The translation of a text of an item, for a run that prefers these languages.
pub fn text<'t>(
    semantics: &Semantics,
    flow: &'t Flow,
    languages: &[&str],
    item: &str,
    property: &str,
    native: &'t Template,
) -> LocalizedText<'t> {
    let found = translation(semantics, flow, languages, item, property);
    let is_short = found
        .as_ref()
        .is_some_and(|(_, translation)| translation.templates.is_empty());
    let found =
        found.and_then(|(language, translation)| Some((language, translation.templates.first()?)));
    match found {
        Some((language, text))
            if semantics.localization == LocalizationRule::AllowedLanguages || !text.is_empty() =>
        {
            LocalizedText {
                text,
                translated_to: Some(language),
                is_short,
            }
        }
        _ => LocalizedText {
            text: native,
            translated_to: None,
            is_short,
        },
    }
}

/// What is wrong with a translation that is too short.
pub fn short_translation(item: &str, property: &str) -> String {
    format!("the translation of {property} of {item} has fewer texts than the original")
}

/// The translation of a text that is no template: a category, a URL.
pub fn raw_text(
    semantics: &Semantics,
    flow: &Flow,
    languages: &[&str],
    item: &str,
    property: &str,
    native: &Text,
) -> Text {
    let found = translation(semantics, flow, languages, item, property)
        .and_then(|(_, translation)| translation.templates.first())
        .filter(|text| {
            semantics.localization == LocalizationRule::AllowedLanguages || !text.is_empty()
        });
    found.map_or_else(|| native.clone(), Template::shared_source)
}

/// The translation of a list of texts of an item, for a run that prefers these languages. Where the first language alone
/// counts (12), missing and empty texts are filled in from the native ones, and surplus ones are dropped.
pub fn list<'t>(
    semantics: &Semantics,
    flow: &'t Flow,
    languages: &[&str],
    item: &str,
    property: &str,
    native: &'t [Template],
) -> LocalizedList<'t> {
    let Some((language, translation)) = translation(semantics, flow, languages, item, property)
    else {
        return LocalizedList {
            texts: native.iter().collect(),
            translated_to: None,
            is_short: false,
        };
    };
    let is_short = semantics.localization == LocalizationRule::FirstLanguage
        && translation.templates.len() < native.len();
    let texts = match semantics.localization {
        LocalizationRule::AllowedLanguages => translation.templates.iter().collect(),
        LocalizationRule::FirstLanguage => native
            .iter()
            .enumerate()
            .map(|(at, native)| {
                translation
                    .templates
                    .get(at)
                    .filter(|text| !text.is_empty())
                    .unwrap_or(native)
            })
            .collect(),
    };
    LocalizedList {
        texts,
        translated_to: Some(language),
        is_short,
    }
}

/// The translation of a property of an item that counts, and its language; none if the native one counts.
pub fn translation<'t>(
    semantics: &Semantics,
    flow: &'t Flow,
    languages: &[&str],
    item: &str,
    property: &str,
) -> Option<(Text, &'t Translation)> {
    let considered = match semantics.localization {
        LocalizationRule::FirstLanguage => languages.get(..1).unwrap_or_default(),
        LocalizationRule::AllowedLanguages => languages,
    };
    for language in considered {
        if **language == *flow.language {
            return None;
        }
        let found = flow.localization.get(language, item, property);
        let usable =
            |found: &&Translation| match (semantics.localization, found.templates.as_slice()) {
                (LocalizationRule::FirstLanguage, _) => true,
                (LocalizationRule::AllowedLanguages, []) => false,
                (LocalizationRule::AllowedLanguages, [only]) => !only.is_empty(),
                (LocalizationRule::AllowedLanguages, _) => true,
            };
        if let Some(found) = found.filter(usable) {
            return Some((Text::from(*language), found));
        }
    }
    None
}
