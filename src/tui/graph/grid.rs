//! Boxes in layers, with a bend in every layer that an edge passes on its way down.
//!
//! Edges to the same node share their bends: from where they meet they are one line. Edges that run
//! backwards, and edges too long to be worth their bends, become detours through a corridor beside the boxes.

use std::collections::BTreeMap;

use super::cycles::{Arc, Walk};
use super::table::Table;
use super::{Shape, cells};

/// What occupies a place in a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// The box of a node.
    Box(usize),
    /// A line on its way to this node.
    Bend(usize),
}

impl Default for Item {
    fn default() -> Self {
        Self::Bend(usize::MAX)
    }
}

impl Item {
    /// The node that the box shows, or that the line leads to.
    pub const fn node(self) -> usize {
        match self {
            Self::Box(node) | Self::Bend(node) => node,
        }
    }
}

/// A line from an item to an item of the next layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Link {
    /// Index of the upper item.
    pub upper: usize,
    /// Column at which the line leaves the upper item, counted from the item's left.
    pub column: i32,
    /// Index of the lower item.
    pub lower: usize,
}

/// Items in layers. The item of node `i` has index `i`; bends come after the nodes.
#[derive(Debug, Default)]
pub struct Grid {
    /// What each item is.
    pub items: Table<Item>,
    /// The layer of each item.
    pub layer: Table<usize>,
    /// The items of each layer from left to right.
    pub layers: Table<Vec<usize>>,
    /// Lines by the layer of their upper item, each once.
    pub links: Table<Vec<Link>>,
    /// The edges that go down step by step, each with the items it passes.
    pub paths: Vec<(Arc, Vec<usize>)>,
    /// The edges that need a corridor.
    pub detours: Vec<Arc>,
}

impl Grid {
    /// Columns that an item takes.
    pub fn width(&self, shapes: &[Shape], item: usize) -> i32 {
        match self.items[item] {
            Item::Box(node) => shapes.get(node).map_or(1, |shape| shape.width),
            Item::Bend(_) => 1,
        }
    }
}

/// Puts nodes in their layers, in the order in which the walk met them, and lines between them.
pub fn build(shapes: &[Shape], walk: &Walk, layer: &Table<usize>) -> Grid {
    let depth = layer.iter().copied().max().map_or(0, |deepest| deepest + 1);
    let mut grid = Grid {
        layers: Table::of(Vec::new(), depth),
        links: Table::of(Vec::new(), depth),
        ..Grid::default()
    };
    for (node, &row) in layer.iter().enumerate() {
        grid.items.push(Item::Box(node));
        grid.layer.push(row);
    }
    for &node in &walk.met {
        grid.layers[layer[node]].push(node);
    }
    let longest = longest_span(&walk.arcs, layer, depth);
    let mut bends = BTreeMap::new();
    for &arc in &walk.arcs {
        let (above, below) = (layer[arc.from], layer[arc.to]);
        if below <= above || below - above > longest {
            grid.detours.push(arc);
        } else {
            let path = path(&mut grid, &mut bends, arc, above, below);
            grid.paths.push((arc, path));
        }
    }
    link(&mut grid, shapes);
    grid
}

fn path(
    grid: &mut Grid,
    bends: &mut BTreeMap<(usize, usize), usize>,
    arc: Arc,
    above: usize,
    below: usize,
) -> Vec<usize> {
    let mut items = vec![arc.from];
    for row in above + 1..below {
        let bend = *bends.entry((arc.to, row)).or_insert_with(|| {
            let bend = grid.items.push(Item::Bend(arc.to));
            grid.layer.push(row);
            grid.layers[row].push(bend);
            bend
        });
        items.push(bend);
    }
    items.push(arc.to);
    items
}

fn link(grid: &mut Grid, shapes: &[Shape]) {
    for (arc, items) in &grid.paths {
        let port = shapes
            .get(arc.from)
            .and_then(|shape| shape.ports.get(arc.port));
        let mut column = port.map_or(0, |outlet| outlet.column);
        for (&upper, &lower) in items.iter().zip(items.iter().skip(1)) {
            grid.links[grid.layer[upper]].push(Link {
                upper,
                column,
                lower,
            });
            column = 0;
        }
    }
    for row in 0..grid.links.len() {
        grid.links[row].sort_by_key(|link| (link.upper, link.column, link.lower));
        grid.links[row].dedup();
    }
}

/// The number of layers an edge may pass so that the bends of all edges stay in proportion to the nodes.
fn longest_span(arcs: &[Arc], layer: &Table<usize>, depth: usize) -> usize {
    let budget = 2_000 + 4 * layer.len();
    let mut longest = depth;
    while longest > 1 && bends_needed(arcs, layer, longest) > budget {
        longest /= 2;
    }
    longest.max(1)
}

fn bends_needed(arcs: &[Arc], layer: &Table<usize>, longest: usize) -> usize {
    let mut highest = Table::of(usize::MAX, layer.len());
    for arc in arcs {
        let (above, below) = (layer[arc.from], layer[arc.to]);
        if below > above && below - above <= longest {
            highest[arc.to] = highest[arc.to].min(above);
        }
    }
    let spans = highest.iter().enumerate();
    spans
        .filter(|&(_, &above)| above != usize::MAX)
        .map(|(node, above)| layer[node].saturating_sub(above + 1))
        .sum()
}

/// The column in which a line leaves an item, relative to the item, for sorting: ports in order.
pub fn port_order(link: &Link) -> i64 {
    i64::from(link.column.clamp(0, cells(1_000)))
}
