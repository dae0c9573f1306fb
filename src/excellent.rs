//! The expression language of flows: templates, values, operators, functions and router tests of both generations.
