//! The strip of moments: one row a branch, the current moment marked, what is ahead of it hollow.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::frame::Look;
use crate::tui::facts::timeline::{Mark, MarkKind, TimelineRow};
use crate::tui::text;

const NAME: usize = 10;

/// Draws the rows that fit. `moment` is the number of the current moment in the timeline.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    rows: &[TimelineRow],
    moment: usize,
    look: Look<'_>,
) {
    let columns = usize::from(area.width);
    let current = rows.iter().find(|row| row.current);
    let at = current
        .and_then(|row| row.marks.iter().position(|mark| mark.moment == moment))
        .unwrap_or(0);
    let room = columns.saturating_sub(NAME + 16) / 2;
    let first = at.saturating_sub(room * 2 / 3);
    let shown = usize::from(area.height).max(1);
    let lines: Vec<Line<'static>> = rows
        .iter()
        .take(shown)
        .map(|row| row_line(row, moment, at, first, room, columns, look))
        .collect();
    frame.render_widget(Paragraph::new(lines), area);
}

/// The moment that is drawn at a column of a row, for clicks.
pub fn moment_at(
    rows: &[TimelineRow],
    area: Rect,
    moment: usize,
    column: u16,
    row: u16,
) -> Option<usize> {
    let columns = usize::from(area.width);
    let current = rows.iter().find(|row| row.current)?;
    let at = current
        .marks
        .iter()
        .position(|mark| mark.moment == moment)
        .unwrap_or(0);
    let room = columns.saturating_sub(NAME + 16) / 2;
    let first = at.saturating_sub(room * 2 / 3);
    let row = rows.get(usize::from(row.checked_sub(area.y)?))?;
    let cell = usize::from(column.checked_sub(area.x)?).checked_sub(NAME + 1)?;
    let index = (first + cell / 2).checked_sub(row.offset)?;
    row.marks.get(index).map(|mark| mark.moment)
}

fn row_line(
    row: &TimelineRow,
    moment: usize,
    at: usize,
    first: usize,
    room: usize,
    columns: usize,
    look: Look<'_>,
) -> Line<'static> {
    let theme = look.theme;
    let name_style = if row.current { theme.press } else { theme.dim };
    let mut spans = vec![Span::styled(
        format!(" {}", text::fit(&row.name, NAME)),
        name_style,
    )];
    let link = look.glyph("─", "-");
    let mut used = NAME + 1;
    for slot in first..first + room {
        let Some(index) = slot.checked_sub(row.offset) else {
            let lead = if slot + 1 == row.offset {
                look.glyph(" ╰", " `")
            } else {
                "  "
            };
            spans.push(Span::styled(lead, theme.border));
            used += 2;
            continue;
        };
        let Some(mark) = row.marks.get(index) else {
            break;
        };
        let is_here = row.current && mark.moment == moment;
        let is_ahead = row.current && slot > at;
        let style = mark_style(*mark, is_here, is_ahead, row.current, look);
        spans.push(Span::styled(glyph(*mark, is_here, is_ahead, look), style));
        let is_last = index + 1 == row.marks.len();
        let trail = if row.current && slot < at {
            theme.here
        } else {
            theme.border
        };
        spans.push(Span::styled(if is_last { " " } else { link }, trail));
        used += 2;
    }
    let note = if row.current {
        let last = row.offset + row.marks.len().saturating_sub(1);
        format!(" {at} / {last}")
    } else {
        format!(" {}", row.note)
    };
    spans.push(Span::styled(
        text::clip(&note, columns.saturating_sub(used + 1)),
        if row.current { theme.text } else { theme.dim },
    ));
    Line::from(spans)
}

fn glyph(mark: Mark, is_here: bool, is_ahead: bool, look: Look<'_>) -> &'static str {
    if is_here {
        return look.glyph("▶", ">");
    }
    match (mark.kind, is_ahead) {
        (MarkKind::Wait, _) => look.glyph("◷", "~"),
        (MarkKind::Error, _) => look.glyph("✖", "!"),
        (MarkKind::End, _) => look.glyph("■", "#"),
        (MarkKind::Node, false) => look.glyph("◆", "N"),
        (MarkKind::Node, true) => look.glyph("◇", "n"),
        (MarkKind::Input, _) => look.glyph("▲", "^"),
        (MarkKind::Step, false) => look.glyph("●", "o"),
        (MarkKind::Step, true) => look.glyph("○", "."),
    }
}

fn mark_style(
    mark: Mark,
    is_here: bool,
    is_ahead: bool,
    is_current: bool,
    look: Look<'_>,
) -> ratatui::style::Style {
    let theme = look.theme;
    match mark.kind {
        _ if is_here => theme.here,
        MarkKind::Error => theme.error,
        MarkKind::Wait => theme.wait,
        _ if is_ahead || !is_current => theme.border,
        MarkKind::Input => theme.press,
        MarkKind::End => theme.changed,
        MarkKind::Step | MarkKind::Node => theme.dim,
    }
}
