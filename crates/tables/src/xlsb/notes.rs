//! Notes of a sheet: the records of its comment part.

use super::records::Records;
use super::strings::{rich, wide};
use crate::document::Comment;
use crate::error::Error;
use crate::text::Marks;
use crate::xlsx::comments::Comments;

/// Kinds of records, by their names in [MS-XLSB].
const COMMENT_AUTHOR: u32 = 632;
const BEGIN_COMMENT: u32 = 635;
const COMMENT_TEXT: u32 = 637;

/// Beginning of the author of a note that stands for a thread.
const COPY_OF_THREAD: &str = "tc=";

/// The notes by the row and column of their cell. Those that stand for a thread are left to the thread.
pub(super) fn comments_of(part: &str, bytes: &[u8], fonts: &[Marks]) -> Result<Comments, Error> {
    let mut records = Records::new(part, bytes);
    let mut authors: Vec<String> = Vec::new();
    let mut open: Option<((u32, u32), Option<String>)> = None;
    let mut comments = Vec::new();
    while let Some(mut record) = records.next()? {
        let data = &mut record.data;
        match record.kind {
            COMMENT_AUTHOR => authors.extend(wide(data)),
            BEGIN_COMMENT => {
                let head = data.u32().zip(data.u32()).zip(data.u32().zip(data.u32()));
                open =
                    head.map(|((author, top), (_bottom, left))| ((top, left), authors.get(author as usize).cloned()));
            }
            COMMENT_TEXT => {
                let Some(((at, author), text)) = open.take().zip(rich(data, fonts)) else { continue };
                if !author.as_deref().is_some_and(|author| author.starts_with(COPY_OF_THREAD)) {
                    comments.push((at, Comment::new(text.in_cell(Marks::default()).as_str()).by(author)));
                }
            }
            _ => {}
        }
    }
    Ok(comments)
}
