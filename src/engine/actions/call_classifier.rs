//! `call_classifier` (14): no longer supported; saves a failed result.

use super::Behaviour;
use super::wording::{short, written};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::excellent::Template;
use crate::excellent::Text;
use crate::model::action::CallClassifier;
use crate::model::event::EventKind;
use crate::model::event::ResultChange;

impl Behaviour for CallClassifier {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let input = context.evaluate_text(&self.input).text;
        context.emit(EventKind::Warning {
            text: "NLU classifiers are no longer supported".into(),
            code: Text::default(),
            extra: Vec::new(),
        });
        context.save_result(ResultChange {
            name: self.result_name.clone(),
            value: "0".into(),
            category: Text::new_static("Failure"),
            input: Some(input),
            ..ResultChange::default()
        });
        Ok(())
    }

    fn describe(&self) -> String {
        format!(
            "Classifies {}, which is no longer supported",
            short(written(&self.input))
        )
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![("input".to_owned(), &self.input)]
    }
}
