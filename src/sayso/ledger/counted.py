"""Claims that are of an event -> one narrow row each, and their numbers by month, kept by the database itself.

Rows of claims carry a record of thousands of characters: whoever counts a million of them should not read those. The
triggers follow the memberships and the copies, whoever changes them, in the same transaction; so no writer can forget.
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
# What is tallied by beside the month, of a row; to add one, name it here: it makes adding a claim a little slower.
TALLIED = {"": "''", "type": "{row}.type", "status": "{row}.status", "country": "coalesce({row}.country, '')"}


def _alone(row: str, key: str, column: str) -> str:
    """Return 1 if no other row of the month and key has the row's event, or source.

    The || '' keeps a planner without statistics from looking through all claims of a type, or of a month.
    """
    month = "x.month" if column == "source" else "x.month || ''"
    return (
        f"CASE WHEN EXISTS (SELECT 1 FROM counted x WHERE x.{column} = {row}.{column} AND x.claim <> {row}.claim AND "
        f"{month} = {row}.month AND {key.format(row='x')} || '' = {key.format(row=row)}) THEN 0 ELSE 1 END"
    )


def _add_up(name: str, key: str) -> str:
    return f"""
        INSERT INTO tallies (name, month, key, claims, events, sources)
        VALUES ('{name}', NEW.month, {key.format(row="NEW")}, 1, 1, 1)
        ON CONFLICT (name, month, key) DO UPDATE SET claims = tallies.claims + 1,
            events = tallies.events + {_alone("NEW", key, "event")},
            sources = tallies.sources + {_alone("NEW", key, "source")};"""


def _take_off(name: str, key: str) -> str:
    this = f"name = '{name}' AND month = OLD.month AND key = {key.format(row='OLD')}"
    return f"""
        UPDATE tallies SET claims = claims - 1, events = events - {_alone("OLD", key, "event")},
            sources = sources - {_alone("OLD", key, "source")} WHERE {this};
        DELETE FROM tallies WHERE {this} AND claims = 0;"""


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


# Rows of counted are put in and taken out, never changed: so two triggers keep the tallies.
_TRIGGERS = (
    ("tallied_in", "INSERT ON counted", *(_add_up(*tallied) for tallied in TALLIED.items())),
    ("tallied_out", "DELETE ON counted", *(_take_off(*tallied) for tallied in TALLIED.items())),
    ("counted_in", "INSERT ON memberships", f"{_COUNT} claim = NEW.claim;"),
    ("counted_out", "DELETE ON memberships", "DELETE FROM counted WHERE claim = OLD.claim;"),
    ("counted_moved", "UPDATE ON memberships",
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
