//! The table of commands. Key map, hint line, help and palette are made of it.

use super::message::Task;
use super::model::Model;
use super::panes::hints::Hint;
use super::{keys, perform};

/// What a command is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Going forward and back.
    Stepping,
    /// Answering and changing.
    Answering,
    /// Looking at things.
    Looking,
    /// The graph.
    Graph,
    /// The screen itself.
    Screen,
}

impl Group {
    /// All groups in the order of the help.
    pub const ALL: [Self; 5] = [
        Self::Stepping,
        Self::Answering,
        Self::Looking,
        Self::Graph,
        Self::Screen,
    ];

    /// The heading in the help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Stepping => "Stepping",
            Self::Answering => "Answering and changing",
            Self::Looking => "Looking",
            Self::Graph => "The graph",
            Self::Screen => "The screen",
        }
    }
}

/// A command of the screen.
pub struct Command {
    /// Its name in the palette.
    pub name: &'static str,
    /// Its keys, as [`keys::name`] names them.
    pub keys: &'static [&'static str],
    /// What it is about.
    pub group: Group,
    /// What it does, in a line.
    pub doc: &'static str,
    /// Its words in the hint line; empty: it is not hinted at.
    pub hint: &'static str,
    /// Whether it does something now; the error says why not.
    pub applies: fn(&Model) -> Result<(), String>,
    /// Does it.
    pub run: fn(&mut Model) -> Vec<Task>,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the table wants one signature")]
fn always(_: &Model) -> Result<(), String> {
    Ok(())
}

/// Shortens the rows of the table.
const fn command(
    name: &'static str,
    keys: &'static [&'static str],
    group: Group,
    hint: &'static str,
    doc: &'static str,
    applies: fn(&Model) -> Result<(), String>,
    run: fn(&mut Model) -> Vec<Task>,
) -> Command {
    Command {
        name,
        keys,
        group,
        doc,
        hint,
        applies,
        run,
    }
}

use Group::{Answering, Graph, Looking, Screen, Stepping};

/// All commands, in the order of the hint line.
pub const COMMANDS: &[Command] = &[
    command(
        "step",
        &["s", "f11"],
        Stepping,
        "step",
        "one micro-step forward",
        perform::can_step,
        perform::step,
    ),
    command(
        "next node",
        &["n", "f10"],
        Stepping,
        "node",
        "to the next node, through flows entered on the way",
        perform::can_step,
        perform::node,
    ),
    command(
        "out of subflow",
        &["o", "shift-f11"],
        Stepping,
        "out",
        "until the flow that started this one goes on",
        perform::can_step_out,
        perform::out,
    ),
    command(
        "continue",
        &["c", "f5"],
        Stepping,
        "continue",
        "to the next wait, request, breakpoint or end",
        perform::can_step,
        perform::go_on,
    ),
    command(
        "answer",
        &["i", "enter"],
        Answering,
        "answer",
        "types the message the session waits for, or another answer: /timeout, /attach TYPE:URL",
        perform::can_answer,
        perform::type_answer,
    ),
    command(
        "answer request",
        &["r"],
        Answering,
        "answer request",
        "opens the dialog of the request an action makes",
        perform::can_reply,
        perform::open_request,
    ),
    command(
        "step back",
        &["S"],
        Stepping,
        "",
        "one micro-step back",
        perform::can_go_back,
        perform::step_back,
    ),
    command(
        "node back",
        &["N"],
        Stepping,
        "",
        "back to the node before",
        perform::can_go_back,
        perform::node_back,
    ),
    command(
        "back out of subflow",
        &["O"],
        Stepping,
        "",
        "back to before the flow was entered",
        perform::can_go_back,
        perform::out_back,
    ),
    command(
        "continue back",
        &["C"],
        Stepping,
        "S N O C back",
        "back to the stop before",
        perform::can_go_back,
        perform::go_back,
    ),
    command(
        "edit",
        &["e"],
        Answering,
        "edit",
        "changes the message or reply given last, on a new branch",
        perform::can_edit,
        perform::edit,
    ),
    command(
        "breakpoint",
        &["b", "f9"],
        Answering,
        "break",
        "sets or takes away a breakpoint at the selected or current node",
        perform::has_node,
        perform::toggle_breakpoint,
    ),
    command(
        "conditional breakpoint",
        &["B"],
        Answering,
        "",
        "sets a breakpoint that stops when an expression is true",
        perform::has_node,
        perform::type_condition,
    ),
    command(
        "watch",
        &["w"],
        Answering,
        "watch",
        "watches an expression",
        always,
        perform::type_watch,
    ),
    command(
        "forget watches",
        &["W"],
        Answering,
        "",
        "takes all watches away",
        perform::has_watches,
        perform::forget_watches,
    ),
    command(
        "commands",
        &[":"],
        Screen,
        "commands",
        "finds a command by a few letters",
        always,
        perform::open_palette,
    ),
    command(
        "help",
        &["?", "f1"],
        Screen,
        "help",
        "shows all keys",
        always,
        perform::open_help,
    ),
    command(
        "quit",
        &["q", "ctrl-c"],
        Screen,
        "quit",
        "leaves; nothing is lost that is not on the screen",
        always,
        perform::quit,
    ),
    command(
        "previous moment",
        &["[", "alt-left"],
        Stepping,
        "",
        "walks the timeline back without executing",
        perform::can_go_back,
        perform::previous_moment,
    ),
    command(
        "next moment",
        &["]", "alt-right"],
        Stepping,
        "",
        "walks the timeline forward over what is known",
        perform::can_go_ahead,
        perform::next_moment,
    ),
    command(
        "previous wait",
        &["{"],
        Stepping,
        "",
        "to the wait before",
        perform::can_go_back,
        perform::previous_wait,
    ),
    command(
        "next wait",
        &["}"],
        Stepping,
        "",
        "to the next known wait",
        perform::can_go_ahead,
        perform::next_wait,
    ),
    command(
        "start",
        &["ctrl-home"],
        Stepping,
        "",
        "to the moment before the first step",
        perform::can_go_back,
        perform::to_start,
    ),
    command(
        "end",
        &["ctrl-end"],
        Stepping,
        "",
        "to the last known moment",
        perform::can_go_ahead,
        perform::to_end,
    ),
    command(
        "switch branch",
        &["alt-b"],
        Stepping,
        "branch",
        "to the end of the next branch",
        perform::has_branches,
        perform::next_branch,
    ),
    command(
        "replay inputs",
        &["R"],
        Answering,
        "replay",
        "gives the inputs of the other branch again from here",
        perform::can_replay,
        perform::replay,
    ),
    command(
        "time out",
        &["t"],
        Answering,
        "time out",
        "answers the wait by nobody answering in time",
        perform::can_time_out,
        perform::time_out,
    ),
    command(
        "expire",
        &["X"],
        Answering,
        "",
        "answers the wait by the run expiring",
        perform::can_expire,
        perform::expire,
    ),
    command(
        "evaluate",
        &["="],
        Looking,
        "",
        "evaluates an expression at this moment",
        always,
        perform::type_expression,
    ),
    command(
        "explain",
        &["x"],
        Looking,
        "why",
        "says why: how a node was left, what an event tells, how a value came about, what changed the contact",
        perform::can_explain,
        perform::explain,
    ),
    command(
        "JSON or preview",
        &["J"],
        Looking,
        "JSON",
        "turns the action over: in words, or as JSON",
        always,
        perform::turn_action,
    ),
    command(
        "assumed",
        &["A"],
        Looking,
        "",
        "lists what was made up, and the flows that can't be read",
        always,
        perform::show_assumed,
    ),
    command(
        "hide empty",
        &["E"],
        Looking,
        "",
        "hides what has no value in the context, or shows it again",
        always,
        perform::hide_empty,
    ),
    command(
        "differences",
        &["d"],
        Looking,
        "",
        "what the last step changed",
        perform::can_go_back,
        perform::show_differences,
    ),
    command(
        "mark",
        &["m"],
        Looking,
        "",
        "marks this moment, to compare others with it",
        always,
        perform::mark,
    ),
    command(
        "compare",
        &["D"],
        Looking,
        "compare",
        "what differs between the marked moment and this one",
        perform::can_compare,
        perform::compare,
    ),
    command(
        "copy",
        &["y"],
        Looking,
        "",
        "copies what is selected to the clipboard",
        always,
        perform::copy,
    ),
    command(
        "search",
        &["/"],
        Looking,
        "search",
        "looks for a text in the focused pane",
        always,
        perform::type_search,
    ),
    command(
        "follow",
        &["f"],
        Graph,
        "follow",
        "the graph follows the session",
        always,
        perform::follow,
    ),
    command(
        "zoom in",
        &["+"],
        Graph,
        "",
        "shows more of each node",
        always,
        perform::zoom_in,
    ),
    command(
        "zoom out",
        &["-"],
        Graph,
        "",
        "shows less of each node",
        always,
        perform::zoom_out,
    ),
    command(
        "editor layout",
        &["L"],
        Graph,
        "",
        "switches between layers and the layout of the editor",
        perform::has_positions,
        perform::switch_layout,
    ),
    command(
        "next pane",
        &["tab"],
        Screen,
        "pane",
        "moves the focus",
        always,
        perform::next_pane,
    ),
    command(
        "previous pane",
        &["shift-tab"],
        Screen,
        "",
        "moves the focus back",
        always,
        perform::previous_pane,
    ),
    command(
        "zoom pane",
        &["z"],
        Screen,
        "zoom",
        "gives the focused pane the whole screen",
        always,
        perform::zoom_pane,
    ),
    command(
        "live calls",
        &["H"],
        Screen,
        "",
        "changes who answers requests: you, mocks, or the network",
        always,
        perform::next_policy,
    ),
    command(
        "theme",
        &["T"],
        Screen,
        "theme",
        "changes the colours",
        always,
        perform::next_theme,
    ),
    command(
        "redraw",
        &["ctrl-l"],
        Screen,
        "",
        "draws everything anew",
        always,
        perform::redraw,
    ),
    command(
        "suspend",
        &["ctrl-z"],
        Screen,
        "",
        "back to the shell until fg",
        always,
        perform::suspend,
    ),
];

/// The command of a key.
pub fn of_key(key: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.keys.contains(&key))
}

/// The hints of what does something now, in the order of the table.
pub fn hints(model: &Model) -> Vec<Hint> {
    COMMANDS
        .iter()
        .filter(|command| !command.hint.is_empty() && (command.applies)(model).is_ok())
        .map(|command| match command.hint.rsplit_once(' ') {
            Some((keys, words)) if command.name == "continue back" => Hint {
                key: keys.to_owned(),
                words,
            },
            _ => Hint {
                key: command
                    .keys
                    .first()
                    .map(|key| keys::label(key))
                    .unwrap_or_default(),
                words: command.hint,
            },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_has_two_commands() {
        let mut seen = std::collections::HashMap::new();
        for command in COMMANDS {
            for key in command.keys {
                assert_eq!(seen.insert(*key, command.name), None, "{key}");
            }
        }
    }

    #[test]
    fn every_command_has_a_name_of_its_own_and_a_line() {
        let mut names: Vec<_> = COMMANDS.iter().map(|command| command.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COMMANDS.len());
        assert!(
            COMMANDS
                .iter()
                .all(|command| !command.doc.is_empty() && !command.keys.is_empty())
        );
    }
}
