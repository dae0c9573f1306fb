//! The panes of the screen, with their numbers and names.

/// A pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// The graph of the flow.
    #[default]
    Flow,
    /// The action that comes next, or came last.
    Action,
    /// The contact.
    Contact,
    /// The results of the run.
    Results,
    /// The context of expressions as a tree.
    Context,
    /// The log of events.
    Events,
    /// What the contact sees.
    Conversation,
}

impl Pane {
    /// All panes in the order of their numbers.
    pub const ALL: [Self; 7] = [
        Self::Flow,
        Self::Action,
        Self::Contact,
        Self::Results,
        Self::Context,
        Self::Events,
        Self::Conversation,
    ];

    /// The number that is its key.
    pub fn number(self) -> usize {
        Self::ALL
            .iter()
            .position(|pane| *pane == self)
            .map_or(0, |index| index + 1)
    }

    /// The pane with this number.
    pub fn with_number(number: usize) -> Option<Self> {
        number
            .checked_sub(1)
            .and_then(|index| Self::ALL.get(index))
            .copied()
    }

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Flow => "Flow",
            Self::Action => "Action",
            Self::Contact => "Contact",
            Self::Results => "Results",
            Self::Context => "Context",
            Self::Events => "Events",
            Self::Conversation => "Conversation",
        }
    }

    /// Whether it shares its place with the contact, the results and the context.
    pub fn is_side(self) -> bool {
        matches!(self, Self::Contact | Self::Results | Self::Context)
    }

    /// The pane after this one.
    pub fn next(self) -> Self {
        Self::with_number(self.number() % Self::ALL.len() + 1).unwrap_or_default()
    }

    /// The pane before this one.
    pub fn previous(self) -> Self {
        Self::with_number((self.number() + Self::ALL.len() - 2) % Self::ALL.len() + 1)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_follow_each_other_in_a_circle() {
        for pane in Pane::ALL {
            assert_eq!(pane.next().previous(), pane);
            assert_eq!(Pane::with_number(pane.number()), Some(pane));
        }
        assert_eq!(Pane::Conversation.next(), Pane::Flow);
    }
}
