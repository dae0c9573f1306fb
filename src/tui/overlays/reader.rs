//! A text to read: the assets that were made up, an event's JSON, what an expression gives.

use ratatui::Frame;
use ratatui::text::Line;

use super::window;
use crate::tui::panes::frame::{self, Look};
use crate::tui::text;

/// Draws the text in a window as large as it needs.
pub fn draw(
    frame: &mut Frame<'_>,
    title: &str,
    text_lines: &[String],
    scroll: usize,
    look: Look<'_>,
) {
    let widest = text_lines
        .iter()
        .map(|line| text::width(line))
        .max()
        .unwrap_or(0);
    let width = u16::try_from(widest.max(text::width(title) + 4).max(44) + 4)
        .unwrap_or(u16::MAX)
        .min(110);
    let wrapped: Vec<String> = text_lines
        .iter()
        .flat_map(|line| {
            text::wrap(
                line,
                usize::from(width.min(frame.area().width.saturating_sub(2))).saturating_sub(4),
            )
        })
        .collect();
    let height = u16::try_from(wrapped.len() + 2)
        .unwrap_or(u16::MAX)
        .clamp(4, 44);
    let inner = window::draw(frame, title, "y copies · Esc closes", (width, height), look);
    let lines = wrapped
        .into_iter()
        .map(|line| Line::styled(line, look.theme.text))
        .collect();
    frame::draw_lines(frame, inner, lines, scroll, look);
}
