//! Takes the terminal and gives it back: on leaving, on a panic, on a signal, and around a suspension.

use std::io::{self, Write};
use std::panic;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

/// The real terminal.
pub type RealTerminal = Terminal<CrosstermBackend<io::Stdout>>;

/// Whether clicks, the wheel and dragging are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// They come as events.
    Captured,
    /// The terminal keeps them, for selecting text.
    Left,
}

/// Switches to the full screen. From here on a panic restores the terminal before it prints.
pub fn enter(mouse: Mouse) -> io::Result<RealTerminal> {
    restore_on_panic();
    take(mouse)?;
    new()
}

/// A terminal on which nothing was drawn yet.
pub fn new() -> io::Result<RealTerminal> {
    Terminal::new(CrosstermBackend::new(io::stdout()))
}

/// Switches to the full screen again after [`restore`].
pub fn take(mouse: Mouse) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        Hide
    )?;
    if mouse == Mouse::Captured {
        execute!(io::stdout(), EnableMouseCapture)?;
    }
    Ok(())
}

/// Gives the terminal back as it was. Harmless when it was not taken.
pub fn restore() -> io::Result<()> {
    let mut out = io::stdout();
    execute!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    )?;
    out.flush()?;
    disable_raw_mode()
}

fn restore_on_panic() {
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let _ = restore();
        previous(info);
    }));
}
