"""Tables of sentences with the roles that must come out of them, compared with a reading's claims."""

from __future__ import annotations

from sayso.model import Actor, Claim

Case = dict[str, str]


def fits(case: Case, claim: Claim) -> bool:
    """True if a claim has the type and just the actors and recipients of a case, and all else that it names."""
    return (
        case["type"] in ("any", claim.type)
        and case.get("status", claim.status) == claim.status
        and names_only(claim.actors, case["actors"])
        and names_only(claim.recipients, case["recipients"])
        and set(parted(case.get("figures", ""))) <= {f"{f.kind} {f.low}" for f in claim.figures}
        and all(any(word in p.text for p in claim.where) for word in parted(case.get("where", "")))
    )


def names_only(actors: tuple[Actor, ...], words: str) -> bool:
    """True if every word is in an actor of its own, and no actor is left over."""
    if words == "any":
        return True
    told = [f"{a.name or ''} {a.text}" for a in actors]
    return len(told) == len(parted(words)) and all(any(word in text for text in told) for word in parted(words))


def parted(words: str) -> list[str]:
    """Return the parts of a list with commas."""
    return [word for part in words.split(",") if (word := part.strip())]


def shown(claim: Claim) -> tuple[object, ...]:
    """Return what a failing test prints of a claim."""
    figures = [(f.kind, f.low) for f in claim.figures]
    return claim.type, claim.status, [a.text for a in claim.actors], [r.text for r in claim.recipients], figures
