//! The full screen: model, update, view.
//!
//! [`update`](update::update) is the only place that changes the [`Model`](model::Model), [`view`](view::view) only draws
//! it, and what takes time runs as a [`Task`](message::Task) whose outcome comes back as a [`Msg`](message::Msg). What the
//! panes show is made once per moment as plain [`Facts`](facts::Facts).

pub mod app;
pub mod ascii;
pub mod commands;
pub mod facts;
pub mod graph;
pub mod icons;
pub mod keys;
pub mod line_input;
pub mod message;
pub mod model;
pub mod overlays;
pub mod pane;
pub mod panes;
pub mod perform;
pub mod refresh;
pub mod regions;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod update;
pub mod view;
