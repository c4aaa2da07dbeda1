"""`sayso rules`: look claim rules up, and check your own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.faces.cli_start import FAILED, OK, refuse

if TYPE_CHECKING:
    from sayso.knowledge.claim_rules import ClaimRule

rules = typer.Typer(help="Look claim rules up, and check your own.", no_args_is_help=True)


@rules.command()
def find(word: Annotated[str, typer.Argument(help="A verb, an event noun, or the beginning of a rule's id.")]) -> None:
    """List the rules that a word may trigger, in the order they are tried."""
    from sayso.knowledge.claim_rules import load_rules

    found = [r for r in load_rules().rules if _has(r, word.lower())]
    for rule in found:
        typer.echo(f"{rule.id:32} {rule.mode or '-':14} {', '.join((*rule.verbs, *rule.nouns)[:8])}")
    if not found:
        typer.echo(f"no rule has {word!r}")
    raise typer.Exit(OK if found else FAILED)


@rules.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(metavar="FILE|FOLDER", help="By default your own: SAYSO_RULES.")
    ] = None,
) -> None:
    """Read every sentence of your rules, and say which come out otherwise than you wrote."""
    from sayso.faces.rule_check import faults
    from sayso.knowledge.claim_rules import ids_in, load_rules
    from sayso.knowledge.overlay import overlay_rules

    own = path or overlay_rules()
    if own is None:
        refuse("no rules of your own: name a file or folder, or set SAYSO_RULES (docs/rules.md)")
    try:
        book = load_rules(own, sentences=True)
        mine = [r for r in book.rules if r.id in ids_in(own)]
    except ValueError as error:
        refuse(error)
    wrong = [(rule.id, text, why) for rule in mine for text, why in faults(rule, book)]
    for rule_id, text, why in wrong:
        typer.echo(f"{rule_id}: {why}: {text}")
    bare = [r.id for r in mine if not (r.matches and r.rejects)]
    for rule_id in bare:
        typer.echo(f"{rule_id}: has no sentences that must match, or none that must not")
    read = sum(len(r.matches) + len(r.rejects) for r in mine)
    typer.echo(f"{len(mine)} rules in {own}, {read} sentences read: {len(wrong)} come out otherwise")
    raise typer.Exit(FAILED if wrong or bare or not mine else OK)


def _has(rule: ClaimRule, word: str) -> bool:
    return rule.id.startswith(word) or any(word in phrase.split() for phrase in (*rule.verbs, *rule.nouns))
