//! The Context pane: what expressions can reach right now, as a tree.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::contact::side_title;
use super::frame::{self, Look};
use crate::tui::facts::context::ContextLine;
use crate::tui::model::ContextView;
use crate::tui::pane::Pane;
use crate::tui::text;

/// Draws the pane with the selected line in sight.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    tree: &[ContextLine],
    view: &ContextView,
    look: Look<'_>,
) {
    let selected = view.selected;
    let hidden = if view.shown.hides_empty {
        Line::styled(" without the empty ", look.theme.dim)
    } else {
        Line::default()
    };
    let inner = frame::draw(frame, area, side_title(Pane::Context, look), hidden, look);
    let columns = usize::from(inner.width);
    let lines = tree
        .iter()
        .enumerate()
        .map(|(index, line)| tree_line(line, index == selected && look.focused, columns, look))
        .collect();
    let height = usize::from(inner.height);
    frame::draw_lines(
        frame,
        inner,
        lines,
        frame::scroll_to(selected, 0, height),
        look,
    );
}

fn tree_line(
    line: &ContextLine,
    is_selected: bool,
    columns: usize,
    look: Look<'_>,
) -> Line<'static> {
    let theme = look.theme;
    let marker = match (line.has_more, line.open) {
        (true, true) => look.glyph("▾ ", "- "),
        (true, false) => look.glyph("▸ ", "+ "),
        _ => "  ",
    };
    let indent = (line.depth * 2).min(columns / 3);
    let name = text::clip(&line.name, columns / 2);
    let room = columns.saturating_sub(indent + 2 + text::width(&name) + 2);
    let value_style = if line.is_empty { theme.dim } else { theme.text };
    let shown = Line::from(vec![
        Span::raw(" ".repeat(indent)),
        Span::styled(marker, theme.dim),
        Span::styled(name, theme.press),
        Span::raw("  "),
        Span::styled(text::clip(&text::one_line(&line.value), room), value_style),
    ]);
    if is_selected {
        shown.patch_style(theme.selected)
    } else {
        shown
    }
}
