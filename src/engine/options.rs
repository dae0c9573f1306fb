//! Limits of the engine and decisions it leaves to the host.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::excellent::Text;
use crate::model::contact::Contact;
use crate::model::flow::Generation;
use crate::model::urn::Urn;

/// Limits of the engine and decisions it leaves to the host. The defaults are those of the format.
#[derive(Debug, Clone)]
pub struct Options {
    /// Generation 12: answer every webhook with status 200 and `DISABLED`.
    pub disable_webhooks: bool,
    /// Generation 12: answers looked up by method and URL before a call is made.
    pub webhook_mocks: Vec<WebhookMock>,
    /// Longest body of an answer: 10,000 bytes in generation 12, 262,144 in 14; 0 is no limit in 14.
    pub max_webhook_response_bytes: usize,
    /// Largest webhook request (14); 0 is no limit.
    pub max_webhook_request_bytes: usize,
    /// Nodes visited in one sprint (14).
    pub max_steps_per_sprint: usize,
    /// Sprints of a session (14).
    pub max_sprints_per_session: i64,
    /// Runs of a session (14).
    pub max_runs_per_session: usize,
    /// Characters of an evaluated template (14).
    pub max_template_chars: usize,
    /// Characters of a contact's name (14).
    pub max_name_chars: usize,
    /// Characters of a field's value (14).
    pub max_field_chars: usize,
    /// Characters of a result's value (14).
    pub max_result_chars: usize,
    /// Budget of one evaluation (14).
    pub evaluation_budget: u64,
    /// Texts `prompt()` fills in, by name (14).
    pub prompts: IndexMap<Text, Text>,
    /// Sent as `User-Agent` unless the action sets one.
    pub user_agent: Text,
    /// Hosts that may not be called (14).
    pub blocked_hosts: Vec<Text>,
    /// Services that don't exist (14): `email`, `webhook`, `llm`, `airtime`.
    pub missing_services: Vec<Text>,
    /// Decisions of the host.
    pub host: Arc<dyn HostChecks>,
}

/// An answer of generation 12's `webhook_mocks`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookMock {
    /// Method, compared without regard to case.
    pub method: Text,
    /// Full URL, compared without regard to case.
    pub url: Text,
    /// Status of the answer.
    pub status: u16,
    /// Body of the answer.
    pub body: Text,
}

/// Decisions generation 14 leaves to its host.
pub trait HostChecks: std::fmt::Debug + Send + Sync {
    /// Why this text can't be sent to the contact; none: it can.
    fn unsendable_reason(&self, contact: &Contact, text: &str) -> Option<Text>;
    /// Whether the contact may take this URN, or somebody else has it.
    fn can_claim(&self, contact: &Contact, urn: &Urn) -> bool;
}

/// Everything can be sent, every URN can be taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct AllowAll;

impl HostChecks for AllowAll {
    fn unsendable_reason(&self, _: &Contact, _: &str) -> Option<Text> {
        None
    }

    fn can_claim(&self, _: &Contact, _: &Urn) -> bool {
        true
    }
}

impl Options {
    /// The limits of a generation.
    pub fn of(generation: Generation) -> Self {
        match generation {
            Generation::V12 => Self::generation_12(),
            Generation::V14 => Self::generation_14(),
        }
    }

    /// The limits of generation 12.
    pub fn generation_12() -> Self {
        Self {
            max_webhook_response_bytes: 10_000,
            ..Self::generation_14()
        }
    }

    /// The limits of generation 14.
    pub fn generation_14() -> Self {
        Self {
            disable_webhooks: false,
            webhook_mocks: Vec::new(),
            max_webhook_response_bytes: 262_144,
            max_webhook_request_bytes: 262_144,
            max_steps_per_sprint: 100,
            max_sprints_per_session: 500,
            max_runs_per_session: 500,
            max_template_chars: 10_000,
            max_name_chars: 128,
            max_field_chars: 640,
            max_result_chars: 640,
            evaluation_budget: 10_000_000,
            prompts: IndexMap::new(),
            user_agent: concat!("flowdbg/", env!("CARGO_PKG_VERSION")).into(),
            blocked_hosts: Vec::new(),
            missing_services: Vec::new(),
            host: Arc::new(AllowAll),
        }
    }
}
