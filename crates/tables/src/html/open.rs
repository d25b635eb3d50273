//! The elements that are open: what they hand on to those inside, and how they are closed.

use std::sync::Arc;

use super::elements::Kind;
use super::list::List;
use super::style::{Change, Look};

/// An element whose end has not come yet.
#[derive(Debug, Clone)]
pub(super) struct Open {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) look: Look,
    change: Change,
    pub(super) block: BlockLook,
    pub(super) list: Option<Box<List>>,
    /// The background of a table, row group or row, which its cells show.
    pub(super) fill: Option<u32>,
    /// Where its text leads (`<a href>`).
    pub(super) href: Option<Arc<str>>,
}

/// What a block hands on to the paragraphs in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct BlockLook {
    pub(super) heading: Option<u8>,
    /// The name of its style: its first class.
    pub(super) style: Option<Arc<str>>,
    /// Left margin, in points.
    pub(super) margin: f64,
}

/// The open elements, outermost first.
#[derive(Debug)]
pub(super) struct Stack {
    open: Vec<Open>,
    formatting: usize,
    paragraphs: usize,
    /// Links that are open, so that they are not looked for in vain.
    links: usize,
    limit: usize,
    /// An element was passed over because too many were open.
    pub(super) overflowed: bool,
}

/// Formatting that goes on past the end of a block; browsers keep three alike and no more.
const MOST_CARRIED: usize = 12;
const MOST_ALIKE: usize = 3;

impl Stack {
    pub(super) fn new(limit: usize) -> Self {
        Self { open: Vec::new(), formatting: 0, paragraphs: 0, links: 0, limit, overflowed: false }
    }

    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// The look of text that comes now.
    pub(super) fn look(&self) -> Look {
        self.open.last().map_or(Look::default(), |open| open.look)
    }

    /// Where text leads that comes now.
    pub(super) fn link(&self) -> Option<&Arc<str>> {
        if self.links == 0 {
            return None;
        }
        let inside = self.inner_first().take_while(|open| !open.kind.is_scope());
        inside.filter_map(|open| open.href.as_ref()).next()
    }

    /// What the innermost block hands on.
    pub(super) fn block(&self) -> BlockLook {
        self.open.last().map_or_else(BlockLook::default, |open| open.block.clone())
    }

    /// Opens an element, unless too many are open. Formatting that is never closed must leave room for tables.
    pub(super) fn push(&mut self, name: &str, kind: Kind, change: Change, edit: impl FnOnce(&mut Open)) {
        let is_formatting = matches!(kind, Kind::Formatting | Kind::Inline);
        if self.open.len() >= self.limit || (is_formatting && self.formatting >= self.limit / 2) {
            self.overflowed = true;
            return;
        }
        let mut open = Open {
            name: name.to_owned(),
            kind,
            look: self.look().with(&change),
            change,
            block: self.block(),
            list: None,
            fill: None,
            href: None,
        };
        edit(&mut open);
        self.formatting += usize::from(is_formatting);
        self.paragraphs += usize::from(kind == Kind::Paragraph);
        self.links += usize::from(open.href.is_some());
        self.open.push(open);
    }

    /// The innermost element, if it is above a position: it was opened since.
    pub(super) fn last_above(&mut self, at: usize) -> Option<&mut Open> {
        self.open.get_mut(at..)?.last_mut()
    }

    /// Closes the innermost element.
    pub(super) fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.formatting -= usize::from(matches!(open.kind, Kind::Formatting | Kind::Inline));
        self.paragraphs -= usize::from(open.kind == Kind::Paragraph);
        self.links -= usize::from(open.href.is_some());
        Some(open)
    }

    /// The innermost element that `wanted` accepts, looked for no further than one that `barrier` names.
    pub(super) fn find(&self, wanted: impl Fn(&Open) -> bool, barrier: impl Fn(Kind) -> bool) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev() {
            if wanted(open) {
                return Some(at);
            }
            if barrier(open.kind) {
                return None;
            }
        }
        None
    }

    /// The innermost paragraph of the same cell. Most blocks ask for it, so it is not looked for in vain.
    pub(super) fn paragraph(&self) -> Option<usize> {
        if self.paragraphs == 0 {
            return None;
        }
        self.find(|open| open.kind == Kind::Paragraph, Kind::is_scope)
    }

    /// The open elements, innermost first.
    pub(super) fn inner_first(&self) -> impl Iterator<Item = &Open> {
        self.open.iter().rev()
    }

    /// The innermost list of the same cell, and how many lists enclose it.
    pub(super) fn list(&mut self) -> (Option<&mut List>, usize) {
        let start = self.open.iter().rposition(|open| open.kind.is_scope()).map_or(0, |at| at + 1);
        let depth = self.open.iter().skip(start).filter(|open| open.list.is_some()).count();
        (self.open.iter_mut().skip(start).rev().find_map(|open| open.list.as_deref_mut()), depth)
    }

    /// How many lists are open around text that comes now.
    pub(super) fn lists(&self) -> usize {
        self.inner_first().take_while(|open| !open.kind.is_scope()).filter(|open| open.list.is_some()).count()
    }

    /// Closes one element that is part of a line; those inside it stay open.
    pub(super) fn remove(&mut self, at: usize) {
        if at < self.open.len() {
            let removed = self.open.remove(at);
            self.formatting -= usize::from(matches!(removed.kind, Kind::Formatting | Kind::Inline));
            self.links -= usize::from(removed.href.is_some());
            self.renew(at);
        }
    }

    /// The formatting above a position that goes on after the block there ends.
    pub(super) fn carried(&self, at: usize) -> Vec<Open> {
        let mut carried: Vec<Open> = Vec::new();
        let above = self.open.get(at + 1..).unwrap_or_default().iter().rev();
        for open in above.take_while(|open| !open.kind.is_scope()).filter(|open| open.kind == Kind::Formatting) {
            let alike = carried.iter().filter(|other| other.name == open.name && other.change == open.change).count();
            if alike < MOST_ALIKE && carried.len() < MOST_CARRIED {
                carried.push(open.clone());
            }
        }
        carried.reverse();
        carried
    }

    /// Opens formatting again that a block had closed.
    pub(super) fn carry_on(&mut self, carried: Vec<Open>) {
        let at = self.open.len();
        self.formatting += carried.len();
        self.links += carried.iter().filter(|open| open.href.is_some()).count();
        self.open.extend(carried);
        self.renew(at);
    }

    /// Works out again what is handed on to the elements from a position on.
    fn renew(&mut self, at: usize) {
        let before = at.checked_sub(1).and_then(|before| self.open.get(before));
        let (mut look, mut block) = before.map(|open| (open.look, open.block.clone())).unwrap_or_default();
        for open in self.open.iter_mut().skip(at) {
            if open.kind.is_scope() {
                return;
            }
            open.look = look.with(&open.change);
            // What a block hands on is its own; only looks pass through it.
            if !open.kind.is_block() {
                open.block = block;
            }
            (look, block) = (open.look, open.block.clone());
        }
    }
}
