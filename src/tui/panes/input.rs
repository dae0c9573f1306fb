//! The line to type on, and above all what it says when nothing can be typed.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::frame::Look;
use crate::tui::line_input::LineInput;
use crate::tui::text;

/// What the line is for at the moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputState<'a> {
    /// Something is typed; the word says what for.
    Typing(&'a str, &'a LineInput),
    /// The session waits, and these can be answered with a key.
    Waiting(&'a str, &'a [String]),
    /// Something was said to the user.
    Said(&'a str),
    /// Something went wrong.
    Wrong(&'a str),
    /// A call is under way: what, and for how long.
    Calling(&'a str, u64),
}

/// Draws the line.
pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &InputState<'_>, look: Look<'_>) {
    let theme = look.theme;
    let prompt = Span::styled(look.glyph(" › ", " > "), theme.press);
    let columns = usize::from(area.width);
    let line = match state {
        InputState::Typing(what, input) => return draw_typing(frame, area, what, input, look),
        InputState::Waiting(what, replies) => {
            let mut spans = vec![
                prompt,
                Span::styled(format!("waits for {what}: "), theme.wait),
            ];
            spans.push(Span::styled("i", theme.press));
            spans.push(Span::styled(" type", theme.dim));
            for (index, reply) in replies.iter().enumerate().take(9) {
                spans.push(Span::styled(format!("   {}", index + 1), theme.press));
                spans.push(Span::styled(
                    format!(" {}", text::clip(reply, 20)),
                    theme.text,
                ));
            }
            Line::from(spans)
        }
        InputState::Said(words) => Line::from(vec![
            prompt,
            Span::styled(text::clip(words, columns.saturating_sub(4)), theme.dim),
        ]),
        InputState::Wrong(words) => {
            let sign = Span::styled(look.glyph(" ✖ ", " ! "), theme.error);
            Line::from(vec![
                sign,
                Span::styled(text::clip(words, columns.saturating_sub(4)), theme.error),
            ])
        }
        InputState::Calling(what, elapsed_ms) => {
            let frames = if look.ascii {
                ["|", "/", "-", "\\"]
            } else {
                ["◐", "◓", "◑", "◒"]
            };
            let turn = usize::try_from(elapsed_ms / 120).unwrap_or(0) % frames.len();
            let wheel = frames.get(turn).copied().unwrap_or("*");
            let seconds = format!("  {}.{} s  ", elapsed_ms / 1000, elapsed_ms % 1000 / 100);
            Line::from(vec![
                Span::styled(format!(" {wheel} "), theme.press),
                Span::styled(text::clip(what, columns.saturating_sub(30)), theme.text),
                Span::styled(seconds, theme.dim),
                Span::styled("Esc", theme.press),
                Span::styled(" cancel", theme.dim),
            ])
        }
    };
    frame.render_widget(Paragraph::new(line), area);
}

fn draw_typing(frame: &mut Frame<'_>, area: Rect, what: &str, input: &LineInput, look: Look<'_>) {
    let theme = look.theme;
    let head = if what.is_empty() {
        look.glyph(" › ", " > ").to_owned()
    } else {
        format!(" {what} {} ", look.glyph("›", ">"))
    };
    let room = usize::from(area.width)
        .saturating_sub(text::width(&head) + 1)
        .max(1);
    let before = crate::sanitize::visible(input.before()).into_owned();
    let visible = tail(&before, room);
    let after = text::clip(
        &crate::sanitize::visible(input.after()),
        room.saturating_sub(text::width(&visible)),
    );
    let cursor = text::width(&head) + text::width(&visible);
    let line = Line::from(vec![
        Span::styled(head, theme.press),
        Span::styled(visible, theme.text),
        Span::styled(after, theme.text),
    ]);
    frame.render_widget(Paragraph::new(line), area);
    let x = area.x
        + u16::try_from(cursor)
            .unwrap_or(u16::MAX)
            .min(area.width.saturating_sub(1));
    frame.set_cursor_position(Position { x, y: area.y });
}

/// The end of a text that fits in so many columns.
fn tail(line: &str, columns: usize) -> String {
    let mut clusters: Vec<(&str, usize)> = text::graphemes(line).collect();
    let mut used: usize = clusters.iter().map(|(_, width)| width).sum();
    let mut dropped = 0;
    for (_, width) in &clusters {
        if used <= columns {
            break;
        }
        used -= width;
        dropped += 1;
    }
    clusters.drain(..dropped);
    clusters.into_iter().map(|(cluster, _)| cluster).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_long_line_stays_in_sight() {
        assert_eq!(tail("hello", 3), "llo");
        assert_eq!(tail("日本語", 4), "本語");
        assert_eq!(tail("hi", 9), "hi");
    }
}
