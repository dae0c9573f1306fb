//! `call_llm` (14): asks a language model.

use super::Behaviour;
use super::wording::{first_told, short, written};
use crate::engine::action_context::{ActionContext, ActionResult, ActionStop};
use crate::engine::effect::{Effect, LlmRequest, Reply};
use crate::engine::references;
use crate::excellent::{Template, Text};
use crate::model::action::CallLlm;
use crate::model::event::EventKind;
use crate::model::llm::LlmRole;
use crate::model::references::LlmReference;

/// How long an answer may be.
const MAX_OUTPUT_TOKENS: i64 = 2500;
/// What the local variable holds when there is no answer.
const FAILED: &str = "<ERROR>";

impl Behaviour for CallLlm {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let output = self.call(context)?;
        context.set_local(&self.output_local, output.as_deref().unwrap_or(FAILED));
        Ok(())
    }

    fn describe(&self) -> String {
        let llm = first_told(&self.llm.name, self.llm.uuid.as_str());
        format!(
            "Asks {llm} to {} and keeps the answer in the local {}",
            short(written(&self.instructions)),
            self.output_local
        )
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![
            ("instructions".to_owned(), &self.instructions),
            ("input".to_owned(), &self.input),
        ]
    }
}

impl CallLlm {
    /// The answer; none if there is none, which is logged.
    fn call(&self, context: &mut ActionContext<'_>) -> Result<Option<Text>, ActionStop> {
        let Some(llm) = context.assets.llms.get(&self.llm.uuid).cloned() else {
            references::log_dependency(context, "llm", self.llm.uuid.as_str(), &self.llm.name);
            return Ok(None);
        };
        if !llm.roles.contains(&LlmRole::Engine) {
            context.log_error(format!(
                "LLM {} does not have the engine role",
                self.llm.uuid
            ));
            return Ok(None);
        }
        let instructions = context.evaluate_text(&self.instructions).text;
        let input = context.evaluate_text(&self.input).text;
        if context
            .options()
            .missing_services
            .iter()
            .any(|service| &**service == "llm")
        {
            context.log_error("no LLM service factory configured");
            return Ok(None);
        }
        let request = LlmRequest {
            llm: llm.uuid.as_str().into(),
            instructions: instructions.clone(),
            input: input.clone(),
            max_output_tokens: MAX_OUTPUT_TOKENS,
        };
        let response = match context.request(Effect::Llm(request))? {
            Reply::Llm(Ok(response)) => response,
            Reply::Llm(Err(problem)) => {
                context.log_error(problem);
                return Ok(None);
            }
            other => {
                return Err(ActionStop::Error(format!(
                    "a call of a language model was answered by {other:?}"
                )));
            }
        };
        context.emit(EventKind::LlmCalled {
            llm: LlmReference {
                uuid: llm.uuid.clone(),
                name: llm.name.clone(),
            },
            instructions,
            input,
            output: response.output.clone(),
            input_tokens: response.input_tokens,
            output_tokens: response.output_tokens,
            elapsed_ms: response.elapsed_ms.try_into().unwrap_or(i64::MAX),
        });
        Ok(Some(response.output))
    }
}
