//! The Conversation pane: the flow's messages on the right, the contact's on the left, the newest at the bottom.

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::text::{Line, Span};

use super::frame::{self, Look};
use crate::tui::facts::conversation::{Bubble, ConversationFacts, Side};
use crate::tui::text;

/// Draws the pane; `scroll` counts lines up from the bottom.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    facts: &ConversationFacts,
    scroll: usize,
    look: Look<'_>,
) {
    let inner = frame::draw(
        frame,
        area,
        frame::title(7, "Conversation", "", look),
        Line::default(),
        look,
    );
    let mut lines = lines(facts, usize::from(inner.width), look);
    if lines.is_empty() {
        lines.push(Line::styled("No message was sent yet.", look.theme.dim));
    }
    let height = usize::from(inner.height);
    let bottom = lines.len().saturating_sub(height);
    frame::draw_lines(frame, inner, lines, bottom.saturating_sub(scroll), look);
}

fn lines(facts: &ConversationFacts, columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for bubble in &facts.bubbles {
        lines.extend(bubble_lines(bubble, columns, look));
    }
    lines.extend(reply_lines(&facts.quick_replies, columns, look));
    lines
}

/// The quick replies with their keys, over as many lines as they need.
fn reply_lines(replies: &[String], columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let (mut spans, mut used) = (Vec::new(), 0);
    for (index, reply) in replies.iter().enumerate().take(9) {
        let reply = text::clip(reply, 24);
        let needed = text::width(&reply) + 5;
        if used > 0 && used + needed > columns {
            lines.push(Line::from(std::mem::take(&mut spans)).alignment(Alignment::Right));
            used = 0;
        }
        used += needed;
        spans.push(Span::styled(format!("  {} ", index + 1), look.theme.dim));
        spans.push(Span::styled(format!("{reply} "), look.theme.press));
    }
    if used > 0 {
        lines.push(Line::from(spans).alignment(Alignment::Right));
    }
    lines
}

/// Longest text of a bubble that is laid out; the rest is counted.
const MAX_TEXT: usize = 4_000;

fn bubble_lines(bubble: &Bubble, columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let theme = look.theme;
    let room = (columns * 3 / 4).max(10).min(columns.saturating_sub(2));
    if bubble.side == Side::Remark {
        return vec![
            Line::styled(text::clip(&bubble.text, columns), theme.dim).alignment(Alignment::Center),
        ];
    }
    let cut = bubble.text.char_indices().nth(MAX_TEXT);
    let shown = cut
        .and_then(|(at, _)| bubble.text.get(..at))
        .unwrap_or(&bubble.text);
    let mut parts = text::wrap(shown, room.saturating_sub(2));
    if let Some((at, _)) = cut {
        parts.push(format!(
            "{} {} bytes more",
            look.glyph("…", "..."),
            bubble.text.len() - at
        ));
    }
    let widest = parts
        .iter()
        .map(|part| text::width(part))
        .max()
        .unwrap_or(0);
    let (alignment, style) = match bubble.side {
        Side::Flow => (Alignment::Right, theme.bubble),
        _ => (Alignment::Left, theme.bubble.patch(theme.strong)),
    };
    let mark = if look.ascii && bubble.side == Side::Contact {
        "> "
    } else {
        ""
    };
    let mut lines: Vec<Line<'static>> = parts
        .into_iter()
        .map(|part| {
            Line::from(vec![
                Span::raw(mark),
                Span::styled(format!(" {} ", text::fit(&part, widest)), style),
            ])
            .alignment(alignment)
        })
        .collect();
    for attachment in &bubble.attachments {
        let clipped = text::clip(attachment, room.saturating_sub(2));
        lines.push(
            Line::styled(format!("{} {clipped}", look.glyph("▤", "@")), theme.press)
                .alignment(alignment),
        );
    }
    lines
}
