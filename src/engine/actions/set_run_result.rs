//! `set_run_result`: saves a result of the run.

use super::Behaviour;
use super::wording::{short, written};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::localization;
use crate::engine::semantics::ResultRule;
use crate::excellent::{Template, Text};
use crate::model::action::SetRunResult;
use crate::model::event::ResultChange;

impl Behaviour for SetRunResult {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let rule = context.semantics().results;
        let template = match rule {
            ResultRule::ByEvent => context.localized_text("value", &self.value).text,
            ResultRule::WhenChanged => &self.value,
        };
        let value = context.evaluate_text(template);
        if value.failed && rule == ResultRule::WhenChanged {
            return Ok(());
        }
        context.save_result(ResultChange {
            name: self.name.clone(),
            value: value.text,
            category: self.category.clone(),
            category_localized: self.localized_category(context),
            ..ResultChange::default()
        });
        Ok(())
    }

    fn describe(&self) -> String {
        use std::fmt::Write as _;
        let mut sentence = format!(
            "Saves the result {} as {}",
            self.name,
            short(written(&self.value))
        );
        if !self.category.is_empty() {
            let _ = write!(sentence, " in the category {}", self.category);
        }
        sentence
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![("value".to_owned(), &self.value)]
    }
}

impl SetRunResult {
    /// The category in the language of the contact; empty if it is the same. Expressions in it stay as they are.
    fn localized_category(&self, context: &ActionContext<'_>) -> Text {
        let languages = context.languages();
        let item = context.action.uuid.as_str();
        let translated = localization::raw_text(
            context.semantics(),
            context.flow,
            &languages,
            item,
            "category",
            &self.category,
        );
        if translated == self.category {
            Text::default()
        } else {
            translated
        }
    }
}
