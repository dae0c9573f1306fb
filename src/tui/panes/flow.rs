//! The Flow pane: the visible part of the graph, with a minimap when the graph is larger than the pane.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::{self, Look};
use super::minimap;
use crate::model::flow::Flow;
use crate::tui::graph::canvas::Glyphs;
use crate::tui::graph::layout::{self, Layout};
use crate::tui::graph::node_box::{NodeFace, Zoom};
use crate::tui::graph::scene::{NodeState, Scene};
use crate::tui::graph::{Area, Point};

/// Which of the two layouts is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// In layers, the entry on top.
    #[default]
    Layered,
    /// As in the editor.
    Editor,
}

/// What the user sees of the graph.
#[derive(Debug, Clone, Default)]
pub struct FlowView {
    /// The flow shown.
    pub flow: Option<Arc<Flow>>,
    /// What its nodes show.
    pub faces: Vec<NodeFace>,
    /// Where everything is.
    pub layout: Layout,
    /// What the session made of the nodes.
    pub states: Vec<NodeState>,
    /// How much of a node is shown.
    pub zoom: Zoom,
    /// Which layout is shown.
    pub arrangement: Arrangement,
    /// The cell of the picture in the pane's upper left corner.
    pub corner: Point,
    /// Whether the pane follows the session.
    pub follows: bool,
    /// The node the user selected.
    pub selected: Option<usize>,
    /// Whether another flow than the session's is shown.
    pub is_visiting: bool,
}

impl FlowView {
    /// Shows another flow, or the same one after a change of zoom or arrangement. The layout is computed only here.
    pub fn show(&mut self, flow: Arc<Flow>, faces: Vec<NodeFace>) {
        self.flow = Some(flow);
        self.faces = faces;
        self.selected = None;
        self.arrange();
    }

    /// Computes the layout anew.
    pub fn arrange(&mut self) {
        let shapes: Vec<_> = self
            .faces
            .iter()
            .map(|face| face.shape(self.zoom))
            .collect();
        let has_positions = self.faces.iter().any(|face| face.position.is_some());
        self.layout = match self.arrangement {
            Arrangement::Editor if has_positions => layout::as_in_editor(&shapes),
            _ => layout::layered(&shapes),
        };
    }

    /// Whether this flow is shown.
    pub fn shows(&self, flow: &Arc<Flow>) -> bool {
        self.flow
            .as_ref()
            .is_some_and(|shown| Arc::ptr_eq(shown, flow))
    }

    /// The place of the node the session is at.
    pub fn current(&self) -> Option<usize> {
        self.states.iter().position(|state| state.is_current)
    }

    /// Moves the corner so that a node is in sight of a pane of this size: centred across, a third of the height from the top.
    pub fn reveal(&mut self, node: usize, width: u16, height: u16) {
        let Some(area) = self.layout.boxes.get(node) else {
            return;
        };
        let (width, height) = (i32::from(width), i32::from(height));
        let centre = area.center();
        let fits = self.layout.width <= width;
        let x = if fits {
            (self.layout.width - width) / 2
        } else {
            (centre.x - width / 2).clamp(0, (self.layout.width - width).max(0))
        };
        let margin = (height / 6).max(1);
        let y = if self.layout.height <= height {
            0
        } else if area.y - margin < self.corner.y {
            area.y - margin
        } else if area.bottom() + margin > self.corner.y + height {
            area.bottom() + margin - height
        } else {
            self.corner.y
        };
        self.corner = Point {
            x,
            y: y.clamp(0, (self.layout.height - height).max(0)),
        };
    }

    /// Moves what can be seen by so many cells.
    pub fn pan(&mut self, columns: i32, rows: i32) {
        self.follows = false;
        self.corner = Point {
            x: (self.corner.x + columns).clamp(-self.layout.width, self.layout.width),
            y: (self.corner.y + rows).clamp(-self.layout.height, self.layout.height),
        };
    }

    /// The node at a cell of the picture.
    pub fn node_at(&self, at: Point) -> Option<usize> {
        self.layout.boxes.iter().position(|area| area.contains(at))
    }
}

/// Draws the pane.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &FlowView, look: Look<'_>) {
    let theme = look.theme;
    let name = view
        .flow
        .as_ref()
        .map(|flow| format!(" · {}", crate::tui::facts::clean(&flow.name)))
        .unwrap_or_default();
    let right = if view.is_visiting {
        Line::from(Span::styled(" visiting · Backspace returns ", theme.wait))
    } else if view.follows {
        Line::from(Span::styled(" follow ", theme.changed))
    } else {
        Line::from(vec![
            Span::styled(" f", theme.press),
            Span::styled(" follow ", theme.dim),
        ])
    };
    let title = frame::title(1, "Flow", &name, look);
    let inner = frame::draw(frame, area, title, right, look);
    // The graph may use the columns of air too.
    let inner = Rect {
        x: inner.x.saturating_sub(1),
        width: inner.width + 2,
        ..inner
    };
    if view.faces.is_empty() {
        frame::draw_lines(
            frame,
            inner,
            vec![Line::styled(" This flow has no nodes.", theme.dim)],
            0,
            look,
        );
        return;
    }
    let window = Area {
        x: view.corner.x,
        y: view.corner.y,
        width: i32::from(inner.width),
        height: i32::from(inner.height),
    };
    let scene = Scene {
        faces: &view.faces,
        layout: &view.layout,
        states: &view.states,
        zoom: view.zoom,
        glyphs: if look.ascii {
            Glyphs::Ascii
        } else {
            Glyphs::Unicode
        },
    };
    let canvas = scene.paint(window);
    let glyphs: Vec<_> = canvas.finish().collect();
    let buffer = frame.buffer_mut();
    for glyph in &glyphs {
        let (Ok(x), Ok(y)) = (u16::try_from(glyph.at.x), u16::try_from(glyph.at.y)) else {
            continue;
        };
        if x < inner.width && y < inner.height {
            let mut style = theme.ink(glyph.ink);
            if glyph.bold {
                style = style.add_modifier(ratatui::style::Modifier::BOLD);
            }
            buffer.set_stringn(
                inner.x + x,
                inner.y + y,
                &glyph.text,
                usize::from(inner.width - x),
                style,
            );
        }
    }
    minimap::draw(frame, inner, view, &glyphs, look);
}
