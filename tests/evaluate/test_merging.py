"""Invented reports in each layout of the merging corpus, with partitions whose scores are known."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from sayso.evaluate.corpora import merging, merging_ecb, merging_pairs, merging_partition, merging_stories
from sayso.evaluate.corpora.merging_documents import Document, b3_f1, merged, pair_scores, read_documents
from sayso.evaluate.corpora.merging_pairs import Pair, Place, report_hash, sentence_hash
from sayso.evaluate.corpora.merging_partition import one_a_day
from sayso.model import Event, Reading, ReportError

RAID = "Gunmen of the Harbour Brigade attacked the town of Tarn on Monday, killing four people."
AGAIN = "Four people were killed in Monday's attack on Tarn, Minister Oda said."
OTHER = "Soldiers shelled a village near Ostra on Tuesday."
Partition = Callable[[Iterable[Reading]], Sequence[Event]]


def apart(readings: Iterable[Reading]) -> list[Event]:
    return [Event(id=c.id, claims=(c.id,)) for r in readings for c in r.claims]


def together(readings: Iterable[Reading]) -> list[Event]:
    return [Event(id="all", claims=tuple(c.id for r in readings for c in r.claims))]


def by_place(readings: Iterable[Reading]) -> list[Event]:
    groups: dict[bool, list[str]] = {}
    for r in readings:
        groups.setdefault("Tarn" in r.report.text, []).extend(c.id for c in r.claims)
    return [Event(id=str(place), claims=tuple(ids)) for place, ids in groups.items()]


@pytest.fixture
def merger(monkeypatch: pytest.MonkeyPatch) -> Callable[[Partition], None]:
    return lambda partition: monkeypatch.setattr(merging_partition, "_events", partition)


def put(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf8")
    return file


def xml(*sentences: str) -> str:
    tokens = (
        f'<token t_id="{n}{m}" sentence="{n}" number="{m}">{word}</token>'
        for n, sentence in enumerate(sentences)
        for m, word in enumerate(sentence.replace(",", " ,").replace(".", " .").replace("'s", " 's").split())
    )
    return f"<Document>{''.join(tokens)}</Document>"


def ecb(folder: Path) -> Path:
    put(folder / "22/22_1ecb.xml", xml(RAID, OTHER))
    put(folder / "22/22_2ecb.xml", xml("It was raining.", AGAIN))
    put(folder / "22/22_1ecbplus.xml", xml("http : / / tarn . example", OTHER))
    put(folder / "22/22_2ecbplus.xml", "<Document><token")
    put(folder / "18/18_1ecb.xml", xml(RAID))
    put(folder / "20/20_1ecb.xml", xml(RAID))
    put(folder / "validated_sentences.csv",
        "Topic,File,Sentence Number\n22,1ecb,0\n22,2ecb,1\n22,1ecbplus,1\n22,2ecbplus,0\n22,x\n18,1ecb,0\n20,1ecb,0\n")  # fmt: skip
    return folder


def stories(folder: Path) -> Path:
    def article(key: str, text: str, story: str) -> str:
        return json.dumps({"dId": key, "title": "News", "text": text, "newsCluster": {"Event": story},
                           "date_publish": "2021-05-12T10:00:00", "source_domain": f"{key}.example"})  # fmt: skip

    put(folder / "a/1.json", article("1", RAID, "truck_attack_in_nice"))
    put(folder / "a/2.json", article("2", AGAIN, "truck_attack_in_nice"))
    put(folder / "a/3.json", article("3", RAID, "a_bird_on_a_plane"))
    put(folder / "b/1.json", article("1", RAID, "truck_attack_in_nice"))
    put(folder / "b/4.json", json.dumps({"text": OTHER, "category": "consulate attack"}))
    put(folder / "b/5.json", "[1]")
    put(folder / "b/6.json", "no json")
    return folder


def releases(folder: Path) -> Path:
    rows = [{"text": text, "gold": {}} for text in (RAID, AGAIN, OTHER)]
    return put(folder / "releases.jsonl", "".join(json.dumps(r) + "\n" for r in rows))


def table(folder: Path, *rows: Sequence[str]) -> Path:
    out = io.StringIO()
    csv.writer(out).writerows([("unit_id", "article_title", "article_content", "source", "date", "location"), *rows])
    return put(folder / "reports.csv", out.getvalue())


ROWS = (("1", "Raid", RAID, "coast", "5/11/2021", "tarn"), ("2", "Toll", AGAIN, "ostra", "5/12/2021", "tarn"),
        ("3", "Shells", OTHER, "coast", "13/40/2021", "x"), ("4", "Shells", OTHER, "ostra", "", "x"))  # fmt: skip


def place_of(text: str, word: str) -> Place:
    body = text.split("\n\n")[1]
    return Place(report_hash(text), text.index(word), sentence_hash(body))


@pytest.fixture
def pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    raid, toll, shells = (f"{title}\n\n{body}" for _, title, body, *_ in ROWS[:3])
    first, second, third = place_of(raid, "attacked"), place_of(toll, "killed"), place_of(shells, "shelled")
    labels = [Pair("ASSAULT", first, second, "same"), Pair("ASSAULT", first, third, "different"),
              Pair("ASSAULT", second, third, "part"), Pair("ASSAULT", second, Place("0" * 16, 0, ""), "same")]  # fmt: skip
    monkeypatch.setattr(merging_pairs, "labelled", lambda: iter(labels))


def test_ecb_takes_validated_sentences_of_later_topics_that_are_acts(tmp_path: Path) -> None:
    documents = list(merging_ecb.documents_in(ecb(tmp_path)))
    assert [(d.key, d.topic, d.happening) for d in documents] == [
        ("22_1ecb", "22", "ecb"), ("22_1ecbplus", "22", "ecbplus"), ("22_2ecb", "22", "ecb")]  # fmt: skip
    assert [[d.text[s.start : s.end] for s in d.counted or ()] for d in documents] == [[RAID], [OTHER], [AGAIN]]
    assert documents[1].text == OTHER
    assert [d.key for d in merging_ecb.documents_in(tmp_path / "18")] == ["18_1ecb"]


@pytest.mark.parametrize(
    ("partition", "wanted"),
    [(apart, {"pairs_f1": 0, "false_share": 0, "b3_f1": 0.8, "all_same_f1": 0.5}),
     (together, {"pairs_f1": 0.5, "false_share": 2 / 3, "pairs_precision": 1 / 3, "pairs_recall": 1}),
     (by_place, {"pairs_f1": 1, "false_share": 0, "b3_f1": 1})],
)  # fmt: skip
@pytest.mark.parametrize("make", [ecb, stories])
def test_documents_that_share_an_event(
    make: Callable[[Path], Path], partition: Partition, wanted: dict[str, float], merger: Callable[[Partition], None],
    tmp_path: Path,
) -> None:  # fmt: skip
    merger(partition)
    n, scores = merging.evaluate(make(tmp_path))
    assert n == 3
    assert {k: scores[k] for k in wanted} == pytest.approx(wanted)
    assert all(0 <= scores[f"one_a_day_{k}"] <= 1 for k in ("pairs_f1", "b3_f1", "false_share"))


def test_stories_are_taken_once_and_only_political_ones(tmp_path: Path) -> None:
    documents = list(merging_stories.documents_in(stories(tmp_path)))
    assert [(d.key, d.outlet, d.published) for d in documents] == [
        ("1", "1.example", "2021-05-12"), ("2", "2.example", "2021-05-12"), ("4", None, None)]  # fmt: skip


def test_incidents_are_each_their_own(merger: Callable[[Partition], None], tmp_path: Path) -> None:
    path = releases(tmp_path)
    merger(apart)
    n, scores = merging.evaluate(path)
    assert (n, scores["false_share"], scores["incidents_merged"]) == (3, 0, 0)
    assert scores["events_per_incident"] >= 1
    merger(together)
    scores = merging.evaluate(path).scores
    assert (scores["incidents_merged"], scores["events_per_incident"]) == (1, 1)
    assert 0 < scores["false_share"] <= 1


@pytest.mark.usefixtures("pairs")
def test_pairs_are_found_by_place_and_scored_by_label(merger: Callable[[Partition], None], tmp_path: Path) -> None:
    path = table(tmp_path, *ROWS)
    merger(by_place)
    n, scores = merging.evaluate(path)
    assert (n, scores["found"], scores["pairs_f1"], scores["part_merged"]) == (3, 1, 1, 0)
    assert (scores["pairs_f1_second_half"], scores["recall_second_half"]) == (0, 0)  # holds no pair that is the same
    merger(together)
    scores = merging.evaluate(path).scores
    assert (scores["precision"], scores["recall"], scores["part_merged"]) == (0.5, 1, 1)
    assert scores["pairs_f1"] == pytest.approx(2 / 3)
    assert merging.evaluate(path, 1).n == 1


@pytest.mark.usefixtures("pairs")
def test_a_claim_that_is_gone_is_not_merged(merger: Callable[[Partition], None], tmp_path: Path) -> None:
    merger(together)
    pair = next(merging_pairs.labelled())
    readings: dict[str, Reading | None] = {pair.first.report: None}
    scores = merging_pairs.scores([pair], readings)
    assert (scores["found"], scores["pairs_f1"], scores["recall"]) == (0, 0, 0)


def test_a_table_in_another_code_page_and_broken_dates(tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_bytes(b"article_title,article_content,source,date\n\x95 Raid,Tarn\x81,coast,2/30/2021\nx,,,\nshort\n")
    assert [(d.text, d.published, d.outlet) for d in merging_pairs.documents_in(file)] == [
        ("• Raid\n\nTarn�", None, "coast")]  # fmt: skip


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "", "article_content\n" + "x" * 200_000])
def test_another_table_is_told(content: str, tmp_path: Path) -> None:
    with pytest.raises(ReportError):
        merging.evaluate(put(tmp_path / "x.csv", content))


def test_a_report_that_fails_is_merged_with_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise IndexError("a finder's mistake")

    monkeypatch.setattr("sayso.evaluate.corpora.merging_documents.read_capture", broken)
    n, scores = merging.evaluate(stories(tmp_path))
    assert (n, scores["pairs_f1"], scores["false_share"]) == (3, 0, 0)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError):
        merging.evaluate(tmp_path)


def test_one_a_day_needs_type_day_country_and_dyad(tmp_path: Path) -> None:
    path = table(tmp_path, ("1", "Raid", "French soldiers attacked Germany on May 10, 2021.", "a", "5/11/2021", ""),
                 ("2", "Raid again", "French soldiers attacked Germany on May 10, 2021.", "b", "5/12/2021", ""),
                 ("3", "Next day", "French soldiers attacked Germany on May 11, 2021.", "b", "5/12/2021", ""))  # fmt: skip
    documents = list(merging_pairs.documents_in(path))
    readings = read_documents(documents)
    assert merged(one_a_day([r for r in readings if r]), readings) == {(0, 1)}


def test_b_cubed_and_pairs_of_a_known_clustering() -> None:
    happenings = [("a", "x"), ("a", "x"), ("b", "x"), ("c", "y")]
    documents = [Document(key=f"{n}", text="", happening=h, topic=t) for n, (h, t) in enumerate(happenings)]
    assert b3_f1(documents, {(0, 1)}) == 1
    assert b3_f1(documents, {(0, 1), (1, 2)}) == pytest.approx(2 * (2 / 3) / (5 / 3))
    scores = pair_scores(documents, {(0, 1), (2, 3)})
    assert (scores["pairs_precision"], scores["pairs_recall"], scores["false_share"]) == (1, 1, 0.5)


def test_the_labels_are_whole() -> None:
    pairs = list(merging_pairs.labelled())
    assert len(pairs) >= 200
    assert {p.label for p in pairs} == {"same", "part", "different", "unclear"}
    assert all(
        len(x.report) == 16 and len(x.sentence) == 8 and x.start >= 0 for p in pairs for x in (p.first, p.second)
    )
    assert all(p.first.report != p.second.report for p in pairs)
    assert 0.3 <= sum(p.label == "same" for p in pairs) / len(pairs) <= 0.45
