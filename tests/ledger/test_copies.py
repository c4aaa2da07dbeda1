"""Groups of copies are the same in whatever order reports arrive; a digest does not join what it holds."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.copies import Alike, Member, alike, around, copies, groups, near
from sayso.ledger.copy.likeness import Likeness
from sayso.model import Copy

DAYS = (None, "2024-03-04", "2024-03-05", "2024-03-05T09:00:00+00:00", "2024-03-05T08:00:00+02:00")


def member(report: str, published: str | None = None, words: int = 100) -> Member:
    return Member(report=report, published=published, words=words)


def pair(shorter: str, longer: str, share: float = 0.9, *, cutting: bool = False) -> Alike:
    return Alike(shorter=shorter, longer=longer, share=share, jaccard=share / 2, cutting=cutting)


def reports(found: tuple[tuple[Member, ...], ...]) -> set[tuple[str, ...]]:
    return {tuple(m.report for m in group) for group in found}


def test_copies_of_copies_are_one_group_with_the_earliest_first() -> None:
    members = [member("a", "2024-03-05"), member("b", "2024-03-04"), member("c"), member("d")]
    assert reports(groups(members, [pair("a", "b"), pair("b", "c")])) == {("b", "a", "c")}


def test_of_one_age_the_longest_is_the_original_then_the_smallest_id() -> None:
    members = [member("a", "2024-03-05"), member("b", "2024-03-05", 200), member("c", "2024-03-05", 200)]
    assert reports(groups(members, [pair("a", "b"), pair("a", "c")])) == {("b", "c", "a")}


def test_a_moment_counts_in_its_zone_and_before_a_mere_day() -> None:
    early, late, day = DAYS[4], DAYS[3], DAYS[2]
    members = [member("a", day), member("b", late), member("c", early), member("d", "soon")]
    assert reports(groups(members, [pair("a", "b"), pair("b", "c"), pair("c", "d")])) == {("c", "b", "a", "d")}


def test_a_digest_is_no_copy_of_all_it_holds() -> None:
    members = [member("digest", words=900), member("fire"), member("flood"), member("flood again")]
    pairs = [pair("fire", "digest", cutting=True), pair("flood", "digest", cutting=True), pair("flood", "flood again")]
    found = reports(groups(members, [*pairs, pair("fire", "fire in full", 0.95, cutting=True)]))
    assert ("flood again", "digest") not in found
    assert len(found) == 1  # one story's best match is the digest; a pair with an unknown report counts nothing
    full = [*members, member("fire in full", words=300)]
    found = reports(groups(full, [*pairs, pair("fire", "fire in full", 0.95, cutting=True)]))
    assert ("fire in full", "fire") in found


def test_a_copy_says_of_what_and_how_much() -> None:
    group = [member("b", "2024-03-05"), member("a", "2024-03-04")]
    assert copies(group, lambda report, of: 0.75) == (Copy(report="b", of="a", share=0.75),)


def test_a_pair_of_copies_names_the_shorter_with_its_share() -> None:
    likeness = Likeness(jaccard=0.3, containment=0.9, told=0.9, shares=(0.3, 0.9), longest=40, kind="excerpt")
    found = alike(member("long", words=300), member("short", words=90), likeness)
    assert found == Alike(shorter="short", longer="long", share=0.9, jaccard=0.3, cutting=True)


def test_no_pair_without_a_copy_or_too_far_apart() -> None:
    passage = Likeness(longest=20, kind="shared passage", shares=(0.2, 0.1))
    same = Likeness(longest=90, kind="same text", shares=(0.9, 0.9))
    assert alike(member("a"), member("b"), passage) is None
    assert alike(member("a", "2024-03-01"), member("b", "2024-03-05"), same) is None
    assert alike(member("a"), member("a"), same) is None


def test_three_days_are_near_and_a_missing_date_is_near_to_all() -> None:
    assert near("2024-03-01", "2024-03-04T23:00:00+00:00")
    assert not near("2024-03-01", "2024-03-05")
    assert near(None, "2024-03-05")
    assert near("no date", "2024-03-05")


LENGTHS = st.integers(20, 400)
MEMBERS = st.lists(st.tuples(st.sampled_from(DAYS), LENGTHS), min_size=2, max_size=9)


@given(MEMBERS, st.data())
def test_groups_do_not_depend_on_the_order_of_arrival(ages: list[tuple[str | None, int]], data: st.DataObject) -> None:
    members = [member(f"r{n}", day, words) for n, (day, words) in enumerate(ages)]
    shares = data.draw(
        st.lists(st.tuples(st.sampled_from(members), st.sampled_from(members), st.floats(0.4, 1)), max_size=12)
    )
    unique: dict[frozenset[str], Alike] = {}
    for a, b, share in shares:
        shorter, longer = sorted((a, b), key=lambda m: (m.words, m.report))
        if a != b:
            cutting = shorter.words < 0.5 * longer.words
            unique[frozenset((a.report, b.report))] = pair(shorter.report, longer.report, share, cutting=cutting)
    arriving = data.draw(st.permutations(members))
    assert arrive(arriving, list(unique.values())) == groups_as_sets(members, list(unique.values()))


def arrive(members: list[Member], pairs: list[Alike]) -> set[tuple[str, ...]]:
    """Add the reports one by one, each time with what hangs together with the new one, as a ledger does."""
    known: dict[str, Member] = {}
    stored: set[tuple[str, ...]] = set()
    for new in members:
        known[new.report] = new
        seen = [p for p in pairs if p.shorter in known and p.longer in known]
        near_by = around(new.report, pairs_in(seen))
        touched = {new.report} | {r for p in near_by for r in (p.shorter, p.longer)}
        stored = {g for g in stored if not touched & set(g)}
        stored |= groups_as_sets([known[r] for r in touched], list(near_by))
    return stored


def pairs_in(pairs: list[Alike]) -> Callable[[str], list[Alike]]:
    return lambda report: [p for p in pairs if report in (p.shorter, p.longer)]


def groups_as_sets(members: list[Member], pairs: list[Alike]) -> set[tuple[str, ...]]:
    return reports(groups(members, pairs))
