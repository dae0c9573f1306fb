//! The column of every item: lines want to be straight, boxes must not overlap.
//!
//! Each sweep asks every item of a layer where its neighbours would like it, with more weight for lines
//! that only pass through, and then finds the places closest to those wishes that keep order and distances:
//! neighbours that push each other become a block that moves as one.

use std::collections::HashMap;

use super::Shape;
use super::grid::{Grid, Item, Link};
use super::table::Table;

const SWEEPS: usize = 10;
/// The first column used.
const LEFT_MARGIN: i64 = 1;
const BETWEEN_BOXES: i64 = 3;
/// More room beside a box that a line enters from the right.
const FOR_A_LOOP: i64 = 2;

/// The weighted columns an item is wanted at, summed, and the sum of the weights.
#[derive(Debug, Clone, Copy, Default)]
struct Wish {
    sum: i64,
    weight: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
    Both,
}

/// The left column of every item.
pub fn assign(grid: &Grid, shapes: &[Shape]) -> Table<i32> {
    let room = room(grid, shapes);
    let mut x = pack(grid, &room);
    let depth = grid.layers.len();
    let rounds = if grid.items.len() > 3_000 {
        SWEEPS / 2
    } else {
        SWEEPS
    };
    for round in 0..rounds {
        if round % 2 == 0 {
            (0..depth).for_each(|row| settle(grid, shapes, row, Side::Above, &room, &mut x));
        } else {
            (0..depth)
                .rev()
                .for_each(|row| settle(grid, shapes, row, Side::Below, &room, &mut x));
        }
    }
    (0..depth).for_each(|row| settle(grid, shapes, row, Side::Both, &room, &mut x));
    to_cells(&x)
}

/// Wished columns given from outside (the editor's), made to fit.
pub fn assign_wished(grid: &Grid, shapes: &[Shape], wished: &Table<i64>) -> Table<i32> {
    let room = room(grid, shapes);
    let mut x = wished.clone();
    for layer in &grid.layers {
        let wishes: Vec<Wish> = layer
            .iter()
            .map(|&item| Wish {
                sum: wished[item],
                weight: 1,
            })
            .collect();
        fit(layer, &wishes, &room, &mut x);
    }
    to_cells(&x)
}

/// The distance that each item keeps to its right neighbour, from left side to left side.
fn room(grid: &Grid, shapes: &[Shape]) -> Table<i64> {
    let mut room = Table::of(2, grid.items.len());
    let mut entered = Table::of(false, shapes.len());
    for arc in grid.detours.iter().filter(|arc| arc.back) {
        entered[arc.to] = true;
    }
    for item in 0..grid.items.len() {
        if let Item::Box(node) = grid.items[item] {
            let beside = if entered[node] { FOR_A_LOOP } else { 0 };
            room[item] = i64::from(grid.width(shapes, item)) + BETWEEN_BOXES + beside;
        }
    }
    room
}

fn pack(grid: &Grid, room: &Table<i64>) -> Table<i64> {
    let mut x = Table::of(0, grid.items.len());
    for layer in &grid.layers {
        let mut next = 0;
        for &item in layer {
            x[item] = next;
            next += room[item];
        }
    }
    x
}

fn settle(
    grid: &Grid,
    shapes: &[Shape],
    row: usize,
    side: Side,
    room: &Table<i64>,
    x: &mut Table<i64>,
) {
    let layer = &grid.layers[row];
    let mut wishes: HashMap<usize, Wish> = HashMap::with_capacity(layer.len());
    let mut wish = |item: usize, column: i64, weight: i64| {
        let wish = wishes.entry(item).or_default();
        wish.sum += column * weight;
        wish.weight += weight;
    };
    let entry = |item: usize| match grid.items[item] {
        Item::Box(_) => i64::from(grid.width(shapes, item)) / 2,
        Item::Bend(_) => 0,
    };
    if side != Side::Below && row > 0 {
        for link in &grid.links[row - 1] {
            let column = x[link.upper] + i64::from(link.column) - entry(link.lower);
            wish(link.lower, column, weight(grid, shapes, link));
        }
    }
    if side != Side::Above {
        for link in &grid.links[row] {
            let column = x[link.lower] + entry(link.lower) - i64::from(link.column);
            wish(link.upper, column, weight(grid, shapes, link));
        }
    }
    let stay = |item: usize| Wish {
        sum: x[item],
        weight: 1,
    };
    let wishes: Vec<Wish> = layer
        .iter()
        .map(|&item| wishes.get(&item).copied().unwrap_or_else(|| stay(item)))
        .collect();
    fit(layer, &wishes, room, x);
}

/// How much it matters that a line is straight.
fn weight(grid: &Grid, shapes: &[Shape], link: &Link) -> i64 {
    match (grid.items[link.upper], grid.items[link.lower]) {
        (Item::Bend(_), Item::Bend(_)) => 8,
        (Item::Box(node), Item::Box(_))
            if shapes.get(node).is_some_and(|shape| shape.ports.len() == 1) =>
        {
            4
        }
        _ => 2,
    }
}

/// Places the items of a layer in order, at their distances, as close to the wishes as possible.
fn fit(layer: &[usize], wishes: &[Wish], room: &Table<i64>, x: &mut Table<i64>) {
    let mut blocks: Vec<(Wish, usize)> = Vec::with_capacity(layer.len());
    let mut offset = 0;
    for (&item, wish) in layer.iter().zip(wishes) {
        let weight = wish.weight.max(1);
        let mut block = (
            Wish {
                sum: wish.sum - offset * weight,
                weight,
            },
            1,
        );
        while let Some(&(before, items)) = blocks.last() {
            if before.sum.div_euclid(before.weight) <= block.0.sum.div_euclid(block.0.weight) {
                break;
            }
            blocks.pop();
            block = (
                Wish {
                    sum: before.sum + block.0.sum,
                    weight: before.weight + block.0.weight,
                },
                items + block.1,
            );
        }
        blocks.push(block);
        offset += room[item];
    }
    let mut items = layer.iter();
    let mut offset = 0;
    for (wish, length) in blocks {
        let column = (wish.sum * 2 + wish.weight).div_euclid(wish.weight * 2);
        for &item in items.by_ref().take(length) {
            x[item] = column + offset;
            offset += room[item];
        }
    }
}

fn to_cells(x: &Table<i64>) -> Table<i32> {
    let least = x.iter().copied().min().unwrap_or(0);
    let mut columns = Table::of(0, x.len());
    for (item, column) in x.iter().enumerate() {
        columns[item] = i32::try_from(column - least + LEFT_MARGIN).unwrap_or(i32::MAX / 4);
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(wished: &[i64]) -> Vec<i64> {
        let layer: Vec<usize> = (0..wished.len()).collect();
        let wishes: Vec<Wish> = wished.iter().map(|&sum| Wish { sum, weight: 1 }).collect();
        let mut x = Table::of(0, wished.len());
        fit(&layer, &wishes, &Table::of(10, wished.len()), &mut x);
        x.rows().to_vec()
    }

    #[test]
    fn wishes_that_fit_are_granted() {
        assert_eq!(fitted(&[0, 15, 40]), [0, 15, 40]);
    }

    #[test]
    fn items_that_push_each_other_share_the_difference() {
        assert_eq!(fitted(&[20, 20]), [15, 25]);
        assert_eq!(fitted(&[30, 0]), [10, 20]);
    }
}
