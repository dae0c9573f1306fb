//! The contact query language of both generations: parse, normalise, evaluate against a contact.
