//! Colours by meaning: amber for here and the path taken, green for changed and true, violet for waits, blue for what can be
//! pressed or evaluated, red for errors. The terminal's own background stays.

use ratatui::style::{Color, Modifier, Style};

use super::graph::canvas::Ink;

/// The themes there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// For a dark background.
    #[default]
    Dark,
    /// For a light background.
    Light,
    /// Pure colours on a dark background.
    HighContrast,
    /// The 16 colours of the terminal.
    Sixteen,
    /// No colour at all: bold, dim, underlined and reversed only.
    Plain,
}

impl ThemeName {
    /// All themes in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Dark,
        Self::Light,
        Self::HighContrast,
        Self::Sixteen,
        Self::Plain,
    ];

    /// The name in the configuration and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Sixteen => "16",
            Self::Plain => "none",
        }
    }

    /// The theme after this one, beginning anew after the last.
    pub fn next(self) -> Self {
        let mut themes = Self::ALL
            .into_iter()
            .cycle()
            .skip_while(move |theme| *theme != self);
        themes.nth(1).unwrap_or(self)
    }
}

/// The styles of a theme, by meaning.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// Which theme it is.
    pub name: ThemeName,
    /// Ordinary text.
    pub text: Style,
    /// Titles and what matters most.
    pub strong: Style,
    /// What matters less: labels, hints, times.
    pub dim: Style,
    /// Borders of panes.
    pub border: Style,
    /// The border of the pane that has the focus.
    pub focus: Style,
    /// Where the session is, and the path it took.
    pub here: Style,
    /// What changed, and what is true.
    pub changed: Style,
    /// Waits.
    pub wait: Style,
    /// What can be pressed or evaluated.
    pub press: Style,
    /// Errors and breakpoints.
    pub error: Style,
    /// The bars at top and bottom.
    pub bar: Style,
    /// What is selected; combined with the style of what it is.
    pub selected: Style,
    /// The bubbles of the conversation.
    pub bubble: Style,
}

struct Palette {
    text: Color,
    dim: Color,
    border: Color,
    here: Color,
    changed: Color,
    wait: Color,
    press: Color,
    error: Color,
    bar: Color,
    selected: Color,
    bubble: Color,
}

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::Rgb(r, g, b)
}

const DARK: Palette = Palette {
    text: rgb(0xc0_ca_f5),
    dim: rgb(0x6b_74_9e),
    border: rgb(0x46_4d_6e),
    here: rgb(0xe0_af_68),
    changed: rgb(0x9e_ce_6a),
    wait: rgb(0xbb_9a_f7),
    press: rgb(0x7d_cf_ff),
    error: rgb(0xf7_76_8e),
    bar: rgb(0x1f_23_35),
    selected: rgb(0x2c_33_4d),
    bubble: rgb(0x2c_33_4d),
};

const LIGHT: Palette = Palette {
    text: rgb(0x2e_34_40),
    dim: rgb(0x7a_80_90),
    border: rgb(0xb4_b9_c6),
    here: rgb(0x9a_5b_00),
    changed: rgb(0x2f_73_1b),
    wait: rgb(0x6f_3f_c0),
    press: rgb(0x00_60_a8),
    error: rgb(0xc0_20_3c),
    bar: rgb(0xe6_e9_f0),
    selected: rgb(0xdc_e3_f2),
    bubble: rgb(0xe3_e8_f3),
};

const HIGH_CONTRAST: Palette = Palette {
    text: Color::White,
    dim: rgb(0xb8_b8_b8),
    border: rgb(0xa0_a0_a0),
    here: rgb(0xff_d7_00),
    changed: rgb(0x5f_ff_5f),
    wait: rgb(0xff_87_ff),
    press: rgb(0x5f_ff_ff),
    error: rgb(0xff_5f_5f),
    bar: rgb(0x30_30_30),
    selected: rgb(0x00_00_af),
    bubble: rgb(0x30_30_30),
};

const SIXTEEN: Palette = Palette {
    text: Color::Reset,
    dim: Color::DarkGray,
    border: Color::DarkGray,
    here: Color::Yellow,
    changed: Color::Green,
    wait: Color::Magenta,
    press: Color::Cyan,
    error: Color::Red,
    bar: Color::Reset,
    selected: Color::Blue,
    bubble: Color::Reset,
};

impl Theme {
    /// The theme of this name.
    pub fn named(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::coloured(name, &DARK),
            ThemeName::Light => Self::coloured(name, &LIGHT),
            ThemeName::HighContrast => Self::coloured(name, &HIGH_CONTRAST),
            ThemeName::Sixteen => Self::coloured(name, &SIXTEEN),
            ThemeName::Plain => Self::plain(),
        }
    }

    fn coloured(name: ThemeName, palette: &Palette) -> Self {
        let ink = |color| Style::new().fg(color);
        Self {
            name,
            text: ink(palette.text),
            strong: ink(palette.text).add_modifier(Modifier::BOLD),
            dim: ink(palette.dim),
            border: ink(palette.border),
            focus: ink(palette.press),
            here: ink(palette.here).add_modifier(Modifier::BOLD),
            changed: ink(palette.changed),
            wait: ink(palette.wait),
            press: ink(palette.press),
            error: ink(palette.error),
            bar: ink(palette.text).bg(palette.bar),
            selected: Style::new().bg(palette.selected),
            bubble: ink(palette.text).bg(palette.bubble),
        }
    }

    fn plain() -> Self {
        let none = Style::new();
        Self {
            name: ThemeName::Plain,
            text: none,
            strong: none.add_modifier(Modifier::BOLD),
            dim: none.add_modifier(Modifier::DIM),
            border: none.add_modifier(Modifier::DIM),
            focus: none.add_modifier(Modifier::BOLD),
            here: none.add_modifier(Modifier::BOLD),
            changed: none.add_modifier(Modifier::UNDERLINED),
            wait: none.add_modifier(Modifier::ITALIC),
            press: none.add_modifier(Modifier::BOLD),
            error: none.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            bar: none.add_modifier(Modifier::REVERSED),
            selected: none.add_modifier(Modifier::REVERSED),
            bubble: none,
        }
    }

    /// The style of a part of the graph.
    pub fn ink(&self, ink: Ink) -> Style {
        match ink {
            Ink::Dim => self.border,
            Ink::Line => self.dim,
            Ink::Text => self.text,
            Ink::Icon => self.press,
            Ink::Wait => self.wait,
            Ink::Good => self.changed,
            Ink::Here => self.here,
            Ink::Selected => self.focus.add_modifier(Modifier::BOLD),
            Ink::Alert => self.error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_follow_each_other_in_a_circle() {
        let mut theme = ThemeName::Dark;
        for _ in ThemeName::ALL {
            theme = theme.next();
        }
        assert_eq!(theme, ThemeName::Dark);
    }

    #[test]
    fn the_plain_theme_has_no_colour() {
        let theme = Theme::named(ThemeName::Plain);
        for style in [
            theme.text,
            theme.here,
            theme.error,
            theme.bar,
            theme.selected,
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
