//! The minimap: the whole graph in a few cells, in the emptiest corner of the Flow pane, where the graph is larger than the
//! pane.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::flow::FlowView;
use super::frame::Look;
use crate::tui::graph::Area;
use crate::tui::graph::canvas::Glyph;

const WIDTH: u16 = 18;
const HEIGHT: u16 = 6;
/// With more than so many cells of the graph under it, it would hide more than it shows.
const MOST_HIDDEN: usize = 14;

/// A cell of the map: its dots, and what they stand for.
#[derive(Debug, Clone, Copy, Default)]
struct MapCell {
    bits: u8,
    is_visited: bool,
    is_current: bool,
}

/// Draws it, if it is needed and there is a corner for it. `glyphs` is what the pane shows already.
pub fn draw(frame: &mut Frame<'_>, inner: Rect, view: &FlowView, glyphs: &[Glyph], look: Look<'_>) {
    let layout = &view.layout;
    let (width, height) = (i32::from(inner.width), i32::from(inner.height));
    let is_larger = layout.width > width || layout.height > height;
    if !is_larger || inner.width < 3 * WIDTH || inner.height < 2 * HEIGHT {
        return;
    }
    let Some(place) = corner(inner, glyphs) else {
        return;
    };
    let window = Area {
        x: view.corner.x,
        y: view.corner.y,
        width,
        height,
    };
    let cells = cells(view);
    let buffer = frame.buffer_mut();
    for (index, cell) in (0u16..).zip(&cells) {
        let (column, row) = (index % WIDTH, index / WIDTH);
        let style = if cell.is_current {
            look.theme.here
        } else if cell.is_visited {
            look.theme.press
        } else if is_in_sight(column, row, view, &window) {
            look.theme.text
        } else {
            look.theme.dim
        };
        let glyph = match (cell.bits, look.ascii) {
            (0, _) => ' ',
            (_, true) => '.',
            (bits, false) => char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' '),
        };
        buffer.set_string(place.x + column, place.y + row, glyph.to_string(), style);
    }
}

/// The corner of the pane with the least of the graph in it.
fn corner(inner: Rect, glyphs: &[Glyph]) -> Option<Rect> {
    let (right, low) = (
        inner.width.saturating_sub(WIDTH + 1),
        inner.height.saturating_sub(HEIGHT),
    );
    let hidden = |(x, y): (u16, u16)| {
        let under = |glyph: &&Glyph| {
            let (column, row) = (glyph.at.x - i32::from(x), glyph.at.y - i32::from(y));
            (0..i32::from(WIDTH)).contains(&column) && (0..i32::from(HEIGHT)).contains(&row)
        };
        glyphs.iter().filter(under).count()
    };
    let corners = [(right, low), (1, low), (right, 0), (1, 0)];
    let (x, y) = corners.into_iter().min_by_key(|corner| hidden(*corner))?;
    (hidden((x, y)) <= MOST_HIDDEN).then_some(Rect {
        x: inner.x + x,
        y: inner.y + y,
        width: WIDTH,
        height: HEIGHT,
    })
}

/// The boxes as dots, at least one each.
fn cells(view: &FlowView) -> Vec<MapCell> {
    let (columns, rows) = (i32::from(WIDTH) * 2, i32::from(HEIGHT) * 4);
    let (width, height) = (view.layout.width.max(1), view.layout.height.max(1));
    let mut cells = vec![MapCell::default(); usize::from(WIDTH) * usize::from(HEIGHT)];
    for (area, state) in view.layout.boxes.iter().zip(&view.states) {
        let x = scaled(area.x, columns, width);
        let y = scaled(area.y, rows, height);
        let right = scaled(area.right() - 1, columns, width).max(x);
        let bottom = scaled(area.bottom() - 1, rows, height).max(y);
        for (x, y) in (y..=bottom).flat_map(|y| (x..=right).map(move |x| (x, y))) {
            let cell = usize::try_from(y / 4 * i32::from(WIDTH) + x / 2).unwrap_or(0);
            if let Some(cell) = cells.get_mut(cell) {
                cell.bits |= braille_bit(x % 2, y % 4);
                cell.is_visited |= state.visits > 0;
                cell.is_current |= state.is_current;
            }
        }
    }
    cells
}

/// A place of the picture as a dot of the map.
fn scaled(at: i32, dots: i32, size: i32) -> i32 {
    let scaled = i64::from(at) * i64::from(dots) / i64::from(size);
    i32::try_from(scaled).unwrap_or(0).clamp(0, dots - 1)
}

fn is_in_sight(column: u16, row: u16, view: &FlowView, window: &Area) -> bool {
    let x = i32::from(column) * view.layout.width / i32::from(WIDTH);
    let y = i32::from(row) * view.layout.height / i32::from(HEIGHT);
    x >= window.x && x < window.right() && y >= window.y && y < window.bottom()
}

fn braille_bit(x: i32, y: i32) -> u8 {
    match (x, y) {
        (0, 0) => 0x01,
        (0, 1) => 0x02,
        (0, 2) => 0x04,
        (1, 0) => 0x08,
        (1, 1) => 0x10,
        (1, 2) => 0x20,
        (0, _) => 0x40,
        _ => 0x80,
    }
}
