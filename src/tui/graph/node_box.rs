//! What a node shows, and how large its box is at each zoom level.

use super::{Outlet, Shape, cells};
use crate::tui::text;

use super::canvas::Ink;

/// How much of a node is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// A box with what the node does and its ports.
    #[default]
    Full,
    /// One line a node.
    Line,
    /// A dot a node.
    Dot,
}

impl Zoom {
    /// One level nearer.
    pub fn nearer(self) -> Self {
        match self {
            Self::Dot => Self::Line,
            Self::Line | Self::Full => Self::Full,
        }
    }

    /// One level farther.
    pub fn farther(self) -> Self {
        match self {
            Self::Full => Self::Line,
            Self::Line | Self::Dot => Self::Dot,
        }
    }
}

/// What there is to show of a node. All texts are harmless already.
#[derive(Debug, Clone, Default)]
pub struct NodeFace {
    /// What it does, a line each.
    pub lines: Vec<FaceLine>,
    /// Its ways out, in order, those to the same node joined.
    pub ports: Vec<Port>,
    /// Where the editor shows it, in its pixels.
    pub position: Option<(i32, i32)>,
}

/// A line of a node's box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FaceLine {
    /// A glyph of one cell.
    pub icon: &'static str,
    /// What the icon's colour means.
    pub ink: Ink,
    /// First words of what is done.
    pub text: String,
}

/// One or more exits that lead to the same node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Port {
    /// Names of the categories, joined; empty for the exit of a node without router.
    pub label: String,
    /// The exits, by their place in the node.
    pub exits: Vec<usize>,
    /// The node they lead to.
    pub target: Option<usize>,
    /// Whether it is the way when nobody answers.
    pub is_timeout: bool,
}

const MIN_WIDTH: usize = 14;
const MAX_WIDTH: usize = 34;
const MAX_LABEL: usize = 14;
/// So many action lines are shown before the rest is counted.
const MAX_LINES: usize = 5;

/// Where the ports of a box are drawn: label, column of its first cell, and the column its line starts at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortPlace {
    /// The label as it is drawn; empty: a bare joint.
    pub label: String,
    /// The column of the label's left frame, counted from the left of the box.
    pub column: usize,
    /// The column the line starts at.
    pub outlet: usize,
}

impl NodeFace {
    /// The lines that are shown, the last one counting those that are not.
    pub fn shown_lines(&self) -> Vec<FaceLine> {
        if self.lines.len() <= MAX_LINES {
            return self.lines.clone();
        }
        let mut shown: Vec<FaceLine> = self.lines.iter().take(MAX_LINES - 1).cloned().collect();
        let rest = self.lines.len() - shown.len();
        shown.push(FaceLine {
            icon: " ",
            ink: Ink::Dim,
            text: format!("+{rest} more"),
        });
        shown
    }

    /// Columns of the full box.
    fn width(&self) -> usize {
        let lines = self
            .shown_lines()
            .iter()
            .map(|line| text::width(&line.text) + 6)
            .max()
            .unwrap_or(0);
        let ports: usize = 3 + self
            .ports
            .iter()
            .map(|port| text::width(&text::clip(&port.label, MAX_LABEL)) + 3)
            .sum::<usize>();
        lines
            .min(MAX_WIDTH)
            .max(ports.min(MAX_WIDTH + 14))
            .max(MIN_WIDTH)
    }

    /// Where the ports of the full box go. What does not fit shares the last place, whose label counts them.
    pub fn port_places(&self) -> Vec<PortPlace> {
        let width = self.width();
        let mut places = Vec::with_capacity(self.ports.len());
        if let [only] = self.ports.as_slice()
            && only.label.is_empty()
        {
            return vec![PortPlace {
                label: String::new(),
                column: width / 2,
                outlet: width / 2,
            }];
        }
        let mut column = 1;
        for (index, port) in self.ports.iter().enumerate() {
            let label = text::clip(&port.label, MAX_LABEL);
            let rest = self.ports.len() - index;
            let wide = text::width(&label);
            let more = format!("+{rest}");
            let needed_after = if rest > 1 { text::width(&more) + 4 } else { 1 };
            if column + wide + 2 + needed_after > width && rest > 1 {
                let outlet = column + 1 + text::width(&more) / 2;
                for hidden in 0..rest {
                    let label = if hidden == 0 {
                        more.clone()
                    } else {
                        String::new()
                    };
                    places.push(PortPlace {
                        label,
                        column,
                        outlet: outlet.min(width.saturating_sub(2)),
                    });
                }
                break;
            }
            let label = text::clip(&label, width.saturating_sub(column + 3));
            places.push(PortPlace {
                outlet: column + 1 + text::width(&label) / 2,
                column,
                label,
            });
            column += wide + 3;
        }
        places
    }

    /// Size and outlets at a zoom level.
    pub fn shape(&self, zoom: Zoom) -> Shape {
        let targets = self.ports.iter().map(|port| port.target);
        match zoom {
            Zoom::Full => Shape {
                width: cells(self.width()),
                height: cells(self.shown_lines().len().max(1) + 2),
                side_row: 1,
                ports: targets
                    .zip(self.port_places())
                    .map(|(target, place)| Outlet {
                        column: cells(place.outlet),
                        target,
                    })
                    .collect(),
                position: self.position,
            },
            Zoom::Line => {
                let width = self
                    .lines
                    .first()
                    .map_or(8, |line| text::width(&line.text) + 6)
                    .clamp(8, 24);
                let count = self.ports.len().max(1);
                Shape {
                    width: cells(width),
                    height: 1,
                    side_row: 0,
                    ports: targets
                        .enumerate()
                        .map(|(index, target)| Outlet {
                            column: cells(1 + index * width.saturating_sub(2) / count),
                            target,
                        })
                        .collect(),
                    position: self.position,
                }
            }
            Zoom::Dot => Shape {
                width: 3,
                height: 1,
                side_row: 0,
                ports: targets.map(|target| Outlet { column: 1, target }).collect(),
                position: self.position,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(labels: &[&str]) -> NodeFace {
        let port = |(index, label): (usize, &&str)| Port {
            label: (*label).to_owned(),
            exits: vec![index],
            ..Port::default()
        };
        NodeFace {
            lines: vec![FaceLine {
                icon: "✉",
                ink: Ink::Icon,
                text: "Hello".to_owned(),
            }],
            ports: labels.iter().enumerate().map(port).collect(),
            position: None,
        }
    }

    #[test]
    fn every_port_has_its_place_within_the_box() {
        let many: Vec<String> = (0..40)
            .map(|number| format!("Category number {number}"))
            .collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        for labels in [vec![""], vec!["Yes", "No"], vec!["日本語", "Other"], many] {
            let face = face(&labels);
            let shape = face.shape(Zoom::Full);
            assert_eq!(shape.ports.len(), labels.len());
            for port in &shape.ports {
                assert!(
                    port.column > 0 && port.column < shape.width - 1,
                    "{labels:?}: {port:?} in {}",
                    shape.width
                );
            }
        }
    }

    #[test]
    fn ports_beyond_the_room_are_counted() {
        let labels: Vec<String> = (0..9)
            .map(|number| format!("Long category {number}"))
            .collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let places = face(&labels).port_places();
        assert!(places.iter().any(|place| place.label.starts_with('+')));
    }

    #[test]
    fn many_actions_are_counted() {
        let mut face = face(&[""]);
        face.lines = vec![face.lines[0].clone(); 12];
        assert_eq!(face.shown_lines().last().unwrap().text, "+8 more");
    }
}
