"""Claims that are of an event -> one narrow row each, kept by the database itself.

Rows of claims carry a record of thousands of characters: whoever counts a million of them should not read those. The
triggers follow the memberships and the copies, whoever changes them, in the same transaction; so no writer can forget.
They note whose row is another, too; at the end of the transaction tallied.py brings the numbers by month up to date.
"""

from __future__ import annotations

COLUMNS = "claim, event, report, outlet, day, month, type, mode, status, country, source, confidence, intensity"

# A claim's source is who it hangs on; in the outlet's own voice the outlet of the text, a copy's that of its original.
_EVERY_CLAIM = f"""
CREATE VIEW every_claim ({COLUMNS}) AS
SELECT c.id, coalesce(m.event, ''), c.report, r.outlet, coalesce(c.first_day, ''),
       substr(coalesce(c.first_day, ''), 1, 7), c.type, c.mode, c.status, c.country,
       coalesce(c.speaker, '@' || lower(o.outlet), '#' || coalesce(k."group", c.report)), c.confidence, c.intensity
FROM claims c JOIN reports r ON r.id = c.report LEFT JOIN memberships m ON m.claim = c.id
     LEFT JOIN copies k ON k.report = c.report LEFT JOIN reports o ON o.id = coalesce(k."group", c.report)
"""
_COUNT = f"INSERT INTO counted ({COLUMNS}) SELECT {COLUMNS} FROM every_claim WHERE event <> '' AND"
# What is tallied by beside the month, of a row; to add one, name a column: it makes adding a claim a little slower.
TALLIED = {"": "''", "type": "{row}.type", "status": "{row}.status", "country": "coalesce({row}.country, '')"}
_NOTED = "month, type, status, country, event, source"  # of the row that a claim was counted by before
_COME = "INSERT INTO untallied (claim) VALUES (NEW.claim) ON CONFLICT DO NOTHING;"
_GONE = (
    f"INSERT INTO untallied (claim, {_NOTED}) VALUES (OLD.claim, {', '.join(f'OLD.{c}' for c in _NOTED.split(', '))}) "
    "ON CONFLICT DO NOTHING;"
)


def _sqlite(name: str, when: str, *steps: str) -> str:
    return f"CREATE TRIGGER {name} AFTER {when} BEGIN {' '.join(steps)} END"


def _postgresql(name: str, when: str, *steps: str) -> tuple[str, str]:
    """Return a function and its trigger; BEFORE, since an AFTER trigger there runs when the whole statement is done."""
    answer = "NEW" if when.startswith("INSERT") else "OLD"
    table = when.rpartition(" ")[2]
    timing = "BEFORE" if table == "counted" else "AFTER"
    return (
        f"CREATE FUNCTION sayso_{name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {' '.join(steps)} RETURN {answer}; END $$",
        f"CREATE TRIGGER {name} {timing} {when} FOR EACH ROW EXECUTE FUNCTION sayso_{name}()",
    )


# Rows of counted are put in and taken out, never changed: so two triggers note what tallied.py adds up.
_TRIGGERS = (
    ("tallied_in", "INSERT ON counted", _COME),
    ("tallied_out", "DELETE ON counted", _GONE),
    ("counted_in", "INSERT ON memberships", f"{_COUNT} claim = NEW.claim;"),
    ("counted_out", "DELETE ON memberships", "DELETE FROM counted WHERE claim = OLD.claim;"),
    ("counted_moved", "UPDATE OF claim, event ON memberships",
     "DELETE FROM counted WHERE claim = OLD.claim;", f"{_COUNT} claim = NEW.claim;"),
    ("counted_copy", "INSERT ON copies",
     "DELETE FROM counted WHERE report = NEW.report;", f"{_COUNT} report = NEW.report;"),
    ("counted_copy_moved", "UPDATE ON copies",
     "DELETE FROM counted WHERE report = NEW.report;", f"{_COUNT} report = NEW.report;"),
    ("counted_copy_out", "DELETE ON copies",
     "DELETE FROM counted WHERE report = OLD.report;", f"{_COUNT} report = OLD.report;"),
)  # fmt: skip

STATEMENTS: dict[str, tuple[str, ...]] = {
    "sqlite": (_EVERY_CLAIM, *(_sqlite(*trigger) for trigger in _TRIGGERS)),
    "postgresql": (_EVERY_CLAIM, *(part for trigger in _TRIGGERS for part in _postgresql(*trigger))),
}
