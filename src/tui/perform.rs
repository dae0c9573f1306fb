//! What the commands do, and when they do something: the functions of the table of commands.

pub mod answering;
pub mod looking;
pub mod screen;
pub mod stepping;

pub use answering::*;
pub use looking::*;
pub use screen::*;
pub use stepping::*;
