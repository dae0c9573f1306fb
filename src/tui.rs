//! The full screen: model, update, view.
