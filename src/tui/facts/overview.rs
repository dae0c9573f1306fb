//! What there is to debug: the flows of the file, what of it can't be read, and what had to be made up.

use super::clean;
use crate::model::assets::{Assets, Assumed};
use crate::wire::open::UnreadableFlow;

/// Most names that are listed.
const MAX_NAMES: usize = 12;

/// Labels and what they say, for the pane that is to show it at the start.
pub fn overview(assets: &Assets, unreadable: &[UnreadableFlow]) -> Vec<(String, String)> {
    // All flows were read when the file was opened; those that could not be are listed by themselves.
    let readable = assets.flows.iter().filter(|entry| entry.flow().is_ok());
    let flows: Vec<String> = readable.map(|flow| clean(&flow.name)).collect();
    let mut lines = vec![("flows".to_owned(), listed(flows.into_iter()))];
    if !unreadable.is_empty() {
        let names = listed(unreadable.iter().map(name));
        let words = format!("{names}: can't be read. A says why.");
        lines.push(("broken".to_owned(), words));
    }
    if !assets.assumed.is_empty() {
        let name = |asset: &Assumed| clean(&format!("{} {}", asset.kind, asset.name));
        let names = listed(assets.assumed.iter().map(name));
        let words = format!("{names}: not in the file, made up. A says why.");
        lines.push(("assumed".to_owned(), words));
    }
    lines
}

/// What is said at the start about flows that can't be read.
pub fn warning(unreadable: &[UnreadableFlow]) -> Option<String> {
    match unreadable {
        [] => None,
        [flow] => Some(format!(
            "the flow {} of the file can't be read: A says why",
            name(flow)
        )),
        several => Some(format!(
            "{} flows of the file can't be read: A says why",
            several.len()
        )),
    }
}

/// The lines that say why flows can't be read and why assets were made up.
pub fn reasons(assets: &Assets, unreadable: &[UnreadableFlow]) -> Vec<String> {
    let mut lines = Vec::new();
    if !unreadable.is_empty() {
        lines.push("Flows that can't be read".to_owned());
        lines.extend(unreadable.iter().map(problem));
    }
    if !unreadable.is_empty() && !assets.assumed.is_empty() {
        lines.extend([String::new(), "Not in the file, made up".to_owned()]);
    }
    let reason = |asset: &Assumed| {
        clean(&format!(
            "{} {} ({}): {}",
            asset.kind, asset.name, asset.id, asset.reason
        ))
    };
    lines.extend(assets.assumed.iter().map(reason));
    lines
}

fn name(flow: &UnreadableFlow) -> String {
    if flow.name.is_empty() {
        "without a name".to_owned()
    } else {
        clean(&flow.name)
    }
}

fn problem(flow: &UnreadableFlow) -> String {
    let place = if flow.pointer.is_empty() {
        String::new()
    } else {
        format!(" at {}", clean(&flow.pointer))
    };
    format!("{}{place}: {}", name(flow), clean(&flow.problem))
}

/// The first names, and how many more there are.
fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    let rest = names.len().saturating_sub(MAX_NAMES);
    let shown: Vec<String> = names.take(MAX_NAMES).collect();
    let more = if rest > 0 {
        format!(", and {rest} more")
    } else {
        String::new()
    };
    format!("{}{more}", shown.join(", "))
}
