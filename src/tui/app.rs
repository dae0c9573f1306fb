//! The run loop: terminal events, signals, live calls and time in; frames out.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{Event, EventStream};
use crossterm::execute;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use futures::StreamExt;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::message::{Msg, Task};
use super::model::{Model, Preferences};
use super::refresh;
use super::terminal::{self, Mouse, RealTerminal};
use super::update::update;
use super::view::view;
use crate::debugger::Debugger;
use crate::http::Client;
use crate::wire::open::UnreadableFlow;

/// How often the wheel turns while a call is under way.
const TICK: Duration = Duration::from_millis(120);

/// Why the screen was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// The user left.
    ByUser,
    /// A signal asked for it.
    BySignal,
}

/// Shows the debugger, and which flows of its file can't be read, until the user leaves. The terminal is as before afterwards, whatever happens.
pub fn run(
    debugger: Debugger,
    unreadable: Vec<UnreadableFlow>,
    preferences: Preferences,
) -> io::Result<Left> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut terminal = terminal::enter(Mouse::Captured)?;
    let size = terminal
        .size()
        .map_or((80, 24), |size| (size.width, size.height));
    let model = Model::new(debugger, unreadable, preferences, size);
    let left = runtime.block_on(Loop::new(model, &mut terminal).run());
    // A call that can't be cancelled at once must not keep the user waiting.
    runtime.shutdown_timeout(Duration::from_millis(50));
    terminal::restore()?;
    left
}

struct Loop<'t> {
    model: Model,
    terminal: &'t mut RealTerminal,
    sender: mpsc::UnboundedSender<Msg>,
    received: mpsc::UnboundedReceiver<Msg>,
    client: Option<Client>,
    call: Option<(JoinHandle<()>, Instant)>,
}

impl<'t> Loop<'t> {
    fn new(mut model: Model, terminal: &'t mut RealTerminal) -> Self {
        refresh::moment(&mut model);
        let (sender, received) = mpsc::unbounded_channel();
        Self {
            model,
            terminal,
            sender,
            received,
            client: None,
            call: None,
        }
    }

    async fn run(mut self) -> io::Result<Left> {
        let mut events = EventStream::new();
        let mut signals = Signals::new()?;
        let mut ticks = tokio::time::interval(TICK);
        loop {
            self.draw()?;
            let msg = tokio::select! {
                event = events.next() => match event {
                    Some(Ok(event)) => of_event(event),
                    Some(Err(error)) => return Err(error),
                    None => return Ok(Left::BySignal),
                },
                msg = self.received.recv() => msg,
                _ = ticks.tick(), if self.call.is_some() => self.call.as_ref().map(|(_, since)| {
                    Msg::Tick(u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX))
                }),
                () = signals.end() => return Ok(Left::BySignal),
            };
            let Some(msg) = msg else { continue };
            for task in update(&mut self.model, msg) {
                if self.perform(task)? == Flow::Leave {
                    return Ok(Left::ByUser);
                }
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        execute!(io::stdout(), BeginSynchronizedUpdate)?;
        let model = &self.model;
        self.terminal.draw(|frame| view(model, frame))?;
        execute!(io::stdout(), EndSynchronizedUpdate)
    }

    fn perform(&mut self, task: Task) -> io::Result<Flow> {
        match task {
            Task::Quit => return Ok(Flow::Leave),
            Task::Suspend => self.suspend()?,
            Task::Redraw => self.forget_screen()?,
            Task::Copy(text) => {
                let mut out = io::stdout();
                execute!(out, CopyToClipboard::to_clipboard_from(text))?;
                out.flush()?;
            }
            Task::Call { id, request } => self.call(id, request),
            Task::CancelCall => {
                if let Some((call, _)) = self.call.take() {
                    call.abort();
                }
            }
        }
        Ok(Flow::Stay)
    }

    fn call(&mut self, id: u64, request: crate::engine::effect::HttpRequest) {
        let client = match &self.client {
            Some(client) => client.clone(),
            None => match Client::new() {
                Ok(client) => self.client.insert(client).clone(),
                Err(problem) => {
                    let _ = self.sender.send(Msg::Called {
                        id,
                        result: Err(problem),
                    });
                    return;
                }
            },
        };
        let sender = self.sender.clone();
        let call = tokio::spawn(async move {
            let result = client.call(&request).await;
            let _ = sender.send(Msg::Called { id, result });
        });
        self.call = Some((call, Instant::now()));
    }

    /// Gives the terminal back, stops the process as the shell expects it, and takes the terminal again afterwards.
    fn suspend(&mut self) -> io::Result<()> {
        terminal::restore()?;
        stop_process();
        terminal::take(Mouse::Captured)?;
        self.forget_screen()
    }

    /// Clears the terminal and forgets what was drawn on it, so that the next frame draws everything. `Terminal::clear`
    /// would ask the terminal where its cursor is, and not every terminal answers.
    fn forget_screen(&mut self) -> io::Result<()> {
        execute!(io::stdout(), Clear(ClearType::All))?;
        *self.terminal = terminal::new()?;
        Ok(())
    }
}

/// Whether the loop goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    Stay,
    Leave,
}

fn of_event(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => Some(Msg::Key(key)),
        Event::Mouse(mouse) => Some(Msg::Mouse(mouse)),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(width, height) => Some(Msg::Resize(width, height)),
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// Stops this process until the shell continues it.
#[cfg(unix)]
fn stop_process() {
    // The shell's own `kill` sends the signal, so that no unsafe code is needed.
    let pid = std::process::id().to_string();
    let _ = std::process::Command::new("kill")
        .args(["-TSTP", &pid])
        .status();
}

#[cfg(not(unix))]
fn stop_process() {}

/// The signals that ask a program to end.
#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    hang_up: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
        })
    }

    async fn end(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.hang_up.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature on all systems"
    )]
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn end(&mut self) {
        std::future::pending::<()>().await;
    }
}
