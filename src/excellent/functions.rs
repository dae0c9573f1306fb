//! The built-in functions, one table per generation, sorted by name.
#![allow(
    clippy::unnecessary_wraps,
    reason = "all functions have the same signature"
)]

mod addresses;
mod arguments;
mod collections;
mod conversion;
mod date_text;
mod dates;
mod equality;
#[cfg(test)]
pub(in crate::excellent) mod facts;
mod json;
mod number_text;
mod numbers;
mod patterns;
mod pretty;
mod spelling;
mod text;
mod words;

use super::function::Arity::{AtLeast, Between, Exactly, Own};
use super::function::FunctionSpec;

pub(super) use arguments::Arguments;
pub(super) use dates::is_unit;
pub(super) use patterns::PATTERN_EFFORT;
pub(super) use text::counted_length;

/// Functions of generation 12.
#[rustfmt::skip]
pub static FUNCTIONS_12: &[FunctionSpec] = &[
    FunctionSpec::new("abs", Exactly(1), numbers::abs),
    FunctionSpec::new("and", AtLeast(1), conversion::and),
    FunctionSpec::new("array", AtLeast(0), conversion::array),
    FunctionSpec::new("boolean", Exactly(1), conversion::boolean),
    FunctionSpec::new("char", Exactly(1), text::char),
    FunctionSpec::new("clean", Exactly(1), text::clean),
    FunctionSpec::new("code", Exactly(1), text::code),
    FunctionSpec::new("datetime", Exactly(1), conversion::datetime_in_text),
    FunctionSpec::new("datetime_add", Own(3, 3), dates::datetime_add),
    FunctionSpec::new("datetime_diff", Own(3, 3), dates::datetime_since),
    FunctionSpec::new("datetime_from_parts", Exactly(3), dates::datetime_from_parts),
    FunctionSpec::new("default", Exactly(2), conversion::default_for_empty),
    FunctionSpec::new("epoch", Exactly(1), dates::epoch_wrapping),
    FunctionSpec::new("field", Exactly(3), words::field_named),
    FunctionSpec::new("format_date", Between(1, 2), date_text::format_date_of_datetime),
    FunctionSpec::new("format_datetime", Between(1, 3), date_text::format_datetime_joined),
    FunctionSpec::new("format_location", Exactly(1), text::format_location),
    FunctionSpec::new("format_number", Own(1, 3), number_text::format_number_double),
    FunctionSpec::new("format_urn", Own(1, 1), addresses::format_valid_urn),
    FunctionSpec::new("from_epoch", Exactly(1), dates::from_epoch_nanos),
    FunctionSpec::new("if", Exactly(3), conversion::choose),
    FunctionSpec::new("join", Exactly(2), words::join_indexable),
    FunctionSpec::new("json", Exactly(1), json::json),
    FunctionSpec::new("left", Exactly(2), text::left),
    FunctionSpec::new("legacy_add", Exactly(2), numbers::legacy_add),
    FunctionSpec::new("length", Exactly(1), text::length),
    FunctionSpec::new("lower", Exactly(1), text::lower),
    FunctionSpec::new("max", AtLeast(1), numbers::max),
    FunctionSpec::new("mean", AtLeast(1), numbers::mean),
    FunctionSpec::new("min", AtLeast(1), numbers::min),
    FunctionSpec::new("mod", Exactly(2), numbers::modulo_by_quotient),
    FunctionSpec::new("now", Exactly(0), dates::now_of_session),
    FunctionSpec::new("number", Exactly(1), conversion::number),
    FunctionSpec::new("or", AtLeast(1), conversion::or),
    FunctionSpec::new("parse_datetime", Between(2, 3), date_text::parse_datetime_in_zone),
    FunctionSpec::new("parse_json", Exactly(1), json::parse_json_lazily),
    FunctionSpec::new("percent", Exactly(1), numbers::percent_wrapping),
    FunctionSpec::new("rand", Exactly(0), numbers::rand_exact),
    FunctionSpec::new("rand_between", Exactly(2), numbers::rand_between_exact),
    FunctionSpec::new("read_chars", Exactly(1), spelling::read_chars_by_bytes),
    FunctionSpec::new("remove_first_word", Exactly(1), words::remove_first_word_joining),
    FunctionSpec::new("repeat", Exactly(2), text::repeat),
    FunctionSpec::new("replace", Exactly(3), text::replace),
    FunctionSpec::new("right", Exactly(2), text::right),
    FunctionSpec::new("round", Between(1, 2), numbers::round),
    FunctionSpec::new("round_down", Between(1, 2), numbers::round_down),
    FunctionSpec::new("round_up", Between(1, 2), numbers::round_up),
    FunctionSpec::new("split", Exactly(2), words::split_at_delimiters),
    FunctionSpec::new("text", Exactly(1), conversion::text),
    FunctionSpec::new("text_compare", Exactly(2), text::text_compare),
    FunctionSpec::new("title", Exactly(1), text::title_keeping),
    FunctionSpec::new("today", Exactly(0), dates::today_midnight),
    FunctionSpec::new("tz", Exactly(1), dates::tz),
    FunctionSpec::new("tz_offset", Exactly(1), dates::tz_offset),
    FunctionSpec::new("upper", Exactly(1), text::upper),
    FunctionSpec::new("url_encode", Exactly(1), text::url_encode_form),
    FunctionSpec::new("weekday", Exactly(1), dates::weekday_of_datetime),
    FunctionSpec::new("word", Between(2, 3), words::word),
    FunctionSpec::new("word_count", Between(1, 2), words::word_count),
    FunctionSpec::new("word_slice", Between(2, 4), words::word_slice_unbounded),
];

/// Functions of generation 14.
#[rustfmt::skip]
pub static FUNCTIONS_14: &[FunctionSpec] = &[
    FunctionSpec::new("abs", Exactly(1), numbers::abs),
    FunctionSpec::new("and", AtLeast(1), conversion::and),
    FunctionSpec::new("array", AtLeast(0), conversion::array),
    FunctionSpec::new("attachment_parts", Exactly(1), addresses::attachment_parts),
    FunctionSpec::new("boolean", Exactly(1), conversion::boolean),
    FunctionSpec::new("char", Exactly(1), text::char),
    FunctionSpec::new("clean", Exactly(1), text::clean),
    FunctionSpec::new("code", Exactly(1), text::code),
    FunctionSpec::new("concat", Exactly(2), collections::concat),
    FunctionSpec::new("contains", Exactly(2), collections::contains),
    FunctionSpec::new("count", Exactly(1), collections::count),
    FunctionSpec::new("date", Exactly(1), conversion::date),
    FunctionSpec::new("date_from_parts", Exactly(3), dates::date_from_parts),
    FunctionSpec::new("datetime", Exactly(1), conversion::datetime),
    FunctionSpec::new("datetime_add", Own(3, 3), dates::datetime_add_marked),
    FunctionSpec::new("datetime_diff", Exactly(3), dates::datetime_until),
    FunctionSpec::new("datetime_from_epoch", Exactly(1), dates::datetime_from_epoch),
    FunctionSpec::new("default", Exactly(2), conversion::default_for_blank),
    FunctionSpec::new("epoch", Exactly(1), dates::epoch),
    FunctionSpec::new("extract", Exactly(2), collections::extract),
    FunctionSpec::new("extract_object", AtLeast(2), collections::extract_object),
    FunctionSpec::new("field", Exactly(3), words::field),
    FunctionSpec::new("filter", Exactly(2), collections::filter),
    FunctionSpec::new("foreach", AtLeast(2), collections::foreach),
    FunctionSpec::new("foreach_value", AtLeast(2), collections::foreach_value),
    FunctionSpec::new("format", Exactly(1), pretty::format),
    FunctionSpec::new("format_date", Between(1, 2), date_text::format_date),
    FunctionSpec::new("format_datetime", Between(1, 3), date_text::format_datetime),
    FunctionSpec::new("format_location", Exactly(1), text::format_location),
    FunctionSpec::new("format_number", Between(1, 3), number_text::format_number),
    FunctionSpec::new("format_time", Between(1, 2), date_text::format_time),
    FunctionSpec::new("format_urn", Exactly(1), addresses::format_urn),
    FunctionSpec::new("html_decode", Exactly(1), text::html_decode),
    FunctionSpec::new("if", Exactly(3), conversion::choose),
    FunctionSpec::new("is_error", Exactly(1), conversion::is_error),
    FunctionSpec::new("join", Exactly(2), words::join),
    FunctionSpec::new("json", Exactly(1), json::json),
    FunctionSpec::new("keys", Exactly(1), collections::keys),
    FunctionSpec::new("legacy_add", Exactly(2), numbers::legacy_add),
    FunctionSpec::new("lower", Exactly(1), text::lower),
    FunctionSpec::new("max", AtLeast(1), numbers::max),
    FunctionSpec::new("mean", AtLeast(1), numbers::mean),
    FunctionSpec::new("min", AtLeast(1), numbers::min),
    FunctionSpec::new("mod", Exactly(2), numbers::modulo),
    FunctionSpec::new("now", Exactly(0), dates::now),
    FunctionSpec::new("number", Exactly(1), conversion::number),
    FunctionSpec::new("object", AtLeast(0), conversion::object),
    FunctionSpec::new("or", AtLeast(1), conversion::or),
    FunctionSpec::new("parse_datetime", Between(2, 3), date_text::parse_datetime),
    FunctionSpec::new("parse_json", Exactly(1), json::parse_json),
    FunctionSpec::new("parse_time", Exactly(2), date_text::parse_time),
    FunctionSpec::new("percent", Exactly(1), numbers::percent),
    FunctionSpec::new("prompt", Between(1, 11), patterns::prompt),
    FunctionSpec::new("rand", Exactly(0), numbers::rand),
    FunctionSpec::new("rand_between", Exactly(2), numbers::rand_between),
    FunctionSpec::new("read_chars", Exactly(1), spelling::read_chars),
    FunctionSpec::new("regex_match", Between(2, 3), patterns::regex_match),
    FunctionSpec::new("remove_first_word", Exactly(1), words::remove_first_word),
    FunctionSpec::new("repeat", Exactly(2), text::repeat),
    FunctionSpec::new("replace", Between(3, 4), text::replace),
    FunctionSpec::new("replace_time", Exactly(2), dates::replace_time),
    FunctionSpec::new("reverse", Exactly(1), collections::reverse),
    FunctionSpec::new("round", Between(1, 2), numbers::round),
    FunctionSpec::new("round_down", Between(1, 2), numbers::round_down),
    FunctionSpec::new("round_up", Between(1, 2), numbers::round_up),
    FunctionSpec::new("slice", Between(2, 3), collections::slice),
    FunctionSpec::new("sort", Exactly(1), collections::sort),
    FunctionSpec::new("split", Between(1, 2), words::split),
    FunctionSpec::new("sum", Exactly(1), numbers::sum),
    FunctionSpec::new("text", Exactly(1), conversion::text),
    FunctionSpec::new("text_compare", Exactly(2), text::text_compare),
    FunctionSpec::new("text_length", Exactly(1), text::text_length),
    FunctionSpec::new("text_slice", Between(2, 4), text::text_slice),
    FunctionSpec::new("time", Exactly(1), conversion::time),
    FunctionSpec::new("time_from_parts", Exactly(3), dates::time_from_parts),
    FunctionSpec::new("title", Exactly(1), text::title_lowering),
    FunctionSpec::new("today", Exactly(0), dates::today),
    FunctionSpec::new("trim", Between(1, 2), text::trim),
    FunctionSpec::new("trim_left", Between(1, 2), text::trim_left),
    FunctionSpec::new("trim_right", Between(1, 2), text::trim_right),
    FunctionSpec::new("tz", Exactly(1), dates::tz),
    FunctionSpec::new("tz_offset", Exactly(1), dates::tz_offset),
    FunctionSpec::new("unique", Exactly(1), collections::unique),
    FunctionSpec::new("upper", Exactly(1), text::upper),
    FunctionSpec::new("url_encode", Exactly(1), text::url_encode),
    FunctionSpec::new("urn_parts", Exactly(1), addresses::urn_parts),
    FunctionSpec::new("week_number", Exactly(1), dates::week_number),
    FunctionSpec::new("weekday", Exactly(1), dates::weekday),
    FunctionSpec::new("word", Between(2, 3), words::word),
    FunctionSpec::new("word_count", Between(1, 2), words::word_count),
    FunctionSpec::new("word_slice", Between(2, 4), words::word_slice),
];
