//! The one function every text from outside goes through before it reaches the terminal.
