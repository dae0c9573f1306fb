//! The graph of a flow: what each node shows, and what the session made of it.

use std::collections::HashMap;
use std::sync::Arc;

use super::clean;
use crate::debugger::Debugger;
use crate::debugger::breakpoint::Place;
use crate::engine::state::{Next, State};
use crate::excellent::Template;
use crate::model::action::{Action, ActionKind};
use crate::model::event::EventKind;
use crate::model::flow::{Flow, Node, RouterKind, Wait};
use crate::model::references::{GroupReference, LabelReference};
use crate::model::session::RunStatus;
use crate::model::uuids::NodeUuid;
use crate::tui::graph::canvas::Ink;
use crate::tui::graph::node_box::{FaceLine, NodeFace, Port};
use crate::tui::graph::scene::{BreakpointMark, NodeState};
use crate::tui::text;

/// What each node of a flow shows, in the order of the flow.
pub fn faces(flow: &Flow) -> Vec<NodeFace> {
    flow.nodes.iter().map(|node| face(flow, node)).collect()
}

fn face(flow: &Flow, node: &Node) -> NodeFace {
    let mut lines: Vec<FaceLine> = node
        .actions
        .iter()
        .map(|action| action_line(action))
        .collect();
    if let Some(wait) = &node.wait {
        lines.push(FaceLine {
            icon: "◷",
            ink: Ink::Wait,
            text: wait_words(wait),
        });
    }
    if let Some(router) = &node.router
        && node.wait.is_none()
    {
        let text = match &router.kind {
            RouterKind::Switch(switch) => format!("split by {}", first_words(&switch.operand)),
            other => format!("split: {}", other.type_name()),
        };
        lines.push(FaceLine {
            icon: "◇",
            ink: Ink::Icon,
            text,
        });
    }
    if lines.is_empty() {
        lines.push(FaceLine {
            icon: "·",
            ink: Ink::Dim,
            text: "nothing to do".to_owned(),
        });
    }
    let position = flow
        .positions
        .get(&node.uuid)
        .map(|at| (pixels(at.left), pixels(at.top)));
    NodeFace {
        lines,
        ports: ports(flow, node),
        position,
    }
}

fn pixels(value: i64) -> i32 {
    i32::try_from(value.clamp(-1_000_000, 1_000_000)).unwrap_or(0)
}

/// The exits of a node, those that lead to the same node joined, named by the categories that lead to them.
fn ports(flow: &Flow, node: &Node) -> Vec<Port> {
    let mut ports: Vec<Port> = Vec::new();
    let timeout = match &node.wait {
        Some(Wait::Msg(wait)) => wait
            .timeout
            .as_ref()
            .and_then(|timeout| timeout.category.clone()),
        _ => None,
    };
    for (index, exit) in node.exits.iter().enumerate() {
        let target = exit
            .destination
            .as_ref()
            .and_then(|uuid| flow.node_position(uuid));
        let categories = node
            .router
            .iter()
            .flat_map(|router| &router.categories)
            .filter(|category| category.exit == exit.uuid);
        let (mut names, mut is_timeout) = (Vec::new(), false);
        for category in categories {
            names.push(clean(&category.name));
            is_timeout |= timeout.as_ref() == Some(&category.uuid);
        }
        let label = names.join("·");
        let same = ports
            .iter_mut()
            .find(|port| target.is_some() && port.target == target && !label.is_empty());
        match same {
            Some(port) => {
                port.label = format!("{}·{label}", port.label);
                port.exits.push(index);
                port.is_timeout &= is_timeout;
            }
            None => ports.push(Port {
                label,
                exits: vec![index],
                target,
                is_timeout,
            }),
        }
    }
    ports
}

/// What a wait is for, in a few words.
pub fn wait_words(wait: &Wait) -> String {
    match wait {
        Wait::Msg(msg) => match &msg.timeout {
            Some(timeout) => format!("message, {}", seconds_words(timeout.seconds)),
            None => "message".to_owned(),
        },
        Wait::Dial(dial) => format!("call of {}", first_words(&dial.phone)),
        Wait::Nothing => "next call".to_owned(),
    }
}

/// A span of time in the largest unit that fits it.
pub fn seconds_words(seconds: i64) -> String {
    match seconds {
        s if s != 0 && s % 86_400 == 0 => format!("{} d", s / 86_400),
        s if s != 0 && s % 3_600 == 0 => format!("{} h", s / 3_600),
        s if s != 0 && s % 60 == 0 => format!("{} min", s / 60),
        s => format!("{s} s"),
    }
}

fn first_words(template: &Template) -> String {
    let line = text::one_line(template.source());
    clean(&text::clip(&line, 60))
}

fn named_groups(groups: &[GroupReference]) -> String {
    let name = |group: &GroupReference| match group {
        GroupReference::Uuid(_, name) => clean(name),
        GroupReference::NameMatch(template) => first_words(template),
    };
    groups.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn named_labels(labels: &[LabelReference]) -> String {
    let name = |label: &LabelReference| match label {
        LabelReference::Uuid(_, name) => clean(name),
        LabelReference::NameMatch(template) => first_words(template),
    };
    labels.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// What an action does, in an icon and its first words.
pub fn action_line(action: &Action) -> FaceLine {
    let line = |icon, text: String| FaceLine {
        icon,
        ink: Ink::Icon,
        text,
    };
    match &action.kind {
        ActionKind::SendMsg(msg) => line("✉", first_words(&msg.content.text)),
        ActionKind::SendBroadcast(broadcast) => line(
            "✉",
            format!("to others: {}", first_words(&broadcast.content.text)),
        ),
        ActionKind::SendEmail(email) => {
            line("✉", format!("e-mail: {}", first_words(&email.subject)))
        }
        ActionKind::SayMsg(say) => line("✉", format!("say {}", first_words(&say.text))),
        ActionKind::PlayAudio(audio) => {
            line("✉", format!("play {}", first_words(&audio.audio_url)))
        }
        ActionKind::SetContactField(set) => {
            let name = if set.field.name.is_empty() {
                &set.field.key
            } else {
                &set.field.name
            };
            line(
                "✎",
                format!("{} = {}", clean(name), first_words(&set.value)),
            )
        }
        ActionKind::SetContactName(set) => line("✎", format!("name = {}", first_words(&set.name))),
        ActionKind::SetContactLanguage(set) => {
            line("✎", format!("language = {}", first_words(&set.language)))
        }
        ActionKind::SetContactTimezone(set) => {
            line("✎", format!("timezone = {}", first_words(&set.timezone)))
        }
        ActionKind::SetContactStatus(set) => line("✎", format!("status = {}", clean(&set.status))),
        ActionKind::SetContactChannel(set) => line(
            "✎",
            format!(
                "channel = {}",
                set.channel
                    .as_ref()
                    .map_or_else(|| "none".to_owned(), |channel| clean(&channel.name))
            ),
        ),
        ActionKind::AddContactGroups(add) => line("✎", format!("+ {}", named_groups(&add.groups))),
        ActionKind::RemoveContactGroups(remove) if remove.all_groups => {
            line("✎", "- all groups".to_owned())
        }
        ActionKind::RemoveContactGroups(remove) => {
            line("✎", format!("- {}", named_groups(&remove.groups)))
        }
        ActionKind::AddContactUrn(add) => line(
            "✎",
            format!("+ {}:{}", clean(&add.scheme), first_words(&add.path)),
        ),
        ActionKind::AddInputLabels(add) => {
            line("✎", format!("label {}", named_labels(&add.labels)))
        }
        ActionKind::SetRunResult(set) => line(
            "◆",
            format!("{} = {}", clean(&set.name), first_words(&set.value)),
        ),
        ActionKind::SetRunLocal(set) => line(
            "◆",
            format!("{} = {}", clean(&set.local), first_words(&set.value)),
        ),
        ActionKind::CallWebhook(call) => line(
            "☁",
            format!(
                "{} {}",
                clean(&call.method),
                without_scheme(&first_words(&call.url))
            ),
        ),
        ActionKind::CallResthook(call) => line("☁", format!("resthook {}", clean(&call.resthook))),
        ActionKind::CallLlm(call) => line("☁", format!("ask {}", clean(&call.llm.name))),
        ActionKind::CallClassifier(_) => line("☁", "classifier (retired)".to_owned()),
        ActionKind::TransferAirtime(_) => line("☁", "transfer airtime".to_owned()),
        ActionKind::OpenTicket(ticket) => {
            line("☁", format!("ticket: {}", first_words(&ticket.note)))
        }
        ActionKind::RequestOptin(_) => line("☁", "opt-in (retired)".to_owned()),
        ActionKind::EnterFlow(enter) => line("⟦", format!("{} ⟧", clean(&enter.flow.name))),
        ActionKind::StartFlow(start) => line("⟦", format!("{} ⟧", clean(&start.flow.name))),
        ActionKind::StartSession(start) => {
            line("⟦", format!("others in {} ⟧", clean(&start.flow.name)))
        }
    }
}

fn without_scheme(url: &str) -> &str {
    url.strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .unwrap_or(url)
}

/// What the session made of each node of a flow up to the current moment.
pub fn states(
    debugger: &Debugger,
    flow: &Flow,
    faces: &[NodeFace],
    selected: Option<usize>,
) -> Vec<NodeState> {
    let state = debugger.state();
    let mut states: Vec<NodeState> = faces
        .iter()
        .map(|face| NodeState {
            taken: vec![0; face.ports.len()],
            ..NodeState::default()
        })
        .collect();
    count_visits(state, flow, faces, &mut states);
    mark_errors(debugger, flow, &mut states);
    mark_breakpoints(debugger, flow, &mut states);
    mark_here(state, flow, &mut states);
    if let Some(node) = selected.and_then(|index| states.get_mut(index)) {
        node.is_selected = true;
    }
    states
}

fn count_visits(state: &State, flow: &Flow, faces: &[NodeFace], states: &mut [NodeState]) {
    for run in state
        .session
        .runs
        .iter()
        .filter(|run| run.flow_reference.uuid == flow.uuid)
    {
        let mut steps = run.path.iter().peekable();
        while let Some(step) = steps.next() {
            let Some(index) = flow.node_position(&step.node) else {
                continue;
            };
            let exit = flow.nodes.get(index).and_then(|node| {
                let taken = step.exit.as_ref()?;
                node.exits.iter().position(|exit| &exit.uuid == taken)
            });
            let next = steps.peek().and_then(|next| flow.node_position(&next.node));
            let (Some(face), Some(node)) = (faces.get(index), states.get_mut(index)) else {
                continue;
            };
            node.visits += 1;
            let port = match exit {
                Some(exit) => face
                    .ports
                    .iter()
                    .position(|port| port.exits.contains(&exit)),
                None => next
                    .and_then(|next| face.ports.iter().position(|port| port.target == Some(next))),
            };
            if let Some(count) = port.and_then(|port| node.taken.get_mut(port)) {
                *count += 1;
            }
        }
    }
}

fn mark_errors(debugger: &Debugger, flow: &Flow, states: &mut [NodeState]) {
    for (_, event) in debugger.events() {
        if matches!(
            event.kind,
            EventKind::Error { .. } | EventKind::Failure { .. }
        ) && let Some(place) = &event.place
            && let Some(node) = flow
                .node_position(&place.node)
                .and_then(|index| states.get_mut(index))
        {
            node.has_error = true;
        }
    }
}

fn mark_breakpoints(debugger: &Debugger, flow: &Flow, states: &mut [NodeState]) {
    let by_action: HashMap<&str, &NodeUuid> = flow
        .nodes
        .iter()
        .flat_map(|node| {
            node.actions
                .iter()
                .map(|action| (action.uuid.as_str(), &node.uuid))
        })
        .collect();
    for breakpoint in debugger.breakpoints() {
        let node = match &breakpoint.place {
            Place::Node(node) => Some(node),
            Place::Action(action) => by_action.get(action.as_str()).copied(),
            Place::Event(_) => None,
        };
        let mark = match (breakpoint.enabled, breakpoint.condition.is_empty()) {
            (false, _) => BreakpointMark::Disabled,
            (true, true) => BreakpointMark::Plain,
            (true, false) => BreakpointMark::Conditional,
        };
        if let Some(state) = node
            .and_then(|node| flow.node_position(node))
            .and_then(|index| states.get_mut(index))
        {
            state.breakpoint = Some(mark);
        }
    }
}

fn mark_here(state: &State, flow: &Flow, states: &mut [NodeState]) {
    let Some(run) = state
        .current_run()
        .filter(|run| run.flow_reference.uuid == flow.uuid)
    else {
        return;
    };
    let Some(index) = run
        .last_step()
        .and_then(|step| flow.node_position(&step.node))
    else {
        return;
    };
    let Some(node) = states.get_mut(index) else {
        return;
    };
    node.is_current = true;
    node.is_waiting = run.status == RunStatus::Waiting;
    node.next_line = match state.position.next {
        Next::Action(action) => Some(action),
        _ => None,
    };
}

/// The flow the session is in, or the one it begins with, or the one it was in last.
pub fn current_flow(state: &State) -> Option<Arc<Flow>> {
    let current = state.current_run().and_then(|run| run.flow.clone());
    current.or_else(|| {
        state
            .position
            .pushed
            .as_ref()
            .map(|pushed| Arc::clone(&pushed.flow))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_told_in_the_largest_unit() {
        assert_eq!(seconds_words(600), "10 min");
        assert_eq!(seconds_words(7200), "2 h");
        assert_eq!(seconds_words(86_400), "1 d");
        assert_eq!(seconds_words(90), "90 s");
        assert_eq!(seconds_words(0), "0 s");
    }
}
