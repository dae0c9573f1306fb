//! The line at the top of the screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::frame::Look;
use crate::tui::facts::header::{HeaderFacts, Mood};
use crate::tui::text;

/// Draws it: the program, the flow and what it is on the left; status, moment, branch and clock on the right, as much as fits.
pub fn draw(frame: &mut Frame<'_>, area: Rect, facts: &HeaderFacts, look: Look<'_>) {
    let theme = look.theme;
    frame.render_widget(Paragraph::new("").style(theme.bar), area);
    let status_style = match facts.mood {
        Mood::Stepping | Mood::Completed => theme.changed,
        Mood::Waiting => theme.wait,
        Mood::Asking => theme.press,
        Mood::Failed => theme.error,
    };
    let (at, last) = facts.moment;
    let mut right = vec![
        Span::styled(format!("{} ", look.glyph("●", "*")), status_style),
        Span::styled(facts.status.clone(), status_style),
        Span::styled("   moment ", theme.dim),
        Span::styled(format!("{at} of {last}"), theme.text),
    ];
    if area.width >= 90 {
        // Branches without a name of their own are called that already.
        let label = if facts.branch.starts_with("branch") {
            "   "
        } else {
            "   branch "
        };
        right.push(Span::styled(label, theme.dim));
        right.push(Span::styled(facts.branch.clone(), theme.press));
    }
    if area.width >= 130 {
        right.push(Span::styled("   clock ", theme.dim));
        right.push(Span::styled(facts.clock.clone(), theme.dim));
    }
    right.push(Span::raw(" "));
    let right_columns: usize = right.iter().map(|span| text::width(&span.content)).sum();
    let room = usize::from(area.width).saturating_sub(right_columns + 2);
    let brand = if area.width >= 100 { " flowdbg  " } else { " " };
    let name = text::clip(&facts.flow, room.saturating_sub(text::width(brand)));
    let about_room = room.saturating_sub(text::width(brand) + text::width(&name) + 2);
    let mut left = vec![
        Span::styled(brand, theme.press),
        Span::styled(name, theme.strong),
    ];
    if about_room >= 12 {
        left.push(Span::raw("  "));
        left.push(Span::styled(
            text::clip(&facts.about, about_room),
            theme.dim,
        ));
    }
    frame.render_widget(Paragraph::new(Line::from(left)), area);
    let columns = u16::try_from(right_columns)
        .unwrap_or(area.width)
        .min(area.width);
    let place = Rect {
        x: area.right() - columns,
        width: columns,
        ..area
    };
    frame.render_widget(Paragraph::new(Line::from(right)), place);
}
