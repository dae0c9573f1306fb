//! `play_audio` (14, voice): plays a recording.

use super::Behaviour;
use super::ivr::speak;
use super::wording::{short, written};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::excellent::Template;
use crate::model::action::PlayAudio;

impl Behaviour for PlayAudio {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let localized = context.localized_text("audio_url", &self.audio_url);
        let url = context.evaluate_text(localized.text);
        if url.failed {
            return Ok(());
        }
        let url = url.text.trim();
        if url.is_empty() {
            context.log_error("Audio URL evaluated to empty, skipping");
            return Ok(());
        }
        speak(context, "", url, localized.language(context.flow))
    }

    fn describe(&self) -> String {
        format!("Plays the recording {}", short(written(&self.audio_url)))
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![("audio_url".to_owned(), &self.audio_url)]
    }
}
