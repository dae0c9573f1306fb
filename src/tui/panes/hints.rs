//! The line of keys at the bottom: only those that do something now, made from the table of commands.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::frame::Look;
use crate::tui::text;

/// A key and what it does now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key as people read it.
    pub key: String,
    /// What it does, in a word or two.
    pub words: &'static str,
}

/// Draws as many hints as fit, the first ones first.
pub fn draw(frame: &mut Frame<'_>, area: Rect, hints: &[Hint], look: Look<'_>) {
    let theme = look.theme;
    frame.render_widget(Paragraph::new("").style(theme.bar), area);
    let mut spans = vec![Span::raw(" ")];
    let mut room = usize::from(area.width).saturating_sub(1);
    for hint in hints {
        let needed = text::width(&hint.key) + text::width(hint.words) + 3;
        if needed > room {
            break;
        }
        room -= needed;
        spans.push(Span::styled(
            hint.key.clone(),
            theme.press.add_modifier(ratatui::style::Modifier::BOLD),
        ));
        spans.push(Span::styled(format!(" {}  ", hint.words), theme.dim));
    }
    frame.render_widget(Paragraph::new(Line::from(spans)), area);
}
