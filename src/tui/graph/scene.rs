//! Paints the visible part of a graph: boxes and lines, with the state of the session on top.

use super::canvas::{Canvas, Glyphs, Ink, Weight};
use super::layout::{Edge, Layout};
use super::node_box::{NodeFace, Zoom};
use super::{Area, Point, cells};

/// A breakpoint on a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakpointMark {
    /// It always stops.
    Plain,
    /// It stops under a condition.
    Conditional,
    /// It is switched off.
    Disabled,
}

/// What the session made of a node.
#[derive(Debug, Clone, Default)]
pub struct NodeState {
    /// Whether the session is there.
    pub is_current: bool,
    /// Whether it waits there.
    pub is_waiting: bool,
    /// How often it was visited.
    pub visits: usize,
    /// Whether an error was logged there.
    pub has_error: bool,
    /// A breakpoint on it or its actions.
    pub breakpoint: Option<BreakpointMark>,
    /// Whether the user selected it.
    pub is_selected: bool,
    /// The line of the action that is next, if one is.
    pub next_line: Option<usize>,
    /// How often each port was taken.
    pub taken: Vec<usize>,
}

/// Everything a picture is painted from.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// What each node shows.
    pub faces: &'a [NodeFace],
    /// Where everything is.
    pub layout: &'a Layout,
    /// What the session made of each node.
    pub states: &'a [NodeState],
    /// How much of a node is shown.
    pub zoom: Zoom,
    /// Which characters may be used.
    pub glyphs: Glyphs,
}

impl Scene<'_> {
    /// Paints what can be seen through a window.
    pub fn paint(&self, window: Area) -> Canvas {
        let mut canvas = Canvas::new(window, self.glyphs);
        let mut edges: Vec<(&Edge, usize)> = self
            .layout
            .edges
            .iter()
            .map(|edge| (edge, self.taken(edge)))
            .collect();
        // The path taken is drawn last, so that it lies on top.
        edges.sort_by_key(|(_, taken)| *taken > 0);
        for (edge, taken) in &edges {
            self.paint_edge(&mut canvas, edge, *taken);
        }
        for (index, area) in self.layout.boxes.iter().enumerate() {
            if area.meets(&window) {
                self.paint_node(&mut canvas, index, area);
            }
        }
        for (edge, taken) in &edges {
            self.paint_arrow(&mut canvas, edge, *taken);
        }
        for (edge, taken) in edges.iter().filter(|(_, taken)| *taken > 1) {
            self.paint_count(&mut canvas, edge, *taken);
        }
        canvas
    }

    fn taken(&self, edge: &Edge) -> usize {
        self.states
            .get(edge.from)
            .and_then(|state| state.taken.get(edge.port))
            .copied()
            .unwrap_or(0)
    }

    fn pen(&self, edge: &Edge, taken: usize) -> (Weight, Ink) {
        let is_selected = self
            .states
            .get(edge.from)
            .is_some_and(|state| state.is_selected);
        match (taken > 0, edge.back) {
            (true, _) => (Weight::Heavy, Ink::Here),
            (false, back) => {
                let weight = if back { Weight::Dashed } else { Weight::Light };
                (
                    weight,
                    if is_selected {
                        Ink::Selected
                    } else if back {
                        Ink::Dim
                    } else {
                        Ink::Line
                    },
                )
            }
        }
    }

    fn paint_edge(&self, canvas: &mut Canvas, edge: &Edge, taken: usize) {
        let (weight, ink) = self.pen(edge, taken);
        for pair in edge.points.windows(2) {
            if let [from, until] = pair {
                canvas.line(*from, *until, weight, ink, edge.to);
            }
        }
    }

    fn paint_arrow(&self, canvas: &mut Canvas, edge: &Edge, taken: usize) {
        let (_, ink) = self.pen(edge, taken);
        let Some(area) = self.layout.boxes.get(edge.to) else {
            return;
        };
        let Some(end) = edge.points.last() else {
            return;
        };
        let is_beside = end.x >= area.right();
        let arrow = match (is_beside, self.glyphs) {
            (true, Glyphs::Unicode) => "◂",
            (true, Glyphs::Ascii) => "<",
            (false, Glyphs::Unicode) => "▼",
            (false, Glyphs::Ascii) => "v",
        };
        canvas.text(*end, arrow, 1, ink, false);
    }

    /// How often an edge was passed, beside where it begins, if there is room for it.
    fn paint_count(&self, canvas: &mut Canvas, edge: &Edge, taken: usize) {
        if self.zoom == Zoom::Dot {
            return;
        }
        let Some(start) = edge.points.first() else {
            return;
        };
        let count = format!("{}{taken}", self.glyph("×", "x"));
        let columns = cells(crate::tui::text::width(&count));
        for y in [start.y, start.y + 1] {
            for x in [start.x + 1, start.x - columns] {
                if canvas.text_if_free(Point { x, y }, &count, Ink::Here) {
                    return;
                }
            }
        }
    }

    fn paint_node(&self, canvas: &mut Canvas, index: usize, area: &Area) {
        let (Some(face), Some(state)) = (self.faces.get(index), self.states.get(index)) else {
            return;
        };
        let is_reachable = self.layout.reachable.get(index).copied().unwrap_or(true);
        match self.zoom {
            Zoom::Full => self.paint_box(canvas, face, state, is_reachable, area),
            Zoom::Line => self.paint_line(canvas, face, state, area),
            Zoom::Dot => self.paint_dot(canvas, state, area),
        }
    }

    fn border(state: &NodeState, is_reachable: bool) -> (Weight, Ink) {
        if state.is_current {
            (Weight::Double, Ink::Here)
        } else if state.is_selected {
            (Weight::Heavy, Ink::Selected)
        } else if state.has_error {
            (Weight::Light, Ink::Alert)
        } else if state.visits > 0 {
            (Weight::Light, Ink::Line)
        } else if is_reachable {
            (Weight::Light, Ink::Dim)
        } else {
            (Weight::Dashed, Ink::Dim)
        }
    }

    fn paint_box(
        &self,
        canvas: &mut Canvas,
        face: &NodeFace,
        state: &NodeState,
        is_reachable: bool,
        area: &Area,
    ) {
        let (weight, ink) = Self::border(state, is_reachable);
        canvas.frame(area, weight, ink);
        self.paint_marks(canvas, state, area);
        let is_faint = state.visits == 0 && !state.is_current && !state.is_selected;
        for (row, line) in face.shown_lines().iter().enumerate() {
            let y = area.y + 1 + cells(row);
            let is_next = state.next_line == Some(row);
            if is_next {
                canvas.text(
                    Point { x: area.x + 1, y },
                    self.glyph("▶", ">"),
                    1,
                    Ink::Here,
                    true,
                );
            }
            let icon_ink = if is_faint && line.ink != Ink::Wait {
                Ink::Line
            } else {
                line.ink
            };
            canvas.text(
                Point { x: area.x + 2, y },
                self.icon(line.icon),
                1,
                icon_ink,
                false,
            );
            let text_ink = match (is_next, line.ink, is_faint) {
                (true, ..) => Ink::Text,
                (_, Ink::Wait, _) => Ink::Wait,
                (_, Ink::Dim, _) | (.., true) => Ink::Line,
                _ => Ink::Text,
            };
            canvas.text(
                Point { x: area.x + 4, y },
                &line.text,
                area.width - 6,
                text_ink,
                is_next,
            );
        }
        self.paint_ports(canvas, face, state, area);
    }

    fn paint_marks(&self, canvas: &mut Canvas, state: &NodeState, area: &Area) {
        let mut marks: Vec<(String, Ink)> = Vec::new();
        if let Some(mark) = state.breakpoint {
            let glyph = match mark {
                BreakpointMark::Plain => self.glyph("●", "B"),
                BreakpointMark::Conditional => self.glyph("◐", "C"),
                BreakpointMark::Disabled => self.glyph("○", "b"),
            };
            marks.push((format!(" {glyph} "), Ink::Alert));
        }
        if state.has_error {
            marks.push((format!(" {} ", self.glyph("✖", "!")), Ink::Alert));
        }
        if state.is_waiting {
            marks.push((format!(" {} ", self.glyph("◷", "~")), Ink::Wait));
        }
        if state.visits > 1 {
            marks.push((
                format!(" {}{} ", self.glyph("×", "x"), state.visits),
                Ink::Here,
            ));
        }
        let mut x = area.right() - 2;
        for (mark, ink) in marks.into_iter().rev() {
            let columns = cells(crate::tui::text::width(&mark));
            x -= columns;
            if x > area.x {
                canvas.text(Point { x, y: area.y }, &mark, columns, ink, true);
            }
        }
    }

    fn paint_ports(&self, canvas: &mut Canvas, face: &NodeFace, state: &NodeState, area: &Area) {
        let y = area.bottom() - 1;
        let (open, close) = (self.glyph("┤", "|"), self.glyph("├", "|"));
        let (_, border_ink) = Self::border(state, true);
        for (index, (place, port)) in face.port_places().iter().zip(&face.ports).enumerate() {
            let taken = state.taken.get(index).copied().unwrap_or(0) > 0;
            let x = area.x + cells(place.column);
            if place.label.is_empty() {
                if port.label.is_empty() && port.target.is_some() {
                    let joint = if taken {
                        self.glyph("┳", "+")
                    } else {
                        self.glyph("┬", "+")
                    };
                    let joint = if state.is_current {
                        self.glyph("╤", "+")
                    } else {
                        joint
                    };
                    canvas.text(
                        Point { x, y },
                        joint,
                        1,
                        if taken { Ink::Here } else { border_ink },
                        false,
                    );
                }
                continue;
            }
            let columns = cells(crate::tui::text::width(&place.label));
            let ink = if taken {
                Ink::Here
            } else if port.is_timeout {
                Ink::Wait
            } else if state.visits == 0 && !state.is_current && !state.is_selected {
                Ink::Line
            } else {
                Ink::Text
            };
            canvas.text(Point { x, y }, open, 1, border_ink, false);
            canvas.text(Point { x: x + 1, y }, &place.label, columns, ink, taken);
            canvas.text(
                Point {
                    x: x + 1 + columns,
                    y,
                },
                close,
                1,
                border_ink,
                false,
            );
        }
    }

    fn paint_line(&self, canvas: &mut Canvas, face: &NodeFace, state: &NodeState, area: &Area) {
        let (_, ink) = Self::border(state, true);
        let marker = if state.is_current {
            self.glyph("▶", ">")
        } else {
            self.glyph("▪", "-")
        };
        let line = face.lines.first().cloned().unwrap_or_default();
        canvas.text(
            Point {
                x: area.x,
                y: area.y,
            },
            &" ".repeat(super::count(area.width)),
            area.width,
            ink,
            false,
        );
        canvas.text(
            Point {
                x: area.x,
                y: area.y,
            },
            marker,
            1,
            ink,
            state.is_current,
        );
        canvas.text(
            Point {
                x: area.x + 2,
                y: area.y,
            },
            self.icon(line.icon),
            1,
            line.ink,
            false,
        );
        let text_ink = if state.visits > 0 || state.is_current {
            Ink::Text
        } else {
            Ink::Line
        };
        canvas.text(
            Point {
                x: area.x + 4,
                y: area.y,
            },
            &line.text,
            area.width - 4,
            text_ink,
            state.is_current,
        );
    }

    fn paint_dot(&self, canvas: &mut Canvas, state: &NodeState, area: &Area) {
        let (glyph, ink) = if state.is_current {
            (self.glyph("◆", "@"), Ink::Here)
        } else if state.has_error {
            (self.glyph("✖", "!"), Ink::Alert)
        } else if state.visits > 0 {
            (self.glyph("●", "o"), Ink::Here)
        } else if state.is_selected {
            (self.glyph("○", "o"), Ink::Selected)
        } else {
            (self.glyph("○", "."), Ink::Line)
        };
        canvas.text(
            Point {
                x: area.x + 1,
                y: area.y,
            },
            glyph,
            1,
            ink,
            state.is_current,
        );
    }

    fn glyph(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        match self.glyphs {
            Glyphs::Unicode => unicode,
            Glyphs::Ascii => ascii,
        }
    }

    fn icon(&self, icon: &'static str) -> &'static str {
        if self.glyphs == Glyphs::Unicode {
            return icon;
        }
        match icon {
            "✉" => "<",
            "◷" => "~",
            "✎" => "*",
            "☁" => "@",
            "⟦" => "[",
            "◇" => "?",
            "◆" => "=",
            " " => " ",
            _ => ".",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::node_box::{FaceLine, Port};
    use super::*;
    use crate::tui::graph::layout;

    fn node(text: &str, ports: &[(&str, Option<usize>)]) -> NodeFace {
        NodeFace {
            lines: vec![FaceLine {
                icon: "✉",
                ink: Ink::Icon,
                text: text.to_owned(),
            }],
            ports: ports
                .iter()
                .enumerate()
                .map(|(exit, (label, target))| Port {
                    label: (*label).to_owned(),
                    exits: vec![exit],
                    target: *target,
                    is_timeout: *label == "No reply",
                })
                .collect(),
            position: None,
        }
    }

    fn clinic() -> Vec<NodeFace> {
        vec![
            node(
                "Hi! Which service do you need?",
                &[
                    ("Antenatal", Some(1)),
                    ("Vaccines", Some(2)),
                    ("Other", Some(0)),
                    ("No reply", Some(4)),
                ],
            ),
            node(
                "Service = antenatal",
                &[("200", Some(3)), ("failed", Some(4))],
            ),
            node("Vaccines are given on Tuesday", &[("", Some(3))]),
            node(
                "How old are you?",
                &[("Valid", Some(5)), ("Other", Some(3))],
            ),
            node("Sorry, try again later", &[]),
            node("Thank you!", &[("", None)]),
        ]
    }

    fn picture(zoom: Zoom, glyphs: Glyphs) -> String {
        picture_of(zoom, glyphs, vec![1, 0, 1, 0])
    }

    fn picture_of(zoom: Zoom, glyphs: Glyphs, taken: Vec<usize>) -> String {
        let faces = clinic();
        let shapes: Vec<_> = faces.iter().map(|face| face.shape(zoom)).collect();
        let layout = layout::layered(&shapes);
        let mut states: Vec<NodeState> = faces
            .iter()
            .map(|face| NodeState {
                taken: vec![0; face.ports.len()],
                ..NodeState::default()
            })
            .collect();
        states[0].visits = 2;
        states[0].taken = taken;
        states[1] = NodeState {
            is_current: true,
            visits: 1,
            next_line: Some(0),
            taken: vec![0, 0],
            ..NodeState::default()
        };
        states[4].breakpoint = Some(BreakpointMark::Plain);
        let scene = Scene {
            faces: &faces,
            layout: &layout,
            states: &states,
            zoom,
            glyphs,
        };
        scene
            .paint(Area {
                x: 0,
                y: 0,
                width: layout.width,
                height: layout.height,
            })
            .to_text()
    }

    #[test]
    fn full_boxes() {
        insta::assert_snapshot!(picture(Zoom::Full, Glyphs::Unicode));
    }

    #[test]
    fn edges_passed_more_than_once_have_a_count() {
        let taken = vec![1, 2, 13, 2];
        insta::assert_snapshot!(picture_of(Zoom::Full, Glyphs::Unicode, taken.clone()));
        insta::assert_snapshot!(picture_of(Zoom::Line, Glyphs::Ascii, taken));
    }

    #[test]
    fn full_boxes_in_ascii() {
        insta::assert_snapshot!(picture(Zoom::Full, Glyphs::Ascii));
    }

    #[test]
    fn one_line_a_node() {
        insta::assert_snapshot!(picture(Zoom::Line, Glyphs::Unicode));
    }

    #[test]
    fn a_dot_a_node() {
        insta::assert_snapshot!(picture(Zoom::Dot, Glyphs::Unicode));
    }
}
