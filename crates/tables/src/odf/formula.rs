//! Formulas in the notation that spreadsheets show: `of:=SUM([.A1:.A3];2)` is `SUM(A1:A3,2)`.

/// The text of a formula without namespace and equals sign, its references and separators as in a workbook.
pub(super) fn shown(stored: &str) -> String {
    let formula = without_prefix(stored);
    let mut text = String::with_capacity(formula.len());
    let mut rest = formula;
    let mut in_array = false;
    while let Some(c) = rest.chars().next() {
        let tail = rest.get(c.len_utf8()..).unwrap_or_default();
        rest = tail;
        match c {
            '"' | '\'' => {
                let end = tail.find(c).map_or(tail.len(), |end| end + 1);
                let (quoted, after) = tail.split_at_checked(end).unwrap_or((tail, ""));
                text.push(c);
                text.push_str(quoted);
                rest = after;
            }
            '[' => {
                let (reference, after) = reference_end(tail);
                text.push_str(&reference_shown(reference));
                rest = after;
            }
            '{' | '}' => {
                in_array = c == '{';
                text.push(c);
            }
            ';' => text.push(','),
            '|' if in_array => text.push(';'),
            c => text.push(c),
        }
    }
    text
}

/// Without `of:=`, `oooc:=`, `msoxl:=` or a bare equals sign.
fn without_prefix(stored: &str) -> &str {
    let stored = stored.trim();
    let rest = match stored.split_once(":=") {
        Some((prefix, rest)) if prefix.bytes().all(|byte| byte.is_ascii_alphanumeric()) => rest,
        _ => stored,
    };
    rest.strip_prefix('=').unwrap_or(rest)
}

/// A reference up to its bracket, which does not count between quotes, and what comes after.
fn reference_end(text: &str) -> (&str, &str) {
    match find_outside_quotes(text, ']') {
        Some(end) => (text.get(..end).unwrap_or_default(), text.get(end + 1..).unwrap_or_default()),
        None => (text, ""),
    }
}

/// `.A1` is `A1`, `$Feuil1.A1:.B2` is `Feuil1!A1:B2`. References into other files stay as they are.
fn reference_shown(reference: &str) -> String {
    if find_outside_quotes(reference, '#').is_some() {
        return reference.to_owned();
    }
    let (first, last) = match find_outside_quotes(reference, ':') {
        Some(colon) => (reference.get(..colon), reference.get(colon + 1..)),
        None => (Some(reference), None),
    };
    let cell = |part: &str| match find_outside_quotes(part, '.') {
        Some(point) => {
            let sheet = part.get(..point).unwrap_or_default();
            (sheet.strip_prefix('$').unwrap_or(sheet).to_owned(), part.get(point + 1..).unwrap_or_default().to_owned())
        }
        None => (String::new(), part.to_owned()),
    };
    let (sheet, first) = cell(first.unwrap_or_default());
    let mut shown = if sheet.is_empty() { first } else { format!("{sheet}!{first}") };
    if let Some((_, last)) = last.map(cell) {
        shown = format!("{shown}:{last}");
    }
    shown
}

fn find_outside_quotes(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, c)| {
        quoted ^= c == '\'';
        (c == wanted && !quoted).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_shown_as_in_a_workbook() {
        for (stored, expected) in [
            ("of:=SUM([.A1:.A3];2)", "SUM(A1:A3,2)"),
            ("oooc:=[.$B$2]*100", "$B$2*100"),
            ("of:=IF([.A1]>0;\"oui; [non]\";\"\")", "IF(A1>0,\"oui; [non]\",\"\")"),
            ("of:=['Plan 2020; [A]'.C12]", "'Plan 2020; [A]'!C12"),
            ("of:=[$Budget.$A$1:.$B$9]", "Budget!$A$1:$B$9"),
            ("of:=['file:///a.ods'#$Feuil1.A1]", "'file:///a.ods'#$Feuil1.A1"),
            ("of:={1;2|3;4}", "{1,2;3,4}"),
            ("msoxl:=SUM(A1,B2)", "SUM(A1,B2)"),
            ("=1+1", "1+1"),
            ("of:=[.#REF!]", ".#REF!"),
            ("of:=[.A1", "A1"),
            ("of:=\"é", "\"é"),
            ("", ""),
        ] {
            assert_eq!(shown(stored), expected, "{stored}");
        }
    }
}
