//! Templates as trees.

use std::fmt::Write;

use arbitrary::{Arbitrary, Result, Unstructured};
use flowdbg::excellent::Dialect;

/// A piece of a template.
#[derive(Arbitrary, Debug)]
pub enum Piece<'a> {
    Body(&'a str),
    Identifier(Path),
    Expression(Expression<'a>),
    Soup(Vec<Word<'a>>),
    /// The same brackets many times.
    Nested(Bracket, u16, Expression<'a>),
}

/// What can be nested without end.
#[derive(Arbitrary, Debug)]
pub enum Bracket {
    Parenthesis,
    Index,
    Call,
    Minus,
    Lambda,
    Sum,
}

/// A path of the context, as numbers of names.
#[derive(Arbitrary, Debug)]
pub struct Path(u8, Vec<u8>);

/// An expression that can be parsed.
#[derive(Debug)]
pub enum Expression<'a> {
    Text(&'a str),
    Listed(u8),
    Number(u32, u8),
    Path(Path),
    Negated(Box<Expression<'a>>),
    Binary(Box<Expression<'a>>, u8, Box<Expression<'a>>),
    Call(u16, Vec<Expression<'a>>),
    Value(Box<Expression<'a>>, Vec<Expression<'a>>),
    Lambda(u8, Box<Expression<'a>>),
    Index(Box<Expression<'a>>, Box<Expression<'a>>),
    Grouped(Box<Expression<'a>>),
}

/// How deep generated expressions nest; `Nested` goes deeper.
const MAX_DEPTH: usize = 6;

impl<'a> Arbitrary<'a> for Expression<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        expression(u, 0)
    }
}

fn expression<'a>(u: &mut Unstructured<'a>, depth: usize) -> Result<Expression<'a>> {
    let kinds = if depth < MAX_DEPTH && !u.is_empty() {
        15
    } else {
        4
    };
    let inner = |u: &mut Unstructured<'a>| Ok(Box::new(expression(u, depth + 1)?));
    let list = |u: &mut Unstructured<'a>| {
        let count = u.int_in_range(0..=4)?;
        (0..count)
            .map(|_| expression(u, depth + 1))
            .collect::<Result<Vec<_>>>()
    };
    Ok(match u.int_in_range(0..=kinds)? {
        0 => Expression::Text(u.arbitrary()?),
        1 => Expression::Number(u.arbitrary()?, u.arbitrary()?),
        2 => Expression::Path(u.arbitrary()?),
        3 | 4 => Expression::Listed(u.arbitrary()?),
        5 => Expression::Negated(inner(u)?),
        6 | 7 => Expression::Binary(inner(u)?, u.arbitrary()?, inner(u)?),
        8 => Expression::Value(inner(u)?, list(u)?),
        9 => Expression::Lambda(u.arbitrary()?, inner(u)?),
        10 => Expression::Index(inner(u)?, inner(u)?),
        11 => Expression::Grouped(inner(u)?),
        _ => Expression::Call(u.arbitrary()?, list(u)?),
    })
}

/// A word of the language, whatever stands beside it.
#[derive(Arbitrary, Debug)]
pub enum Word<'a> {
    Function(u16),
    Listed(u8),
    Operator(u8),
    Mark(u8),
    Name(u8),
    Raw(&'a str),
}

const NAMES: [&str; 12] = [
    "contact", "name", "fields", "results", "x", "0", "1", "items", "Text", "ñandú", "dt", "broken",
];

const OPERATORS: [&str; 13] = [
    "+", "-", "*", "/", "^", "=", "!=", "<", "<=", ">", ">=", "&", "=>",
];

const MARKS: [&str; 14] = [
    "@", "@(", "(", ")", "[", "]", ",", ".", "\"", "\\", "@@", " ", "\n", "\0",
];

/// Values that matter: as they stand in an expression.
const LISTED: &[&str] = &[
    "true",
    "false",
    "null",
    "0",
    "1",
    "2",
    "-1",
    "36",
    "100",
    "10000",
    "1000000000",
    "2147483647",
    "2147483648",
    "9223372036854775808",
    "18446744073709551616",
    "999999999999999999999999999999999999",
    "0.1",
    "0.0000000001",
    "123456789.987654321",
    "\"\"",
    "\" \"",
    "\"YYYY-MM-DD\"",
    "\"DD-MM-YYYY tt:mm\"",
    "\"tt:mm:ss.fff\"",
    "\"h:mm aa\"",
    "\"MMMM EEEE ZZZ\"",
    "\"2021-03-14T15:09:26.535Z\"",
    "\"14-03-2021 5pm\"",
    "\"2021-11-07 01:30\"",
    "\"23:59:60\"",
    "\"America/Los_Angeles\"",
    "\"Africa/Kigali\"",
    "\"D\"",
    "\"W\"",
    "\"M\"",
    "\"Y\"",
    "\"h\"",
    "\"m\"",
    "\"s\"",
    "\"1e9\"",
    "\"1e20000\"",
    "\"-.5\"",
    "\"tel:+250788123123\"",
    "\"mailto:a@b.c?x=y#z\"",
    "\"image/png:http://x.y\"",
    "\"{\\\"a\\\": [1, {\\\"b\\\": null}], \\\"__default__\\\": 5}\"",
    "\"[1, [2, [3, \\\"\\\\ud800\\\"]]]\"",
    "\"(a+)+$\"",
    "\"(\\\\w{1,50}){1,50}\"",
    "\"\\\\Qa.b\\\\E|[[:word:]]*\\\\pL\"",
    "\"(?P<n>x)?\"",
    "\"a{1000}{1000}\"",
    "\"&lt;&#x110000;&nbsp;&amp\"",
    "\"ß İ ǆ σς\"",
    "\"a b,c;d👍🏽e\\u0301\"",
    "repeat(\"x,\", 5000)",
    "split(repeat(\"x,\", 5000), \",\")",
    "foreach(array(1, 2, 3), (x) => x * 2)",
    "now()",
    "today()",
    "upper",
    "max",
    "array(1, \"b\", null, array(2))",
    "object(\"k\", 1, \"__default__\", 7)",
    "(x) => x & x",
    "1 / 0",
];

impl Path {
    fn write(&self, out: &mut String) {
        out.push_str(pick(&NAMES, self.0));
        for part in self.1.iter().take(4) {
            out.push('.');
            out.push_str(pick(&NAMES, *part));
        }
    }
}

/// Writes a template in the words of a dialect.
pub fn write(pieces: &[Piece<'_>], dialect: &Dialect) -> String {
    let mut writer = Writer {
        dialect,
        out: String::new(),
    };
    for piece in pieces.iter().take(8) {
        writer.piece(piece);
    }
    writer.out
}

struct Writer<'a> {
    dialect: &'a Dialect,
    out: String,
}

impl Writer<'_> {
    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Body(text) => self.out.push_str(text),
            Piece::Identifier(path) => {
                self.out.push('@');
                path.write(&mut self.out);
            }
            Piece::Expression(expression) => {
                self.out.push_str("@(");
                self.expression(expression);
                self.out.push(')');
            }
            Piece::Soup(words) => words.iter().take(200).for_each(|word| self.word(word)),
            Piece::Nested(bracket, times, inner) => {
                self.nested(bracket, usize::from(*times), inner)
            }
        }
    }

    fn nested(&mut self, bracket: &Bracket, times: usize, inner: &Expression<'_>) {
        let (open, close) = match bracket {
            Bracket::Parenthesis => ("(", ")"),
            Bracket::Index => ("contact[", "]"),
            Bracket::Call => ("upper(", ")"),
            Bracket::Minus => ("-", ""),
            Bracket::Lambda => ("(x) => ", ""),
            Bracket::Sum => ("1 + ", ""),
        };
        self.out.push_str("@(");
        self.out.push_str(&open.repeat(times));
        self.expression(inner);
        self.out.push_str(&close.repeat(times));
        self.out.push(')');
    }

    fn word(&mut self, word: &Word<'_>) {
        match word {
            Word::Function(which) => {
                let name = self.function(*which);
                self.out.push_str(name);
            }
            Word::Listed(which) => self.out.push_str(pick(LISTED, *which)),
            Word::Operator(which) => self.out.push_str(pick(&OPERATORS, *which)),
            Word::Mark(which) => self.out.push_str(pick(&MARKS, *which)),
            Word::Name(which) => self.out.push_str(pick(&NAMES, *which)),
            Word::Raw(text) => self.out.push_str(text),
        }
    }

    fn function(&self, which: u16) -> &'static str {
        let all = self.dialect.functions.iter().chain(self.dialect.tests);
        let count = self.dialect.functions.len() + self.dialect.tests.len();
        all.map(|spec| spec.name)
            .nth(usize::from(which) % count)
            .unwrap_or("upper")
    }

    fn expression(&mut self, expression: &Expression<'_>) {
        match expression {
            Expression::Text(text) => {
                let _ = write!(self.out, "{text:?}");
            }
            Expression::Listed(which) => self.out.push_str(pick(LISTED, *which)),
            Expression::Number(digits, places) => self.number(*digits, *places),
            Expression::Path(path) => path.write(&mut self.out),
            Expression::Negated(of) => {
                self.out.push('-');
                self.expression(of);
            }
            Expression::Binary(left, operator, right) => {
                self.expression(left);
                let _ = write!(self.out, " {} ", pick(&OPERATORS[..12], *operator));
                self.expression(right);
            }
            Expression::Call(which, arguments) => {
                let name = self.function(*which);
                self.out.push_str(name);
                self.arguments(arguments);
            }
            Expression::Value(callee, arguments) => {
                self.out.push('(');
                self.expression(callee);
                self.out.push(')');
                self.arguments(arguments);
            }
            Expression::Lambda(parameters, body) => {
                let names = ["x", "Y", "name", "contact"];
                let count = usize::from(*parameters % 4) + 1;
                let _ = write!(self.out, "({}) => ", names[..count].join(", "));
                self.expression(body);
            }
            Expression::Index(of, index) => {
                self.out.push('(');
                self.expression(of);
                self.out.push_str(")[");
                self.expression(index);
                self.out.push(']');
            }
            Expression::Grouped(inner) => {
                self.out.push('(');
                self.expression(inner);
                self.out.push(')');
            }
        }
    }

    fn arguments(&mut self, arguments: &[Expression<'_>]) {
        self.out.push('(');
        for (at, argument) in arguments.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.expression(argument);
        }
        self.out.push(')');
    }

    fn number(&mut self, digits: u32, places: u8) {
        let _ = match places % 4 {
            0 => write!(self.out, "{digits}"),
            1 => write!(self.out, "{}.{}", digits >> 16, digits & 0xffff),
            2 => write!(self.out, "{}", digits % 100),
            _ => write!(self.out, "0.{digits:020}"),
        };
    }
}

fn pick<'a>(list: &[&'a str], which: u8) -> &'a str {
    list[usize::from(which) % list.len()]
}
