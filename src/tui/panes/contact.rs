//! The Contact pane: who the session is with, what the last step changed marked, and the stack of runs.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::{self, Look};
use crate::tui::facts::contact::{ContactFacts, FactLine, StackLine};
use crate::tui::pane::Pane;
use crate::tui::text;

/// Draws the pane.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    facts: &ContactFacts,
    scroll: usize,
    look: Look<'_>,
) {
    let inner = frame::draw(
        frame,
        area,
        side_title(Pane::Contact, look),
        Line::default(),
        look,
    );
    let lines = lines(facts, usize::from(inner.width), look);
    frame::draw_lines(frame, inner, lines, scroll, look);
}

/// The title of the place that contact, results and context share: the one shown stands out.
pub fn side_title(shown: Pane, look: Look<'_>) -> Line<'static> {
    let theme = look.theme;
    let mut spans = vec![Span::raw(" ")];
    for pane in [Pane::Contact, Pane::Results, Pane::Context] {
        let is_shown = pane == shown;
        let number = if is_shown && look.focused {
            theme.press
        } else {
            theme.dim
        };
        let name = match (is_shown, look.focused) {
            (true, true) => theme.strong,
            (true, false) => theme.text,
            _ => theme.dim,
        };
        if pane != Pane::Contact {
            spans.push(Span::styled(look.glyph(" ─ ", " - "), theme.border));
        }
        spans.push(Span::styled(format!("{} ", pane.number()), number));
        spans.push(Span::styled(pane.title(), name));
    }
    spans.push(Span::raw(" "));
    Line::from(spans)
}

fn lines(facts: &ContactFacts, columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let theme = look.theme;
    let mut lines = vec![Line::from(vec![
        Span::styled(
            text::clip(&facts.name, columns.saturating_sub(12)),
            theme.strong,
        ),
        Span::raw("  "),
        Span::styled(facts.status.clone(), theme.dim),
    ])];
    lines.push(Line::default());
    let widest = |facts: &[FactLine]| {
        facts
            .iter()
            .map(|line| text::width(&line.label))
            .max()
            .unwrap_or(0)
    };
    let label = widest(&facts.about).clamp(9, 14) + 2;
    lines.extend(
        facts
            .about
            .iter()
            .flat_map(|line| fact_lines(line, 0, label, columns, look)),
    );
    section(&mut lines, "fields", &facts.fields, columns, look);
    section(&mut lines, "watches", &facts.watches, columns, look);
    if !facts.stack.is_empty() {
        lines.push(Line::default());
        lines.push(Line::styled("stack", theme.dim));
        lines.extend(facts.stack.iter().map(|run| stack_line(run, columns, look)));
    }
    lines
}

fn stack_line(run: &StackLine, columns: usize, look: Look<'_>) -> Line<'static> {
    let (marker, style) = if run.current {
        (look.glyph("▶ ", "> "), look.theme.here)
    } else {
        ("  ", look.theme.text)
    };
    let status = if run.status.is_empty() {
        String::new()
    } else {
        format!("  {}", run.status)
    };
    let room = columns.saturating_sub(4 + text::width(&status));
    Line::from(vec![
        Span::raw("  "),
        Span::styled(format!("{marker}{}", text::clip(&run.flow, room)), style),
        Span::styled(status, look.theme.dim),
    ])
}

fn section(
    lines: &mut Vec<Line<'static>>,
    name: &'static str,
    facts: &[FactLine],
    columns: usize,
    look: Look<'_>,
) {
    if facts.is_empty() {
        return;
    }
    lines.push(Line::default());
    lines.push(Line::styled(name, look.theme.dim));
    let label = facts
        .iter()
        .map(|line| text::width(&line.label))
        .max()
        .unwrap_or(0)
        .clamp(6, columns / 2)
        + 2;
    lines.extend(
        facts
            .iter()
            .flat_map(|line| fact_lines(line, 2, label, columns, look)),
    );
}

fn fact_lines(
    fact: &FactLine,
    indent: usize,
    label: usize,
    columns: usize,
    look: Look<'_>,
) -> Vec<Line<'static>> {
    let theme = look.theme;
    let room = columns.saturating_sub(indent + label + 2).max(4);
    let head = vec![
        Span::raw(" ".repeat(indent)),
        Span::styled(text::fit(&fact.label, label), theme.dim),
    ];
    let mut spans = head;
    let mut used = indent + label;
    if let Some(before) = &fact.before {
        let arrow = look.glyph(" → ", " -> ");
        let before = text::clip(
            if before.is_empty() {
                "(not set)"
            } else {
                before
            },
            room / 2,
        );
        used += text::width(&before) + text::width(arrow);
        spans.push(Span::styled(before, theme.dim));
        spans.push(Span::styled(arrow, theme.dim));
        let value = text::clip(
            if fact.value.is_empty() {
                "(not set)"
            } else {
                &fact.value
            },
            columns.saturating_sub(used + 2),
        );
        used += text::width(&value);
        spans.push(Span::styled(value, theme.changed));
        let gap = columns.saturating_sub(used + 1);
        spans.push(Span::raw(" ".repeat(gap)));
        spans.push(Span::styled(look.glyph("✱", "*"), theme.changed));
    } else {
        let value = text::clip(&text::one_line(&fact.value), room);
        used += text::width(&value);
        spans.push(Span::styled(value, theme.text));
        if !fact.note.is_empty() {
            let fits = used + 2 + text::width(&fact.note) <= columns;
            let note = Span::styled(text::clip(&fact.note, room), theme.dim);
            if fits {
                spans.extend([Span::raw("  "), note]);
            } else {
                let below = vec![Span::raw(" ".repeat(indent + label)), note];
                return vec![Line::from(spans), Line::from(below)];
            }
        }
    }
    vec![Line::from(spans)]
}
