//! The program itself in a pseudo-terminal: it starts, steps, resizes and leaves, and gives the terminal back whatever
//! happens.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "tests may fail by panicking: that is how they say no"
)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long something may take to be seen. Machines that test are slow at times.
const PATIENCE: Duration = Duration::from_mins(1);

/// Set for the copy of this test that is to panic with the terminal taken.
const PANICS: &str = "FLOWDBG_TEST_PANICS";

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

/// A program in a pseudo-terminal.
struct Terminal {
    screen: vt100::Parser,
    /// Everything the program wrote.
    written: Vec<u8>,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
}

impl Terminal {
    fn flowdbg(arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_flowdbg"));
        command.args(arguments);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        Self::run(command)
    }

    fn run(mut command: CommandBuilder) -> Self {
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        let size = PtySize {
            rows: 35,
            cols: 120,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 16 * 1024];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender
                    .send(buffer.iter().take(count).copied().collect())
                    .is_err()
                {
                    return;
                }
            }
        });
        Self {
            screen: vt100::Parser::new(cells(35), cells(120), 0),
            written: Vec::new(),
            output,
            input: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.written.extend_from_slice(bytes);
    }

    /// Waits until the screen shows this text.
    fn sees(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?} on the screen"), |screen| {
            screen.contents().contains(text)
        })
    }

    fn until(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        while !is_so(self.screen.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("no {what}, but:\n{}", self.screen.screen().contents())
                }
            }
        }
        self
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
        self
    }

    fn resize(&mut self, rows: u16, cols: u16) -> &mut Self {
        let size = PtySize {
            rows,
            cols,
            ..PtySize::default()
        };
        self.master.resize(size).unwrap();
        self.screen.screen_mut().set_size(cells(rows), cells(cols));
        self
    }

    /// Waits for the end of the program, and of its output.
    fn ends(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    panic!("it does not end:\n{}", self.screen.screen().contents())
                }
            }
        }
        self.child.wait().unwrap()
    }

    /// Whether the terminal is as a shell wants it.
    fn is_restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "pasting is still bracketed");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "the mouse is still taken"
        );
    }

    fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill")
            .args([name, &pid])
            .status()
            .unwrap();
        assert!(sent.success());
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

const SESSION: [&str; 5] = [
    "sample_flows/clinic_survey.json",
    "--seed",
    "1",
    "--now",
    "2026-03-04T05:06:07Z",
];

#[test]
fn it_steps_and_leaves() {
    let mut terminal = Terminal::flowdbg(&SESSION);
    terminal.sees("Clinic registration").sees("moment 0 of 0");
    assert!(terminal.screen.screen().alternate_screen());
    terminal.types("s").sees("moment 1 of 1");
    terminal.types("c").sees("waits for a message");
    terminal.types("1").types("c").sees("baby");
    terminal.types("C").sees("looking back");
    terminal.types("q");
    assert_eq!(terminal.ends().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn it_follows_the_size_of_the_terminal() {
    let mut terminal = Terminal::flowdbg(&SESSION);
    terminal
        .types("c")
        .sees("waits for a message")
        .sees("7 Conversation");
    terminal.resize(24, 80).sees("1 Flow  2 Action  3 Contact");
    terminal.resize(10, 50).sees("50x10 is too small");
    terminal
        .resize(60, 200)
        .sees("clock")
        .sees("waits for a message");
    terminal.types("\u{3}");
    assert_eq!(terminal.ends().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn a_frame_is_one_synchronized_update() {
    let mut terminal = Terminal::flowdbg(&SESSION);
    terminal
        .sees("moment 0 of 0")
        .types("s")
        .sees("moment 1 of 1")
        .types("q");
    terminal.ends();
    let count = |sequence: &str| {
        let windows = terminal.written.windows(sequence.len());
        windows
            .filter(|window| *window == sequence.as_bytes())
            .count()
    };
    let (begun, ended) = (count("\u{1b}[?2026h"), count("\u{1b}[?2026l"));
    assert!(begun >= 2, "{begun}");
    assert_eq!(begun, ended);
}

#[test]
fn signals_that_end_it_restore_the_terminal() {
    for signal in ["-TERM", "-HUP"] {
        let mut terminal = Terminal::flowdbg(&SESSION);
        terminal.types("c").sees("waits for a message");
        terminal.signal(signal);
        terminal.ends();
        terminal.is_restored();
    }
}

#[test]
fn it_can_be_suspended_and_goes_on() {
    let mut terminal = Terminal::flowdbg(&SESSION);
    terminal.types("c").sees("waits for a message");
    terminal
        .types("\u{1a}")
        .until("shell", |screen| !screen.alternate_screen());
    terminal.signal("-CONT");
    terminal.until("screen again", vt100::Screen::alternate_screen);
    terminal.sees("waits for a message").types("q");
    assert_eq!(terminal.ends().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn a_selection_is_copied_through_the_terminal() {
    let mut terminal = Terminal::flowdbg(&SESSION);
    terminal
        .types("c")
        .sees("waits for a message")
        .types("y")
        .sees("copied");
    terminal.types("q");
    terminal.ends();
    let written = String::from_utf8_lossy(&terminal.written);
    assert!(written.contains("\u{1b}]52;c;"));
}

#[test]
fn a_panic_restores_the_terminal_and_is_told() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "panics_with_the_terminal_taken", "--nocapture"]);
    command.env(PANICS, "1");
    let mut terminal = Terminal::run(command);
    assert_ne!(terminal.ends().exit_code(), 0);
    terminal.is_restored();
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    let (_, after) = written
        .split_once("\u{1b}[?1049l")
        .expect("it left the alternate screen");
    assert!(after.contains("something went wrong in here"), "{after}");
}

/// The other half of the one above: does nothing unless it is run by it, in a terminal of its own.
#[test]
fn panics_with_the_terminal_taken() {
    if std::env::var_os(PANICS).is_some() {
        let _terminal = flowdbg::tui::terminal::enter(flowdbg::tui::terminal::Mouse::Captured);
        panic!("something went wrong in here");
    }
}
