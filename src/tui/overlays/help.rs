//! The help: every command with its keys and what it does, from the table of commands.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::window;
use crate::tui::commands::{COMMANDS, Group};
use crate::tui::keys;
use crate::tui::panes::frame::{self, Look};
use crate::tui::text;

/// From this width of the screen on there are two columns.
const TWO_COLUMNS: u16 = 150;
/// Said below the commands.
const REMARK: &str =
    "At a wait with quick replies the digits answer, and Alt with a digit goes to a pane.";

/// Draws the help.
pub fn draw(frame: &mut Frame<'_>, scroll: usize, look: Look<'_>) {
    let hint = "j k scroll · Esc closes · : finds a command";
    if frame.area().width < TWO_COLUMNS {
        let inner = window::draw(frame, "Help", hint, (98, 60), look);
        let columns = usize::from(inner.width);
        let mut all = lines(&Group::ALL, columns, look);
        all.push(Line::default());
        all.extend(remark(columns, look));
        frame::draw_lines(frame, inner, all, scroll, look);
        return;
    }
    let (left, right) = Group::ALL.split_at(2);
    let columns = usize::from((frame.area().width - 10).min(190) / 2);
    let (left, mut right) = (lines(left, columns, look), lines(right, columns, look));
    right.push(Line::default());
    right.extend(remark(columns, look));
    let height = u16::try_from(left.len().max(right.len()) + 2).unwrap_or(u16::MAX);
    let width = u16::try_from(columns * 2 + 6).unwrap_or(u16::MAX);
    let inner = window::draw(frame, "Help", hint, (width, height), look);
    let half = inner.width / 2;
    let place = |x: u16| Rect {
        x: inner.x + x,
        width: half.saturating_sub(1),
        ..inner
    };
    frame::draw_lines(frame, place(0), left, scroll, look);
    frame::draw_lines(frame, place(half), right, scroll, look);
}

fn remark(columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let parts = text::wrap(REMARK, columns.saturating_sub(1));
    parts
        .into_iter()
        .map(|part| Line::styled(part, look.theme.dim))
        .collect()
}

fn lines(groups: &[Group], columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let theme = look.theme;
    let mut lines = Vec::new();
    for group in groups {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::styled(group.title(), theme.strong));
        for command in COMMANDS.iter().filter(|command| command.group == *group) {
            let names: Vec<String> = command.keys.iter().map(|key| keys::label(key)).collect();
            lines.push(Line::from(vec![
                Span::styled(
                    format!("  {}", text::fit(&names.join("  "), 14)),
                    theme.press,
                ),
                Span::styled(text::fit(command.name, 23), theme.text),
                Span::styled(
                    text::clip(command.doc, columns.saturating_sub(40)),
                    theme.dim,
                ),
            ]));
        }
    }
    lines
}
