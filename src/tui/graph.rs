//! The flow graph: where its boxes and lines go, and how they are drawn in terminal cells.
//!
//! A flow becomes a list of [`node_box::NodeFace`]s (what each node shows), which at a zoom level have
//! [`Shape`]s (how large each box is and where its ports are). [`layout`] places the shapes and routes the
//! edges, on integers only, so that the same flow always gives the same picture. [`scene`] paints the
//! visible part of the result on a [`canvas`] of direction masks, with the state of the session on top.

pub mod canvas;
pub mod coordinates;
pub mod corridors;
pub mod cycles;
pub mod grid;
pub mod layers;
pub mod layout;
pub mod node_box;

pub mod ordering;
pub mod routing;
pub mod scene;

pub mod table;
pub mod tracks;

/// A terminal cell of the picture, counted from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Point {
    /// Columns from the left.
    pub x: i32,
    /// Rows from the top.
    pub y: i32,
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// The leftmost column.
    pub x: i32,
    /// The topmost row.
    pub y: i32,
    /// Number of columns.
    pub width: i32,
    /// Number of rows.
    pub height: i32,
}

impl Area {
    /// The first column right of the area.
    pub const fn right(&self) -> i32 {
        self.x + self.width
    }

    /// The first row below the area.
    pub const fn bottom(&self) -> i32 {
        self.y + self.height
    }

    /// Whether the cell lies in the area.
    pub const fn contains(&self, point: Point) -> bool {
        point.x >= self.x && point.x < self.right() && point.y >= self.y && point.y < self.bottom()
    }

    /// Whether the two areas share a cell.
    pub const fn meets(&self, other: &Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// The cell in the middle.
    pub const fn center(&self) -> Point {
        Point {
            x: self.x + self.width / 2,
            y: self.y + self.height / 2,
        }
    }
}

/// What the layout needs to know of a node: the size of its box and where its edges start.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// Columns of the box.
    pub width: i32,
    /// Rows of the box.
    pub height: i32,
    /// The row of the box at which an edge may enter from the right.
    pub side_row: i32,
    /// Where edges leave, in the order of the node's exits.
    pub ports: Vec<Outlet>,
    /// Where the editor shows the node, in its pixels.
    pub position: Option<(i32, i32)>,
}

/// A place at the bottom of a box where an edge leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlet {
    /// The column, counted from the left of the box.
    pub column: i32,
    /// The index of the node it leads to.
    pub target: Option<usize>,
}

/// A count as a number of cells.
pub fn cells(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX / 4)
}

/// A number of cells as a count; what is negative counts as none.
pub fn count(cells: i32) -> usize {
    usize::try_from(cells).unwrap_or(0)
}
