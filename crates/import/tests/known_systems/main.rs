//! The documents of other systems — iA.PST and the programme of Marche-en-Famenne — are recognised by layouts that
//! are data, and every text of them is accounted for.

#![allow(clippy::unwrap_used, clippy::panic)]

mod asked;
#[path = "../facts/mod.rs"]
mod facts;
mod ia_pst_documents;
mod ia_pst_sheets;
mod marche;
mod own_formats;
