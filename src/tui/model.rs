//! Everything the screen knows: the debugger, and what the user sees of it. Changed by [`update`](super::update) alone.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::facts::context::ContextShown;
use super::facts::{Facts, overview};
use super::line_input::LineInput;
use super::overlays::http::HttpDialog;
use super::overlays::palette::Palette;
use super::pane::Pane;
use super::panes::action::ActionView;
use super::panes::flow::FlowView;
use super::panes::frame::Look;
use super::regions::{self, Arrangement, Regions};
use super::theme::{Theme, ThemeName};
use crate::debugger::Debugger;
use crate::debugger::moment::MomentId;
use crate::wire::open::UnreadableFlow;

/// How the screen is to look and behave, from the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Preferences {
    /// The colours.
    pub theme: ThemeName,
    /// Whether only ASCII may be used.
    pub ascii: bool,
}

/// What a line is typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The message that answers the wait.
    Message,
    /// Another message instead of the one at this moment.
    EditMessage(MomentId),
    /// A text to look for in the focused pane.
    Search,
    /// An expression to watch.
    Watch,
    /// An expression to evaluate once.
    Evaluate,
    /// The condition of a breakpoint at what is selected.
    Condition,
}

impl Purpose {
    /// What the line is called.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Message => "",
            Self::EditMessage(_) => "instead",
            Self::Search => "search",
            Self::Watch => "watch",
            Self::Evaluate => "evaluate",
            Self::Condition => "stop when",
        }
    }
}

/// A line being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing {
    /// What for.
    pub purpose: Purpose,
    /// What so far.
    pub line: LineInput,
}

/// Something said to the user, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub words: String,
    /// Whether something went wrong.
    pub is_problem: bool,
}

/// What lies over the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// All commands with their keys.
    Help {
        /// Lines scrolled.
        scroll: usize,
    },
    /// Commands to choose from.
    Palette(Palette),
    /// A request of the outside world to answer.
    Http(Box<HttpDialog>),
    /// Another answer to the request with this number at a moment in the past.
    Edit(Box<HttpDialog>, MomentId, usize),
    /// A text to read: assumed assets, an event's JSON, the value of an expression.
    Text {
        /// What it is.
        title: String,
        /// Its lines.
        lines: Vec<String>,
        /// Lines scrolled.
        scroll: usize,
    },
}

/// A live call under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Number of the call; answers to others are dropped.
    pub id: u64,
    /// What is called.
    pub what: String,
    /// For how long.
    pub elapsed_ms: u64,
}

/// What the user sees of the context tree.
#[derive(Debug, Clone, Default)]
pub struct ContextView {
    /// The line the cursor is on.
    pub selected: usize,
    /// What of the tree is shown.
    pub shown: ContextShown,
}

/// The state of the screen.
#[derive(Debug)]
pub struct Model {
    /// The debugger under it.
    pub debugger: Debugger,
    /// Flows of the file that can't be read.
    pub unreadable: Vec<UnreadableFlow>,
    /// How it is to look.
    pub preferences: Preferences,
    /// The size of the terminal.
    pub size: (u16, u16),
    /// The pane keys go to.
    pub focus: Pane,
    /// Which of contact, results and context is shown.
    pub side: Pane,
    /// Whether the focused pane has the room of all.
    pub is_zoomed: bool,
    /// What is seen of the graph.
    pub flow: FlowView,
    /// What is seen of the action.
    pub action: ActionView,
    /// Lines the contact is scrolled by.
    pub contact_scroll: usize,
    /// Lines the results are scrolled by.
    pub results_scroll: usize,
    /// What is seen of the context.
    pub context: ContextView,
    /// The event the user moved to; none: the current moment is followed.
    pub events_selected: Option<usize>,
    /// Lines the conversation is scrolled up by.
    pub conversation_scroll: usize,
    /// The line being typed.
    pub typing: Option<Typing>,
    /// The text looked for last.
    pub searched: String,
    /// What lies over the panes, the topmost last.
    pub overlays: Vec<Overlay>,
    /// What was said to the user last.
    pub notice: Option<Notice>,
    /// The moment that others are compared with.
    pub marked: Option<MomentId>,
    /// The live call under way.
    pub call: Option<Call>,
    /// How many live calls were made.
    pub calls_made: u64,
    /// What the panes show of the current moment.
    pub facts: Facts,
    /// The highlighted JSON of the action shown.
    pub action_json: Vec<Line<'static>>,
    /// Where a drag of the graph began.
    pub dragged_from: Option<(u16, u16)>,
}

impl Model {
    /// A screen for a debugger, whose facts are not made yet. It begins by saying which flows can't be read.
    pub fn new(
        debugger: Debugger,
        unreadable: Vec<UnreadableFlow>,
        preferences: Preferences,
        size: (u16, u16),
    ) -> Self {
        let warning = overview::warning(&unreadable);
        Self {
            debugger,
            unreadable,
            preferences,
            size,
            focus: Pane::Flow,
            side: Pane::Contact,
            is_zoomed: false,
            flow: FlowView {
                follows: true,
                ..FlowView::default()
            },
            action: ActionView::default(),
            contact_scroll: 0,
            results_scroll: 0,
            context: ContextView::default(),
            events_selected: None,
            conversation_scroll: 0,
            typing: None,
            searched: String::new(),
            overlays: Vec::new(),
            notice: warning.map(|words| Notice {
                words,
                is_problem: true,
            }),
            marked: None,
            call: None,
            calls_made: 0,
            facts: Facts::default(),
            action_json: Vec::new(),
            dragged_from: None,
        }
    }

    /// The colours.
    pub fn theme(&self) -> Theme {
        Theme::named(self.preferences.theme)
    }

    /// How a pane is to be drawn.
    pub fn look<'a>(&self, theme: &'a Theme, pane: Pane) -> Look<'a> {
        Look {
            theme,
            ascii: self.preferences.ascii,
            focused: self.focus == pane && self.overlays.is_empty(),
        }
    }

    /// The whole screen.
    pub fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.0, self.size.1)
    }

    /// Where everything is.
    pub fn regions(&self) -> Regions {
        let branches = u16::try_from(self.facts.timeline.len()).unwrap_or(u16::MAX);
        regions::divide(self.area(), self.focus, self.side, self.is_zoomed, branches)
    }

    /// How much fits on the screen.
    pub fn arrangement(&self) -> Arrangement {
        Arrangement::of(self.size.0, self.size.1)
    }

    /// The place of a pane, if it can be seen.
    pub fn place_of(&self, pane: Pane) -> Option<Rect> {
        self.regions()
            .panes
            .into_iter()
            .find_map(|(shown, rect)| (shown == pane).then_some(rect))
    }

    /// How far the action pane can be scrolled.
    pub fn action_lines(&self) -> usize {
        let theme = self.theme();
        let columns = self
            .place_of(Pane::Action)
            .map_or(60, |place| usize::from(place.width.saturating_sub(4)));
        match self.action.tab {
            super::panes::action::ActionTab::Preview => super::panes::action::preview(
                &self.facts.action,
                columns,
                self.look(&theme, Pane::Action),
            )
            .len(),
            super::panes::action::ActionTab::Json => self.action_json.len(),
        }
    }

    /// Says something.
    pub fn say(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice {
            words: words.into(),
            is_problem: false,
        });
    }

    /// Says what went wrong.
    pub fn complain(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice {
            words: words.into(),
            is_problem: true,
        });
    }
}
