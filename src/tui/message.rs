//! What reaches the screen, and what it asks the run loop to do.

use crossterm::event::{KeyEvent, MouseEvent};

use crate::engine::effect::{HttpRequest, HttpResponse};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize(u16, u16),
    /// Time passed while a call is under way: so many milliseconds since it began.
    Tick(u64),
    /// A live call ended.
    Called {
        /// Which.
        id: u64,
        /// How.
        result: Result<HttpResponse, String>,
    },
}

/// Something to be done outside of the screen. What comes of it comes back as a [`Msg`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Leave.
    Quit,
    /// Give the terminal back until the user returns.
    Suspend,
    /// Make a live call.
    Call {
        /// Its number.
        id: u64,
        /// What to call.
        request: HttpRequest,
    },
    /// Forget the live call.
    CancelCall,
    /// Put a text into the clipboard of the terminal.
    Copy(String),
    /// Draw everything anew.
    Redraw,
}
