"""A check that breaks, whichever it is: told as the tool's failure, never favourable, and the others still judge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NoReturn

import pytest

from tests.cli.runner import EXAMPLES
from tests.test_no_wrong_verdict import CALLS, DOSSIERS, sound
from usp_check.asking import FAILURE
from usp_check.checks.base import Context
from usp_check.checks.catalogue import CHECKS
from usp_check.checks.view import View
from usp_check.companions import find_companions
from usp_check.judging import Settings, glance_at_file, judge_file
from usp_check.lot import evaluate_lot
from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import load
from usp_check.referentiels.requirements import LOT, Exigence
from usp_check.report.model import Report
from usp_check.running import WHOLE, Piece, collected
from usp_check.telling import seen, told
from usp_check.vocabulary import FAVOURABLE, Statut

SECRET = "Zébulon Tartempion"  # noqa: S105 - stands for what a dossier says
RULES = [
    pytest.param(name, rule, id=f"{name}-{rule.id}")
    for name in known_referentiels(CALLS)
    for rule in load(name, CALLS).exigences
]
DAY = date(2024, 10, 21)


def breaks(*_: Any) -> NoReturn:
    raise ValueError(SECRET)


def breaks_later(self: Any, dossier: View, champ: Any, context: Context) -> Iterator[NoReturn]:
    yield from ()
    raise ValueError(SECRET)


def test_every_check_is_tried() -> None:
    tried = {type(param.values[1].check) for param in RULES}
    assert set(CHECKS.values()) == tried


@pytest.mark.parametrize("fault", [breaks, breaks_later])
@pytest.mark.parametrize(("call", "rule"), [one for one in RULES if one.values[1].document != LOT])
def test_a_check_that_breaks(call: str, rule: Exigence, fault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    judges = [name for name in DOSSIERS if _cites(name, call, rule)]
    monkeypatch.setattr(type(rule.check), "judge", fault)
    broken = [(name, sound(name).judged(sound(name).values)) for name in judges]
    reached = [one for one in broken if any(failed.etape == rule.id for failed in one[1].defaillances)]
    assert reached
    for name, found in reached:
        report = told(found)
        (own,) = [constat for constat in report.constats if constat.regle == rule.id]
        assert (own.statut, own.code) == (Statut.NON_EVALUABLE, FAILURE)
        assert {report.verdict, seen(found).verdict}.isdisjoint(FAVOURABLE)
        assert {c.regle for c in report.constats} == {p.regle for p in sound(name).jugement.points}
        assert SECRET not in repr(report.defaillances) + own.message


def _cites(name: str, call: str, rule: Exigence) -> bool:
    judged = sound(name).jugement
    return (
        judged.referentiel is not None
        and judged.referentiel.id == load(call, CALLS).id
        and rule.id in {point.regle for point in judged.points}
    )


@pytest.mark.parametrize(("call", "rule"), [one for one in RULES if one.values[1].document == LOT])
def test_a_check_on_the_folder_that_breaks(
    call: str, rule: Exigence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(rule.check), "judge", breaks)
    settings = Settings(DAY, folders=CALLS)
    names = [str(EXAMPLES / f"usp-{name}.yaml") for name in ("medecine", "smr")]
    made = [Piece(judge_file(name, settings)) for name in names]
    with pytest.raises(ValueError, match=SECRET):
        evaluate_lot([one.found for one in made], load(call, CALLS), DAY, None, None)  # type: ignore[misc]
    report = collected(made, settings, Report("0", DAY))
    *dossiers, whole = report.dossiers
    assert [one.fichier for one in dossiers] == names
    assert whole.fichier == WHOLE
    assert whole.defaillances
    assert whole.verdict not in FAVOURABLE
    assert SECRET not in repr(whole)


STEPS = {
    "reading": "usp_check.judging.read_file",
    "typing": "usp_check.judging.read_document",
    "matching": "usp_check.judging.match",
    "complements": "usp_check.judging.with_complements",
    "attachments": "usp_check.attachments.inspect",
    "register": "usp_check.register.Register.entry",
    "decisions": "usp_check.evaluation.appreciated",
    "verdict": "usp_check.evaluation.verdict",
    "heading": "usp_check.telling.heading",
}


@pytest.mark.parametrize("kind", [ValueError, MemoryError, RecursionError, AssertionError, OSError, KeyError])
@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_breaks(step: str, kind: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> NoReturn:
        raise kind(SECRET)

    folder = EXAMPLES / "dossiers"
    companions = find_companions([], str(folder / "registre.yaml"), None)
    settings = Settings(DAY, registre=companions.register)
    name = str(folder / "05-gcs-de-la-brenne" / "candidature.yaml")
    assert not judge_file(name, settings).defaillances  # type: ignore[union-attr]
    monkeypatch.setattr(STEPS[step], fault)
    for judge in (judge_file, glance_at_file):
        found: Any = judge(name, settings)
        (failed,) = found.defaillances
        assert failed.nature == kind.__name__
        assert found.verdict not in FAVOURABLE
        assert SECRET not in repr(found)
