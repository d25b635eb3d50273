//! A chart of stacked columns in a Word document: DrawingML with the numbers in it, and the workbook that Word opens
//! for « Modifier les données ».

use std::io;

use passerelle_core::Lang;

use super::package::RELATIONS;
use super::xml::Xml;
use crate::Error;
use crate::xlsx::{Book, Look};

const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// The language of the words and of the signs between thousands.
fn code(lang: Lang) -> &'static str {
    lang.pick("fr-BE", "en-GB")
}

/// The sheet of the numbers.
fn sheet(lang: Lang) -> &'static str {
    lang.pick("Données", "Data")
}
/// Ids of the axes, which every chart has for itself.
const CATEGORIES: &str = "111111111";
const VALUES: &str = "222222222";

/// A chart of stacked columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chart {
    /// Printed above it.
    pub title: String,
    /// Alternative text.
    pub description: String,
    /// What the values count.
    pub axis: String,
    /// A column of the chart each.
    pub categories: Vec<String>,
    /// The parts of the columns, from bottom to top.
    pub series: Vec<Series>,
    /// Of its words and numbers.
    pub lang: Lang,
    /// Count one by one: otherwise programs print halves where there are few.
    pub unit: bool,
}

/// A part of every column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Series {
    /// Its name in the legend.
    pub name: String,
    /// Its colour, `RRGGBB`.
    pub colour: String,
    /// A value per category; none leaves a gap.
    pub values: Vec<Option<u32>>,
}

/// `'Données'!$B$2:$B$4`; columns and rows from 0.
fn range(lang: Lang, column: usize, first: usize, last: usize) -> String {
    let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
    let letters = crate::fill::letters(column);
    let cell = |row: usize| format!("${letters}${}", row + 1);
    let to = if first == last { String::new() } else { format!(":{}", cell(last)) };
    format!("'{}'!{}{to}", sheet(lang), cell(first))
}

/// The part `word/charts/chartN.xml`; its relation `rId1` is the workbook.
pub(super) fn part(chart: &Chart) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let namespaces = [("xmlns:c", CHART), ("xmlns:a", DRAWING), ("xmlns:r", RELATIONS)];
    xml.element("c:chartSpace", &namespaces, |xml| {
        xml.empty("c:date1904", &[("val", "0")])?;
        xml.empty("c:lang", &[("val", code(chart.lang))])?;
        xml.empty("c:roundedCorners", &[("val", "0")])?;
        xml.element("c:chart", &[], |xml| {
            title(xml, chart.lang, &chart.title, "1200", None)?;
            xml.empty("c:autoTitleDeleted", &[("val", "0")])?;
            xml.element("c:plotArea", &[], |xml| {
                xml.empty("c:layout", &[])?;
                columns(xml, chart)?;
                axes(xml, chart)
            })?;
            xml.element("c:legend", &[], |xml| {
                xml.empty("c:legendPos", &[("val", "r")])?;
                xml.empty("c:overlay", &[("val", "0")])
            })?;
            xml.empty("c:plotVisOnly", &[("val", "1")])?;
            xml.empty("c:dispBlanksAs", &[("val", "gap")])
        })?;
        xml.element("c:txPr", &[], |xml| {
            xml.empty("a:bodyPr", &[])?;
            xml.empty("a:lstStyle", &[])?;
            xml.element("a:p", &[], |xml| {
                xml.element("a:pPr", &[], |xml| letters(xml, chart.lang, "a:defRPr", "900", "0"))?;
                xml.empty("a:endParaRPr", &[("lang", code(chart.lang))])
            })
        })?;
        xml.element("c:externalData", &[("r:id", "rId1")], |xml| xml.empty("c:autoUpdate", &[("val", "0")]))
    })?;
    Ok(xml.finish())
}

/// Size and colour of letters.
fn letters(xml: &mut Xml, lang: Lang, name: &str, size: &str, bold: &str) -> io::Result<()> {
    let attributes: &[(&str, &str)] = match name {
        "a:rPr" => &[("lang", code(lang)), ("sz", size), ("b", bold)],
        _ => &[("sz", size), ("b", bold)],
    };
    xml.element(name, attributes, |xml| {
        xml.element("a:solidFill", &[], |xml| xml.empty("a:srgbClr", &[("val", "1F2933")]))?;
        xml.empty("a:latin", &[("typeface", "Calibri")])
    })
}

fn title(xml: &mut Xml, lang: Lang, text: &str, size: &str, rotation: Option<&str>) -> io::Result<()> {
    xml.element("c:title", &[], |xml| {
        xml.element("c:tx", &[], |xml| {
            xml.element("c:rich", &[], |xml| {
                let turned: Vec<(&str, &str)> =
                    rotation.into_iter().flat_map(|by| [("rot", by), ("vert", "horz")]).collect();
                xml.empty("a:bodyPr", &turned)?;
                xml.empty("a:lstStyle", &[])?;
                xml.element("a:p", &[], |xml| {
                    xml.element("a:pPr", &[], |xml| letters(xml, lang, "a:defRPr", size, "1"))?;
                    xml.element("a:r", &[], |xml| {
                        letters(xml, lang, "a:rPr", size, "1")?;
                        xml.element("a:t", &[], |xml| xml.characters(text))
                    })
                })
            })
        })?;
        xml.empty("c:overlay", &[("val", "0")])
    })
}

fn columns(xml: &mut Xml, chart: &Chart) -> io::Result<()> {
    xml.element("c:barChart", &[], |xml| {
        xml.empty("c:barDir", &[("val", "col")])?;
        xml.empty("c:grouping", &[("val", "stacked")])?;
        xml.empty("c:varyColors", &[("val", "0")])?;
        for (index, series) in chart.series.iter().enumerate() {
            column(xml, chart, series, index)?;
        }
        xml.empty("c:gapWidth", &[("val", "80")])?;
        xml.empty("c:overlap", &[("val", "100")])?;
        xml.empty("c:axId", &[("val", CATEGORIES)])?;
        xml.empty("c:axId", &[("val", VALUES)])
    })
}

fn column(xml: &mut Xml, chart: &Chart, series: &Series, index: usize) -> io::Result<()> {
    let last = chart.categories.len();
    let count = last.to_string();
    let number = index.to_string();
    xml.element("c:ser", &[], |xml| {
        xml.empty("c:idx", &[("val", &number)])?;
        xml.empty("c:order", &[("val", &number)])?;
        xml.element("c:tx", &[], |xml| {
            xml.element("c:strRef", &[], |xml| {
                xml.element("c:f", &[], |xml| xml.characters(&range(chart.lang, index + 1, 0, 0)))?;
                xml.element("c:strCache", &[], |xml| {
                    xml.empty("c:ptCount", &[("val", "1")])?;
                    point(xml, 0, &series.name)
                })
            })
        })?;
        xml.element("c:spPr", &[], |xml| {
            xml.element("a:solidFill", &[], |xml| xml.empty("a:srgbClr", &[("val", &series.colour)]))?;
            // A line parts pale columns from paper and from each other.
            xml.element("a:ln", &[("w", "6350")], |xml| {
                xml.element("a:solidFill", &[], |xml| xml.empty("a:srgbClr", &[("val", "52606D")]))
            })
        })?;
        xml.empty("c:invertIfNegative", &[("val", "0")])?;
        xml.element("c:cat", &[], |xml| {
            xml.element("c:strRef", &[], |xml| {
                xml.element("c:f", &[], |xml| xml.characters(&range(chart.lang, 0, 1, last)))?;
                xml.element("c:strCache", &[], |xml| {
                    xml.empty("c:ptCount", &[("val", &count)])?;
                    chart.categories.iter().enumerate().try_for_each(|(at, name)| point(xml, at, name))
                })
            })
        })?;
        xml.element("c:val", &[], |xml| {
            xml.element("c:numRef", &[], |xml| {
                xml.element("c:f", &[], |xml| xml.characters(&range(chart.lang, index + 1, 1, last)))?;
                xml.element("c:numCache", &[], |xml| {
                    xml.element("c:formatCode", &[], |xml| xml.characters("General"))?;
                    xml.empty("c:ptCount", &[("val", &count)])?;
                    let values = series.values.iter().take(last).enumerate();
                    values
                        .filter_map(|(at, value)| Some((at, (*value)?)))
                        .try_for_each(|(at, value)| point(xml, at, &value.to_string()))
                })
            })
        })
    })
}

fn point(xml: &mut Xml, at: usize, text: &str) -> io::Result<()> {
    xml.element("c:pt", &[("idx", &at.to_string())], |xml| xml.element("c:v", &[], |xml| xml.characters(text)))
}

fn axes(xml: &mut Xml, chart: &Chart) -> io::Result<()> {
    let start = |xml: &mut Xml, id: &str, side: &str| {
        xml.empty("c:axId", &[("val", id)])?;
        xml.element("c:scaling", &[], |xml| xml.empty("c:orientation", &[("val", "minMax")]))?;
        xml.empty("c:delete", &[("val", "0")])?;
        xml.empty("c:axPos", &[("val", side)])
    };
    let marks = |xml: &mut Xml, crossed: &str| {
        xml.empty("c:majorTickMark", &[("val", "out")])?;
        xml.empty("c:minorTickMark", &[("val", "none")])?;
        xml.empty("c:tickLblPos", &[("val", "nextTo")])?;
        xml.empty("c:crossAx", &[("val", crossed)])?;
        xml.empty("c:crosses", &[("val", "autoZero")])
    };
    xml.element("c:catAx", &[], |xml| {
        start(xml, CATEGORIES, "b")?;
        xml.empty("c:numFmt", &[("formatCode", "General"), ("sourceLinked", "0")])?;
        marks(xml, VALUES)?;
        xml.empty("c:auto", &[("val", "0")])?;
        xml.empty("c:lblAlgn", &[("val", "ctr")])?;
        xml.empty("c:lblOffset", &[("val", "100")])?;
        xml.empty("c:noMultiLvlLbl", &[("val", "1")])
    })?;
    xml.element("c:valAx", &[], |xml| {
        start(xml, VALUES, "l")?;
        xml.element("c:majorGridlines", &[], |xml| {
            xml.element("c:spPr", &[], |xml| {
                xml.element("a:ln", &[("w", "6350")], |xml| {
                    xml.element("a:solidFill", &[], |xml| xml.empty("a:srgbClr", &[("val", "C9CFD6")]))
                })
            })
        })?;
        title(xml, chart.lang, &chart.axis, "900", Some("-5400000"))?;
        xml.empty("c:numFmt", &[("formatCode", "0"), ("sourceLinked", "0")])?;
        marks(xml, CATEGORIES)?;
        xml.empty("c:crossBetween", &[("val", "between")])?;
        if chart.unit { xml.empty("c:majorUnit", &[("val", "1")]) } else { Ok(()) }
    })
}

/// The paragraph that holds the chart, as wide as the page.
pub(super) fn paragraph(xml: &mut Xml, chart: &Chart, number: usize, relation: &str) -> io::Result<()> {
    const POINTS: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    // As wide as the text and 9 cm high, in EMU; a twentieth of a point is 635 of them.
    let (width, height) = ((super::TEXT_WIDTH * 635).to_string(), "3240000");
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| xml.empty("w:spacing", &[("w:before", "200"), ("w:after", "80")]))?;
        xml.element("w:r", &[], |xml| {
            xml.element("w:drawing", &[], |xml| {
                let inline = [("xmlns:wp", POINTS), ("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
                xml.element("wp:inline", &inline, |xml| {
                    xml.empty("wp:extent", &[("cx", width.as_str()), ("cy", height)])?;
                    let id = number.to_string();
                    let name = format!("Graphique {number}");
                    xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", &chart.description)])?;
                    xml.empty("wp:cNvGraphicFramePr", &[])?;
                    xml.element("a:graphic", &[("xmlns:a", DRAWING)], |xml| {
                        xml.element("a:graphicData", &[("uri", CHART)], |xml| {
                            xml.empty("c:chart", &[("xmlns:c", CHART), ("r:id", relation)])
                        })
                    })
                })
            })
        })
    })
}

/// The workbook of the numbers.
pub(super) fn workbook(chart: &Chart) -> Result<Vec<u8>, Error> {
    let mut book = Book::new(&chart.title, "", &chart.title, None)?;
    let mut widths = vec![14.0];
    widths.extend(chart.series.iter().map(|_| 16.0));
    let mut page = book.page(sheet(chart.lang), widths)?;
    let place = || chart.title.clone();
    for (column, series) in (1u16..).zip(&chart.series) {
        page.text(0, column, &series.name, &Look::HEADER, place)?;
        for (row, value) in (1u32..).zip(&series.values) {
            if let Some(value) = value {
                page.number(row, column, f64::from(*value), &Look::BODY.number("0"))?;
            }
        }
    }
    for (row, category) in (1u32..).zip(&chart.categories) {
        page.text(row, 0, category, &Look::BODY, place)?;
    }
    page.accept_numbers_as_text(u32::try_from(chart.categories.len()).unwrap_or(u32::MAX))?;
    page.finish()?;
    Ok(book.finish()?)
}
