//! Everything in which the engine of one generation behaves differently from the other, as one table.
//!
//! The rest of the engine asks the fields of [`Semantics`] and never which generation it runs.

use std::fmt;

use crate::excellent::{self, Dialect};
use crate::model::channel::Selection;
use crate::model::flow::Generation;
use crate::model::language::Languages;
use crate::model::location::Search;
use crate::model::references::FlowReference;
use crate::model::urn::Rules;

/// The behaviours of a generation.
pub struct Semantics {
    /// What logging an event means.
    pub events: EventRule,
    /// How a failing template is reported.
    pub template_errors: TemplateErrorRule,
    /// How a run that can't go on is reported.
    pub failure: FailureRule,
    /// What keeps a flow from running in circles.
    pub loops: LoopRule,
    /// What a session is resumed with.
    pub inputs: InputRule,
    /// Whether the begin and the end of a run are events.
    pub announces_runs: bool,
    /// How a result is saved.
    pub results: ResultRule,
    /// How the key of a result is made of its name.
    pub result_key: ResultKeyRule,
    /// Which translation is taken.
    pub localization: LocalizationRule,
    /// What a router test that gives an error does.
    pub test_errors: TestErrorRule,
    /// What happens when a router chooses nothing.
    pub unrouted: UnroutedRule,
    /// Whether routers choose among categories (14) or exits (12): decides what random routers count and what their values are.
    pub random_choice: RandomChoiceRule,
    /// How an action changes the contact.
    pub contact_changes: ContactChangeRule,
    /// Whether a run may only return to a parent that is active.
    pub returns_only_to_active_parents: bool,
    /// What `@contact` and the other names are made of.
    pub context: ContextRule,
    /// How an environment is merged with what the contact brings along.
    pub environment: EnvironmentRule,
    /// When `@legacy_extra` takes in results.
    pub extras: ExtrasRule,
    /// The rules of the expression language.
    pub dialect: &'static Dialect,
    /// The rules of addresses.
    pub urns: &'static Rules,
    /// How the channel for an address is chosen.
    pub channels: Selection,
    /// The language codes that are known.
    pub languages: Languages,
    /// How locations are found by what people write.
    pub locations: Search,
    /// Whether a session has an empty location hierarchy where its assets have none, so that tests of locations find nothing
    /// (14). Otherwise they are errors (12).
    pub always_located: bool,
    /// Whether the text of a template is cut to a length.
    pub cuts_templates: bool,
    /// What an asset that is named by its UUID and isn't there means to an action.
    pub missing_assets: MissingAssetRule,
    /// What the legacy variables of recipients can be.
    pub legacy_vars: LegacyVarRule,
    /// How the content of messages is evaluated.
    pub content: ContentRule,
    /// How many messages an action sends.
    pub sending: SendRule,
    /// When messages to others and new sessions are asked for.
    pub starts: StartRule,
    /// What becomes of e-mails.
    pub emails: EmailRule,
    /// How webhooks and resthooks are called, and what is kept of them.
    pub webhooks: WebhookRule,
    /// What is said of a flow that is not there.
    pub missing_flow: fn(&FlowReference) -> String,
}

/// What an asset that is named by its UUID and isn't there means to an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingAssetRule {
    /// The action can't be executed (12, which checks flows beforehand).
    Break,
    /// It is logged and left out (14).
    Log,
}

/// What the legacy variables of recipients can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegacyVarRule {
    /// A text with a UUID in it, a group's name, else a phone number as it stands (12).
    Phone,
    /// A UUID, a group's name, a URN, else a phone number of the contact's country (14).
    Urn,
}

/// How the content of messages is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentRule {
    /// Attachments are URLs with escaped values, nothing is checked (12).
    Unchecked,
    /// Attachments must look like ones, quick replies may be of several kinds (14).
    Checked,
}

/// How many messages an action sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendRule {
    /// One for each destination there is, with an identity of its own (12).
    PerDestination,
    /// Exactly one, which tells if it can't be sent (14).
    Once,
}

/// When messages to others and new sessions are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartRule {
    /// Always, even for nobody (12).
    Always,
    /// When there is somebody, no batch is being started and the chain of sessions is short (14).
    Careful,
}

/// What becomes of e-mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailRule {
    /// An event says that one is to be sent (12).
    Announced,
    /// It is sent, then an event tells (14).
    Sent,
}

/// How webhooks and resthooks are called, and what is kept of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookRule {
    /// By the engine, which may be told to make answers up; the first request is recorded, a failed call is an error (12).
    ByEngine,
    /// By a service of the host; the last request is recorded, a failed call is a call (14).
    ByService,
}

/// When `@legacy_extra` takes in results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtrasRule {
    /// When it is read, those that are later than all it has (12).
    WhenRead,
    /// When they are saved (14).
    WhenSaved,
}

/// What logging an event means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventRule {
    /// An action collects its events. When it is done they are applied one after the other, which is what changes run,
    /// session and contact, and kept in the run (12).
    Applied,
    /// An event tells of a change that was made, and is logged at once (14).
    Immediate,
}

/// How a failing template is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateErrorRule {
    /// One error event with all failures joined (12).
    Joined,
    /// An error event for each expression, with a code, then warnings (14).
    PerExpression,
}

/// How a run that can't go on is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureRule {
    /// A fatal error event, whose application ends the run (12).
    FatalError,
    /// The run ends, then a failure event and the end of the run are logged (14).
    FailureEvent,
}

/// What keeps a flow from running in circles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoopRule {
    /// A run visits no node twice in one sprint (12).
    VisitedNodes,
    /// So many steps in a sprint, so many runs and sprints in a session (14).
    Limits,
}

/// What a session is resumed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputRule {
    /// Events of the caller, kept in the run; the session keeps its wait (12).
    CallerEvents,
    /// A resume, kept in the session; the wait is looked up in the flow (14).
    ResumeObject,
}

/// How a result is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultRule {
    /// Always logged; applying the event saves it (12).
    ByEvent,
    /// Always saved, cut to a length; logged when value or category changed (14).
    WhenChanged,
}

/// How the key of a result is made of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultKeyRule {
    /// Underscores at both ends are dropped (12).
    Stripped,
    /// White space at both ends is dropped first, underscores stay (14).
    Trimmed,
}

/// Which translation is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalizationRule {
    /// That of the first preferred language, text by text, for lack of one the native text (12).
    FirstLanguage,
    /// The first there is in the preferred languages that are allowed, as a whole (14).
    AllowedLanguages,
}

/// What a router test that gives an error does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestErrorRule {
    /// Routing breaks off (12).
    Abort,
    /// It is logged, and the next case is asked (14).
    Log,
}

/// What happens when a router chooses nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnroutedRule {
    /// The run completes (12).
    Completes,
    /// The run fails (14).
    Fails,
}

/// How a random router draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RandomChoiceRule {
    /// A whole number below the number of exits (12).
    WholeNumber,
    /// A fraction, shown as the operand (14).
    Fraction,
}

/// How an action changes the contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactChangeRule {
    /// By an event whose application changes it, whether that is a change or not (12).
    ByEvent,
    /// By a modifier, which logs an event if it changed anything, and then groups are evaluated again (14).
    ByModifier,
}

/// What `@contact` and the other names are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextRule {
    /// Eight names; things have texts of their own (12).
    Things,
    /// Sixteen names; things are objects with defaults (14).
    Objects,
}

/// How an environment is merged with what the contact brings along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnvironmentRule {
    /// A run keeps the formats it was made with; the zone is the contact's (12).
    KeptByRun,
    /// Zone, language and country of the contact (14).
    Merged,
}

/// Generation 12.
pub static GENERATION_12: Semantics = Semantics {
    events: EventRule::Applied,
    template_errors: TemplateErrorRule::Joined,
    failure: FailureRule::FatalError,
    loops: LoopRule::VisitedNodes,
    inputs: InputRule::CallerEvents,
    announces_runs: false,
    results: ResultRule::ByEvent,
    result_key: ResultKeyRule::Stripped,
    localization: LocalizationRule::FirstLanguage,
    test_errors: TestErrorRule::Abort,
    unrouted: UnroutedRule::Completes,
    random_choice: RandomChoiceRule::WholeNumber,
    contact_changes: ContactChangeRule::ByEvent,
    returns_only_to_active_parents: false,
    context: ContextRule::Things,
    environment: EnvironmentRule::KeptByRun,
    extras: ExtrasRule::WhenRead,
    dialect: &excellent::GENERATION_12,
    urns: &Rules::GENERATION_12,
    channels: Selection::GENERATION_12,
    languages: Languages::GENERATION_12,
    locations: Search::GENERATION_12,
    always_located: false,
    cuts_templates: false,
    missing_assets: MissingAssetRule::Break,
    legacy_vars: LegacyVarRule::Phone,
    content: ContentRule::Unchecked,
    sending: SendRule::PerDestination,
    starts: StartRule::Always,
    emails: EmailRule::Announced,
    webhooks: WebhookRule::ByEngine,
    missing_flow: |_| "unable to read flow: field 'uuid' is required".to_owned(),
};

/// Generation 14.
pub static GENERATION_14: Semantics = Semantics {
    events: EventRule::Immediate,
    template_errors: TemplateErrorRule::PerExpression,
    failure: FailureRule::FailureEvent,
    loops: LoopRule::Limits,
    inputs: InputRule::ResumeObject,
    announces_runs: true,
    results: ResultRule::WhenChanged,
    result_key: ResultKeyRule::Trimmed,
    localization: LocalizationRule::AllowedLanguages,
    test_errors: TestErrorRule::Log,
    unrouted: UnroutedRule::Fails,
    random_choice: RandomChoiceRule::Fraction,
    contact_changes: ContactChangeRule::ByModifier,
    returns_only_to_active_parents: true,
    context: ContextRule::Objects,
    environment: EnvironmentRule::Merged,
    extras: ExtrasRule::WhenSaved,
    dialect: &excellent::GENERATION_14,
    urns: &Rules::GENERATION_14,
    channels: Selection::GENERATION_14,
    languages: Languages::GENERATION_14,
    locations: Search::GENERATION_14,
    always_located: true,
    cuts_templates: true,
    missing_assets: MissingAssetRule::Log,
    legacy_vars: LegacyVarRule::Urn,
    content: ContentRule::Checked,
    sending: SendRule::Once,
    starts: StartRule::Careful,
    emails: EmailRule::Sent,
    webhooks: WebhookRule::ByService,
    missing_flow: |flow| format!("no such flow with UUID '{}'", flow.uuid),
};

impl fmt::Debug for Semantics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Semantics({})", self.dialect.generation)
    }
}

impl Semantics {
    /// The behaviours of a generation.
    pub fn of(generation: Generation) -> &'static Self {
        match generation {
            Generation::V12 => &GENERATION_12,
            Generation::V14 => &GENERATION_14,
        }
    }
}
