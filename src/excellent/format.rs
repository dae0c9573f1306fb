//! How numbers, dates and times are written and read: layouts, localised names, free text.

pub mod layout;
pub mod names;
pub mod number;
