//! The action that is next, or the one just executed: in words, its templates with their values, its JSON.

/// What the Action pane shows.
#[derive(Debug, Clone, Default)]
pub struct ActionFacts {
    /// `2 of 5`, or what there is instead of an action.
    pub place: String,
    /// Type of the action.
    pub type_name: String,
    /// Whether it was executed already.
    pub done: bool,
    /// What it does, in words.
    pub words: String,
    /// Its templates.
    pub templates: Vec<TemplateFact>,
    /// What it did: `before` and `after`, or the events it logged, or why nothing.
    pub outcome: Vec<(String, String)>,
    /// How the session came to this node.
    pub came_by: Option<RouteFacts>,
    /// Its JSON, pretty.
    pub json: String,
}

/// A template of an action and what it gives.
#[derive(Debug, Clone, Default)]
pub struct TemplateFact {
    /// The member it is in.
    pub name: String,
    /// As written.
    pub source: String,
    /// What it gives, or why it fails.
    pub value: String,
    /// Whether it fails.
    pub failed: bool,
    /// Its parts: depth, text, value, whether that is an error.
    pub parts: Vec<PartFact>,
}

/// A part of an expression.
#[derive(Debug, Clone, Default)]
pub struct PartFact {
    /// How deep it is inside.
    pub depth: usize,
    /// As written.
    pub source: String,
    /// What it gives.
    pub value: String,
    /// Whether it fails.
    pub failed: bool,
}

/// Why a router chose what it chose.
#[derive(Debug, Clone, Default)]
pub struct RouteFacts {
    /// Name of the category, or how else the exit was chosen.
    pub category: String,
    /// The operand as written, with its value.
    pub operand: Option<(String, String)>,
    /// The cases: how they came out, and their words.
    pub cases: Vec<(CaseMark, String)>,
}

/// How a case came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseMark {
    /// It matched and was taken.
    Taken,
    /// It does not match.
    No,
    /// It was not asked, but would match too.
    WouldMatch,
    /// It fails.
    Failed,
    /// It is the way for everything else.
    Default,
}
