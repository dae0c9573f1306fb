//! `set_run_local` (14): sets, counts up or clears a variable of the run.

use super::Behaviour;
use super::wording::{short, written};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::excellent::Template;
use crate::model::action::{LocalOperation, SetRunLocal};

impl Behaviour for SetRunLocal {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let value = context.evaluate_text(&self.value);
        if value.failed {
            return Ok(());
        }
        match self.operation {
            LocalOperation::Set => context.set_local(&self.local, &value.text),
            LocalOperation::Clear => context.clear_local(&self.local),
            LocalOperation::Increment => self.increment(context, &value.text),
        }
        Ok(())
    }

    fn describe(&self) -> String {
        let value = short(written(&self.value));
        match self.operation {
            LocalOperation::Set => format!("Sets the local {} to {value}", self.local),
            LocalOperation::Clear => format!("Clears the local {}", self.local),
            LocalOperation::Increment => format!("Increases the local {} by {value}", self.local),
        }
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![("value".to_owned(), &self.value)]
    }
}

impl SetRunLocal {
    fn increment(&self, context: &mut ActionContext<'_>, by: &str) {
        let Some(by) = parse_integer(by) else {
            context.log_error("Increment value is not an integer");
            return;
        };
        let existing = context
            .run()
            .locals
            .get(&*self.local)
            .and_then(|text| parse_integer(text));
        let sum = existing.unwrap_or(0).wrapping_add(by);
        context.set_local(&self.local, &sum.to_string());
    }
}

/// A whole number: an optional sign and digits.
fn parse_integer(text: &str) -> Option<i64> {
    text.parse().ok()
}
