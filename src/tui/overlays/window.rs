//! The window of an overlay: centred, cleared, framed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use crate::tui::panes::frame::{self, Look};

/// Draws an empty window of at most this size in the middle and gives the room inside.
pub fn draw(
    frame: &mut Frame<'_>,
    title: &str,
    hint: &str,
    size: (u16, u16),
    look: Look<'_>,
) -> Rect {
    let screen = frame.area();
    let (width, height) = (
        size.0.min(screen.width.saturating_sub(2)),
        size.1.min(screen.height.saturating_sub(2)),
    );
    let area = Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    };
    frame.render_widget(Clear, area);
    let title = Line::from(Span::styled(format!(" {title} "), look.theme.strong));
    let inner = frame::draw(
        frame,
        area,
        title,
        Line::default(),
        Look {
            focused: true,
            ..look
        },
    );
    let columns = u16::try_from(crate::tui::text::width(hint) + 2)
        .unwrap_or(width)
        .min(width.saturating_sub(4));
    let place = Rect {
        x: area.x + 2,
        y: area.bottom().saturating_sub(1),
        width: columns,
        height: 1,
    };
    frame.render_widget(
        Paragraph::new(Span::styled(format!(" {hint} "), look.theme.dim)),
        place,
    );
    inner
}
