//! The help: every command with its keys and what it does, from the table of commands.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::window;
use crate::tui::commands::{COMMANDS, Group};
use crate::tui::keys;
use crate::tui::panes::frame::{self, Look};
use crate::tui::text;

/// Draws the help.
pub fn draw(frame: &mut Frame<'_>, scroll: usize, look: Look<'_>) {
    let inner = window::draw(
        frame,
        "Help",
        "j k scroll · Esc closes · : finds a command",
        (92, 60),
        look,
    );
    let columns = usize::from(inner.width);
    frame::draw_lines(frame, inner, lines(columns, look), scroll, look);
}

fn lines(columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let theme = look.theme;
    let mut lines = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::styled(group.title(), theme.strong));
        for command in COMMANDS.iter().filter(|command| command.group == group) {
            let names: Vec<String> = command.keys.iter().map(|key| keys::label(key)).collect();
            lines.push(Line::from(vec![
                Span::styled(
                    format!("  {}", text::fit(&names.join("  "), 16)),
                    theme.press,
                ),
                Span::styled(text::fit(command.name, 20), theme.text),
                Span::styled(
                    text::clip(command.doc, columns.saturating_sub(38)),
                    theme.dim,
                ),
            ]));
        }
    }
    lines.push(Line::default());
    lines.push(Line::styled(
        "At a wait with quick replies, the digits answer; otherwise they go to the panes.",
        theme.dim,
    ));
    lines
}
