//! A window onto the picture in which lines are collected as direction masks: every cell knows in which of
//! the four directions lines leave it and how heavy they are, and becomes one glyph at the end.

use super::{Area, Point};
use crate::tui::text;

/// How heavy a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Weight {
    /// No line.
    #[default]
    None,
    /// A line that runs backwards, or to nowhere.
    Dashed,
    /// An ordinary line.
    Light,
    /// The path that was taken.
    Heavy,
    /// The border of the node where the session is.
    Double,
}

/// What a cell's colour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Ink {
    /// What was never reached, and lines never taken.
    #[default]
    Dim,
    /// Borders and lines.
    Line,
    /// What nodes say.
    Text,
    /// Icons of actions, and what can be evaluated.
    Icon,
    /// Waits.
    Wait,
    /// Where the session ended well.
    Good,
    /// The path taken and where the session is.
    Here,
    /// The node the user selected.
    Selected,
    /// Errors and breakpoints.
    Alert,
}

/// Which characters a canvas may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// Box drawing and symbols.
    #[default]
    Unicode,
    /// ASCII only.
    Ascii,
}

/// A glyph of the finished picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph {
    /// Where it is, counted from the corner of the window.
    pub at: Point,
    /// One grapheme cluster.
    pub text: String,
    /// What its colour means.
    pub ink: Ink,
    /// Whether it is to stand out.
    pub bold: bool,
}

const NORTH: usize = 0;
const EAST: usize = 1;
const SOUTH: usize = 2;
const WEST: usize = 3;

#[derive(Debug, Clone, Default)]
struct Cell {
    arms: [Weight; 4],
    ink: Ink,
    /// Where the lines lead that pass through from side to side, and from top to bottom.
    sideways: Option<usize>,
    upright: Option<(usize, Ink)>,
    text: Option<String>,
    /// The right half of a wide cluster: nothing may be drawn here.
    covered: bool,
    bold: bool,
}

/// The window. What falls outside is not drawn.
#[derive(Debug)]
pub struct Canvas {
    window: Area,
    glyphs: Glyphs,
    cells: Vec<Cell>,
}

impl Canvas {
    /// An empty window onto the cells of `window`.
    pub fn new(window: Area, glyphs: Glyphs) -> Self {
        let size = super::count(window.width).saturating_mul(super::count(window.height));
        Self {
            window,
            glyphs,
            cells: vec![Cell::default(); size],
        }
    }

    /// The cells that the window shows.
    pub const fn window(&self) -> &Area {
        &self.window
    }

    /// Which characters are used.
    pub const fn glyphs(&self) -> Glyphs {
        self.glyphs
    }

    fn cell(&mut self, at: Point) -> Option<&mut Cell> {
        if !self.window.contains(at) {
            return None;
        }
        let row = super::count(at.y - self.window.y) * super::count(self.window.width);
        self.cells.get_mut(row + super::count(at.x - self.window.x))
    }

    /// Draws a straight line between two cells, both included, that belongs to the lines to node `to`.
    pub fn line(&mut self, from: Point, until: Point, weight: Weight, ink: Ink, to: usize) {
        if from.y == until.y {
            let (first, last) = (from.x.min(until.x), from.x.max(until.x));
            let window = (self.window.x, self.window.right() - 1);
            for x in first.max(window.0)..=last.min(window.1) {
                self.arms(
                    Point { x, y: from.y },
                    (x > first, x < last),
                    [WEST, EAST],
                    weight,
                    ink,
                    to,
                );
            }
        } else {
            let (first, last) = (from.y.min(until.y), from.y.max(until.y));
            let window = (self.window.y, self.window.bottom() - 1);
            for y in first.max(window.0)..=last.min(window.1) {
                self.arms(
                    Point { x: from.x, y },
                    (y > first, y < last),
                    [NORTH, SOUTH],
                    weight,
                    ink,
                    to,
                );
            }
        }
    }

    fn arms(
        &mut self,
        at: Point,
        ends: (bool, bool),
        sides: [usize; 2],
        weight: Weight,
        ink: Ink,
        to: usize,
    ) {
        let Some(cell) = self.cell(at) else { return };
        for (drawn, side) in [ends.0, ends.1].into_iter().zip(sides) {
            if let Some(arm) = cell.arms.get_mut(side).filter(|_| drawn) {
                *arm = (*arm).max(weight);
            }
        }
        if ends == (true, true) {
            if sides == [WEST, EAST] {
                cell.sideways = Some(to);
            } else {
                cell.upright = Some((
                    to,
                    ink.max(cell.upright.map_or(Ink::Dim, |upright| upright.1)),
                ));
            }
        }
        cell.ink = cell.ink.max(ink);
    }

    /// Draws the border of a box and clears what is in it.
    pub fn frame(&mut self, area: &Area, weight: Weight, ink: Ink) {
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        for y in area.y.max(self.window.y)..area.bottom().min(self.window.bottom()) {
            for x in area.x.max(self.window.x)..area.right().min(self.window.right()) {
                let sideways = y == area.y || y == bottom;
                let upright = x == area.x || x == right;
                let arms = [
                    upright && y > area.y,
                    sideways && x < right,
                    upright && y < bottom,
                    sideways && x > area.x,
                ];
                if let Some(cell) = self.cell(Point { x, y }) {
                    let arm = |drawn| if drawn { weight } else { Weight::None };
                    *cell = Cell {
                        arms: arms.map(arm),
                        ink,
                        ..Cell::default()
                    };
                }
            }
        }
    }

    /// Writes text over whatever is there, clipped to `columns`.
    pub fn text(&mut self, at: Point, text: &str, columns: i32, ink: Ink, bold: bool) {
        let mut x = at.x;
        for (grapheme, wide) in text::graphemes(&text::clip(text, super::count(columns))) {
            let wide = super::cells(wide);
            let here = Point { x, y: at.y };
            let fits = wide == 1 || self.window.contains(Point { x: x + 1, y: at.y });
            if let Some(cell) = self.cell(here) {
                let shown = if fits { grapheme } else { " " };
                *cell = Cell {
                    text: Some(shown.to_owned()),
                    ink,
                    bold,
                    ..Cell::default()
                };
            }
            if wide == 2
                && let Some(cell) = self.cell(Point { x: x + 1, y: at.y })
            {
                *cell = Cell {
                    covered: true,
                    ..Cell::default()
                };
            }
            x += wide;
        }
    }

    /// Writes text where nothing is drawn yet and no other text is beside it, and tells whether there was room for it.
    pub fn text_if_free(&mut self, at: Point, text: &str, ink: Ink) -> bool {
        let columns = super::cells(text::width(text));
        let is_free = (at.x..at.x + columns).all(|x| {
            let cell = self.cell(Point { x, y: at.y });
            cell.is_some_and(|cell| {
                cell.text.is_none() && !cell.covered && cell.arms == [Weight::None; 4]
            })
        });
        let is_apart = [at.x - 1, at.x + columns].into_iter().all(|x| {
            let beside = self.cell(Point { x, y: at.y });
            beside.is_none_or(|cell| cell.text.is_none())
        });
        if is_free && is_apart {
            self.text(at, text, columns, ink, false);
        }
        is_free && is_apart
    }

    /// The glyphs of the window, row by row, without the empty cells.
    pub fn finish(&self) -> impl Iterator<Item = Glyph> {
        let columns = super::count(self.window.width).max(1);
        self.cells
            .iter()
            .enumerate()
            .filter_map(move |(index, cell)| {
                let at = Point {
                    x: super::cells(index % columns),
                    y: super::cells(index / columns),
                };
                let (text, ink) = cell.show(self.glyphs)?;
                Some(Glyph {
                    at,
                    text,
                    ink,
                    bold: cell.bold,
                })
            })
    }

    /// The picture as lines of text, for tests and for terminals without a screen.
    pub fn to_text(&self) -> String {
        let mut rows = vec![String::new(); super::count(self.window.height)];
        for glyph in self.finish() {
            if let Some(row) = rows.get_mut(super::count(glyph.at.y)) {
                let used = text::width(row);
                row.extend(std::iter::repeat_n(
                    ' ',
                    super::count(glyph.at.x).saturating_sub(used),
                ));
                row.push_str(&glyph.text);
            }
        }
        rows.join("\n")
    }
}

impl Cell {
    fn show(&self, glyphs: Glyphs) -> Option<(String, Ink)> {
        if self.covered {
            return None;
        }
        if let Some(text) = &self.text {
            return Some((text.clone(), self.ink));
        }
        if self.arms == [Weight::None; 4] {
            return None;
        }
        let mut arms = self.arms;
        let mut ink = self.ink;
        // Where two lines cross without meeting, the upright one passes over the other.
        if let (Some(sideways), Some((upright, over))) = (self.sideways, self.upright)
            && sideways != upright
        {
            arms = [arms[NORTH], Weight::None, arms[SOUTH], Weight::None];
            ink = over;
        }
        let glyph = match glyphs {
            Glyphs::Unicode => unicode(arms),
            Glyphs::Ascii => ascii(arms),
        };
        Some((glyph.to_string(), ink))
    }
}

/// Glyphs for light and heavy arms: nine rows of nine, north and east choose the row, south and west the column.
const BOXES: [[char; 9]; 9] = [
    [' ', '╴', '╸', '╷', '┐', '┑', '╻', '┒', '┓'],
    ['╶', '─', '╾', '┌', '┬', '┭', '┎', '┰', '┱'],
    ['╺', '╼', '━', '┍', '┮', '┯', '┏', '┲', '┳'],
    ['╵', '┘', '┙', '│', '┤', '┥', '╽', '┧', '┪'],
    ['└', '┴', '┵', '├', '┼', '┽', '┟', '╁', '╅'],
    ['┕', '┶', '┷', '┝', '┾', '┿', '┢', '╆', '╈'],
    ['╹', '┚', '┛', '╿', '┦', '┩', '┃', '┨', '┫'],
    ['┖', '┸', '┹', '┞', '╀', '╃', '┠', '╂', '╉'],
    ['┗', '┺', '┻', '┡', '╄', '╇', '┣', '╊', '╋'],
];

fn unicode(arms: [Weight; 4]) -> char {
    let [north, east, south, west] = arms;
    let drawn: Vec<Weight> = arms
        .into_iter()
        .filter(|&arm| arm != Weight::None)
        .collect();
    let all = |weight| drawn.iter().all(|&arm| arm == weight);
    if all(Weight::Double) {
        return double(arms.map(|arm| arm != Weight::None));
    }
    if all(Weight::Dashed) && drawn.len() == 2 {
        match (north, east) {
            (Weight::Dashed, Weight::None) if south == Weight::Dashed => return '╎',
            (Weight::None, Weight::Dashed) if west == Weight::Dashed => return '╌',
            _ => {}
        }
    }
    if drawn.len() == 2 && drawn.iter().all(|&arm| arm <= Weight::Light) {
        match arms.map(|arm| arm != Weight::None) {
            [false, true, true, false] => return '╭',
            [false, false, true, true] => return '╮',
            [true, true, false, false] => return '╰',
            [true, false, false, true] => return '╯',
            _ => {}
        }
    }
    let level = |arm: Weight| match arm {
        Weight::None => 0,
        Weight::Dashed | Weight::Light => 1,
        Weight::Heavy | Weight::Double => 2,
    };
    let row = BOXES.get(level(north) * 3 + level(east));
    row.and_then(|row| row.get(level(south) * 3 + level(west)))
        .copied()
        .unwrap_or(' ')
}

fn double(arms: [bool; 4]) -> char {
    match arms {
        [true, false, _, false] | [false, false, true, false] => '║',
        [false, _, false, true] | [false, true, false, false] => '═',
        [false, true, true, false] => '╔',
        [false, false, true, true] => '╗',
        [true, true, false, false] => '╚',
        [true, false, false, true] => '╝',
        [true, true, true, false] => '╠',
        [true, false, true, true] => '╣',
        [false, true, true, true] => '╦',
        [true, true, false, true] => '╩',
        [true, true, true, true] => '╬',
        [false, false, false, false] => ' ',
    }
}

fn ascii(arms: [Weight; 4]) -> char {
    let heavy = arms.iter().any(|&arm| arm >= Weight::Heavy);
    let dashed = arms.iter().all(|&arm| arm <= Weight::Dashed);
    match arms.map(|arm| arm != Weight::None) {
        [_, false, _, false] if dashed => ':',
        [_, false, _, false] if heavy => '#',
        [_, false, _, false] => '|',
        [false, _, false, _] if dashed => '.',
        [false, _, false, _] if heavy => '=',
        [false, _, false, _] => '-',
        _ => '+',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    fn window(width: i32, height: i32) -> Canvas {
        Canvas::new(
            Area {
                x: 0,
                y: 0,
                width,
                height,
            },
            Glyphs::Unicode,
        )
    }

    #[test]
    fn lines_to_the_same_place_join() {
        let mut canvas = window(5, 3);
        canvas.line(at(0, 1), at(4, 1), Weight::Light, Ink::Line, 1);
        canvas.line(at(2, 0), at(2, 1), Weight::Light, Ink::Line, 1);
        assert_eq!(canvas.to_text(), "  ╷\n╶─┴─╴\n");
    }

    #[test]
    fn lines_to_different_places_pass_over_each_other() {
        let mut canvas = window(5, 3);
        canvas.line(at(0, 1), at(4, 1), Weight::Light, Ink::Line, 1);
        canvas.line(at(2, 0), at(2, 2), Weight::Heavy, Ink::Here, 2);
        assert_eq!(canvas.to_text(), "  ╻\n╶─┃─╴\n  ╹");
    }

    #[test]
    fn corners_are_round_and_heavy_ones_are_not() {
        let mut canvas = window(4, 2);
        canvas.frame(
            &Area {
                x: 0,
                y: 0,
                width: 4,
                height: 2,
            },
            Weight::Light,
            Ink::Line,
        );
        assert_eq!(canvas.to_text(), "╭──╮\n╰──╯");
        canvas.frame(
            &Area {
                x: 0,
                y: 0,
                width: 4,
                height: 2,
            },
            Weight::Double,
            Ink::Here,
        );
        assert_eq!(canvas.to_text(), "╔══╗\n╚══╝");
        canvas.frame(
            &Area {
                x: 0,
                y: 0,
                width: 4,
                height: 2,
            },
            Weight::Heavy,
            Ink::Here,
        );
        assert_eq!(canvas.to_text(), "┏━━┓\n┗━━┛");
    }

    #[test]
    fn what_is_outside_the_window_is_left_out() {
        let mut canvas = Canvas::new(
            Area {
                x: 10,
                y: 10,
                width: 3,
                height: 1,
            },
            Glyphs::Ascii,
        );
        canvas.line(
            at(-1_000_000, 10),
            at(1_000_000, 10),
            Weight::Light,
            Ink::Line,
            0,
        );
        assert_eq!(canvas.to_text(), "---");
        canvas.text(at(9, 10), "日本", 4, Ink::Text, false);
        assert_eq!(canvas.to_text(), " 本");
    }
}
