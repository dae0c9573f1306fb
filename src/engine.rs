//! The stepwise machine that runs flows: state as a value, one micro-step at a time, no contact with the world.
