//! What control words mean. A word that is not in the table means nothing to a reader of text and tables.

/// The place that the text of a group goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// The story that is open.
    Text,
    /// Nowhere; only certain groups inside are read.
    Frame,
    Fonts,
    Colors,
    Styles,
    /// A property of the document.
    Title,
    Author,
    Subject,
    Company,
    Keywords,
    Description,
    LastAuthor,
    /// When the document was made and saved last, number by number.
    Created,
    Modified,
    /// What a field is to do.
    Instruction,
    /// An entry of the list of a form field.
    ListEntry,
    /// The automatic number or bullet of a paragraph.
    ListLabel,
    /// Who wrote the comment that comes next, and when.
    CommentAuthor,
    CommentDate,
    /// The definition of a row of a nested table.
    NestedRow,
}

/// A part of the document beside the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Header,
    Footer,
    Footnote,
    TextBox,
    Comment,
}

/// A property that is on or off, and on without number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Switch {
    Bold,
    Italic,
    Underline,
    Strike,
    Superscript,
    Hidden,
    Deleted,
    Inserted,
}

/// A property that is a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    Font,
    Color,
    /// Size of the letters in half points.
    LetterSize,
    UnicodeSkip,
    Depth,
    Indent,
    Style,
    OutlineLevel,
    RowLeft,
    CellRight,
    CellFill,
    CellPatternColor,
    CellPattern,
    AnsiCodePage,
    DefaultFont,
    DefaultLanguage,
    Language,
    CharacterSet,
    FontCodePage,
    Red,
    Green,
    Blue,
    FormFieldType,
    FormFieldResult,
    FormFieldDefault,
    /// Year, month, day, hour, minute, second of a moment.
    Moment(usize),
}

/// How a cell takes part in a merged range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellMerge {
    FirstDown,
    Down,
    FirstAcross,
    Across,
}

/// The meaning of a control word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Destination(Destination),
    Side(Side),
    /// A group that is not read.
    Skip,
    /// A group that is not read, which is worth a notice.
    NotRead(&'static str),
    Char(char),
    Unicode,
    Switch(Switch),
    Off(Switch),
    Number(Number),
    /// The character set of the whole file, by its code page.
    CodePage(i32),
    Plain,
    ParagraphDefaults,
    InTable,
    /// A page ends here; a page begins with the paragraph.
    Page,
    PageBefore,
    EndParagraph,
    EndSection,
    EndCell,
    EndNestedCell,
    EndRow,
    EndNestedRow,
    RowDefaults,
    HeaderRow,
    Merge(CellMerge),
    Endnote,
    /// A style of another sort than for paragraphs.
    OtherStyle,
    /// The result of a field.
    Result,
    /// The same content twice, and its second form.
    Twice,
    SecondForm,
    /// A group that is read although it is marked as one to be skipped by those who do not know it.
    Known,
}

use Destination as D;
use Word::{Char, Number as N, Skip, Switch as S};

/// All words, in the order of their bytes.
const WORDS: &[(&str, Word)] = &[
    ("annotation", Word::Side(Side::Comment)),
    ("ansi", Word::CodePage(1252)),
    ("ansicpg", N(Number::AnsiCodePage)),
    ("atnauthor", Word::Destination(D::CommentAuthor)),
    ("atndate", Word::Destination(D::CommentDate)),
    ("atnid", Skip),
    ("atnparent", Skip),
    ("atnref", Skip),
    ("atntime", Skip),
    ("atrfend", Skip),
    ("atrfstart", Skip),
    ("author", Word::Destination(D::Author)),
    ("b", S(Switch::Bold)),
    ("bkmkend", Skip),
    ("bkmkstart", Skip),
    ("blue", N(Number::Blue)),
    ("bullet", Char('•')),
    ("category", Skip),
    ("cell", Word::EndCell),
    ("cellx", N(Number::CellRight)),
    ("cf", N(Number::Color)),
    ("clcbpat", N(Number::CellFill)),
    ("clcfpat", N(Number::CellPatternColor)),
    ("clmgf", Word::Merge(CellMerge::FirstAcross)),
    ("clmrg", Word::Merge(CellMerge::Across)),
    ("clshdng", N(Number::CellPattern)),
    ("clvmgf", Word::Merge(CellMerge::FirstDown)),
    ("clvmrg", Word::Merge(CellMerge::Down)),
    ("colortbl", Word::Destination(D::Colors)),
    ("column", Char('\n')),
    ("company", Word::Destination(D::Company)),
    ("cpg", N(Number::FontCodePage)),
    ("creatim", Word::Destination(D::Created)),
    ("cs", Word::OtherStyle),
    ("datafield", Skip),
    ("deff", N(Number::DefaultFont)),
    ("deflang", N(Number::DefaultLanguage)),
    ("deleted", S(Switch::Deleted)),
    ("do", Word::Destination(D::Frame)),
    ("doccomm", Word::Destination(D::Description)),
    ("dptxbxtext", Word::Side(Side::TextBox)),
    ("ds", Word::OtherStyle),
    ("dy", N(Number::Moment(2))),
    ("emdash", Char('—')),
    ("emspace", Char('\u{2003}')),
    ("endash", Char('–')),
    ("enspace", Char('\u{2002}')),
    ("f", N(Number::Font)),
    ("falt", Skip),
    ("fchars", Skip),
    ("fcharset", N(Number::CharacterSet)),
    ("ffdefres", N(Number::FormFieldDefault)),
    ("ffl", Word::Destination(D::ListEntry)),
    ("ffres", N(Number::FormFieldResult)),
    ("fftype", N(Number::FormFieldType)),
    ("filetbl", Skip),
    ("fldinst", Word::Destination(D::Instruction)),
    ("fldrslt", Word::Result),
    ("fontemb", Skip),
    ("fonttbl", Word::Destination(D::Fonts)),
    ("footer", Word::Side(Side::Footer)),
    ("footerf", Word::Side(Side::Footer)),
    ("footerl", Word::Side(Side::Footer)),
    ("footerr", Word::Side(Side::Footer)),
    ("footnote", Word::Side(Side::Footnote)),
    ("formfield", Word::Known),
    ("fs", N(Number::LetterSize)),
    ("ftnalt", Word::Endnote),
    ("ftncn", Skip),
    ("ftnsep", Skip),
    ("ftnsepc", Skip),
    ("green", N(Number::Green)),
    ("header", Word::Side(Side::Header)),
    ("headerf", Word::Side(Side::Header)),
    ("headerl", Word::Side(Side::Header)),
    ("headerr", Word::Side(Side::Header)),
    ("hlinkbase", Skip),
    ("hr", N(Number::Moment(3))),
    ("i", S(Switch::Italic)),
    ("info", Word::Destination(D::Frame)),
    ("intbl", Word::InTable),
    ("itap", N(Number::Depth)),
    ("keywords", Word::Destination(D::Keywords)),
    ("lang", N(Number::Language)),
    ("lchars", Skip),
    ("ldblquote", Char('“')),
    ("levelnumbers", Skip),
    ("leveltext", Skip),
    ("li", N(Number::Indent)),
    ("line", Char('\n')),
    ("listname", Skip),
    ("listoverridetable", Skip),
    ("listtable", Skip),
    ("listtext", Word::Destination(D::ListLabel)),
    ("lquote", Char('‘')),
    ("ltrmark", Char('\u{200E}')),
    ("mac", Word::CodePage(10000)),
    ("manager", Skip),
    ("min", N(Number::Moment(4))),
    ("mo", N(Number::Moment(1))),
    ("nestcell", Word::EndNestedCell),
    ("nestrow", Word::EndNestedRow),
    ("nesttableprops", Word::Destination(D::NestedRow)),
    ("nonesttables", Skip),
    ("nonshppict", Skip),
    ("nosupersub", Word::Off(Switch::Superscript)),
    ("objdata", Skip),
    ("object", Word::NotRead("object")),
    ("operator", Word::Destination(D::LastAuthor)),
    ("outlinelevel", N(Number::OutlineLevel)),
    ("page", Word::Page),
    ("pagebb", Word::PageBefore),
    ("panose", Skip),
    ("par", Word::EndParagraph),
    ("pard", Word::ParagraphDefaults),
    ("pc", Word::CodePage(437)),
    ("pca", Word::CodePage(850)),
    ("pict", Word::NotRead("picture")),
    ("plain", Word::Plain),
    ("pntext", Word::Destination(D::ListLabel)),
    ("private", Skip),
    ("qmspace", Char('\u{2005}')),
    ("rdblquote", Char('”')),
    ("red", N(Number::Red)),
    ("revised", S(Switch::Inserted)),
    ("revtbl", Skip),
    ("revtim", Word::Destination(D::Modified)),
    ("row", Word::EndRow),
    ("rquote", Char('’')),
    ("rtlmark", Char('\u{200F}')),
    ("rxe", Skip),
    ("s", N(Number::Style)),
    ("sec", N(Number::Moment(5))),
    ("sect", Word::EndSection),
    ("shpinst", Word::Destination(D::Frame)),
    ("shppict", Word::NotRead("picture")),
    ("shprslt", Skip),
    ("shptxt", Word::Side(Side::TextBox)),
    ("sp", Skip),
    ("strike", S(Switch::Strike)),
    ("striked", S(Switch::Strike)),
    ("stylesheet", Word::Destination(D::Styles)),
    ("sub", Word::Off(Switch::Superscript)),
    ("subject", Word::Destination(D::Subject)),
    ("super", S(Switch::Superscript)),
    ("tab", Char('\t')),
    ("tc", Skip),
    ("tcn", Skip),
    ("template", Skip),
    ("title", Word::Destination(D::Title)),
    ("trhdr", Word::HeaderRow),
    ("trleft", N(Number::RowLeft)),
    ("trowd", Word::RowDefaults),
    ("ts", Word::OtherStyle),
    ("txe", Skip),
    ("u", Word::Unicode),
    ("uc", N(Number::UnicodeSkip)),
    ("ud", Word::SecondForm),
    ("ul", S(Switch::Underline)),
    ("uld", S(Switch::Underline)),
    ("uldash", S(Switch::Underline)),
    ("uldashd", S(Switch::Underline)),
    ("uldashdd", S(Switch::Underline)),
    ("uldb", S(Switch::Underline)),
    ("ulhwave", S(Switch::Underline)),
    ("ulldash", S(Switch::Underline)),
    ("ulnone", Word::Off(Switch::Underline)),
    ("ulth", S(Switch::Underline)),
    ("ulthd", S(Switch::Underline)),
    ("ulthdash", S(Switch::Underline)),
    ("ulthdashd", S(Switch::Underline)),
    ("ulthdashdd", S(Switch::Underline)),
    ("ulthldash", S(Switch::Underline)),
    ("ululdbwave", S(Switch::Underline)),
    ("ulw", S(Switch::Underline)),
    ("ulwave", S(Switch::Underline)),
    ("upr", Word::Twice),
    ("v", S(Switch::Hidden)),
    ("xe", Skip),
    ("yr", N(Number::Moment(0))),
    ("zwj", Char('\u{200D}')),
    ("zwnj", Char('\u{200C}')),
];

/// What a control word means, if it means something here.
pub(super) fn meaning(word: &str) -> Option<Word> {
    let index = WORDS.binary_search_by(|(known, _)| (*known).cmp(word)).ok()?;
    WORDS.get(index).map(|&(_, meaning)| meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_order_and_each_is_found() {
        assert!(WORDS.is_sorted_by(|(a, _), (b, _)| a < b));
        for (word, word_meaning) in WORDS {
            assert_eq!(meaning(word), Some(*word_meaning), "{word}");
        }
        assert_eq!(meaning("kerning"), None);
    }
}
