//! What lies over the panes: help, the palette of commands, dialogs, texts to read.

pub mod help;
pub mod http;
pub mod palette;
pub mod reader;
pub mod window;
