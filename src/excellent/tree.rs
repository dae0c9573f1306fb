//! The compiled form of one expression: its nodes in one list, children before parents, so that neither dropping nor walking
//! a long chain of operators needs a deep stack.

mod canonical;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use smallvec::SmallVec;

use super::error::Error;
use super::function::FunctionSpec;
use super::value::{Text, Value};

/// Index of a node within its program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// One expression, compiled.
#[derive(Debug)]
pub struct Program {
    pub(super) nodes: Vec<Node>,
    pub(super) root: NodeId,
}

/// A part of an expression and where it stands.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Bytes of the expression's source.
    pub span: Range<usize>,
}

/// The children of a call or lambda.
pub type NodeList = SmallVec<[NodeId; 3]>;

/// What a node is.
#[derive(Debug)]
pub enum Kind {
    /// A text, number, `true`, `false` or `null`; an error where a number literal is out of range.
    Literal(Value),
    /// A top-level name, or the function of that name.
    Name(Name),
    /// A parameter of a lambda around it.
    Parameter {
        /// How many lambdas further out.
        up: usize,
        /// Which of its parameters.
        slot: usize,
        /// As written.
        written: Text,
    },
    /// A path from a top-level name, one key at a time (generation 12's `@name.path`).
    RootPath(Text),
    /// `( ... )`.
    Parentheses(NodeId),
    /// So many `-` before an operand.
    Negate(NodeId, usize),
    /// Two operands.
    Binary(Operator, NodeId, NodeId),
    /// `a.b`, resolved as one key (14).
    Property(NodeId, Name),
    /// `a.b`, the right side being a path of keys as written (12).
    Path(NodeId, Text),
    /// `a[b]`.
    Index(NodeId, NodeId),
    /// `f(...)` where `f` is an expression (14).
    Call(NodeId, NodeList),
    /// `name(...)` where `name` is looked up in the function table (12).
    NamedCall(Name, NodeList),
    /// `(x, y) => body`.
    Lambda(Vec<Text>, NodeId),
}

/// A name and what is known about it when it is compiled.
#[derive(Debug)]
pub struct Name {
    /// As written.
    pub written: Text,
    /// In lower case.
    pub lowered: Text,
    /// The function or router test of that name.
    pub function: Option<&'static FunctionSpec>,
}

/// An operator with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `^`
    Power,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `<=`
    AtMost,
    /// `<`
    Less,
    /// `>=`
    AtLeast,
    /// `>`
    Greater,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `&`
    Concatenate,
}

impl Operator {
    /// As written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Power => "^",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::AtMost => "<=",
            Self::Less => "<",
            Self::AtLeast => ">=",
            Self::Greater => ">",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Concatenate => "&",
        }
    }

    /// How tightly it binds; a larger number binds tighter.
    pub fn binding(self) -> u8 {
        match self {
            Self::Concatenate => 1,
            Self::Equal | Self::NotEqual => 2,
            Self::AtMost | Self::Less | Self::AtLeast | Self::Greater => 3,
            Self::Add | Self::Subtract => 4,
            Self::Multiply | Self::Divide => 5,
            Self::Power => 6,
        }
    }
}

/// A lambda as a value: where its body is, and what it sees of the lambdas around it.
pub struct Lambda {
    pub(super) program: Arc<Program>,
    pub(super) parameters: usize,
    pub(super) body: NodeId,
    pub(super) scope: Option<Arc<Frame>>,
}

/// The arguments of a running lambda, and those of the ones around it.
pub struct Frame {
    pub(super) values: SmallVec<[Value; 2]>,
    pub(super) parent: Option<Arc<Frame>>,
}

impl fmt::Debug for Lambda {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<anon>")
    }
}

impl Program {
    /// The outermost node.
    pub fn root(&self) -> NodeId {
        self.root
    }

    /// All nodes, children before parents.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// A node. An id of another program gives None.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    /// The kind of a node; an impossible id reads as an error.
    pub(super) fn kind(&self, id: NodeId) -> Result<&Kind, Error> {
        self.node(id)
            .map(|node| &node.kind)
            .ok_or_else(|| Error::new("unknown part of an expression"))
    }
}
