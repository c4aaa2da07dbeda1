from sayso.read.formats.english import foreign, looks_english

ENGLISH = "The minister of Norland said that the port of Ostra had been shut on Monday, and would stay so. " * 4
GERMAN = "Der Minister von Norland sagte, dass der Hafen von Ostra am Montag von der Armee geschlossen worden sei. " * 4
DANISH = "Ministeren sagde, at havnen var blevet lukket af hæren mandag, og at den ville være det for en tid. " * 4
DUTCH = "De minister zei dat de haven van Ostra was gesloten en dat het is wat we hebben gezien. " * 4
CHINESE = "部长说港口星期一被军队关闭。" * 40


def test_english_is_told_from_other_languages() -> None:
    assert looks_english(ENGLISH)
    assert not foreign(ENGLISH)
    assert not foreign(ENGLISH.upper())
    for text in (GERMAN, DANISH, DUTCH, CHINESE):
        assert foreign(text)


def test_a_short_text_passes() -> None:
    assert not foreign("Ostra shelled")
    assert not foreign("")
