import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.words import cut_words

CUTS = [
    # clitics and possessives
    ("Tarn's mayor didn't wait", "Tarn 's mayor did n't wait"),
    ("we'll say I'm late, they’ve left", "we 'll say I 'm late , they ’ve left"),
    ("DON'T, shouldn't've", "DO N'T , should n't 've"),
    ("the soldiers' post", "the soldiers ' post"),
    ("cannot, gonna", "can not , gon na"),
    ("Qa'ida in O'Hara's Sa'd", "Qa'ida in O'Hara 's Sa'd"),
    ("the U.S.'s envoy", "the U.S. 's envoy"),
    # hyphens, dashes, slashes
    ("a long-term, Norland-led plan", "a long - term , Norland - led plan"),
    ("anti-government, non-U.S., mid-March, cross-border", "anti-government , non-U.S. , mid-March , cross-border"),
    ("AK-47 and F-16 at al-Ostra", "AK - 47 and F - 16 at al - Ostra"),
    ("killed—or hurt -- he said", "killed — or hurt -- he said"),
    ("and/or 9/11", "and / or 9/11"),
    # numbers
    ("$5, US$4.5bn, €20", "$ 5 , US$ 4.5 bn , € 20"),
    ("5% or 5-10, 1,234.5", "5 % or 5 - 10 , 1,234.5"),
    ("10:30 a.m., 8pm, 40km", "10:30 a.m. , 8 pm , 40 km"),
    ("the 1980s, '90s, 60's, 5th", "the 1980s , '90s , 60's , 5th"),
    ("24-year-old, 500-1000 men", "24 - year - old , 500 - 1000 men"),
    # full stops
    ("Gen. Oda, Mr. Tarn, J. R. Oda", "Gen. Oda , Mr. Tarn , J. R. Oda"),
    ("GEN. ODA OF U.S. FORCES.", "GEN. ODA OF U.S. FORCES ."),
    ("Det. Oda and Spc. Tarn paid Rs. 500", "Det. Oda and Spc. Tarn paid Rs. 500"),
    ("6 ft. tall, 30 min. later, he came in. then 5 sq. km", "6 ft. tall , 30 min. later , he came in . then 5 sq. km"),
    ("It was 6 ft. He", "It was 6 ft . He"),
    ("donʼt, Odaʼs", "do nʼt , Oda ʼs"),
    ("at 0900hrs, 1400GMT", "at 0900 hrs , 1400 GMT"),
    ("see t.me/tarn or bit.ly/3x, ask me.", "see t.me/tarn or bit.ly/3x , ask me ."),
    ("No. 5. No. We said no.", "No. 5 . No . We said no ."),
    ("It ended.The army left... So?!", "It ended . The army left ... So ?!"),
    ("shells, etc., and mines, etc.", "shells , etc. , and mines , etc ."),
    # quotation marks
    ("“No,” he said. 'Yes.' ``Hm''", "“ No , ” he said . ' Yes . ' `` Hm ''"),
    ("‘We’ll see’, «ja»", "‘ We ’ll see ’ , « ja »"),
    # addresses, signs, other scripts
    ("see http://a.example/b?c=d. (www.tarn.org)", "see http://a.example/b?c=d . ( www.tarn.org )"),
    ("oda@norland.gov @oda #ostra #1 :)", "oda@norland.gov @oda #ostra # 1 :)"),
    ("👍🏽👨‍👩‍👧 🇳🇴🇸🇪", "👍🏽 👨‍👩‍👧 🇳🇴 🇸🇪"),
    ("cafe\u0301 in Łódź, soft\xadly", "cafe\u0301 in Łódź , soft\xadly"),
    ("\ufeffTarn\u200b fell", "\ufeffTarn\u200b fell"),
]


@pytest.mark.parametrize(("text", "cut"), CUTS, ids=[text for text, _ in CUTS])
def test_words_are_cut_as_the_treebanks_cut_them(text: str, cut: str) -> None:
    assert " ".join(text[a:b] for a, b in cut_words(text)) == cut


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    text = "Title. The army didn't fire. Credit"
    assert [text[a:b] for a, b in cut_words(text, 7, 28)] == ["The", "army", "did", "n't", "fire", "."]
    assert cut_words(text, 4, 4) == []


def test_nothing_is_read_past_the_end_of_a_part() -> None:
    assert cut_words("No. 5", 0, 3) == cut_words("No.")


PIECES = st.sampled_from(
    ["n't", "'s", "non-", "U.S.", "http://", "www.", "@", "cannot", "1,", "\u200b", "\u0301", "\n", "  "]
)


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(max_size=6), PIECES), max_size=30).map("".join))
def test_words_cover_all_but_white_space_and_never_overlap(text: str) -> None:
    end = 0
    for a, b in cut_words(text):
        assert end <= a < b
        assert not text[end:a].strip()
        assert not any(c.isspace() for c in text[a:b])
        end = b
    assert not text[end:].strip()


def test_every_character_alone_is_a_word_or_white_space() -> None:
    for code in [*range(0x3100), *range(0xA600, 0xAC00), *range(0xD700, 0x11000), *range(0x1F000, 0x1FB00), 0x10FFFF]:
        character = chr(code)
        assert cut_words(character) == ([] if character.isspace() else [(0, 1)])


RUNS = [
    "a",
    ".",
    '"',
    "'",
    "-",
    "1",
    "a.",
    "ab.",
    "a'",
    "www.",
    "a@",
    "\u0301",
    "👍",
    "\u200d",
    "'s",
    "n't",
    "non-",
    ":)",
]


@pytest.mark.parametrize("run", [*RUNS, "/", "_", "1,", "http://", "ab-", "abcdefgh.", "^_", "a.b-", "[1]"])
def test_long_runs_take_linear_time(run: str) -> None:
    started = time.process_time()
    cut_words(run * (200_000 // len(run)))
    assert time.process_time() - started < 2
