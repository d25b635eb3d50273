"""Reads and writes back the exchanges of other programs, and validates what is written with xmllint.

Usage: ecomptes.py SAMPLES_AND_SCHEMAS COMMAND EXAMPLE PROGRAMME...
"""
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

shared, command, example, *programmes = sys.argv[1:]
shared = pathlib.Path(shared)
schemas = {
    "from": shared / "xsd/PST_eComptes_Export_201805V1.xsd",
    "to": shared / "xsd/schema_import_ecomptes_201805V1.xsd",
}


def said(node):
    """What XML says: white space between elements is only layout."""
    children = [said(child) for child in node]
    return node.tag, sorted(node.attrib.items()), children or node.text or ""


def validate(schema, file):
    result = subprocess.run(["xmllint", "--noout", "--schema", schemas[schema], file], capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{file}: {result.stderr}")


with tempfile.TemporaryDirectory() as folder:
    copy = pathlib.Path(folder) / "copy.xml"
    samples = sorted((shared / "samples").glob("*.xml"))
    for sample in samples:
        result = subprocess.run([example, sample, copy], capture_output=True, text=True)
        if "invalid" in sample.name:
            refused = subprocess.run([command, "check", sample], capture_output=True, text=True)
            if refused.returncode != 2 or "ligne" not in refused.stderr or "ElementId" not in refused.stderr:
                sys.exit(f"{sample.name} is not refused with its place: {refused.stderr}")
            continue
        if result.returncode:
            sys.exit(f"{sample.name}: {result.stderr}")
        if said(tree.parse(sample).getroot()) != said(tree.parse(copy).getroot()):
            sys.exit(f"{sample.name} is not written back equal")
        validate("to" if "to_ecomptes" in sample.name else "from", copy)
    for programme in programmes:
        subprocess.run([command, "convert", programme, "--date", "2026-01-15", "-o", copy], check=True, capture_output=True)
        validate("to", copy)
        copy.unlink()
    print(f"{len(samples)} exchanges, {len(programmes)} programmes written for eComptes: valid")
