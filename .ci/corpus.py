#!/usr/bin/env python3
"""corpus.py COMMAND FOLDER: compares what `COMMAND tables --json` reads with what other readers read.

For each file of the folder: the command must end by itself, without panic; and for each file that openpyxl, xlrd,
python-docx or odfpy opens, every text of its cells must be in ours. Files where one is missing for a good reason stand
with it in corpus-exceptions.txt beside this script; an exception that is none any more is wrong too.
`--list` prints every missing text, `--more` how much more the command sees."""

import collections
import concurrent.futures
import contextlib
import datetime
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import warnings

warnings.simplefilter("ignore")
SECONDS = 60
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plain(text):
    """A text as people read it: no difference of spaces, hyphens and composition."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[\u00ad\u200b\ufeff\x00-\x1f\x7f-\x9f]", " ", text)
    text = text.replace("\u2011", "-").replace("\u2010", "-")
    return re.sub(r"\s+", "", text)


def of_docx(path):
    import docx

    document = docx.Document(path)
    texts = []
    for text in document.element.body.iter(W + "t"):
        above = [element.tag for element in text.iterancestors()]
        gone = W + "moveFrom" in above or W + "del" in above or any(tag.endswith("}Fallback") for tag in above)
        # Run by run: what stands between them, such as symbols and check boxes, python-docx does not see.
        if W + "tc" in above and not gone:
            texts.append(text.text or "")
    return texts


def of_xlsx(path):
    import openpyxl

    texts = []
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                # openpyxl leaves `_x000D_` as it is stored.
                texts.append(re.sub("_x000[dD]_", "\n", cell.value) if isinstance(cell.value, str) else cell.value)
    return texts


def of_xls(path):
    import xlrd

    texts = []
    book = xlrd.open_workbook(path, logfile=open(os.devnull, "w"))
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            for cell in sheet.row(row):
                if cell.ctype == 1:
                    texts.append(cell.value)
                elif cell.ctype == 2:
                    texts.append(cell.value)
    return texts


def of_odf(path):
    from odf import table, teletype, text
    from odf.opendocument import load

    texts = []
    for kind in (table.TableCell, table.CoveredTableCell):
        for cell in load(path).getElementsByType(kind):
            for paragraph in cell.childNodes:
                if paragraph.qname == (text.TEXTNS, "p"):
                    texts.append(teletype.extractText(paragraph))
    return texts


READERS = {
    "docx": of_docx, "docm": of_docx, "xlsx": of_xlsx, "xlsm": of_xlsx, "xls": of_xls, "ods": of_odf, "odt": of_odf,
}  # fmt: skip


def ours(command, path):
    """What the command reads: exit code, its texts, its numbers; and what went wrong."""
    try:
        done = subprocess.run([command, "tables", "--json", "--lang", "en", path], capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return -1, [], set(), "hangs"
    if done.returncode != 0:
        return done.returncode, [], set(), done.stderr.decode("utf-8", "replace").strip()
    document = json.loads(done.stdout)
    texts, numbers = [], set()
    for block in document["blocks"]:
        texts.append(block.get("paragraph", ""))
        for cell in block.get("cells", []):
            texts.append(cell["text"])
            value = cell.get("value") or {}
            if "number" in value:
                numbers.add(round(float(value["number"]), 6))
            if "error" in value:
                texts.append(value["error"])
            if cell.get("formula"):
                texts.append(cell["formula"])
    return 0, texts, numbers, ""


def compare(command, path):
    """Missing texts, the number of theirs and of ours, and what is wrong with the command itself."""
    code, texts, numbers, message = ours(command, path)
    if code not in (0, 2) or "panicked" in message:
        return [], 0, 0, f"ends with {code}: {message}"
    reader = READERS.get(path.lower().rsplit(".", 1)[-1])
    try:
        # odfpy prints what it does not like.
        with contextlib.redirect_stdout(io.StringIO()):
            theirs = [value for value in reader(path) if value is not None] if reader else []
    except Exception:  # Readers fail in many ways on damaged files.
        return [], 0, len(texts), ""
    whole = plain("\n".join(texts))
    missing = []
    for value in theirs:
        if isinstance(value, bool) or isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
            continue  # Shown in words and formats of their own.
        if isinstance(value, (int, float)):
            if numbers and round(float(value), 6) in numbers or plain(str(value)) in whole:
                continue
            if any(abs(number - value) <= abs(value) * 1e-9 for number in numbers):
                continue
            missing.append(str(value))
        elif plain(str(value)) and plain(str(value)) not in whole:
            missing.append(str(value))
    if code == 2 and theirs:
        missing.append(f"(refused: {message})")
    return missing, len([value for value in theirs if str(value).strip()]), len([text for text in texts if text.strip()]), ""


def exceptions():
    """Files with the reason why a text of theirs is not in ours."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "corpus-exceptions.txt")
    lines = [line.strip() for line in open(path, encoding="utf-8")] if os.path.exists(path) else []
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def main():
    command, folder = sys.argv[1:3]
    allowed = exceptions()
    files = [os.path.join(root, name) for root, _, names in os.walk(folder) for name in names if not name.endswith(".md")]
    wrong, compared, counts = [], 0, collections.Counter()
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        files.sort()
        for path, result in zip(files, pool.map(compare, [command] * len(files), files)):
            missing, theirs, seen, message = result
            name = os.path.relpath(path, folder)
            kind = name.lower().rsplit(".", 1)[-1]
            compared += theirs > 0
            counts[kind, "theirs"] += theirs
            counts[kind, "ours"] += seen if theirs else 0
            if message:
                wrong.append(f"{name}: {message}")
            elif missing and name not in allowed:
                wrong.append(f"{name}: {len(missing)} of {theirs} texts missing, such as {missing[0][:200]!r}")
            elif not missing and name in allowed:
                wrong.append(f"{name}: is no exception any more")
            if missing and "--list" in sys.argv:
                print(name, *(repr(text[:150]) for text in missing[:20]), sep="\n    ")
    if "--more" in sys.argv:
        for kind in sorted({kind for kind, _ in counts}):
            print(f"{kind}: texts of cells by other readers {counts[kind, 'theirs']}, texts by ours {counts[kind, 'ours']}")
    print(f"{len(files)} files, {compared} compared with another reader, {len(allowed)} exceptions")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
