//! `say_msg` (14, voice): speaks a text, or plays its recording.

use super::Behaviour;
use super::ivr::speak;
use super::wording::{short, written};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::localization;
use crate::excellent::Template;
use crate::model::action::SayMsg;

impl Behaviour for SayMsg {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let localized = context.localized_text("text", &self.text);
        let text = context.evaluate_text(localized.text).text;
        let text = text.trim();
        let item = context.action.uuid.as_str();
        let audio_url = localization::raw_text(
            context.semantics(),
            context.flow,
            &context.languages(),
            item,
            "audio_url",
            &self.audio_url,
        );
        if text.is_empty() && audio_url.is_empty() {
            context.log_error("Can't say message without audio URL or backdown text");
            return Ok(());
        }
        let language = localized.language(context.flow);
        speak(context, text, &audio_url, language)
    }

    fn describe(&self) -> String {
        let text = short(written(&self.text));
        if self.audio_url.is_empty() {
            format!("Says: {text}")
        } else {
            format!("Plays {} or says: {text}", self.audio_url)
        }
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![("text".to_owned(), &self.text)]
    }
}
