//! Where every box and every line of a graph goes.

use super::coordinates;
use super::cycles::{self, Walk};
use super::grid::{self, Grid};
use super::table::Table;
use super::{Area, Point, Shape, layers, ordering, routing};

/// A graph with a place for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// The box of every node.
    pub boxes: Vec<Area>,
    /// The lines, by node and port.
    pub edges: Vec<Edge>,
    /// Columns of the whole picture.
    pub width: i32,
    /// Rows of the whole picture.
    pub height: i32,
    /// Whether each node can be reached from the entry.
    pub reachable: Vec<bool>,
}

/// A line from a port to a box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edge {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the port it leaves by.
    pub port: usize,
    /// Index of the node it leads to.
    pub to: usize,
    /// Whether it runs backwards.
    pub back: bool,
    /// The corners, from the port to the cell beside the box it leads to.
    pub points: Vec<Point>,
}

/// The layered layout: the entry on top, every node below what leads to it.
pub fn layered(shapes: &[Shape]) -> Layout {
    let walk = cycles::walk(shapes);
    let layer = layers::assign(shapes.len(), &walk);
    let mut grid = grid::build(shapes, &walk, &layer);
    ordering::sort(&mut grid, shapes);
    let columns = coordinates::assign(&grid, shapes);
    routing::route(&grid, shapes, &columns, &walk)
}

/// The layout of the editor: nodes in rows and columns as their positions have them.
pub fn as_in_editor(shapes: &[Shape]) -> Layout {
    let walk = cycles::walk(shapes);
    let layer = editor_rows(shapes);
    let mut grid = grid::build(shapes, &walk, &layer);
    let wished = editor_columns(shapes, &grid);
    for row in 0..grid.layers.len() {
        grid.layers[row].sort_by_key(|&item| wished[item]);
    }
    let columns = coordinates::assign_wished(&grid, shapes, &wished);
    routing::route(&grid, shapes, &columns, &walk)
}

/// How many of the editor's pixels one column stands for: its boxes are about 200 wide, ours about 30.
const PIXELS_PER_COLUMN: i64 = 7;
/// Boxes whose tops are closer than this in the editor are in one row.
const PIXELS_PER_ROW: i32 = 60;

fn editor_rows(shapes: &[Shape]) -> Table<usize> {
    let top = |node: usize| {
        shapes
            .get(node)
            .and_then(|shape| shape.position)
            .map_or(i32::MAX, |at| at.1)
    };
    let mut by_height: Vec<usize> = (0..shapes.len()).collect();
    by_height.sort_by_key(|&node| (top(node), node));
    let mut rows = Table::of(0, shapes.len());
    let (mut row, mut first) = (0, by_height.first().map_or(0, |&node| top(node)));
    for node in by_height {
        if top(node).saturating_sub(first) > PIXELS_PER_ROW {
            row += 1;
            first = top(node);
        }
        rows[node] = row;
    }
    rows
}

fn editor_columns(shapes: &[Shape], grid: &Grid) -> Table<i64> {
    let mut wished = Table::of(0, grid.items.len());
    for (node, shape) in shapes.iter().enumerate() {
        wished[node] = shape
            .position
            .map_or(0, |at| i64::from(at.0) / PIXELS_PER_COLUMN);
    }
    for (_, path) in &grid.paths {
        let ends = path
            .first()
            .zip(path.last())
            .map(|(&from, &to)| (wished[from], wished[to]));
        let steps = i64::try_from(path.len())
            .unwrap_or(i64::MAX)
            .saturating_sub(1)
            .max(1);
        for (step, &item) in (0..).zip(path) {
            if let (Some((from, to)), true) = (ends, item >= shapes.len()) {
                wished[item] = from + (to - from) * step / steps;
            }
        }
    }
    wished
}

/// Whether the walk met the node from the entry.
pub(super) fn reachable(walk: &Walk) -> Vec<bool> {
    walk.reachable.rows().to_vec()
}
