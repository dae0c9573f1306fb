//! The strip of moments: a row for each branch, the current one first.

use super::clean;
use super::header::line_branch;
use crate::debugger::Debugger;
use crate::debugger::moment::{Ahead, Cause, Moment, MomentId};
use crate::debugger::timeline::Branch;
use crate::model::event::EventKind;

/// A branch on the strip.
#[derive(Debug, Clone, Default)]
pub struct TimelineRow {
    /// Name of the branch.
    pub name: String,
    /// Whether it is the current line.
    pub current: bool,
    /// Its moments in order; those of another branch before the fork are left out.
    pub marks: Vec<Mark>,
    /// How many moments are before the first mark on its way from the start.
    pub offset: usize,
    /// What made the branch, in words.
    pub note: String,
}

/// A moment on the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its number in the timeline.
    pub moment: usize,
    /// How it looks.
    pub kind: MarkKind,
}

/// What a moment looks like on the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A step.
    Step,
    /// Arrival at a node.
    Node,
    /// A wait.
    Wait,
    /// An input: a message, a reply, a change by hand.
    Input,
    /// An error was logged.
    Error,
    /// The end.
    End,
}

/// Most rows that are made; the current line is always among them.
const MAX_ROWS: usize = 8;

/// The current line, then the latest of the other branches.
pub fn timeline(debugger: &Debugger) -> Vec<TimelineRow> {
    let timeline = debugger.timeline();
    let own = line_branch(debugger);
    let name = timeline
        .branch(own)
        .map(|branch| clean(&branch.name))
        .unwrap_or_default();
    let line = timeline.line_through(debugger.current().id);
    let marks = line
        .into_iter()
        .map(|id| mark(timeline.moment(id)))
        .collect();
    let mut rows = vec![TimelineRow {
        name,
        current: true,
        marks,
        offset: 0,
        note: String::new(),
    }];
    let others = timeline
        .branches()
        .iter()
        .rev()
        .filter(|branch| branch.id != own);
    rows.extend(
        others
            .take(MAX_ROWS - 1)
            .map(|branch| other_row(debugger, branch)),
    );
    rows
}

fn other_row(debugger: &Debugger, branch: &Branch) -> TimelineRow {
    let timeline = debugger.timeline();
    let first = timeline.moment(branch.first);
    let mut own: Vec<MomentId> = timeline
        .back_from(branch.tip)
        .take_while(|moment| moment.branch == branch.id)
        .map(|moment| moment.id)
        .collect();
    own.reverse();
    let note = match &first.cause {
        Cause::Answer(answer) => clean(&crate::debugger::words::answer(answer)),
        Cause::Change(what) => clean(what),
        Cause::Start | Cause::Engine => String::new(),
    };
    TimelineRow {
        name: clean(&branch.name),
        current: false,
        marks: own
            .into_iter()
            .map(|id| mark(timeline.moment(id)))
            .collect(),
        offset: first.distance,
        note,
    }
}

fn mark(moment: &Moment) -> Mark {
    let failed =
        |kind: &EventKind| matches!(kind, EventKind::Error { .. } | EventKind::Failure { .. });
    let kind = if moment.events.iter().any(|event| failed(&event.kind)) {
        MarkKind::Error
    } else if matches!(moment.ahead, Ahead::Done | Ahead::Broken(_)) {
        MarkKind::End
    } else if matches!(moment.ahead, Ahead::Waiting) {
        MarkKind::Wait
    } else if moment.is_input() {
        MarkKind::Input
    } else if moment.is_arrival() {
        MarkKind::Node
    } else {
        MarkKind::Step
    };
    Mark {
        moment: moment.id.index(),
        kind,
    }
}
