//! What starts a session and what resumes one.

use std::sync::Arc;

use super::options::Options;
use crate::excellent::{DateTime, Environment};
use crate::model::contact::Contact;
use crate::model::event::Event;
use crate::model::session::{Call, Trigger};

/// Everything a session is started with.
#[derive(Debug, Clone)]
pub struct Start {
    /// What starts it. In generation 12 it brings environment and contact along.
    pub trigger: Trigger,
    /// Generation 14: formats, zone and languages of the host.
    pub environment: Option<Arc<Environment>>,
    /// Generation 14: whom it is with.
    pub contact: Option<Arc<Contact>>,
    /// Generation 14: the phone call it is held in.
    pub call: Option<Arc<Call>>,
    /// Generation 12: events sent along by the caller.
    pub caller_events: Vec<Arc<Event>>,
    /// Limits and host decisions.
    pub options: Arc<Options>,
    /// What the clock shows.
    pub clock: Clock,
    /// Where UUIDs come from.
    pub uuids: UuidSource,
    /// Seed of random numbers.
    pub seed: u64,
}

/// A clock that stands still, or moves by a fixed span whenever it is read.
#[derive(Debug, Clone)]
pub struct Clock {
    /// What it shows.
    pub now: DateTime,
    /// By how many milliseconds it moves on each reading; usually 0.
    pub step_ms: i64,
}

/// Where the UUIDs of runs, steps, events and messages come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UuidSource {
    /// `00000000-0000-4000-8000-000000000001`, `...2`, in the order in which they are made; the number made so far.
    Counting(u64),
    /// Looks random, but follows from the seed; the state of the generator.
    Seeded(u64),
}

/// What a session is resumed with.
#[derive(Debug, Clone)]
pub enum Resume {
    /// Generation 12: events sent by the caller, in order; may be empty.
    CallerEvents(Vec<Arc<Event>>),
    /// Generation 14: one resume.
    Resume {
        /// What kind.
        kind: ResumeKind,
        /// The event it wraps: `msg_received`, `wait_timed_out`, `wait_expired` or `dial_ended`.
        event: Arc<Event>,
        /// When.
        resumed_on: DateTime,
    },
}

/// The kinds of resumes of generation 14.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResumeKind {
    /// `msg`
    Msg,
    /// `wait_timeout`
    WaitTimeout,
    /// `wait_expiration`
    WaitExpiration,
    /// `dial`
    Dial,
}

impl ResumeKind {
    /// The type as the format spells it.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Msg => "msg",
            Self::WaitTimeout => "wait_timeout",
            Self::WaitExpiration => "wait_expiration",
            Self::Dial => "dial",
        }
    }
}

/// What a person at the debugger answers a wait with, whatever the generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A message.
    Message {
        /// Its text.
        text: String,
        /// `type:url` texts.
        attachments: Vec<String>,
    },
    /// Nobody answered in time.
    Timeout,
    /// Nobody answered at all, and the run expires.
    Expiration,
    /// The forwarded call ended.
    Dial {
        /// `answered`, `no_answer`, `busy` or `failed`
        status: String,
        /// Seconds.
        duration: i64,
    },
    /// The next call into the engine, with nothing (12: a wait for nothing).
    Nothing,
}
