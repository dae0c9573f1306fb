//! Which edges of a flow run backwards: a depth-first walk from the entry, in the order of the ports.

use super::Shape;
use super::table::Table;

/// An edge of the graph, from a port of one node to another node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arc {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the port it leaves by.
    pub port: usize,
    /// Index of the node it leads to.
    pub to: usize,
    /// Whether it closes a cycle.
    pub back: bool,
}

/// What the walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// Every edge, by node and port.
    pub arcs: Vec<Arc>,
    /// The nodes in the order the walk met them.
    pub met: Vec<usize>,
    /// The nodes in an order where every edge that is not backwards leads forward.
    pub topological: Vec<usize>,
    /// Whether each node can be reached from the entry.
    pub reachable: Table<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Mark {
    #[default]
    Unseen,
    Open,
    Done,
}

/// Walks the graph from node 0, then from every node not met so far.
pub fn walk(shapes: &[Shape]) -> Walk {
    let mut walk = Walk {
        reachable: Table::of(false, shapes.len()),
        ..Walk::default()
    };
    let mut marks = Table::of(Mark::Unseen, shapes.len());
    let mut finished = Vec::with_capacity(shapes.len());
    for root in 0..shapes.len() {
        if marks[root] == Mark::Unseen {
            descend(shapes, root, &mut marks, &mut walk, &mut finished);
        }
        if root == 0 {
            for &node in &walk.met {
                walk.reachable[node] = true;
            }
        }
    }
    finished.reverse();
    walk.topological = finished;
    walk.arcs.sort_by_key(|arc| (arc.from, arc.port));
    walk
}

fn descend(
    shapes: &[Shape],
    root: usize,
    marks: &mut Table<Mark>,
    walk: &mut Walk,
    finished: &mut Vec<usize>,
) {
    let mut stack = vec![(root, 0)];
    marks[root] = Mark::Open;
    walk.met.push(root);
    while let Some((node, port)) = stack.pop() {
        let Some(outlet) = shapes.get(node).and_then(|shape| shape.ports.get(port)) else {
            marks[node] = Mark::Done;
            finished.push(node);
            continue;
        };
        stack.push((node, port + 1));
        let Some(to) = outlet.target.filter(|&to| to < shapes.len()) else {
            continue;
        };
        walk.arcs.push(Arc {
            from: node,
            port,
            to,
            back: marks[to] == Mark::Open,
        });
        if marks[to] == Mark::Unseen {
            marks[to] = Mark::Open;
            walk.met.push(to);
            stack.push((to, 0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Outlet;
    use super::*;

    fn shapes(targets: &[&[usize]]) -> Vec<Shape> {
        let outlet = |&target: &usize| Outlet {
            column: 2,
            target: Some(target),
        };
        targets
            .iter()
            .map(|ports| Shape {
                ports: ports.iter().map(outlet).collect(),
                ..Shape::default()
            })
            .collect()
    }

    fn backwards(targets: &[&[usize]]) -> Vec<(usize, usize)> {
        walk(&shapes(targets))
            .arcs
            .iter()
            .filter(|arc| arc.back)
            .map(|arc| (arc.from, arc.to))
            .collect()
    }

    #[test]
    fn an_edge_to_an_open_node_runs_backwards() {
        assert_eq!(backwards(&[&[1], &[2, 0], &[2]]), [(1, 0), (2, 2)]);
        assert_eq!(backwards(&[&[1, 2], &[2], &[]]), []);
    }

    #[test]
    fn what_the_entry_cannot_reach_is_known() {
        let walk = walk(&shapes(&[&[1], &[], &[1]]));
        assert_eq!(walk.reachable.rows(), [true, true, false]);
    }

    #[test]
    fn a_long_chain_does_not_use_the_stack() {
        let chain: Vec<Vec<usize>> = (0..100_000).map(|node| vec![node + 1]).collect();
        let borrowed: Vec<&[usize]> = chain.iter().map(Vec::as_slice).collect();
        assert_eq!(walk(&shapes(&borrowed)).met.len(), 100_000);
    }
}
