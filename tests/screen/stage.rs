//! A screen without a terminal: a sample flow, keys typed at it, and what is seen then.

use std::path::Path;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use flowdbg::debugger::mocks::Mocks;
use flowdbg::debugger::starts::Setup;
use flowdbg::debugger::{Debugger, EffectPolicy, Settings};
use flowdbg::engine::input::Clock;
use flowdbg::engine::options::Options;
use flowdbg::engine::semantics::Semantics;
use flowdbg::excellent::{DateTime, Environment, Zone};
use flowdbg::model::contact::Contact;
use flowdbg::model::flow::FlowType;
use flowdbg::model::references::FlowReference;
use flowdbg::model::session::Call;
use flowdbg::model::urn::Urn;
use flowdbg::tui::message::{Msg, Task};
use flowdbg::tui::model::{Model, Preferences};
use flowdbg::tui::refresh;
use flowdbg::tui::update::update;
use flowdbg::tui::view::view;
use flowdbg::wire::open::{self, Opened};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// The screen of a debugger.
pub struct Stage {
    pub model: Model,
    pub tasks: Vec<Task>,
}

/// The sample flow of this name, with a contact, a clock and a seed that are always the same.
pub fn sample(name: &str, size: (u16, u16)) -> Stage {
    Stage::new(debugger(name, EffectPolicy::Ask), size)
}

/// A debugger of the sample flow of this name.
pub fn debugger(name: &str, effects: EffectPolicy) -> Debugger {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("sample_flows")
        .join(format!("{name}.json"));
    debugger_of(open::open_file(&path).unwrap(), effects)
}

/// A debugger of the flows in this JSON.
pub fn debugger_of(opened: Opened, effects: EffectPolicy) -> Debugger {
    let flow = opened.flow(None).unwrap();
    let semantics = Semantics::of(flow.generation);
    let now = DateTime::from_epoch(1_790_000_000, 0, Zone::utc());
    let mut contact = Contact::new("c0000000-0000-4000-8000-000000000001".into(), now.clone());
    contact.name = "Amina Diallo".into();
    contact.language = flow.language.clone();
    contact
        .urns
        .push_back(Urn::parse("tel:+12065551212").unwrap().into());
    // Only voice flows are told of it.
    let urn = Urn::parse("tel:+12065551212").unwrap();
    let channel = opened.assets.channels.iter().next();
    let call = channel.map(|channel| {
        let (uuid, channel) = (
            "ca110000-0000-4000-8000-000000000001".into(),
            channel.reference(),
        );
        Arc::new(Call { uuid, channel, urn })
    });
    let is_voice = flow.flow_type == FlowType::Voice;
    let setup = Setup {
        flow: FlowReference {
            uuid: flow.uuid.clone(),
            name: flow.name.clone(),
            revision: None,
        },
        trigger: None,
        contact: Arc::new(contact),
        call: call.filter(|_| is_voice),
        environment: Arc::new(Environment::default()),
        message: None,
        clock: Clock { now, step_ms: 250 },
        seed: 7,
        options: Arc::new(Options::of(flow.generation)),
    };
    let settings = Settings {
        effects,
        mocks: Mocks::default(),
        ..Settings::default()
    };
    Debugger::new(
        Arc::new(opened.assets),
        setup.start(semantics),
        semantics,
        settings,
    )
    .unwrap()
}

impl Stage {
    pub fn new(debugger: Debugger, size: (u16, u16)) -> Self {
        Self::preferring(debugger, size, Preferences::default())
    }

    pub fn preferring(debugger: Debugger, size: (u16, u16), preferences: Preferences) -> Self {
        Self::of(Model::new(debugger, Vec::new(), preferences, size))
    }

    pub fn of(mut model: Model) -> Self {
        refresh::moment(&mut model);
        Self {
            model,
            tasks: Vec::new(),
        }
    }

    /// Types keys: a character each, others by their names, as in `c1<enter>ihello<enter>`.
    pub fn keys(mut self, keys: &str) -> Self {
        self.press(keys);
        self
    }

    pub fn press(&mut self, keys: &str) {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let named = rest
                .strip_prefix('<')
                .and_then(|after| after.split_once('>'));
            let event = if let Some((name, after)) = named {
                rest = after;
                named_key(name)
            } else {
                rest = &rest[first.len_utf8()..];
                KeyEvent::new(KeyCode::Char(first), KeyModifiers::NONE)
            };
            self.send(Msg::Key(event));
        }
    }

    pub fn send(&mut self, msg: Msg) {
        let tasks = update(&mut self.model, msg);
        self.tasks.extend(tasks);
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.send(Msg::Resize(width, height));
    }

    /// What is seen, with the styles.
    pub fn buffer(&self) -> Buffer {
        let (width, height) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// What is seen, as text.
    pub fn text(&self) -> String {
        let (width, height) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        let shown = terminal.backend().to_string();
        let lines: Vec<&str> = shown
            .lines()
            .map(|line| line.trim_matches('"').trim_end())
            .collect();
        lines.join("\n")
    }
}

fn named_key(name: &str) -> KeyEvent {
    let (code, modifiers) = match name {
        "enter" => (KeyCode::Enter, KeyModifiers::NONE),
        "esc" => (KeyCode::Esc, KeyModifiers::NONE),
        "tab" => (KeyCode::Tab, KeyModifiers::NONE),
        "up" => (KeyCode::Up, KeyModifiers::NONE),
        "down" => (KeyCode::Down, KeyModifiers::NONE),
        "left" => (KeyCode::Left, KeyModifiers::NONE),
        "right" => (KeyCode::Right, KeyModifiers::NONE),
        "f5" => (KeyCode::F(5), KeyModifiers::NONE),
        "ctrl-u" => (KeyCode::Char('u'), KeyModifiers::CONTROL),
        "ctrl-l" => (KeyCode::Char('l'), KeyModifiers::CONTROL),
        "ctrl-end" => (KeyCode::End, KeyModifiers::CONTROL),
        "alt-2" => (KeyCode::Char('2'), KeyModifiers::ALT),
        "alt-b" => (KeyCode::Char('b'), KeyModifiers::ALT),
        other => panic!("no key is called {other}"),
    };
    KeyEvent::new(code, modifiers)
}
