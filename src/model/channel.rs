//! Channels: what messages are sent and received through, and which one serves a URN.

pub use selection::Selection;

use super::asset_set::Asset;
use super::references::ChannelReference;
use super::uuids::ChannelUuid;
use crate::excellent::Text;

pub mod selection;

/// A channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its UUID.
    pub uuid: ChannelUuid,
    /// Its name.
    pub name: Text,
    /// Its own address: a phone number, a handle.
    pub address: Text,
    /// The URN schemes it can reach.
    pub schemes: Vec<Text>,
    /// What it can do.
    pub roles: Vec<ChannelRole>,
    /// The channel that this one works for (generation 12).
    pub parent: Option<ChannelReference>,
    /// Its country as a two-letter code; empty if not known.
    pub country: Text,
    /// The beginnings of the numbers that it serves best.
    pub match_prefixes: Vec<Text>,
    /// Whether it reaches numbers of other countries (generation 14).
    pub allow_international: bool,
}

/// What a channel can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelRole {
    /// Send messages.
    Send,
    /// Receive messages.
    Receive,
    /// Make calls.
    Call,
    /// Answer calls.
    Answer,
    /// Hold USSD sessions.
    Ussd,
}

impl Channel {
    /// Whether it can do this.
    pub fn has_role(&self, role: ChannelRole) -> bool {
        self.roles.contains(&role)
    }

    /// Whether it reaches URNs of this scheme.
    pub fn supports_scheme(&self, scheme: &str) -> bool {
        self.schemes.iter().any(|known| &**known == scheme)
    }

    /// A reference to it.
    pub fn reference(&self) -> ChannelReference {
        ChannelReference {
            uuid: self.uuid.clone(),
            name: self.name.clone(),
        }
    }
}

impl ChannelRole {
    /// All roles with their names in the format, in the order in which the format lists them.
    pub const NAMES: [(&str, Self); 5] = [
        ("send", Self::Send),
        ("receive", Self::Receive),
        ("call", Self::Call),
        ("answer", Self::Answer),
        ("ussd", Self::Ussd),
    ];

    /// The role of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES
            .into_iter()
            .find_map(|(known, role)| (known == name).then_some(role))
    }
}

impl Asset for Channel {
    type Id = ChannelUuid;

    fn id(&self) -> ChannelUuid {
        self.uuid.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }
}
