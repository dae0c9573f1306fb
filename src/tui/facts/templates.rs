//! The templates of an action in the language the contact gets, and what they give.

use super::action::TemplateFact;
use super::{clean, parts};
use crate::debugger::Debugger;
use crate::engine::actions::templates;
use crate::engine::localization::{self, Languages};
use crate::engine::semantics::{ContentRule, LocalizationRule, WebhookRule};
use crate::engine::state::State;
use crate::excellent::Template;
use crate::excellent::template::Escaping;
use crate::model::action::{Action, ActionKind};
use crate::model::flow::Flow;
use crate::tui::text;

/// The longest text that is shown.
const MAX_TEXT: usize = 2_000;

/// The templates of an action of the flow, evaluated in the state.
pub fn template_facts(
    debugger: &Debugger,
    state: &State,
    flow: &Flow,
    action: &Action,
) -> Vec<TemplateFact> {
    let languages = match action.kind {
        // It is sent in all languages; that of the flow is shown.
        ActionKind::SendBroadcast(_) => Languages::new(),
        _ => state.languages_of(state.position.run),
    };
    // A template of a list goes by the list's name and its place: `quick_replies[0]`.
    let translated = |name: &str| {
        let (property, index) = match name.trim_end_matches(']').split_once('[') {
            Some((property, index)) => (property, index.parse().ok()?),
            None => (name, 0_usize),
        };
        let item = action.uuid.as_str();
        let found = localization::translation(state.semantics, flow, &languages, item, property)?;
        let text = found.1.templates.get(index)?;
        let counts =
            !text.is_empty() || state.semantics.localization == LocalizationRule::AllowedLanguages;
        counts.then(|| text.clone())
    };
    let fact = |(name, native): (String, &Template)| {
        let template = translated(&name).unwrap_or_else(|| native.clone());
        let escaping = escaping(state, action, &name);
        template_fact(debugger, state, clean(&name), &template, escaping)
    };
    templates(&action.kind).into_iter().map(fact).collect()
}

/// How values are written into the template of this name.
fn escaping(state: &State, action: &Action, name: &str) -> Escaping {
    let semantics = state.semantics;
    match (&action.kind, name) {
        (ActionKind::CallWebhook(_), "url") if semantics.webhooks == WebhookRule::ByEngine => {
            Escaping::Url
        }
        (_, name)
            if name.starts_with("attachments") && semantics.content == ContentRule::Unchecked =>
        {
            Escaping::Url
        }
        (_, "contact_query") => Escaping::Query,
        _ => Escaping::None,
    }
}

fn template_fact(
    debugger: &Debugger,
    state: &State,
    name: String,
    template: &Template,
    escaping: Escaping,
) -> TemplateFact {
    let short = |text: &str| clean(&text::clip(&text::one_line(text), MAX_TEXT));
    let source = short(template.source());
    if template.is_plain() || state.current_run().is_none() {
        return TemplateFact {
            name,
            value: source.clone(),
            source,
            ..TemplateFact::default()
        };
    }
    state.with_run_setting(debugger.assets(), state.position.run, |setting| {
        let evaluated = template.evaluate_text(setting, escaping);
        let error = evaluated
            .errors()
            .next()
            .map(|error| format!("{}: {}", error.expression, error.error));
        TemplateFact {
            name,
            source,
            value: short(error.as_deref().unwrap_or(&evaluated.text)),
            failed: error.is_some(),
            parts: parts::parts(template, setting, state.semantics.dialect),
        }
    })
}
