//! Columns in which a line may run up or down beside boxes: for edges that run backwards, and for very long ones.

use std::collections::BTreeMap;

use super::cycles::Arc;
use super::grid::{Grid, Item};
use super::table::Table;
use super::{Area, Shape};

/// The corridor of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Corridor {
    /// Its column.
    pub column: i32,
    /// Whether the edge enters its node from the right, rather than from above.
    pub enters_beside: bool,
}

/// A detour along more layers than this runs outside of everything: a free column between the boxes would be hard to find,
/// and harder to follow.
const LONGEST: usize = 120;

/// Columns taken in each layer, as first and last column of each stretch.
struct Occupancy {
    /// The first column that is free in all layers.
    outside: i32,
    /// The columns outside of everything that were given away, by the node their lines lead to.
    given: BTreeMap<usize, i32>,
    layers: Table<BTreeMap<i32, i32>>,
    /// Corridors by column and layer, with the node that their lines lead to.
    corridors: BTreeMap<(i32, usize), usize>,
}

impl Occupancy {
    fn of(grid: &Grid, shapes: &[Shape], x: &Table<i32>) -> Self {
        let mut layers = Table::of(BTreeMap::new(), grid.layers.len());
        let mut outside = 0;
        for (row, layer) in grid.layers.iter().enumerate() {
            for &item in layer {
                let (first, last) = match grid.items[item] {
                    Item::Box(_) => (x[item] - 1, x[item] + grid.width(shapes, item)),
                    Item::Bend(_) => (x[item], x[item]),
                };
                layers[row].insert(first, last);
                outside = outside.max(last + 2);
            }
        }
        Self {
            outside,
            given: BTreeMap::new(),
            layers,
            corridors: BTreeMap::new(),
        }
    }

    /// The first column from `column` on that is free in a layer for a line to this node.
    fn free_from(&self, row: usize, column: i32, to: usize) -> i32 {
        let mut column = column;
        loop {
            if let Some((_, &last)) = self.layers[row].range(..=column).next_back()
                && last >= column
            {
                column = last + 1;
            } else if self
                .corridors
                .get(&(column, row))
                .is_some_and(|&node| node != to)
            {
                column += 1;
            } else {
                return column;
            }
        }
    }

    /// The column outside of everything for lines to this node.
    fn outermost(&mut self, to: usize) -> i32 {
        let next = self.outside;
        let column = *self.given.entry(to).or_insert(next);
        if column == next {
            self.outside += 2;
        }
        column
    }

    /// Whether nothing stands between the two columns in a layer.
    fn clear_between(&self, row: usize, first: i32, last: i32) -> bool {
        self.layers[row].range(first..=last).next().is_none()
            && (first..last).all(|column| !self.corridors.contains_key(&(column, row)))
    }
}

/// A corridor for every detour of the grid, shortest detours first, as near to the box they lead to as possible.
pub fn assign(grid: &Grid, shapes: &[Shape], x: &Table<i32>) -> Vec<(Arc, Corridor)> {
    let mut occupancy = Occupancy::of(grid, shapes, x);
    let span = |arc: &Arc| grid.layer[arc.from].abs_diff(grid.layer[arc.to]);
    let mut detours = grid.detours.clone();
    detours.sort_by_key(|arc| (span(arc), arc.to, arc.from, arc.port));
    detours
        .into_iter()
        .map(|arc| (arc, corridor(grid, shapes, x, &mut occupancy, arc)))
        .collect()
}

fn corridor(
    grid: &Grid,
    shapes: &[Shape],
    x: &Table<i32>,
    occupancy: &mut Occupancy,
    arc: Arc,
) -> Corridor {
    let (from, to) = (grid.layer[arc.from], grid.layer[arc.to]);
    let upwards = to <= from;
    let (first, last) = if upwards {
        (to, from)
    } else {
        (from + 1, to.saturating_sub(1))
    };
    if last.saturating_sub(first) > LONGEST {
        return Corridor {
            column: occupancy.outermost(arc.to),
            enters_beside: false,
        };
    }
    let right = x[arc.to] + grid.width(shapes, arc.to);
    let mut column = right + 1;
    loop {
        let farthest = (first..=last)
            .map(|row| occupancy.free_from(row, column, arc.to))
            .max()
            .unwrap_or(column);
        if farthest == column {
            break;
        }
        column = farthest;
    }
    for row in first..=last {
        occupancy.corridors.insert((column, row), arc.to);
    }
    occupancy.outside = occupancy.outside.max(column + 2);
    let enters_beside = upwards && occupancy.clear_between(to, right + 1, column);
    Corridor {
        column,
        enters_beside,
    }
}

/// The cell beside a box at which a line from the right ends.
pub fn beside(area: &Area, side_row: i32) -> super::Point {
    super::Point {
        x: area.right(),
        y: area.y + side_row,
    }
}
