//! What `say_msg` and `play_audio` have in common: a message that is spoken in the session's phone call.

use crate::engine::action_context::{ActionContext, ActionResult, ActionStop};
use crate::engine::locale::locale;
use crate::excellent::Text;
use crate::model::event::{EventKind, MessageTexts, Msg};

/// Has a text spoken or its recording (empty: none) played to the contact.
pub fn speak(
    context: &mut ActionContext<'_>,
    text: &str,
    audio_url: &str,
    language: &str,
) -> ActionResult {
    let Some(call) = context.session().call.clone() else {
        return Err(ActionStop::Error(
            "session has no call to speak in".to_owned(),
        ));
    };
    let country = context.environment().default_country.clone();
    let attachments: Vec<Text> = (!audio_url.is_empty())
        .then(|| format!("audio:{audio_url}").into())
        .into_iter()
        .collect();
    let msg = Msg {
        urn: call.urn.shared(),
        channel: Some(call.channel.clone()),
        texts: MessageTexts {
            text: text.into(),
            attachments,
            quick_replies: Vec::new(),
        },
        locale: locale(language, country.as_deref().unwrap_or_default()),
        ..Msg::default()
    };
    context.emit(EventKind::IvrCreated { msg });
    Ok(())
}
