//! The answers to *why*: the way out of a node, the parts of a value, all that an event tells, what changed the contact.

use std::sync::Arc;

use super::action::{CaseMark, RouteFacts};
use super::{clean, parts, routes};
use crate::debugger::diff::Subject;
use crate::debugger::moment::{Ahead, Exchange, Moment, ReplySource};
use crate::debugger::{Debugger, words};
use crate::engine::effect::Reply;
use crate::excellent::Template;
use crate::model::event::{Event, EventKind, HttpLog};
use crate::model::uuids::NodeUuid;
use crate::sanitize::visible_lines;
use crate::wire::by_generation::event_json;

/// The value of an expression, its type, and the values of its parts.
pub fn expression(debugger: &Debugger, expression: &str) -> Vec<String> {
    let evaluated = debugger.evaluate(expression);
    let mut lines = if let Some(error) = &evaluated.error {
        vec![format!("error: {}", clean(error))]
    } else {
        let mut lines = lines_of(&evaluated.text);
        lines.push(format!("({})", evaluated.type_name));
        lines
    };
    let state = debugger.state();
    let dialect = state.semantics.dialect;
    let template = Template::parse(&format!("@({expression})"), dialect);
    let parts = state.with_run_setting(debugger.assets(), state.position.run, |setting| {
        parts::parts(&template, setting, dialect)
    });
    if !parts.is_empty() {
        lines.push(String::new());
    }
    lines.extend(parts.into_iter().map(|part| {
        let sign = if part.failed { "✖" } else { "=" };
        let indent = "  ".repeat(part.depth);
        format!("{indent}└ {} {sign} {}", part.source, part.value)
    }));
    lines
}

/// Why the session left a node as it did, or which answer would take it where if it waits there. None where a node was not
/// left yet.
pub fn way_out(debugger: &Debugger, node: &NodeUuid) -> Option<(String, Vec<String>)> {
    if waits_at(debugger, node) {
        let ways = routes::ways(debugger);
        let line = |(condition, category): &(String, String)| format!("{condition} → {category}");
        let lines = ways.iter().map(line).collect();
        return Some(("Which answer goes which way".to_owned(), lines));
    }
    let route = routes::out_of(debugger, node)?;
    Some((format!("Left by {}", route.category), route_lines(&route)))
}

/// Whether there is something to say of the way out of a node.
pub fn has_way_out(debugger: &Debugger, node: &NodeUuid) -> bool {
    waits_at(debugger, node) || routes::has_routed(debugger, node)
}

fn waits_at(debugger: &Debugger, node: &NodeUuid) -> bool {
    let here = debugger.state().current_node();
    let waits = matches!(debugger.current().ahead, Ahead::Waiting);
    waits && here.is_some_and(|here| here.uuid == *node)
}

fn route_lines(route: &RouteFacts) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((operand, value)) = &route.operand {
        lines.push(format!("{operand} = {value}"));
    }
    lines.extend(route.cases.iter().map(|(mark, words)| {
        let sign = match mark {
            CaseMark::Taken => "✓",
            CaseMark::No => "·",
            CaseMark::WouldMatch => "○",
            CaseMark::Failed => "✖",
            CaseMark::Default => "→",
        };
        format!("  {sign} {words}")
    }));
    if lines.is_empty() {
        lines.push("No cases were asked.".to_owned());
    }
    lines
}

/// Every change of the contact, or of the results of a run, up to the current moment: when, by what, from what, to what.
pub fn history(debugger: &Debugger, subjects: &[Subject]) -> Vec<String> {
    let timeline = debugger.timeline();
    let mut lines = Vec::new();
    for id in timeline.path_to(debugger.current().id) {
        let moment = timeline.moment(id);
        let Some(before) = moment.parent.map(|parent| timeline.moment(parent)) else {
            continue;
        };
        // The results shown are those of the current run: entering another is no change of them.
        if before.state.position.run != moment.state.position.run || is_same(before, moment) {
            continue;
        }
        for change in debugger.diff(before.id, id) {
            if subjects.contains(&change.subject) {
                let unset = || "(not set)".to_owned();
                let told = |value: Option<String>| value.map_or_else(unset, |text| clean(&text));
                lines.push(format!(
                    "moment {} {}: {}: {} → {}",
                    moment.distance,
                    clean(&words::moment(moment)),
                    clean(&change.name),
                    told(change.before),
                    told(change.after)
                ));
            }
        }
    }
    lines
}

/// Whether contact and results are those of the moment before, told without comparing them in full.
fn is_same(before: &Moment, after: &Moment) -> bool {
    let contacts = (&before.state.session.contact, &after.state.session.contact);
    let is_same_contact = match contacts {
        (Some(before), Some(after)) => Arc::ptr_eq(before, after),
        (None, None) => true,
        _ => false,
    };
    let runs = (before.state.current_run(), after.state.current_run());
    let is_same_run = match runs {
        (Some(before), Some(after)) => Arc::ptr_eq(before, after),
        _ => runs.0.is_none() && runs.1.is_none(),
    };
    is_same_contact && is_same_run
}

/// All that an event tells: calls with what was sent and what came back, everything else as JSON.
pub fn event(moment: &Moment, event: &Event) -> Vec<String> {
    let mut lines = Vec::new();
    let logs: &[HttpLog] = match &event.kind {
        EventKind::WebhookCalled { log, .. } => std::slice::from_ref(log),
        EventKind::ResthookCalled { calls, .. } => calls,
        _ => &[],
    };
    for log in logs {
        lines.extend(call_lines(log, &moment.replies));
    }
    if lines.is_empty() {
        let json = event_json(event, moment.state.session.generation);
        lines.push(format!(
            "{} at moment {}",
            clean(&words::event(event)),
            moment.distance
        ));
        lines.push(String::new());
        lines.extend(lines_of(&pretty(&json).unwrap_or(json)));
    }
    lines
}

/// What was sent, what came back, and who answered.
fn call_lines(log: &HttpLog, replies: &[Exchange]) -> Vec<String> {
    let code = log
        .status_code
        .map(|code| format!("{code} "))
        .unwrap_or_default();
    let mut lines = vec![
        clean(&log.url),
        format!("{code}{}{}", clean(&log.status), answered_by(log, replies)),
    ];
    for (name, trace) in [("sent", &log.request), ("received", &log.response)] {
        lines.extend([String::new(), name.to_owned()]);
        let (head, body) = trace.split_once("\r\n\r\n").unwrap_or((trace, ""));
        let indented = |line: String| format!("  {line}");
        lines.extend(lines_of(head).into_iter().map(indented));
        if !body.is_empty() {
            let body = pretty(body).unwrap_or_else(|| body.to_owned());
            lines.push(String::new());
            lines.extend(lines_of(&body).into_iter().map(indented));
        }
    }
    lines
}

/// Who answered the call, and how long it took if it was a server.
fn answered_by(log: &HttpLog, replies: &[Exchange]) -> String {
    let is_this = |exchange: &&Exchange| match &exchange.effect {
        crate::engine::effect::Effect::Http(request) => *request.url == *log.url,
        _ => false,
    };
    match replies.iter().find(is_this) {
        Some(exchange) => match (exchange.source, &exchange.reply) {
            (ReplySource::Person, _) => ", answered by you".to_owned(),
            (ReplySource::Mock, _) => ", answered by the mocks".to_owned(),
            (ReplySource::World, Reply::Http(Ok(response))) => {
                format!(", answered by the server after {} ms", response.elapsed_ms)
            }
            (ReplySource::World, _) => ", asked of the server".to_owned(),
        },
        None => String::new(),
    }
}

fn pretty(json: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    serde_json::to_string_pretty(&value).ok()
}

fn lines_of(text: &str) -> Vec<String> {
    visible_lines(text)
        .map(std::borrow::Cow::into_owned)
        .collect()
}
