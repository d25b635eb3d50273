//! Binary text documents of Word 97 to 2003 (.doc), after [MS-DOC].
//!
//! The text is one row of characters, of which each story is a range; a piece table tells where it stands in the
//! main stream, pages of formatting tell how it looks. Automatic numbers of lists are not stored as text: they are
//! counted as the lists say.

mod fib;
mod form;
mod lists;
mod pages;
mod paragraph;
mod pieces;
mod plc;
mod run;
mod sprm;
mod stories;
mod story;
mod styles;

pub(crate) use stories::read;
