//! Inputs of the fuzz targets: templates grown as trees of the language, with soups of its words between them, and
//! contexts. Random bytes alone would seldom get past the scanner.

pub mod context;
pub mod template;
