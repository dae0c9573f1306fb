//! From columns to cells: rows for layers and for the gaps between them, and the corners of every line.

use std::collections::BTreeMap;

use super::corridors::{self, Corridor};
use super::cycles::{Arc, Walk};
use super::grid::{Grid, Item};
use super::layout::{Edge, Layout};
use super::table::Table;
use super::tracks::{self, Net};
use super::{Area, Point, Shape, cells};

/// What the lines of a net have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    /// They enter this item from above.
    Entry(usize),
    /// They leave for the corridor in this column, to this node.
    Exit(usize, i32),
}

/// The nets of each gap. Gap `i` is above layer `i`; one more is below the last layer.
type Gaps = Table<BTreeMap<Joint, Net>>;

struct Router<'a> {
    grid: &'a Grid,
    shapes: &'a [Shape],
    x: &'a Table<i32>,
    corridors: Vec<(Arc, Corridor)>,
    /// The column at which lines enter each item.
    entries: Table<i32>,
    /// The track of each net, by gap.
    tracks: Table<BTreeMap<Joint, usize>>,
    /// The first row of each gap.
    gap_tops: Table<i32>,
    /// The first row of each layer.
    layer_tops: Table<i32>,
}

/// Routes every line of the grid around the boxes in their columns `x`.
pub fn route(grid: &Grid, shapes: &[Shape], x: &Table<i32>, walk: &Walk) -> Layout {
    let depth = grid.layers.len();
    let mut router = Router {
        grid,
        shapes,
        x,
        corridors: corridors::assign(grid, shapes, x),
        entries: Table::of(0, grid.items.len()),
        tracks: Table::of(BTreeMap::new(), depth + 1),
        gap_tops: Table::of(0, depth + 1),
        layer_tops: Table::of(0, depth),
    };
    router.choose_entries();
    let height = router.stack_rows();
    let boxes: Vec<Area> = (0..shapes.len()).map(|node| router.area(node)).collect();
    let mut edges = router.edges();
    edges.sort_by_key(|edge| (edge.from, edge.port));
    let rightmost = boxes.iter().map(Area::right).max().unwrap_or(0);
    let lines = edges
        .iter()
        .flat_map(|edge| &edge.points)
        .map(|point| point.x + 1)
        .max()
        .unwrap_or(0);
    let width = rightmost.max(lines) + 1;
    Layout {
        boxes,
        edges,
        width,
        height,
        reachable: super::layout::reachable(walk),
    }
}

impl Router<'_> {
    fn shape(&self, node: usize) -> Shape {
        self.shapes.get(node).cloned().unwrap_or_default()
    }

    fn port_column(&self, node: usize, port: usize) -> i32 {
        let outlet = self
            .shapes
            .get(node)
            .and_then(|shape| shape.ports.get(port));
        self.x[node] + outlet.map_or(0, |outlet| outlet.column)
    }

    /// Lines enter a box as straight as they can: at the middle one of the columns they come from.
    fn choose_entries(&mut self) {
        let mut sources: Table<Vec<i32>> = Table::of(Vec::new(), self.grid.items.len());
        for link in self.grid.links.iter().flatten() {
            sources[link.lower].push(self.x[link.upper] + link.column);
        }
        for item in 0..self.grid.items.len() {
            let left = self.x[item];
            let width = self.grid.width(self.shapes, item);
            let from = &mut sources[item];
            from.sort_unstable();
            let middle = from.get(from.len() / 2).copied();
            self.entries[item] = match self.grid.items[item] {
                Item::Bend(_) => left,
                Item::Box(_) if width < 6 => left + width / 2,
                Item::Box(_) => middle
                    .unwrap_or(left + width / 2)
                    .clamp(left + 2, left + width - 3),
            };
        }
    }

    fn nets(&self) -> Gaps {
        let mut gaps: Gaps = Table::of(BTreeMap::new(), self.grid.layers.len() + 1);
        for link in self.grid.links.iter().flatten() {
            let net = gaps[self.grid.layer[link.lower]]
                .entry(Joint::Entry(link.lower))
                .or_default();
            net.tops.push(self.x[link.upper] + link.column);
            net.bottoms = vec![self.entries[link.lower]];
        }
        for (arc, corridor) in &self.corridors {
            let (above, below) = (self.grid.layer[arc.from], self.grid.layer[arc.to]);
            let upwards = below <= above;
            let exit = gaps[above + 1]
                .entry(Joint::Exit(arc.to, corridor.column))
                .or_default();
            exit.tops.push(self.port_column(arc.from, arc.port));
            let side = if upwards {
                &mut exit.tops
            } else {
                &mut exit.bottoms
            };
            side.push(corridor.column);
            if !corridor.enters_beside {
                let entry = gaps[below].entry(Joint::Entry(arc.to)).or_default();
                let side = if upwards {
                    &mut entry.bottoms
                } else {
                    &mut entry.tops
                };
                side.extend([corridor.column]);
                entry.bottoms.push(self.entries[arc.to]);
            }
        }
        gaps
    }

    /// Gives every gap and every layer its rows, and the height of it all.
    fn stack_rows(&mut self) -> i32 {
        let gaps = self.nets();
        let depth = self.grid.layers.len();
        let mut y = 0;
        for gap in 0..=depth {
            let nets: Vec<Net> = gaps[gap].values().cloned().collect();
            let (tracks, number) = tracks::assign(&nets);
            let placed = gaps[gap].keys().copied().zip(tracks);
            self.tracks[gap] = placed
                .filter_map(|(joint, track)| track.map(|track| (joint, track)))
                .collect();
            self.gap_tops[gap] = y;
            let rows = cells(number);
            let least = if gap == 0 || gap == depth { 0 } else { 2 };
            let arrow = i32::from(rows > 0 && gap < depth);
            y += (rows + arrow).max(least);
            if gap < depth {
                self.layer_tops[gap] = y;
                let tallest = self.grid.layers[gap]
                    .iter()
                    .filter_map(|&item| self.shapes.get(item));
                y += tallest.map(|shape| shape.height).max().unwrap_or(1);
            }
        }
        y
    }

    fn area(&self, node: usize) -> Area {
        let shape = self.shape(node);
        let y = self.layer_tops[self.grid.layer[node]];
        Area {
            x: self.x[node],
            y,
            width: shape.width,
            height: shape.height,
        }
    }

    fn edges(&self) -> Vec<Edge> {
        let straight = self
            .grid
            .paths
            .iter()
            .map(|(arc, path)| self.step_by_step(*arc, path));
        let around = self
            .corridors
            .iter()
            .map(|(arc, corridor)| self.through(*arc, *corridor));
        straight.chain(around).collect()
    }

    /// The row in which a line changes its column in a gap; `None` where it need not.
    fn track(&self, gap: usize, joint: Joint) -> Option<i32> {
        self.tracks[gap]
            .get(&joint)
            .map(|&track| self.gap_tops[gap] + cells(track))
    }

    fn start(&self, arc: Arc) -> Vec<Point> {
        let x = self.port_column(arc.from, arc.port);
        vec![Point {
            x,
            y: self.area(arc.from).bottom() - 1,
        }]
    }

    fn step_by_step(&self, arc: Arc, path: &[usize]) -> Edge {
        let mut points = self.start(arc);
        for &item in path.iter().skip(1) {
            let x = self.entries[item];
            if let Some(y) = self.track(self.grid.layer[item], Joint::Entry(item)) {
                turn(&mut points, x, y);
            }
        }
        self.end_above(arc, &mut points);
        Edge {
            from: arc.from,
            port: arc.port,
            to: arc.to,
            back: arc.back,
            points,
        }
    }

    fn through(&self, arc: Arc, corridor: Corridor) -> Edge {
        let mut points = self.start(arc);
        let joint = Joint::Exit(arc.to, corridor.column);
        if let Some(y) = self.track(self.grid.layer[arc.from] + 1, joint) {
            turn(&mut points, corridor.column, y);
        }
        if corridor.enters_beside {
            let end = corridors::beside(&self.area(arc.to), self.shape(arc.to).side_row);
            points.push(Point {
                x: corridor.column,
                y: end.y,
            });
            points.push(end);
        } else {
            if let Some(y) = self.track(self.grid.layer[arc.to], Joint::Entry(arc.to)) {
                turn(&mut points, self.entries[arc.to], y);
            }
            self.end_above(arc, &mut points);
        }
        Edge {
            from: arc.from,
            port: arc.port,
            to: arc.to,
            back: arc.back,
            points,
        }
    }

    fn end_above(&self, arc: Arc, points: &mut Vec<Point>) {
        let y = self.layer_tops[self.grid.layer[arc.to]] - 1;
        points.push(Point {
            x: self.entries[arc.to],
            y,
        });
    }
}

/// Goes straight to row `y`, then sideways to column `x`.
fn turn(points: &mut Vec<Point>, x: i32, y: i32) {
    if let Some(&last) = points.last()
        && last.x != x
    {
        points.push(Point { x: last.x, y });
        points.push(Point { x, y });
    }
}
