//! The answers to *why*: the way out of a node, the parts of a value, all that an event tells.

use super::action::{CaseMark, RouteFacts};
use super::{clean, parts, routes};
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
