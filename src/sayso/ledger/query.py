"""A ledger -> the readings in it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine, select

from sayso.ledger.schema import claims, failures, reports, statements
from sayso.model import Claim, Failure, Reading, Report, Statement
from sayso.records import from_json


def readings(engine: Engine) -> Iterator[Reading]:
    """Yield every report with its statements and claims, by date of publication and id."""
    with engine.connect() as connection:
        for row in connection.execute(
            select(reports.c.id, reports.c.record).order_by(reports.c.published, reports.c.id)
        ):
            said = connection.execute(select(statements.c.record).where(statements.c.report == row.id)).scalars()
            made = connection.execute(select(claims.c.record).where(claims.c.report == row.id)).scalars()
            yield Reading(
                report=from_json(Report, row.record),
                statements=tuple(sorted((from_json(Statement, s) for s in said), key=lambda s: (s.content, s.id))),
                claims=tuple(sorted((from_json(Claim, c) for c in made), key=lambda c: (c.evidence.trigger, c.id))),
            )


def all_failures(engine: Engine) -> list[Failure]:
    """Return the reports that could not be read."""
    with engine.connect() as connection:
        return [Failure(**row._mapping) for row in connection.execute(select(failures).order_by(failures.c.name))]
