//! A flow definition in memory: nodes, exits, routers, waits, localization. One model for both generations.
//!
//! The readers of generation 12 turn what that generation writes differently into this shape: the wait of a node and the
//! names of its exits become a wait and categories of the same node, so nothing behind the reader has to know.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::action::Action;
use super::uuids::{CaseUuid, CategoryUuid, ExitUuid, FlowUuid, NodeUuid};
use crate::excellent::{Template, Text};

/// Which generation of the format a flow, session or bundle is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Generation {
    /// Definitions without `spec_version` (2018).
    V12,
    /// Definitions with `spec_version` 13.x or 14.x; 13.x is migrated to 14.4.2 on reading.
    V14,
}

/// What kind of conversation a flow is made for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FlowType {
    /// `messaging`
    Messaging,
    /// `messaging_background`: no waits (generation 14 only)
    MessagingBackground,
    /// `messaging_offline`: run on a phone without network
    MessagingOffline,
    /// `voice`
    Voice,
    /// Any other text. Generation 12 accepts it on reading and then allows no action in it.
    Other(Text),
}

impl FlowType {
    /// The type as the format spells it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Messaging => "messaging",
            Self::MessagingBackground => "messaging_background",
            Self::MessagingOffline => "messaging_offline",
            Self::Voice => "voice",
            Self::Other(other) => other,
        }
    }
}

impl From<&str> for FlowType {
    fn from(text: &str) -> Self {
        match text {
            "messaging" => Self::Messaging,
            "messaging_background" => Self::MessagingBackground,
            "messaging_offline" => Self::MessagingOffline,
            "voice" => Self::Voice,
            other => Self::Other(other.into()),
        }
    }
}

/// A flow: what a contact is taken through. Shared between runs, never changed after reading.
#[derive(Debug)]
pub struct Flow {
    /// Identity of the flow.
    pub uuid: FlowUuid,
    /// Name shown to people.
    pub name: Text,
    /// The generation its definition was written in.
    pub generation: Generation,
    /// ISO 639-3 code of the language its texts are written in.
    pub language: Text,
    /// What kind of conversation it is for.
    pub flow_type: FlowType,
    /// How often the author saved it.
    pub revision: i64,
    /// Minutes after which a waiting run expires; 0 stands for the default of the type in generation 14 and for never in 12.
    pub expire_after_minutes: i64,
    /// The nodes; the first is the entry.
    pub nodes: Vec<Arc<Node>>,
    /// Translations.
    pub localization: Localization,
    /// Where the author put the nodes in the editor (`_ui`), in its pixels; empty when unknown.
    pub positions: HashMap<NodeUuid, Position>,
    /// The definition as read (after migration), for showing and writing back.
    pub source: Arc<Json>,
    node_index: BTreeMap<NodeUuid, usize>,
}

impl Flow {
    /// A flow without nodes, for a reader to fill in.
    pub fn new(uuid: FlowUuid, name: Text, generation: Generation, source: Arc<Json>) -> Self {
        Self {
            uuid,
            name,
            generation,
            language: "".into(),
            flow_type: FlowType::Messaging,
            revision: 0,
            expire_after_minutes: 0,
            nodes: Vec::new(),
            localization: Localization::default(),
            positions: HashMap::new(),
            source,
            node_index: BTreeMap::new(),
        }
    }

    /// The same flow with these nodes. Of nodes with equal UUIDs the first is found by [`Flow::node`].
    pub fn with_nodes(mut self, nodes: Vec<Arc<Node>>) -> Self {
        self.node_index = BTreeMap::new();
        for (position, node) in nodes.iter().enumerate() {
            self.node_index.entry(node.uuid.clone()).or_insert(position);
        }
        self.nodes = nodes;
        self
    }

    /// The node with this UUID.
    pub fn node(&self, uuid: &NodeUuid) -> Option<&Arc<Node>> {
        self.node_position(uuid)
            .and_then(|position| self.nodes.get(position))
    }

    /// The place of the node with this UUID in [`Flow::nodes`].
    pub fn node_position(&self, uuid: &NodeUuid) -> Option<usize> {
        self.node_index.get(uuid).copied()
    }
}

/// A place in the editor, in pixels; `top` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Distance from the left.
    pub left: i64,
    /// Distance from the top.
    pub top: i64,
}

/// A place in a flow: actions, then perhaps a wait, then perhaps a router, then exits.
#[derive(Debug)]
pub struct Node {
    /// Identity of the node.
    pub uuid: NodeUuid,
    /// What is done on arrival, in order.
    pub actions: Vec<Arc<Action>>,
    /// What the session waits for before routing. On the node in generation 12, on its router in 14.
    pub wait: Option<Wait>,
    /// How the exit is chosen; without a router the first exit is taken.
    pub router: Option<Router>,
    /// Ways out.
    pub exits: Vec<Exit>,
    /// The editor's type of the node (`_ui` `type`), when known.
    pub ui_type: Option<Text>,
}

impl Node {
    /// The exit with this UUID.
    pub fn exit(&self, uuid: &ExitUuid) -> Option<&Exit> {
        self.exits.iter().find(|exit| &exit.uuid == uuid)
    }
}

/// A way out of a node.
#[derive(Debug, Clone)]
pub struct Exit {
    /// Identity of the exit.
    pub uuid: ExitUuid,
    /// Where it leads; none ends the run.
    pub destination: Option<NodeUuid>,
    /// Generation 12's name of the exit; empty in 14, where categories carry the names.
    pub name: Text,
}

/// What a session waits for.
#[derive(Debug, Clone)]
pub enum Wait {
    /// A message.
    Msg(MsgWait),
    /// The end of a forwarded phone call (generation 14, voice).
    Dial(DialWait),
    /// Nothing but the next call into the engine (generation 12).
    Nothing,
}

impl Wait {
    /// The type as the format spells it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Msg(_) => "msg",
            Self::Dial(_) => "dial",
            Self::Nothing => "nothing",
        }
    }
}

/// A wait for a message.
#[derive(Debug, Clone, Default)]
pub struct MsgWait {
    /// After how long the wait can time out.
    pub timeout: Option<Timeout>,
    /// What kind of message is hoped for (generation 14).
    pub hint: Option<Hint>,
    /// Generation 12 takes over an instant written in the definition when there is no `timeout`; its source text.
    pub timeout_on: Option<Text>,
}

/// When a wait times out, and where to.
#[derive(Debug, Clone)]
pub struct Timeout {
    /// Seconds after which the wait can time out; may be zero (12) or negative.
    pub seconds: i64,
    /// The category routed to (generation 14); in 12 a router test finds out.
    pub category: Option<CategoryUuid>,
}

/// What kind of message a wait hopes for.
#[derive(Debug, Clone)]
pub enum Hint {
    /// `audio`
    Audio,
    /// `image`
    Image,
    /// `video`
    Video,
    /// `location`
    Location,
    /// `digits`, typed on a phone
    Digits {
        /// How many digits are expected.
        count: Option<i64>,
        /// What ends the input; empty: nothing.
        terminated_by: Text,
    },
}

/// A wait for the end of a forwarded phone call.
#[derive(Debug, Clone)]
pub struct DialWait {
    /// The number to call.
    pub phone: Template,
    /// How long it may ring, in seconds.
    pub dial_limit_seconds: i64,
    /// How long the call may last, in seconds.
    pub call_limit_seconds: i64,
    /// Read and checked, but without effect.
    pub timeout: Option<Timeout>,
}

/// How a node chooses its exit.
#[derive(Debug, Clone)]
pub struct Router {
    /// The rule of choice.
    pub kind: RouterKind,
    /// Under which name the outcome is saved as a result; none or empty: not saved.
    pub result_name: Option<Text>,
    /// The named outcomes. In generation 12 one per exit of the node, with the exit's UUID, name and exit.
    pub categories: Vec<Category>,
}

impl Router {
    /// The first category with this UUID.
    pub fn category(&self, uuid: &CategoryUuid) -> Option<&Category> {
        self.categories
            .iter()
            .find(|category| &category.uuid == uuid)
    }
}

/// The rule by which a router chooses.
#[derive(Debug, Clone)]
pub enum RouterKind {
    /// `switch`: the first case that matches.
    Switch(SwitchRouter),
    /// `random`: any category.
    Random,
    /// `random_once` (12): an exit not taken yet from this node in this run, else the one given.
    RandomOnce {
        /// The exit taken when all others were.
        exit: ExitUuid,
    },
    /// `first` (12): the first exit.
    First,
}

impl RouterKind {
    /// The type as the format spells it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Switch(_) => "switch",
            Self::Random => "random",
            Self::RandomOnce { .. } => "random_once",
            Self::First => "first",
        }
    }
}

/// A router that asks one case after the other.
#[derive(Debug, Clone)]
pub struct SwitchRouter {
    /// What the cases are asked about.
    pub operand: Template,
    /// The cases in order.
    pub cases: Vec<Case>,
    /// Where to go when no case matches.
    pub default_category: Option<CategoryUuid>,
}

/// One question of a switch router.
#[derive(Debug, Clone)]
pub struct Case {
    /// Identity, for translations; may be any text.
    pub uuid: CaseUuid,
    /// The router test, as written.
    pub test: Text,
    /// What it is called with after the operand.
    pub arguments: Vec<Template>,
    /// Generation 12: call the test with the arguments alone.
    pub omit_operand: bool,
    /// Where to go on a match.
    pub category: CategoryUuid,
}

/// A named outcome of a router.
#[derive(Debug, Clone)]
pub struct Category {
    /// Identity of the category.
    pub uuid: CategoryUuid,
    /// Name shown to people and saved in results.
    pub name: Text,
    /// The exit it leads to.
    pub exit: ExitUuid,
}

/// Translations of a flow: language, then item (action, case, category, exit), then property.
#[derive(Debug, Clone, Default)]
pub struct Localization {
    /// By language code, in the order of the definition.
    pub languages: IndexMap<Text, BTreeMap<Text, ItemTranslation>>,
}

/// The translated properties of one item, in one language.
pub type ItemTranslation = BTreeMap<Text, Translation>;

/// One translated property. Only properties that are lists of texts are kept.
#[derive(Debug, Clone)]
pub struct Translation {
    /// The texts, each parsed as a template (names and literal texts simply have no expressions in them).
    pub templates: Vec<Template>,
}

impl Localization {
    /// The translation of a property of an item in a language.
    pub fn get(&self, language: &str, item: &str, property: &str) -> Option<&Translation> {
        self.languages.get(language)?.get(item)?.get(property)
    }
}
