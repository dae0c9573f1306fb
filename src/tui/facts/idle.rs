//! What the input line says when nothing else is to be said: what just happened, and what could be done next.

use super::events::EventFact;
use crate::debugger::Debugger;
use crate::debugger::moment::Ahead;
use crate::model::flow::Wait;

/// What the last step logged, if anything, and the keys that lead on.
pub fn idle(debugger: &Debugger, events: &[EventFact]) -> String {
    let last = events.iter().rfind(|event| event.current);
    match last {
        Some(event) if event.summary.is_empty() => {
            format!("{} · {}", event.type_name, next(debugger))
        }
        Some(event) => {
            let summary = crate::tui::text::clip(&event.summary, 40);
            format!("{}: {summary} · {}", event.type_name, next(debugger))
        }
        None => next(debugger).to_owned(),
    }
}

/// What could be done next.
fn next(debugger: &Debugger) -> &'static str {
    let moment = debugger.current();
    if moment.last_child.is_some() {
        return "this is the past: s n c ] go forward again, e changes what was answered";
    }
    match moment.ahead {
        Ahead::Open if moment.parent.is_none() => {
            "s does the first step, c goes on to the first wait"
        }
        Ahead::Open => "s steps, n goes to the next node, c goes on to the next wait",
        Ahead::Needs(_) => "the action needs an answer: r opens the request",
        Ahead::Waiting => match moment.state.wait() {
            Some(Wait::Dial(_)) => "a call was forwarded: i says how it ended",
            Some(Wait::Nothing) => "the session waits for the next call: i goes on",
            Some(Wait::Msg(_)) | None => "the session waits: i types a message",
        },
        Ahead::Done => {
            "the session is over: { goes back to the last wait, where e tries another answer"
        }
        Ahead::Broken(_) => "the session broke off: the Action pane says why",
    }
}
