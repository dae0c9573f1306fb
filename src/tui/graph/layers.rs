//! In which row of boxes each node goes: longest path from the entry, then pulled down where that
//! shortens more lines than it lengthens.

use super::cycles::Walk;
use super::table::Table;

/// The layer of every node, counted from the top, without empty layers.
pub fn assign(nodes: usize, walk: &Walk) -> Table<usize> {
    let mut leaving: Table<Vec<usize>> = Table::of(Vec::new(), nodes);
    let mut entering = Table::of(0_usize, nodes);
    for arc in walk.arcs.iter().filter(|arc| !arc.back) {
        if !leaving[arc.from].contains(&arc.to) {
            leaving[arc.from].push(arc.to);
            entering[arc.to] += 1;
        }
    }
    let mut layer = Table::of(0, nodes);
    for &node in &walk.topological {
        let next = layer[node] + 1;
        for &to in &leaving[node] {
            layer[to] = layer[to].max(next);
        }
    }
    for &node in walk.topological.iter().rev() {
        pull_down(node, &leaving[node], entering[node], &mut layer);
    }
    without_gaps(&layer)
}

/// Moves a node with more leaving than entering lines down to its nearest target.
fn pull_down(node: usize, leaving: &[usize], entering: usize, layer: &mut Table<usize>) {
    if node == 0 || leaving.len() <= entering {
        return;
    }
    if let Some(nearest) = leaving.iter().map(|&to| layer[to]).min() {
        layer[node] = layer[node].max(nearest.saturating_sub(1));
    }
}

fn without_gaps(layer: &Table<usize>) -> Table<usize> {
    let deepest = layer.iter().copied().max().unwrap_or(0);
    let mut used = Table::of(false, deepest + 1);
    for &row in layer {
        used[row] = true;
    }
    let mut renumbered = Table::of(0, deepest + 1);
    let mut next = 0;
    for row in 0..=deepest {
        renumbered[row] = next;
        next += usize::from(used[row]);
    }
    let mut result = Table::of(0, layer.len());
    for (node, &row) in layer.iter().enumerate() {
        result[node] = renumbered[row];
    }
    result
}

#[cfg(test)]
mod tests {
    use super::super::cycles::walk;
    use super::super::{Outlet, Shape};
    use super::*;

    fn layers(targets: &[&[usize]]) -> Vec<usize> {
        let outlet = |&target: &usize| Outlet {
            column: 2,
            target: Some(target),
        };
        let shapes: Vec<Shape> = targets
            .iter()
            .map(|ports| Shape {
                ports: ports.iter().map(outlet).collect(),
                ..Shape::default()
            })
            .collect();
        assign(shapes.len(), &walk(&shapes)).rows().to_vec()
    }

    #[test]
    fn a_node_is_below_all_that_lead_to_it() {
        assert_eq!(layers(&[&[1, 2], &[2], &[]]), [0, 1, 2]);
    }

    #[test]
    fn backward_edges_do_not_count() {
        assert_eq!(layers(&[&[1], &[0, 2], &[]]), [0, 1, 2]);
    }

    #[test]
    fn a_loose_node_comes_down_to_its_target() {
        assert_eq!(layers(&[&[1], &[2], &[], &[2]]), [0, 1, 2, 1]);
    }
}
