//! The context of expressions as a tree, one line per entry that is open.

use std::collections::BTreeSet;

use super::clean;
use crate::debugger::Debugger;
use crate::excellent::Value;
use crate::tui::text;

/// A line of the tree.
#[derive(Debug, Clone, Default)]
pub struct ContextLine {
    /// How deep it is inside.
    pub depth: usize,
    /// The path, as an expression uses it.
    pub path: String,
    /// The last part of the path.
    pub name: String,
    /// The value on one line.
    pub value: String,
    /// Whether there is something inside.
    pub has_more: bool,
    /// Whether it is open.
    pub open: bool,
    /// Whether there is no value.
    pub is_empty: bool,
}

/// Deepest level that is listed, and most lines in all.
const MAX_DEPTH: usize = 12;
const MAX_LINES: usize = 5_000;
const MAX_VALUE: usize = 300;

/// What of the tree is shown.
#[derive(Debug, Clone, Default)]
pub struct ContextShown {
    /// The paths that are open.
    pub open: BTreeSet<String>,
    /// Whether what has no value is left out.
    pub hides_empty: bool,
}

/// The tree of what expressions can reach at the current moment.
pub fn context(debugger: &Debugger, shown: &ContextShown) -> Vec<ContextLine> {
    let state = debugger.state();
    if state.current_run().is_none() {
        return Vec::new();
    }
    let dialect = state.semantics.dialect;
    let show = |value: &Value| {
        dialect
            .to_text(value)
            .map_or_else(|error| error.text().to_string(), |text| text.to_string())
    };
    state.with_run_setting(debugger.assets(), state.position.run, |setting| {
        let mut lines = Vec::new();
        for (name, value) in setting.context.properties() {
            add(&mut lines, (&name, &name), &value, 0, shown, &show);
        }
        lines
    })
}

fn add(
    lines: &mut Vec<ContextLine>,
    (path, name): (&str, &str),
    value: &Value,
    depth: usize,
    shown: &ContextShown,
    show: &impl Fn(&Value) -> String,
) {
    if lines.len() >= MAX_LINES {
        return;
    }
    let is_open = shown.open.contains(path);
    let children = children(value, path, is_open && depth < MAX_DEPTH);
    let has_more = matches!(value, Value::Object(_))
        || matches!(value, Value::Array(items) if !items.is_empty());
    let text = if value.is_null() {
        "null".to_owned()
    } else {
        show(value)
    };
    let is_empty = value.is_null() || (text.is_empty() && !has_more);
    if is_empty && shown.hides_empty {
        return;
    }
    lines.push(ContextLine {
        depth,
        path: clean(path),
        name: clean(name),
        value: clean(&text::clip(&text::one_line(&text), MAX_VALUE)),
        has_more,
        open: is_open,
        is_empty,
    });
    for (child_path, child_name, child) in &children {
        add(
            lines,
            (child_path, child_name),
            child,
            depth + 1,
            shown,
            show,
        );
    }
}

fn children(value: &Value, path: &str, open: bool) -> Vec<(String, String, Value)> {
    match value {
        Value::Object(object) if open => {
            let property = |(key, value): (crate::excellent::Text, Value)| {
                (format!("{path}.{key}"), key.to_string(), value)
            };
            object.properties().into_iter().map(property).collect()
        }
        Value::Array(items) if open => {
            let item = |(index, value): (usize, &Value)| {
                (format!("{path}[{index}]"), index.to_string(), value.clone())
            };
            items.iter().enumerate().map(item).collect()
        }
        _ => Vec::new(),
    }
}
