//! JSON documents that borrow from their text: what everything that comes in as JSON is read from.
//!
//! A [`Document`] is one list of all values in the order of the text, without a tree and without copies of plain texts. A
//! [`Json`] is a value in it: small, copied freely, and able to say where it stands.

mod document;
mod members;
mod parse;
mod place;
mod scan;

pub use document::{Document, Json, Values};
pub use place::Place;
pub(crate) use scan::first_special;
