"""The benchmark's dossiers: the same each time, and what they are said to be."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from tests.benchmarks.dossiers import Dossier, dossier, write
from tests.benchmarks.faults import CONTENT, UNREADABLE, WRITING
from usp_check.judging import Settings, judge_file
from usp_check.jugement import FORMAT
from usp_check.report.model import RapportDossier
from usp_check.vocabulary import Statut, Verdict

COUNT = 200
FAVOURABLE = (Verdict.CONFORME, Verdict.CONFORME_AVEC_RESERVES)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Dossier, RapportDossier]]:
    folder = tmp_path_factory.mktemp("dossiers")
    paths = list(write(folder, COUNT))
    reports = [judge_file(str(path), Settings(date(2024, 11, 4))) for path in paths]
    made = [dossier(rank) for rank in range(COUNT)]
    assert [str(folder / one.name) for one in made] == [report.fichier for report in reports]
    return [
        (one, report) for one, report in zip(made, reports, strict=True) if isinstance(report, RapportDossier)
    ]


def ill_written(report: RapportDossier) -> bool:
    return any(c.famille == FORMAT and c.statut is Statut.NON_CONFORME for c in report.constats)


def test_the_same_seed_gives_the_same_dossiers() -> None:
    # The text itself is pinned: figures measured on different days are about the same dossiers.
    text = "".join(dossier(rank).text for rank in range(20))
    assert sha256(text.encode()).hexdigest()[:16] == "86861aa0dffcb2a7"
    assert dossier(7) == dossier(7) != dossier(7, seed=1)
    assert len({dossier(rank).text for rank in range(COUNT)}) == COUNT


def test_they_look_like_what_people_write() -> None:
    sizes = [len(dossier(rank).text.encode()) for rank in range(COUNT)]
    assert 4_500 < min(sizes) < max(sizes) < 5_500
    texts = [dossier(rank).text for rank in range(COUNT)]
    assert all("é" in text and text.startswith("# ") for text in texts)
    assert sum("  # " in text for text in texts) > COUNT / 2  # remarks at the end of a line


def test_sound_ones_are_judged_favourably(judged: list[tuple[Dossier, RapportDossier]]) -> None:
    sound = [report for made, report in judged if made.sound]
    assert len(sound) == COUNT * 14 // 20
    assert {report.verdict for report in sound} == set(FAVOURABLE)
    assert not any(ill_written(report) for report in sound)


def test_faulty_ones_are_not(judged: list[tuple[Dossier, RapportDossier]]) -> None:
    faulty = [(made, report) for made, report in judged if not made.sound]
    assert {made.fault for made, _ in faulty} == {*CONTENT, *WRITING}
    for made, report in faulty:
        expected = Verdict.INDETERMINE if made.ill_written else Verdict.NON_CONFORME
        assert report.verdict is expected, made
        assert ill_written(report) == made.ill_written, made


def test_unreadable_ones_can_be_passed_over(tmp_path: Path) -> None:
    paths = list(write(tmp_path, 60, readable=True))
    assert len(set(paths)) == 60
    ranks = [int(path.stem.split("-")[1]) for path in paths]
    assert not any(dossier(rank).fault in UNREADABLE for rank in ranks)
    assert any(dossier(rank).fault in UNREADABLE for rank in range(max(ranks)))
