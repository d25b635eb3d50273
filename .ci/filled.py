"""Fills blanks of other writers with the command and reads them back with python-docx.

Usage: filled.py COMMAND PROGRAMME BLANK.docx...
Every cell of the programme stands in a row of the filled form, and no other entry of the package has changed.
"""

import os
import subprocess
import sys
import tempfile
import zipfile

import docx


def entries(path):
    """Each entry's content, and its bytes as they lie in the package."""
    found = {}
    with zipfile.ZipFile(path) as package, open(path, "rb") as raw:
        for info in package.infolist():
            raw.seek(info.header_offset + 26)
            name, extra = (int.from_bytes(raw.read(2), "little") for _ in range(2))
            raw.seek(name + extra, os.SEEK_CUR)
            found[info.filename] = (package.read(info), raw.read(info.compress_size))
    return found


def rows(path):
    """The texts of the cells of each row of actions."""
    tables = docx.Document(path).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def main(command, programme, *blanks):
    wanted = [row for row in rows(programme) if len(row) == 5 and row[0][:1].isdigit() and len(row[0]) > 3]
    wanted = [row for row in wanted if "EXEMPLE" not in row[0]]
    assert wanted, programme
    for blank in blanks:
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "filled.docx")
            call = [command, "form", "fill", "--blank", blank, programme, "-o", out]
            subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
            found = rows(out)
            for row in wanted:
                assert row in found, (blank, row)
            before, after = entries(blank), entries(out)
            assert list(before) == list(after), blank
            changed = [name for name in before if before[name] != after[name]]
            assert changed == ["word/document.xml"], (blank, changed)
            print(f"{blank}: {len(wanted)} rows, {len(before) - 1} other entries as they were")


main(*sys.argv[1:])
