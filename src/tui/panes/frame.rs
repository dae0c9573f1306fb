//! The frame of a pane: border, number and title; and how a list of lines is scrolled into it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph};

use crate::tui::text;
use crate::tui::theme::Theme;

/// How things are to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The colours.
    pub theme: &'a Theme,
    /// Whether only ASCII may be used.
    pub ascii: bool,
    /// Whether the pane has the focus.
    pub focused: bool,
}

impl Look<'_> {
    /// The glyph, or its stand-in where only ASCII may be used.
    pub fn glyph(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { unicode }
    }
}

const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Draws the border with its titles and gives the room inside, a column of air on each side.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    title: Line<'_>,
    right: Line<'_>,
    look: Look<'_>,
) -> Rect {
    let style = if look.focused {
        look.theme.focus
    } else {
        look.theme.border
    };
    let mut block = Block::bordered()
        .border_style(style)
        .title_top(title)
        .title_top(right.right_aligned());
    block = if look.ascii {
        block.border_set(ASCII_BORDER)
    } else {
        block.border_type(BorderType::Rounded)
    };
    let inner = block.inner(area);
    frame.render_widget(block, area);
    Rect {
        x: inner.x + 1.min(inner.width),
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

/// The title of a pane: its number, its name and what follows.
pub fn title<'a>(number: usize, name: &'a str, rest: &'a str, look: Look<'_>) -> Line<'a> {
    let theme = look.theme;
    let number_style = if look.focused { theme.press } else { theme.dim };
    let name_style = if look.focused {
        theme.strong
    } else {
        theme.text
    };
    let mut spans = vec![
        Span::raw(" "),
        Span::styled(number.to_string(), number_style),
        Span::raw(" "),
        Span::styled(name, name_style),
    ];
    if !rest.is_empty() {
        spans.push(Span::styled(rest, theme.dim));
    }
    spans.push(Span::raw(" "));
    Line::from(spans)
}

/// Draws lines from `scroll` on, and says on the border how many are out of sight.
pub fn draw_lines(
    frame: &mut Frame<'_>,
    inner: Rect,
    lines: Vec<Line<'_>>,
    scroll: usize,
    look: Look<'_>,
) {
    let total = lines.len();
    let height = usize::from(inner.height);
    let scroll = clamp_scroll(scroll, total, height);
    let shown: Vec<Line<'_>> = lines.into_iter().skip(scroll).take(height).collect();
    frame.render_widget(Paragraph::new(shown), inner);
    let below = total.saturating_sub(scroll + height);
    if below > 0 || scroll > 0 {
        let up = look.glyph("↑", "^");
        let down = look.glyph("↓", "v");
        let note = match (scroll, below) {
            (0, below) => format!(" {down}{below} "),
            (above, 0) => format!(" {up}{above} "),
            (above, below) => format!(" {up}{above} {down}{below} "),
        };
        let columns = u16::try_from(text::width(&note)).unwrap_or(0);
        let place = Rect {
            x: inner.right().saturating_sub(columns),
            y: inner.bottom(),
            width: columns.min(inner.width),
            height: 1,
        };
        if place.bottom() <= frame.area().bottom() {
            frame.render_widget(Paragraph::new(Span::styled(note, look.theme.dim)), place);
        }
    }
}

/// A scroll that leaves no empty room at the end.
pub fn clamp_scroll(scroll: usize, total: usize, height: usize) -> usize {
    scroll.min(total.saturating_sub(height))
}

/// The scroll by which a line is in sight, as near to the present scroll as can be.
pub fn scroll_to(line: usize, scroll: usize, height: usize) -> usize {
    if line < scroll {
        line
    } else if height > 0 && line >= scroll + height {
        line + 1 - height
    } else {
        scroll
    }
}

/// A label in a column of this width and its value, the value broken over as many lines as it needs. A label that is too
/// wide for the column is not cut: it pushes the value aside, or has lines of its own above it.
pub fn labelled<'a>(
    label: &str,
    label_columns: usize,
    value: &str,
    value_style: ratatui::style::Style,
    columns: usize,
    look: Look<'_>,
) -> Vec<Line<'a>> {
    let room = columns.saturating_sub(label_columns).max(4);
    let wide = text::width(label);
    let fits = wide < label_columns;
    let mut lines = Vec::new();
    if !fits && wide + 1 + text::width(value) <= columns {
        lines.push(Line::from(vec![
            Span::styled(format!("{label} "), look.theme.dim),
            Span::styled(value.to_owned(), value_style),
        ]));
        return lines;
    }
    if !fits {
        let parts = text::wrap(label, columns.max(4)).into_iter();
        lines.extend(parts.map(|part| Line::styled(part, look.theme.dim)));
    }
    let values = text::wrap(value, room).into_iter().enumerate();
    lines.extend(values.map(|(index, part)| {
        let head = if index == 0 && fits { label } else { "" };
        Line::from(vec![
            Span::styled(text::fit(head, label_columns), look.theme.dim),
            Span::styled(part, value_style),
        ])
    }));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::ThemeName;
    use ratatui::style::Style;

    fn lines(label: &str, value: &str, label_columns: usize, columns: usize) -> Vec<String> {
        let theme = Theme::named(ThemeName::Plain);
        let look = Look {
            theme: &theme,
            ascii: false,
            focused: false,
        };
        let lines = labelled(label, label_columns, value, Style::default(), columns, look);
        let text = |line: &Line<'_>| line.iter().map(|span| &*span.content).collect::<String>();
        lines.iter().map(text).collect()
    }

    #[test]
    fn a_label_too_wide_for_its_column_is_not_cut() {
        assert_eq!(lines("url", "a b", 5, 20), ["url  a b"]);
        // One that fills the column would touch its value.
        assert_eq!(lines("text", "a b", 4, 20), ["text a b"]);
        assert_eq!(lines("text", "a b", 4, 8), ["text a b"]);
        assert_eq!(lines("text", "a b", 4, 7), ["text", "    a b"]);
        assert_eq!(
            lines("headers[X-Long]", "a b c d", 6, 10),
            ["headers[X-", "Long]", "      a b", "      c d"]
        );
    }
}
