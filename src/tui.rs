//! The full screen: model, update, view.

pub mod facts;
pub mod graph;
pub mod icons;
pub mod keys;
pub mod line_input;
pub mod pane;
pub mod panes;
pub mod regions;
pub mod terminal;
pub mod text;
pub mod theme;
