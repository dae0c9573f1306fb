//! Which pane goes where at which size: three columns from 140 columns on, two from 100, tabs below.

use ratatui::layout::Rect;

use super::pane::Pane;

/// Below this many columns there is only a notice.
pub const MIN_WIDTH: u16 = 60;
/// Below this many rows there is only a notice.
pub const MIN_HEIGHT: u16 = 16;

/// Where everything is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regions {
    /// The line at the top.
    pub header: Rect,
    /// The panes that can be seen, with their places. Panes that share a place are tabs; the one shown is here.
    pub panes: Vec<(Pane, Rect)>,
    /// The strip of moments.
    pub timeline: Rect,
    /// A line between the moments and the input, where there is room for one.
    pub rule: Rect,
    /// The line to type on.
    pub input: Rect,
    /// The line of keys.
    pub hints: Rect,
}

/// How much fits on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// Nothing but a notice.
    TooSmall,
    /// One pane at a time.
    Tabs,
    /// Two columns above two panes.
    TwoColumns,
    /// Three columns above two panes.
    ThreeColumns,
}

impl Arrangement {
    /// The arrangement for a size.
    pub fn of(width: u16, height: u16) -> Self {
        if width < MIN_WIDTH || height < MIN_HEIGHT {
            Self::TooSmall
        } else if width >= 140 && height >= 30 {
            Self::ThreeColumns
        } else if width >= 100 && height >= 24 {
            Self::TwoColumns
        } else {
            Self::Tabs
        }
    }
}

/// Divides the screen. `zoomed` is a pane that gets the room of all; `side` the pane shown of contact, results and context;
/// `focus` the one shown where there is room for one only. `branches` is the number of branches the timeline shows.
pub fn divide(area: Rect, focus: Pane, side: Pane, zoomed: bool, branches: u16) -> Regions {
    let timeline_rows = branches.clamp(1, if area.height >= 40 { 3 } else { 2 });
    let timeline_rows = if area.height < 24 { 1 } else { timeline_rows };
    let gap = u16::from(area.height >= 40);
    let bottom = timeline_rows + gap + 2;
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1 + bottom),
        ..area
    };
    let row = |offset: u16, height: u16| Rect {
        x: area.x,
        y: (body.y + body.height + offset).min(area.bottom().saturating_sub(1)),
        width: area.width,
        height,
    };
    let panes = if zoomed {
        vec![(focus, body)]
    } else {
        match Arrangement::of(area.width, area.height) {
            Arrangement::ThreeColumns => three_columns(body, side),
            Arrangement::TwoColumns => two_columns(body, focus, side),
            _ => vec![(
                focus,
                Rect {
                    y: body.y + 1,
                    height: body.height.saturating_sub(1),
                    ..body
                },
            )],
        }
    };
    Regions {
        header: Rect { height: 1, ..area },
        panes,
        timeline: row(0, timeline_rows),
        rule: row(timeline_rows, gap),
        input: row(timeline_rows + gap, 1),
        hints: row(timeline_rows + gap + 1, 1),
    }
}

fn lower_rows(body: Rect) -> u16 {
    (body.height * 3 / 10).clamp(6, 16)
}

fn three_columns(body: Rect, side: Pane) -> Vec<(Pane, Rect)> {
    let lower = lower_rows(body);
    let upper = body.height - lower;
    let third = (body.width * 26 / 100).clamp(38, 48);
    let second = (body.width * 29 / 100).clamp(44, 62);
    let first = body.width - second - third;
    let events = body.width * 57 / 100;
    let at = |x: u16, y: u16, width: u16, height: u16| Rect {
        x: body.x + x,
        y: body.y + y,
        width,
        height,
    };
    vec![
        (Pane::Flow, at(0, 0, first, upper)),
        (Pane::Action, at(first, 0, second, upper)),
        (side, at(first + second, 0, third, upper)),
        (Pane::Events, at(0, upper, events, lower)),
        (
            Pane::Conversation,
            at(events, upper, body.width - events, lower),
        ),
    ]
}

/// The flow on the left; on the right the action above whichever of the side panes is shown; below events and conversation.
fn two_columns(body: Rect, focus: Pane, side: Pane) -> Vec<(Pane, Rect)> {
    let lower = lower_rows(body);
    let upper = body.height - lower;
    let first = body.width * 54 / 100;
    let events = body.width * 57 / 100;
    let second = body.width - first;
    let at = |x: u16, y: u16, width: u16, height: u16| Rect {
        x: body.x + x,
        y: body.y + y,
        width,
        height,
    };
    let right = if focus.is_side() {
        upper * 2 / 5
    } else {
        upper * 3 / 5
    };
    vec![
        (Pane::Flow, at(0, 0, first, upper)),
        (Pane::Action, at(first, 0, second, right)),
        (side, at(first, right, second, upper - right)),
        (Pane::Events, at(0, upper, events, lower)),
        (
            Pane::Conversation,
            at(events, upper, body.width - events, lower),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_lies_within_the_screen_and_nothing_overlaps() {
        for (width, height) in [
            (60, 16),
            (80, 24),
            (99, 50),
            (100, 24),
            (120, 35),
            (140, 30),
            (160, 45),
            (200, 60),
            (300, 20),
        ] {
            for focus in Pane::ALL {
                let area = Rect::new(0, 0, width, height);
                let regions = divide(area, focus, Pane::Contact, false, 3);
                let mut all: Vec<Rect> = regions.panes.iter().map(|(_, rect)| *rect).collect();
                all.extend([
                    regions.header,
                    regions.timeline,
                    regions.input,
                    regions.hints,
                ]);
                for (index, rect) in all.iter().enumerate() {
                    assert!(
                        rect.right() <= width && rect.bottom() <= height,
                        "{rect:?} in {width}x{height}"
                    );
                    for other in &all[index + 1..] {
                        assert!(
                            rect.intersection(*other).is_empty(),
                            "{rect:?} {other:?} in {width}x{height}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn sizes_give_the_arrangements_users_know() {
        assert_eq!(Arrangement::of(59, 40), Arrangement::TooSmall);
        assert_eq!(Arrangement::of(80, 24), Arrangement::Tabs);
        assert_eq!(Arrangement::of(120, 35), Arrangement::TwoColumns);
        assert_eq!(Arrangement::of(160, 45), Arrangement::ThreeColumns);
    }
}
