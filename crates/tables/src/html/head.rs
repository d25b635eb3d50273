//! What a file says about itself: title, author, language, the program that wrote it, its sheets.

use super::tokens::{Tag, Token, Tokens};
use crate::document::Properties;

/// A sheet of a workbook that Excel saved as a web page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// The file that holds it, if it is another one.
    pub(crate) link: Option<String>,
    pub(crate) hidden: bool,
}

/// What a file says about itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) properties: Properties,
    /// Its tables are sheets: Excel or Calc wrote it.
    pub(super) is_workbook: bool,
    pub(super) is_libre_office: bool,
    /// It is XML, in which `/>` closes any element.
    pub(super) is_xml: bool,
    pub(super) sheets: Vec<Sheet>,
}

/// Sheets whose names are kept.
const MOST_SHEETS: usize = 4096;

/// Signs in a style sheet that Calc wrote it.
const CALC_STYLE: &str = "comment-indicator";

impl Head {
    /// Takes what a start tag says.
    pub(super) fn tag(&mut self, tag: &Tag) {
        match &*tag.name {
            "html" | "body" => {
                self.is_workbook |= tag.attribute("xmlns:x").is_some_and(|name| name.contains("office:excel"));
                let language = tag.attribute("lang").or_else(|| tag.attribute("xml:lang"));
                set(&mut self.properties.language, language.unwrap_or_default());
            }
            "meta" => self.meta(tag),
            _ => {}
        }
    }

    /// Takes the title.
    pub(super) fn title(&mut self, text: &str) {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        set(&mut self.properties.title, &words.join(" "));
    }

    /// Takes a look at a style sheet.
    pub(super) fn style(&mut self, text: &str) {
        self.is_workbook |= text.contains(CALC_STYLE);
    }

    fn meta(&mut self, tag: &Tag) {
        let content = tag.attribute("content").unwrap_or_default();
        let name = tag.attribute("name").or_else(|| tag.attribute("http-equiv")).unwrap_or_default();
        match &*name.to_ascii_lowercase() {
            "author" => set(&mut self.properties.author, content),
            "subject" => set(&mut self.properties.subject, content),
            "keywords" => set(&mut self.properties.keywords, content),
            "description" => set(&mut self.properties.description, content),
            "created" => set(&mut self.properties.created, moment(content)),
            "changed" => set(&mut self.properties.modified, moment(content)),
            "changedby" => set(&mut self.properties.last_author, content),
            "content-language" | "language" => set(&mut self.properties.language, content),
            "generator" | "progid" => {
                self.is_workbook |= content.contains("Excel");
                self.is_libre_office |= content.contains("Office") && !content.contains("Microsoft");
            }
            _ => {}
        }
    }

    /// Takes what stands in a comment that only Office reads: `[if gte mso 9]><xml>…</xml><![endif]`.
    pub(super) fn office_comment(&mut self, comment: &str) {
        if !comment.contains("<o:") && !comment.contains("<x:") {
            return;
        }
        let mut element = String::new();
        let mut in_sheet = false;
        for token in Tokens::new(comment) {
            match token {
                Token::Start(tag) => {
                    match &*tag.name {
                        "x:excelworksheet" if self.sheets.len() < MOST_SHEETS => {
                            in_sheet = true;
                            self.sheets.push(Sheet::default());
                        }
                        "x:worksheetsource" if in_sheet => {
                            if let (Some(sheet), Some(link)) = (self.sheets.last_mut(), tag.attribute("href")) {
                                sheet.link = Some(link.to_owned());
                            }
                        }
                        _ => {}
                    }
                    element = tag.name;
                }
                Token::End(name) => {
                    in_sheet &= name != "x:excelworksheet";
                    element.clear();
                }
                Token::Text(text) if !text.trim().is_empty() => self.office_text(&element, text.trim(), in_sheet),
                Token::Text(_) | Token::Comment(_) => {}
            }
        }
    }

    fn office_text(&mut self, element: &str, text: &str, in_sheet: bool) {
        let sheet = self.sheets.last_mut().filter(|_| in_sheet);
        match (element, sheet) {
            ("o:author", _) => set(&mut self.properties.author, text),
            ("o:subject", _) => set(&mut self.properties.subject, text),
            ("o:company", _) => set(&mut self.properties.company, text),
            ("o:keywords", _) => set(&mut self.properties.keywords, text),
            ("o:description", _) => set(&mut self.properties.description, text),
            ("o:lastauthor", _) => set(&mut self.properties.last_author, text),
            ("o:created", _) => set(&mut self.properties.created, text),
            ("o:lastsaved", _) => set(&mut self.properties.modified, text),
            ("x:name", Some(sheet)) if sheet.name.is_empty() => sheet.name = text.to_owned(),
            ("x:visible", Some(sheet)) => sheet.hidden = text != "SheetVisible",
            _ => {}
        }
    }
}

/// A moment as LibreOffice writes it; older versions wrote `20250102;30405000000000`.
fn moment(content: &str) -> &str {
    if content.contains('-') { content } else { "" }
}

/// Fills a property that nothing has filled yet.
fn set(property: &mut Option<String>, text: &str) {
    let text = text.trim();
    if property.is_none() && !text.is_empty() {
        *property = Some(text.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_names_its_sheets_in_a_comment() {
        let mut head = Head::default();
        head.office_comment(
            "[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>\
             <x:ExcelWorksheet><x:Name>Volet &amp; domaine</x:Name><x:WorksheetSource HRef=\"f/sheet001.htm\"/></x:ExcelWorksheet>\
             <x:ExcelWorksheet><x:Name>Listes</x:Name><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></x:ExcelWorksheet>\
             </x:ExcelWorksheets></x:ExcelWorkbook><x:ExcelName><x:Name>Print_Titles</x:Name></x:ExcelName></xml><![endif]",
        );
        let sheet = |name: &str, link: Option<&str>, hidden| Sheet {
            name: name.to_owned(),
            link: link.map(str::to_owned),
            hidden,
        };
        assert_eq!(head.sheets, [sheet("Volet & domaine", Some("f/sheet001.htm"), false), sheet("Listes", None, true)]);
    }

    #[test]
    fn the_first_statement_counts() {
        let mut head = Head::default();
        for token in
            Tokens::new("<html lang=fr-BE><meta name=Author content='DG'><meta name=author content=x><body lang=en>")
        {
            if let Token::Start(tag) = token {
                head.tag(&tag);
            }
        }
        head.title("\n PST\n 2024 ");
        let properties = head.properties;
        assert_eq!(properties.title.as_deref(), Some("PST 2024"));
        assert_eq!((properties.author.as_deref(), properties.language.as_deref()), (Some("DG"), Some("fr-BE")));
    }
}
