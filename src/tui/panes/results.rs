//! The Results pane: what the current run has saved.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::contact::side_title;
use super::frame::{self, Look};
use crate::tui::facts::results::ResultFact;
use crate::tui::pane::Pane;
use crate::tui::text;

/// Draws the pane.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    results: &[ResultFact],
    scroll: usize,
    look: Look<'_>,
) {
    let inner = frame::draw(
        frame,
        area,
        side_title(Pane::Results, look),
        Line::default(),
        look,
    );
    let columns = usize::from(inner.width);
    let mut lines = Vec::new();
    for result in results {
        lines.extend(result_lines(result, columns, look));
    }
    if lines.is_empty() {
        lines.push(Line::styled("No results were saved yet.", look.theme.dim));
    }
    frame::draw_lines(frame, inner, lines, scroll, look);
}

fn result_lines(result: &ResultFact, columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let theme = look.theme;
    let value_style = if result.changed {
        theme.changed
    } else {
        theme.text
    };
    let mark = if result.changed {
        look.glyph(" ✱", " *")
    } else {
        ""
    };
    let mut lines = vec![Line::from(vec![
        Span::styled(text::clip(&result.name, columns / 2), theme.strong),
        Span::styled(mark, theme.changed),
    ])];
    let category = if result.category.is_empty() {
        String::new()
    } else {
        format!(" {} {}", look.glyph("→", "->"), result.category)
    };
    let room = columns.saturating_sub(2 + text::width(&category)).max(6);
    lines.push(Line::from(vec![
        Span::raw("  "),
        Span::styled(
            text::clip(&text::one_line(&result.value), room),
            value_style,
        ),
        Span::styled(category, theme.here),
    ]));
    for (label, value) in [("input", &result.input), ("extra", &result.extra)] {
        if !value.is_empty() && *value != result.value {
            lines.push(Line::from(vec![
                Span::styled(format!("  {label} "), theme.dim),
                Span::styled(
                    text::clip(&text::one_line(value), columns.saturating_sub(8)),
                    theme.dim,
                ),
            ]));
        }
    }
    lines.push(Line::default());
    lines
}
