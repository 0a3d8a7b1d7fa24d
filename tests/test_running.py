"""A run of many files: the same whatever the processes, and nothing lost when one of them breaks."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.case_files import CASES
from usp_check import judging, running
from usp_check.batch import Target
from usp_check.judging import Settings
from usp_check.referentiels.loader import load
from usp_check.report.formats import FORMATS
from usp_check.report.model import Defaillance, FichierIgnore, RapportDossier, Report, Synthese
from usp_check.running import MANY, Piece, Work, collected, pieces
from usp_check.vocabulary import Etat, Verdict

EXAMPLES = Path(__file__).parent.parent / "examples"
DAY = date(2024, 10, 21)
SETTINGS = Settings(DAY)
SOUND = (CASES / "socles" / "medecine.yaml").read_text(encoding="utf-8")
STREAMED = tuple(form for one in FORMATS.values() if (form := one.parts()))
needs_fork = pytest.mark.skipif(
    sys.platform != "linux", reason="what a test breaks reaches forked processes only"
)


@pytest.fixture
def targets(tmp_path: Path) -> list[Target]:
    """More than enough dossiers for several processes: sound, faulty, broken, something else, a link."""
    texts = [
        SOUND,
        SOUND.replace("lits: 12", "lits: 4"),
        SOUND.replace("document:", "document"),
        "a: 1\n",
        "",
    ]
    for number in range(MANY + 20):
        (tmp_path / f"{number:03}.yaml").write_text(texts[number % len(texts)], encoding="utf-8")
    found = [Target(str(path), named=False) for path in sorted(tmp_path.iterdir())]
    return [
        *found,
        Target(str(tmp_path / "absent.yaml"), named=True),
        Target("lien.yaml", named=False, ignored="lien"),
    ]


def synthesis(targets: list[Target], jobs: int) -> tuple[Synthese, list[tuple[Any, ...]]]:
    empty = Synthese("0", DAY)
    found = list(pieces(targets, Work(SETTINGS, empty, STREAMED, whole=False), jobs))
    run = collected(found, SETTINGS, empty)
    return replace(run, dossiers=tuple(run.dossiers)), [piece.parts for piece in found]


def test_the_same_comes_whatever_the_processes(targets: list[Target]) -> None:
    alone, parts = synthesis(targets, 1)
    assert synthesis(targets, 2) == (alone, parts)
    assert alone.resume()["non_conforme"] > 10
    assert alone.resume()["indetermine"] > 10
    assert any(parts)


def test_a_glance_says_what_the_whole_report_says(targets: list[Target]) -> None:
    empty = Report("0", DAY)
    whole = collected(pieces(targets, Work(SETTINGS, empty), 2), SETTINGS, empty).synthese()
    kept = tuple(one._replace(sha256=None) for one in whole.dossiers)
    assert replace(whole, dossiers=kept) == synthesis(targets, 1)[0]


def test_something_else_and_links_are_told_not_judged(targets: list[Target]) -> None:
    ignored = synthesis(targets, 2)[0].fichiers_ignores
    assert ignored[-1] == FichierIgnore("lien.yaml", "lien")
    assert len(ignored) > 10


def test_what_other_processes_are_given_can_be_sent() -> None:
    work = Work(Settings(DAY, load("cvl-2024")), Synthese("0", DAY), STREAMED)
    sent = pickle.loads(pickle.dumps(partial(running.make_each, work)))  # noqa: S301 - our own
    target = Target(str(CASES / "socles" / "medecine.yaml"), named=True)
    assert sent([target]) == [running.make(target, work)]


def test_in_a_process_many_are_judged_together_the_same(targets: list[Target]) -> None:
    other = [Target(str(path), named=True) for path in sorted(EXAMPLES.rglob("*.yaml"))]
    mixed = [target for pair in zip(other, targets, strict=False) for target in pair]
    work = Work(Settings(DAY), Synthese("0", DAY), STREAMED, whole=False)
    assert running.make_each(work, mixed) == [running.make(target, work) for target in mixed]


def test_a_failure_among_many_is_of_its_file_alone(
    targets: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(SETTINGS, Synthese("0", DAY), whole=False)
    before = running.make_each(work, targets[:7])
    opened = judging.opened

    def broken(name: str, *words: Any) -> Any:
        if name == targets[5].name:
            raise RuntimeError
        return opened(name, *words)

    monkeypatch.setattr(judging, "opened", broken)
    after = running.make_each(work, targets[:7])
    assert (after[5].found.verdict, after[5].found.defaillances[0].etape) == ("indetermine", "examen")
    assert [*after[:5], *after[6:]] == [*before[:5], *before[6:]]


@pytest.mark.parametrize(
    ("files", "order"), [(0, "rjrjrjrjrjrjrj"), (3, "rrrjjjrrrjjjrj"), (9, "rrrrrrrjjjjjjj")]
)
def test_as_much_is_read_before_it_is_judged_as_little_memory_holds(
    files: int, order: str, targets: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []
    read, opened = judging.read_file, judging.opened
    monkeypatch.setattr(judging, "read_file", lambda *words: done.append("r") or read(*words))
    monkeypatch.setattr(judging, "opened", lambda *words: done.append("j") or opened(*words))
    monkeypatch.setattr(running, "_AHEAD", files * len(SOUND))
    running.make_each(Work(SETTINGS, Synthese("0", DAY), whole=False), [targets[0]] * 7)
    assert "".join(done) == order


def broken_on(monkeypatch: pytest.MonkeyPatch, name: str, fault: Callable[[], None]) -> None:
    """Make reading the file ``name`` do ``fault``."""
    read = judging.read_file

    def reading(path: str) -> Any:
        if path.endswith(name):
            fault()
        return read(path)

    monkeypatch.setattr(judging, "read_file", reading)


@needs_fork
def test_a_process_that_dies_takes_down_its_file_alone(
    targets: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, _ = synthesis(targets, 1)
    broken_on(monkeypatch, "020.yaml", lambda: os.kill(os.getpid(), signal.SIGKILL))
    after, parts = synthesis(targets, 2)
    (failed,) = [one for one in after.dossiers if one.defaillances]
    assert failed.fichier.endswith("020.yaml")
    assert failed.verdict is Verdict.INDETERMINE
    others = [one for one in after.dossiers if one is not failed]
    assert others == [one for one in before.dossiers if one.fichier != failed.fichier]
    assert all(isinstance(part, str) for one in parts for part in one)


def test_an_interruption_keeps_what_was_finished(
    targets: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    broken_on(monkeypatch, "007.yaml", interrupt)
    empty = Report("0", DAY)
    report = collected(pieces(targets, Work(SETTINGS, empty), 1), SETTINGS, empty)
    assert report.etat is Etat.INTERROMPU
    assert [Path(one.fichier).name for one in report.dossiers] == [f"00{n}.yaml" for n in (0, 1, 4, 5, 6)]


def test_one_form_that_cannot_be_written_leaves_the_others(targets: list[Target]) -> None:
    class Broken:
        whole = True

        def head(self) -> str:
            return ""

        def dossier(self, dossier: RapportDossier, run: object) -> str:
            raise ValueError(dossier.titulaire)

        def foot(self, run: object) -> str:
            return ""

    work = Work(SETTINGS, Synthese("0", DAY), (*STREAMED, Broken()), whole=False)
    (piece,) = pieces(targets[:1], work)
    *parts, failure = piece.parts
    assert all(isinstance(part, str) for part in parts)
    assert isinstance(failure, Defaillance)
    assert failure.nature == "ValueError"
    assert "Trois-Rivières" not in repr(failure)


def test_every_file_is_counted(targets: list[Target]) -> None:
    seen: list[None] = []
    empty = Report("0", DAY)

    def found() -> Iterator[Piece]:
        yield from pieces(targets[:9], Work(SETTINGS, empty), 2)

    collected(found(), SETTINGS, empty, step=lambda: seen.append(None))
    assert len(seen) == 9
