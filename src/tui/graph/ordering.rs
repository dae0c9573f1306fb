//! The order of the items in each layer: barycentre sweeps down and up, the best of them kept.

use std::collections::HashMap;

use super::Shape;
use super::grid::{Grid, port_order};
use super::table::Table;

const SWEEPS: usize = 12;
/// Distance between neighbours in a layer, so that ports of one item stay between it and the next.
const STEP: i64 = 1_024;

/// Sorts every layer of the grid so that few lines cross.
pub fn sort(grid: &mut Grid, shapes: &[Shape]) {
    let mut position = positions(grid);
    sweep_down(grid, shapes, &mut position);
    let mut best = grid.layers.clone();
    let mut fewest = crossings(grid, &position);
    let rounds = if grid.items.len() > 2_000 {
        SWEEPS / 3
    } else {
        SWEEPS
    };
    for round in 0..rounds {
        if fewest == 0 {
            break;
        }
        if round % 2 == 0 {
            sweep_up(grid, shapes, &mut position);
        } else {
            sweep_down(grid, shapes, &mut position);
        }
        let crossing = crossings(grid, &position);
        if crossing < fewest {
            fewest = crossing;
            best = grid.layers.clone();
        }
    }
    grid.layers = best;
}

fn positions(grid: &Grid) -> Table<i64> {
    let mut position = Table::of(0, grid.items.len());
    for layer in &grid.layers {
        place(layer, &mut position);
    }
    position
}

fn place(layer: &[usize], position: &mut Table<i64>) {
    let mut next = 0;
    for &item in layer {
        position[item] = next;
        next += STEP;
    }
}

fn sweep_down(grid: &mut Grid, shapes: &[Shape], position: &mut Table<i64>) {
    for row in 1..grid.layers.len() {
        let mut sums: HashMap<usize, (i64, i64)> = HashMap::new();
        for link in &grid.links[row - 1] {
            let sum = sums.entry(link.lower).or_default();
            sum.0 += position[link.upper] + port_order(link);
            sum.1 += 1;
        }
        arrange(&mut grid.layers[row], shapes, position, |item| {
            sums.get(&item).copied()
        });
    }
}

fn sweep_up(grid: &mut Grid, shapes: &[Shape], position: &mut Table<i64>) {
    for row in (0..grid.layers.len().saturating_sub(1)).rev() {
        let mut sums: HashMap<usize, (i64, i64)> = HashMap::new();
        for link in &grid.links[row] {
            let sum = sums.entry(link.upper).or_default();
            sum.0 += position[link.lower] - port_order(link);
            sum.1 += 1;
        }
        arrange(&mut grid.layers[row], shapes, position, |item| {
            sums.get(&item).copied()
        });
    }
}

/// Sorts the items that something pulls among their places; the others stay where they are. Ties keep
/// the editor's order from left to right, then the order they had.
fn arrange(
    layer: &mut [usize],
    shapes: &[Shape],
    position: &mut Table<i64>,
    pull: impl Fn(usize) -> Option<(i64, i64)>,
) {
    let editor = |item: usize| {
        shapes
            .get(item)
            .and_then(|shape| shape.position)
            .map_or(0, |at| at.0)
    };
    let mut pulled: Vec<(i64, i32, usize)> = layer
        .iter()
        .filter_map(|&item| {
            pull(item).map(|(sum, number)| (sum.div_euclid(number.max(1)), editor(item), item))
        })
        .collect();
    pulled.sort_by_key(|&(key, editor, _)| (key, editor));
    let mut sorted = pulled.into_iter();
    for slot in layer.iter_mut() {
        if pull(*slot).is_some()
            && let Some((_, _, item)) = sorted.next()
        {
            *slot = item;
        }
    }
    place(layer, position);
}

/// How many pairs of lines cross.
fn crossings(grid: &Grid, position: &Table<i64>) -> usize {
    grid.links
        .iter()
        .map(|links| {
            let mut ends: Vec<(i64, i64)> = links
                .iter()
                .map(|link| {
                    (
                        position[link.upper] + port_order(link),
                        position[link.lower],
                    )
                })
                .collect();
            ends.sort_unstable();
            inversions(ends.into_iter().map(|(_, lower)| lower).collect()).0
        })
        .sum()
}

/// The number of pairs out of order, and the sorted values, by merging halves.
fn inversions(values: Vec<i64>) -> (usize, Vec<i64>) {
    if values.len() < 2 {
        return (0, values);
    }
    let mut left = values;
    let right = left.split_off(left.len() / 2);
    let (in_left, left) = inversions(left);
    let (in_right, right) = inversions(right);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let mut found = in_left + in_right;
    let (mut lefts, mut rights) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(&a), Some(&b)) = (lefts.peek(), rights.peek()) {
        if b < a {
            found += lefts.len();
            merged.extend(rights.next());
        } else {
            merged.extend(lefts.next());
        }
    }
    merged.extend(lefts);
    merged.extend(rights);
    (found, merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inversions_are_counted() {
        assert_eq!(inversions(vec![1, 2, 3]).0, 0);
        assert_eq!(inversions(vec![3, 1, 2]).0, 2);
        assert_eq!(inversions(vec![2, 2, 1]).0, 2);
    }
}
