//! The palette: type a few letters of a command, see its keys, press Enter.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::window;
use crate::tui::commands::{COMMANDS, Command};
use crate::tui::keys;
use crate::tui::line_input::LineInput;
use crate::tui::panes::frame::{self, Look};
use crate::tui::text;

/// What was typed and which command is chosen.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// What was typed.
    pub line: LineInput,
    /// The place of the chosen command among those that match.
    pub selected: usize,
}

impl Palette {
    /// The commands that match what was typed, the best first.
    pub fn matches(&self) -> Vec<&'static Command> {
        let wanted = self.line.text();
        let mut scored: Vec<(usize, &'static Command)> = COMMANDS
            .iter()
            .filter_map(|command| score(command, &wanted).map(|score| (score, command)))
            .collect();
        scored.sort_by_key(|(score, _)| *score);
        scored.into_iter().map(|(_, command)| command).collect()
    }

    /// The chosen command.
    pub fn chosen(&self) -> Option<&'static Command> {
        self.matches().get(self.selected).copied()
    }

    /// Moves the choice by so many places.
    pub fn move_by(&mut self, places: isize) {
        let last = self.matches().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(places).min(last);
    }
}

/// How far a command is from what was typed: the letters must occur in order. None: it does not match.
fn score(command: &Command, wanted: &str) -> Option<usize> {
    let wanted = wanted.trim().to_lowercase();
    if let Some(at) = command.name.find(&wanted) {
        return Some(at);
    }
    if command.doc.to_lowercase().contains(&wanted) {
        return Some(60);
    }
    let mut name = command.name.chars().enumerate();
    let mut last = 0;
    for letter in wanted.chars().filter(|letter| !letter.is_whitespace()) {
        last = name.find(|(_, known)| *known == letter)?.0;
    }
    Some(20 + last)
}

/// Draws the palette.
pub fn draw(frame: &mut Frame<'_>, palette: &Palette, look: Look<'_>) {
    let theme = look.theme;
    let matches = palette.matches();
    let height = u16::try_from(matches.len().clamp(1, 19) + 3).unwrap_or(22);
    let hint = "Enter does it · Esc closes";
    let inner = window::draw(frame, "Commands", hint, (92, height), look);
    let head = Rect { height: 1, ..inner };
    let typed = palette.line.text();
    let line = Line::from(vec![
        Span::styled(look.glyph("› ", "> "), theme.press),
        Span::styled(typed.clone(), theme.text),
    ]);
    frame.render_widget(Paragraph::new(line), head);
    let cursor = u16::try_from(text::width(&typed)).unwrap_or(0);
    frame.set_cursor_position(Position {
        x: (head.x + 2 + cursor).min(head.right().saturating_sub(1)),
        y: head.y,
    });
    let columns = usize::from(inner.width);
    let list = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(1),
        ..inner
    };
    let mut lines: Vec<Line<'static>> = matches
        .into_iter()
        .enumerate()
        .map(|(index, command)| {
            let names: Vec<String> = command.keys.iter().map(|key| keys::label(key)).collect();
            let line = Line::from(vec![
                Span::styled(text::fit(command.name, 24), theme.text),
                Span::styled(text::fit(&names.join(" "), 14), theme.press),
                Span::styled(
                    text::fit(command.doc, columns.saturating_sub(38)),
                    theme.dim,
                ),
            ]);
            if index == palette.selected {
                line.patch_style(theme.selected)
            } else {
                line
            }
        })
        .collect();
    if lines.is_empty() {
        lines.push(Line::styled("no command is called that", theme.dim));
    }
    let scroll = frame::scroll_to(palette.selected, 0, usize::from(list.height));
    frame::draw_lines(frame, list, lines, scroll, look);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(typed: &str) -> Option<&'static str> {
        let palette = Palette {
            line: LineInput::with_text(typed),
            selected: 0,
        };
        palette.chosen().map(|command| command.name)
    }

    #[test]
    fn a_few_letters_find_a_command() {
        assert_eq!(first("step"), Some("step"));
        assert_eq!(first("continue"), Some("continue"));
        assert_eq!(first("hlp"), Some("help"));
        assert_eq!(first("zzzz"), None);
    }
}
