"""Fills blanks of other writers with the command and reads them back with python-docx, openpyxl and odfpy.

Usage: filled.py COMMAND PROGRAMME.docx BLANK...
Every cell of the programme stands in a row of the filled form, and of the package only what had to has changed: the
part of the form, and in a workbook with added rows what names those below.
"""

import os
import subprocess
import sys
import tempfile
import zipfile

import docx
import openpyxl
from odf import opendocument, table, teletype, text


def entries(path):
    """Each entry's content, and its bytes as they lie in the package."""
    found = {}
    with zipfile.ZipFile(path) as package, open(path, "rb") as raw:
        for info in package.infolist():
            raw.seek(info.header_offset + 26)
            name, extra = (int.from_bytes(raw.read(2), "little") for _ in range(2))
            raw.seek(name + extra, os.SEEK_CUR)
            found[info.filename] = (package.read(info), raw.read(info.compress_size), info.compress_type)
    return found


def word(path):
    """The texts of the cells of each row."""
    tables = docx.Document(path).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def excel(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]


def open_document(path):
    document = opendocument.load(path)
    rows = []
    for row in document.getElementsByType(table.TableRow):
        cells = []
        for cell in row.childNodes:
            lines = cell.getElementsByType(text.P)
            repeated = cell.getAttribute("numbercolumnsrepeated")
            cells += ["\n".join(map(teletype.extractText, lines))] * min(int(repeated or 1), 20)
        rows.append(cells)
    return rows


READERS = {".docx": word, ".xlsx": excel, ".odt": open_document, ".ods": open_document}


def joined(row):
    """The words of a row: a workbook has the number of a line in a cell of its own."""
    return " ".join(" ".join(row).split())


def main(command, programme, *blanks):
    wanted = [row for row in word(programme) if len(row) == 5 and row[0][:1].isdigit() and len(row[0]) > 3]
    wanted = [joined(row) for row in wanted if "EXEMPLE" not in row[0]]
    assert wanted, programme
    for blank in blanks:
        with tempfile.TemporaryDirectory() as folder:
            extension = os.path.splitext(blank)[1]
            out = os.path.join(folder, "filled" + extension)
            call = [command, "form", "fill", "--blank", blank, programme, "-o", out]
            subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
            found = [joined(row) for row in READERS[extension](out)]
            for row in wanted:
                assert row in found, (blank, row)
            before, after = entries(blank), entries(out)
            assert list(before) == list(after), blank
            changed = [name for name in before if before[name] != after[name]]
            allowed = {
                ".docx": ("word/document.xml", "word/header", "word/footer"),
                ".xlsx": ("xl/workbook.xml", "xl/worksheets/sheet", "xl/comments", "xl/drawings/"),
            }.get(extension, ("content.xml", "styles.xml"))
            assert changed and all(name.startswith(allowed) for name in changed), (blank, changed)
            if "mimetype" in after:
                assert list(after)[0] == "mimetype" and after["mimetype"][2] == zipfile.ZIP_STORED, blank
            print(f"{blank}: {len(wanted)} rows, {len(before) - len(changed)} other entries as they were")


main(*sys.argv[1:])
