//! `add_input_labels`: labels the last message.

use super::Behaviour;
use super::wording;
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::references;
use crate::engine::semantics::InputRule;
use crate::excellent::Template;
use crate::model::action::AddInputLabels;
use crate::model::event::EventKind;
use crate::model::references::LabelReference;

impl Behaviour for AddInputLabels {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let input = match context.semantics().inputs {
            InputRule::CallerEvents => context.run().input.as_ref(),
            InputRule::ResumeObject => context.session().input.as_ref(),
        };
        let Some(input_uuid) = input.map(|input| input.uuid.clone()) else {
            if context.semantics().inputs == InputRule::ResumeObject {
                context.log_error("No input to add labels to");
            }
            return Ok(());
        };
        let labels = references::labels(context, &self.labels)?;
        if !labels.is_empty() {
            context.emit(EventKind::InputLabelsAdded {
                input_uuid,
                labels: references::named_labels(&labels),
            });
        }
        Ok(())
    }

    fn describe(&self) -> String {
        format!("Adds {} to the last message", wording::labels(&self.labels))
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        let named = |(at, label)| match label {
            &LabelReference::Uuid(..) => None,
            LabelReference::NameMatch(template) => {
                Some((format!("labels[{at}].name_match"), template))
            }
        };
        self.labels.iter().enumerate().filter_map(named).collect()
    }
}
