//! Filling message templates (14): the translation a channel has in a fitting language, its variables, and a preview of what
//! the contact will see.

use serde_json::{Map, Value as Json, json};

use crate::engine::http::body::ellipsize;
use crate::engine::locale::best_match;
use crate::engine::messages::is_attachment;
use crate::excellent::Text;
use crate::model::channel::Channel;
use crate::model::event::{MessageTexts, QuickReply};
use crate::model::template::{Template, TemplateComponent, TemplateTranslation};

/// Characters of a button's text.
const MAX_BUTTON_CHARS: usize = 64;

/// A filled-in template.
#[derive(Debug)]
pub struct TemplatedMessage {
    /// What the contact will see.
    pub texts: MessageTexts,
    /// What the channel is told.
    pub templating: Json,
}

/// The translation a channel has in the best of the preferred locales, else its first one.
pub fn translation_for<'t>(
    template: &'t Template,
    channel: &Channel,
    preferred: &[Text],
) -> Option<&'t TemplateTranslation> {
    let candidates: Vec<&TemplateTranslation> = template
        .translations
        .iter()
        .filter(|translation| translation.channel.uuid == channel.uuid)
        .collect();
    let locales: Vec<&str> = candidates
        .iter()
        .map(|translation| &*translation.locale)
        .collect();
    let best = best_match(preferred, &locales).unwrap_or(0);
    candidates.get(best).copied()
}

/// Fills a translation with the values of its variables, which are taken by position; missing ones are empty.
pub fn fill(
    template: &Template,
    translation: &TemplateTranslation,
    values: &[Text],
) -> TemplatedMessage {
    let value = |at: usize| values.get(at).map_or("", |value| &**value);
    let variables: Vec<Json> = translation
        .variables
        .iter()
        .enumerate()
        .map(|(at, variable)| json!({"type": &*variable.kind, "value": value(at)}))
        .collect();
    let components: Vec<Json> = translation
        .components
        .iter()
        .filter(|component| !component.variables.is_empty())
        .map(component_json)
        .collect();
    let mut templating = Map::new();
    templating.insert(
        "template".into(),
        json!({"uuid": template.uuid.as_str(), "name": &*template.name}),
    );
    for (key, items) in [("components", components), ("variables", variables)] {
        if !items.is_empty() {
            templating.insert(key.into(), Json::Array(items));
        }
    }
    TemplatedMessage {
        texts: preview(translation, value),
        templating: Json::Object(templating),
    }
}

fn component_json(component: &TemplateComponent) -> Json {
    let variables: Map<String, Json> = component
        .variables
        .iter()
        .map(|(place, index)| (place.to_string(), Json::from(*index)))
        .collect();
    json!({"name": &*component.name, "type": &*component.kind, "variables": variables})
}

/// What the contact will see: texts of header, body and footer, buttons as quick replies, media as attachments.
fn preview<'v>(
    translation: &TemplateTranslation,
    value: impl Fn(usize) -> &'v str,
) -> MessageTexts {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut texts = MessageTexts::default();
    for component in &translation.components {
        let mut content = component.content.to_string();
        for (place, index) in &component.variables {
            let Some(variable) = translation.variables.get(*index) else {
                continue;
            };
            match &*variable.kind {
                "text" => content = content.replace(&format!("{{{{{place}}}}}"), value(*index)),
                "image" | "video" | "document" if is_attachment(value(*index)) => {
                    texts.attachments.push(value(*index).into());
                }
                _ => {}
            }
        }
        if content.is_empty() {
            continue;
        }
        if matches!(
            &*component.kind,
            "header/text" | "body/text" | "footer/text"
        ) {
            paragraphs.push(content);
        } else if component.kind.starts_with("button/") {
            let text = ellipsize(&content, MAX_BUTTON_CHARS).into();
            texts.quick_replies.push(QuickReply {
                kind: "text".into(),
                text,
                extra: "".into(),
            });
        }
    }
    texts.text = paragraphs.join("\n\n").into();
    texts
}
