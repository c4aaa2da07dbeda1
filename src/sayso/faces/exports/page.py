"""The exports -> docs/exports.md, so that what it says of every column is what the code does."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from sayso.faces.exports import LEDGER_EXPORTS
from sayso.faces.exports.shape import Export

INTRODUCTION = """# Exports

`sayso export FORMAT --ledger L [--out FILE] [filters] [--mask-persons] [--rule lowest|highest|latest] [--bare]`
writes the events of a ledger, or those that a filter finds (the filters of `sayso events`), in a shape that
other tools read.

This page is made by the code: `python -m sayso.faces.exports.page > docs/exports.md`; a test compares.

## What holds for all

- **Nothing is made up to fill a column.** What no report tells, what accounts contradict each other on, and
  what only the makers of a codebook know is empty. Not stated is not zero.
- **No verdict.** A table with one cell for an actor has it only if all accounts that name one fit: a part
  stands for its whole ("Military of Norland" for "Norland"), an unnamed group gives way to a named one, several
  of one account stay together. Rival accounts leave it empty; `events.csv`, `jsonl` and ACLED's notes have them
  side by side.
- **Shape is not provenance.** A table in the shape of ACLED's is not ACLED's data, and was not coded by its
  people.
- **One number for a toll** only under a named rule (`--rule`): lowest, highest (of an open figure, "at least
  5", its number), or the latest exact number of most sources. `acled` takes the lowest if no rule is given, as
  its codebook does, and its notes say so.
- **Where it came from.** Query, ledger, versions, moment and rule are in the file: in a first line that begins
  with `# ` (tables; `--bare` leaves it out, readers skip it with `skiprows=1` or `tail -n +2`), in `about`
  (JSON), in the metadata (Parquet). With `--out FILE` they are also in `FILE.about.json`, with the rules and
  columns below.
- **Spreadsheets** run a cell that begins with `=`, `+`, `-` or `@`; such texts get an apostrophe before them.
  White space in a cell is single blanks.
- **`--mask-persons`** writes "person" for the name of whoever holds no office in the registry, wherever the
  name stands, and leaves out sentences, titles, the words for actors (their kind stands there), descriptors,
  the text around a quotation, and the path of addresses. Names that sayso did not take for a person's stay:
  look before you publish.
- **Whole events.** A filter finds events of which some claim fits; all claims of these are written. What was
  withdrawn or rejected is of no event.

## Label Studio and back

Import the tasks, paste the labelling configuration that `FILE.about.json` has under `label_config`, accept or change
what is predicted, export as JSON (not JSON-MIN), and bring what people changed into the ledger:

    sayso judge load export.json --ledger L --by NAME [--reason TEXT]

Where the export has the annotators' names and reasons, these are kept; else the ones given. What stands already is not
written twice; what cannot be placed is told with its reason, and the rest is kept.
"""


def page() -> str:
    """Return the page."""
    rows = "\n".join(
        f"| [`{n}`](#{n.replace('.', '')}) | {e.about} | `{e.ending}` |" for n, e in LEDGER_EXPORTS.items()
    )
    table = f"| format | what | ending |\n|---|---|---|\n{rows}\n"
    return "\n".join((INTRODUCTION, table, *(_section(n, e) for n, e in LEDGER_EXPORTS.items())))


def _section(name: str, export: Export) -> str:
    return "\n".join((f"## {name}", "", f"{export.about[:1].upper()}{export.about[1:]}.", "", *_lines(export), ""))


def _lines(export: Export) -> Iterator[str]:
    yield from (f"- {rule}" for rule in export.rules)
    yield from ("", "| column | what fills it |", "|---|---|")
    described = all(c.value is None for c in export.columns)  # properties of JSON have no function of their own
    for column in export.columns:
        empty = "" if column.value or described else "*empty:* "
        yield f"| `{column.name}` | {empty}{column.about.replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    sys.stdout.write(page())
