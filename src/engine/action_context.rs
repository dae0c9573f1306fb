//! What an action may see and do while it is executed. The same calls serve both generations: whether an event is logged
//! at once or applied when the action is done is decided here, by the semantics.
//!
//! An action is straight-line code. When it needs the outside world it calls [`ActionContext::request`]. Whoever runs whole
//! sprints answers at once; otherwise, for lack of a reply, that stops the action with [`ActionStop::Needs`], everything it did
//! is dropped, and it runs again once there is one.

use std::cell::RefCell;
use std::sync::Arc;

use smallvec::SmallVec;

use super::effect::{Effect, Reply};
use super::evaluate::{Escaping, TextEvaluation};
use super::locale::locale;
use super::localization::{Languages, LocalizedList, LocalizedText};
use super::modifiers::{Modifier, Surroundings};
use super::options::Options;
use super::semantics::{EventRule, FailureRule, ResultRule, Semantics};
use super::state::{PushedFlow, State};
use crate::excellent::{DateTime, Environment, Template, Text, Value};
use crate::model::action::Action;
use crate::model::assets::Assets;
use crate::model::contact::Contact;
use crate::model::event::ResultChange;
use crate::model::event::{Event, EventKind};
use crate::model::flow::{Flow, Node};
use crate::model::session::{Run, Session, WebhookCall};
use crate::model::uuids::FlowUuid;

/// Why an action did not come to its end.
#[derive(Debug, Clone, PartialEq)]
pub enum ActionStop {
    /// It needs this of the outside world first.
    Needs(Effect),
    /// It can't be executed at all: invalid data, a host's refusal. Breaks off the sprint.
    Error(String),
}

/// Who answers requests while an action is executed.
pub type Answerer<'a> = &'a mut dyn FnMut(&Effect) -> Reply;

/// Lends an answerer for a while.
pub(super) fn lend<'a>(answerer: &'a mut Option<Answerer<'_>>) -> Option<Answerer<'a>> {
    match answerer {
        Some(answerer) => Some(*answerer),
        None => None,
    }
}

/// Events that wait to be applied. Most actions have one.
pub(super) type Collected = SmallVec<[Arc<Event>; 2]>;

/// How an action ends: done, or stopped.
pub type ActionResult = Result<(), ActionStop>;

/// What an action may see and do.
pub struct ActionContext<'a> {
    /// The state that is changed.
    pub state: &'a mut State,
    /// What the session runs on.
    pub assets: &'a Assets,
    /// The place of the current run in the session.
    pub run_index: usize,
    /// The flow of the run.
    pub flow: &'a Flow,
    /// The node.
    pub node: &'a Node,
    /// The action.
    pub action: &'a Action,
    /// Events that wait to be applied (12).
    collected: Collected,
    requests: usize,
    answerer: Option<Answerer<'a>>,
    /// What is wrong with a translation that was asked for.
    short_translation: Option<String>,
}

impl<'a> ActionContext<'a> {
    /// The context of one execution of an action.
    pub fn new(
        state: &'a mut State,
        assets: &'a Assets,
        flow: &'a Flow,
        node: &'a Node,
        action: &'a Action,
        answerer: Option<Answerer<'a>>,
    ) -> Self {
        let run_index = state.position.run;
        Self {
            state,
            assets,
            run_index,
            flow,
            node,
            action,
            collected: Collected::new(),
            requests: 0,
            answerer,
            short_translation: None,
        }
    }

    /// The behaviours of the session's generation.
    pub fn semantics(&self) -> &'static Semantics {
        self.state.semantics
    }

    /// Limits and host decisions.
    pub fn options(&self) -> &Options {
        &self.state.options
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.state.session
    }

    /// The current run.
    #[expect(
        clippy::indexing_slicing,
        reason = "an action is only executed for a run that is there, and runs are never removed"
    )]
    pub fn run(&self) -> &Run {
        &self.state.session.runs[self.run_index]
    }

    /// The current run, to change it.
    #[expect(clippy::indexing_slicing, reason = "as for `ActionContext::run`")]
    pub fn run_mut(&mut self) -> &mut Run {
        Arc::make_mut(&mut self.state.session.runs[self.run_index])
    }

    /// The contact of the run, if it has one.
    pub fn contact(&self) -> Option<&Arc<Contact>> {
        self.state.contact_of(self.run_index)
    }

    /// The contact of the run, to change it.
    pub fn contact_mut(&mut self) -> Option<&mut Contact> {
        self.state.contact_of_mut(self.run_index)
    }

    /// The environment of the run: the session's, merged with what the contact brings along.
    pub fn environment(&mut self) -> Arc<Environment> {
        self.state.environment_of(self.assets, self.run_index)
    }

    /// Reads the clock.
    pub fn now(&mut self) -> DateTime {
        self.state.now()
    }

    /// A new UUID of version 4.
    pub fn new_uuid(&mut self) -> Text {
        self.state.new_uuid()
    }

    /// Logs an event: at once, or by having it applied when the action is done.
    pub fn emit(&mut self, kind: EventKind) {
        let event = self.state.new_event(kind);
        match self.semantics().events {
            EventRule::Applied => {
                self.collected.push(Arc::new(event));
            }
            EventRule::Immediate => self.state.log_at_last_step(self.run_index, event),
        }
    }

    /// Logs an error the flow survives.
    pub fn log_error(&mut self, text: impl Into<Text>) {
        self.emit(EventKind::error(text));
    }

    /// Logs an error the flow survives, with a code and named texts (14).
    pub fn log_coded_error(&mut self, text: impl Into<Text>, code: &str, extra: &[(&str, &str)]) {
        self.emit(EventKind::coded_error(text, code, extra));
    }

    /// Ends the run because it can't go on. The action should stop then.
    pub fn fail_run(&mut self, text: impl Into<Text>) {
        match self.semantics().failure {
            FailureRule::FatalError => self.emit(EventKind::fatal_error(text)),
            FailureRule::FailureEvent => self.state.fail_run_in_action(self.run_index, text.into()),
        }
    }

    /// Evaluates a template to a text. What fails is logged and contributes nothing.
    pub fn evaluate_text(&mut self, template: &Template) -> TextEvaluation {
        self.evaluate_escaped(template, Escaping::None)
    }

    /// As [`Self::evaluate_text`], with the values escaped.
    pub fn evaluate_escaped(&mut self, template: &Template, escaping: Escaping) -> TextEvaluation {
        let mut evaluation = self.evaluate_uncut(template, escaping);
        evaluation.cut(&self.state.options, self.state.semantics);
        evaluation
    }

    /// As [`Self::evaluate_escaped`], of any length.
    pub fn evaluate_uncut(&mut self, template: &Template, escaping: Escaping) -> TextEvaluation {
        let (evaluation, events) =
            self.state
                .evaluate_text(self.assets, self.run_index, template, escaping);
        for event in events {
            self.emit(event);
        }
        evaluation
    }

    /// Evaluates a template to a value, as operands of routers are. A failing single expression is an error value and not
    /// logged.
    pub fn evaluate_value(&mut self, template: &Template) -> Value {
        let (value, events) = self
            .state
            .evaluate_value(self.assets, self.run_index, template);
        for event in events {
            self.emit(event);
        }
        value
    }

    /// The translation of a text of the action for the contact, else the text as it is.
    pub fn localized_text<'t>(&mut self, property: &str, native: &'t Template) -> LocalizedText<'t>
    where
        'a: 't,
    {
        let languages = self.state.languages_of(self.run_index);
        let item = self.action.uuid.as_str();
        let localized = super::localization::text(
            self.semantics(),
            self.flow,
            &languages,
            item,
            property,
            native,
        );
        drop(languages);
        self.note_translation(property, localized.is_short);
        localized
    }

    /// The translation of a list of texts of the action for the contact, else the list as it is.
    pub fn localized_list<'t>(
        &mut self,
        property: &str,
        native: &'t [Template],
    ) -> LocalizedList<'t>
    where
        'a: 't,
    {
        let languages = self.state.languages_of(self.run_index);
        let item = self.action.uuid.as_str();
        let localized = super::localization::list(
            self.semantics(),
            self.flow,
            &languages,
            item,
            property,
            native,
        );
        drop(languages);
        self.note_translation(property, localized.is_short);
        localized
    }

    /// Has a flow entered once all actions of the node are done. The last one pushed counts.
    pub fn push_flow(&mut self, flow: Arc<Flow>, terminal: bool) {
        self.state.position.pushed = Some(PushedFlow {
            flow,
            terminal,
            parent: Some(self.run_index),
        });
    }

    /// How many requests this execution made so far: the `ordinal` of the next one.
    pub fn next_ordinal(&self) -> usize {
        self.requests
    }

    /// Asks the outside world. Stops the action if there is no reply yet and nobody to answer.
    pub fn request(&mut self, effect: Effect) -> Result<Reply, ActionStop> {
        let reply = self.state.position.replies.get(self.requests).cloned();
        self.requests += 1;
        match (reply, &mut self.answerer) {
            (Some(reply), _) => Ok(reply),
            (None, Some(answer)) => Ok(answer(&effect)),
            (None, None) => Err(ActionStop::Needs(effect)),
        }
    }

    /// Saves a result and logs it, by the rules of the generation.
    pub fn save_result(&mut self, result: ResultChange) {
        match self.semantics().results {
            ResultRule::ByEvent => self.emit(EventKind::RunResultChanged(result)),
            ResultRule::WhenChanged => self.state.save_result_when_changed(self.run_index, result),
        }
    }

    /// Sets a local variable of the run (14).
    pub fn set_local(&mut self, name: &str, value: &str) {
        self.run_mut().locals.insert(name.into(), value.into());
    }

    /// Forgets a local variable of the run (14).
    pub fn clear_local(&mut self, name: &str) {
        self.run_mut().locals.remove(name);
    }

    /// The languages of the run, the preferred first, without that of the flow.
    pub fn languages(&self) -> Languages<'_> {
        self.state.languages_of(self.run_index)
    }

    /// The locales message templates are looked for in: first that of the contact, then that of the environment (14).
    pub fn preferred_locales(&mut self) -> [Text; 2] {
        let merged = self.environment();
        [&merged, &self.session().environment].map(|environment| {
            let language = environment
                .default_language()
                .map_or("", |language| language.as_str());
            locale(
                language,
                environment.default_country.as_deref().unwrap_or_default(),
            )
        })
    }

    /// Whether a flow is that of the run or of one that waits for it.
    pub fn is_on_stack(&self, flow: &FlowUuid) -> bool {
        let mut run = Some(self.run_index);
        // Bounded by the number of runs, because files may hold circles.
        for _ in 0..self.session().runs.len() {
            let Some(current) = run.and_then(|run| self.session().runs.get(run)) else {
                return false;
            };
            if current.flow_reference.uuid == *flow {
                return true;
            }
            run = current
                .parent
                .as_ref()
                .and_then(|parent| self.state.run_index(parent));
        }
        false
    }

    /// Whether this sprint starts the session as one of many (14).
    pub fn is_batch_start(&self) -> bool {
        self.state.position.is_start && self.session().trigger.batch
    }

    /// Changes the contact, logs what changed, and tells whether anything did (14).
    pub fn modify(&mut self, modifier: &Modifier) -> bool {
        let environment = self.state.session.environment.clone();
        let new_uuid = self.new_uuid();
        let options = self.state.options.clone();
        let clock = RefCell::new(self.state.clock.clone());
        let (assets, semantics) = (self.assets, self.semantics());
        let around = Surroundings {
            assets,
            environment: &environment,
            options: &options,
            semantics,
            clock: &clock,
            new_uuid,
        };
        let mut log = Vec::new();
        let is_changed = self
            .contact_mut()
            .is_some_and(|contact| modifier.apply(&around, contact, &mut log));
        self.state.clock = clock.into_inner();
        for event in log {
            self.emit(event);
        }
        is_changed
    }

    /// Sets what `@webhook` gives (14).
    pub fn set_webhook(&mut self, webhook: Option<WebhookCall>) {
        self.run_mut().webhook = webhook.map(Arc::new);
    }

    /// Notes whether a translation that was asked for is too short, which in the end stops the action.
    pub fn note_translation(&mut self, property: &str, is_short: bool) {
        if is_short {
            self.short_translation = Some(super::localization::short_translation(
                self.action.uuid.as_str(),
                property,
            ));
        }
    }

    /// The events that are to be applied now that the action is done, unless a translation was too short.
    pub(super) fn into_collected(self) -> Result<Collected, ActionStop> {
        match self.short_translation {
            Some(text) => Err(ActionStop::Error(text)),
            None => Ok(self.collected),
        }
    }
}
