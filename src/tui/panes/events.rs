//! The Events pane: what was logged, a line each, with the place of the current moment marked.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::{self, Look};
use crate::tui::facts::events::EventFact;
use crate::tui::icons::EventLook;
use crate::tui::text;

/// Draws the pane. `selected` is the line the user moved to; none: the current moment is kept in sight.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    events: &[EventFact],
    selected: Option<usize>,
    look: Look<'_>,
) {
    let count = if events.is_empty() {
        String::new()
    } else {
        format!(" {}", events.len())
    };
    let inner = frame::draw(
        frame,
        area,
        frame::title(6, "Events", &count, look),
        Line::default(),
        look,
    );
    if events.is_empty() {
        frame::draw_lines(
            frame,
            inner,
            vec![Line::styled(
                "Nothing was logged yet. Press s to do the first step.",
                look.theme.dim,
            )],
            0,
            look,
        );
        return;
    }
    let columns = usize::from(inner.width);
    let current = current_line(events);
    let lines = events
        .iter()
        .enumerate()
        .map(|(index, event)| {
            event_line(
                event,
                index == current,
                selected == Some(index),
                columns,
                look,
            )
        })
        .collect();
    let height = usize::from(inner.height);
    let target =
        selected.unwrap_or_else(|| (current + height / 4).min(events.len().saturating_sub(1)));
    frame::draw_lines(
        frame,
        inner,
        lines,
        frame::scroll_to(target, 0, height),
        look,
    );
}

/// The last line that is not ahead of the current moment.
pub fn current_line(events: &[EventFact]) -> usize {
    events.iter().rposition(|event| !event.ahead).unwrap_or(0)
}

fn event_line(
    event: &EventFact,
    is_last: bool,
    is_selected: bool,
    columns: usize,
    look: Look<'_>,
) -> Line<'static> {
    let theme = look.theme;
    let accent = match event.look {
        EventLook::Error => theme.error,
        EventLook::Wait => theme.wait,
        EventLook::Contact => theme.changed,
        EventLook::MessageOut => theme.press,
        EventLook::Call
        | EventLook::Result
        | EventLook::MessageIn
        | EventLook::Flow
        | EventLook::Other => theme.text,
    };
    let (plain, accent, type_style) = if event.ahead {
        (theme.border, theme.border, theme.border)
    } else if event.current {
        (theme.dim, accent, theme.strong)
    } else {
        (theme.dim, accent, theme.text)
    };
    let marker = if is_last && !event.ahead {
        look.glyph("▶ ", "> ")
    } else {
        "  "
    };
    let type_columns = if columns >= 58 { 24 } else { 18 };
    let used = 2 + 9 + 3 + type_columns + 1;
    let room = columns.saturating_sub(used);
    let summary = text::clip(&event.summary, room);
    // To the end of the line, so that a selection is a bar across the pane.
    let rest = " ".repeat(room.saturating_sub(text::width(&summary)));
    let line = Line::from(vec![
        Span::styled(marker, theme.here),
        Span::styled(format!("{} ", event.time), plain),
        Span::styled(event.look.glyph(look.ascii), accent),
        Span::raw("  "),
        Span::styled(text::fit(&event.type_name, type_columns), type_style),
        Span::raw(" "),
        Span::styled(summary, accent),
        Span::raw(rest),
    ]);
    if is_selected || (event.current && is_last) {
        line.patch_style(theme.selected)
    } else {
        line
    }
}
