"""How far a plan has come: each state on its boundaries, and word for word what the PLA requirements find."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.case_files import CASES
from usp_check.judging import Settings, glance_at_file, judge, judge_file
from usp_check.reading import read_bytes
from usp_check.referentiels.loader import load
from usp_check.report.model import RapportDossier
from usp_check.suivi import ActionSuivie, Avancement, Suivi
from usp_check.vocabulary import Statut

EXAMPLES = Path(__file__).parents[1] / "examples/pdl-2016"
PLAN = load("pdl-2016")
END = date(2016, 9, 30)  # the last day of 1.1, 2.1…
FIRST, LAST = date(2016, 6, 30), date(2016, 12, 31)  # the two due dates of 4.5
STATES = ("a_faire", "en_cours", "realise", "abandonne")


def judged(day: date, changes: dict[str, Any], **keys: Any) -> RapportDossier:
    """Judge at ``day`` a plan whose actions are all done in time, but for ``changes``."""
    plan = yaml.safe_load((CASES / "socles/plan.yaml").read_text(encoding="utf-8"))
    plan["actions"] |= changes
    text = yaml.safe_dump({**plan, **keys}, allow_unicode=True)
    return judge("plan.yaml", read_bytes(text.encode()), Settings(day), None)


def followed(day: date, changes: dict[str, Any], **keys: Any) -> Suivi:
    suivi = judged(day, changes, **keys).suivi
    assert suivi is not None
    return suivi


def action(name: str, entry: Any, day: date) -> ActionSuivie:
    return next(one for one in followed(day, {name: entry}).actions if one.id == name)


@pytest.mark.parametrize(
    ("name", "entry", "day", "state", "late"),
    [
        ("1.1", {"statut": "a_faire"}, date(2016, 9, 29), "a_venir", None),
        ("1.1", {"statut": "a_faire"}, END, "en_retard", 0),
        ("1.1", {"statut": "a_faire"}, date(2016, 10, 1), "en_retard", 1),
        ("1.1", {"statut": "en_cours"}, date(2016, 9, 29), "en_cours", None),
        ("1.1", {"statut": "en_cours"}, date(2017, 9, 30), "en_retard", 365),
        ("1.1", {"statut": "realise", "date": "2016-09-30"}, END, "realise", None),
        ("1.1", {"statut": "realise", "date": "2016-10-01"}, LAST, "realise", 1),
        ("1.1", {"statut": "realise"}, LAST, "realise", None),
        ("1.1", {"statut": "realise", "date": "2016-02-30"}, LAST, "realise", None),
        # Said to be done after the day at which it is judged: under way at that day.
        ("1.1", {"statut": "realise", "date": "2016-09-20"}, date(2016, 9, 19), "en_cours", None),
        ("1.1", {"statut": "realise", "date": "2016-10-20"}, date(2016, 10, 10), "en_retard", 10),
        ("1.1", {"statut": "abandonne"}, LAST, "abandonne", None),
        ("1.1", {"statut": "abandonne", "motif": "Repris ailleurs."}, FIRST, "abandonne", None),
        ("1.1", {"statut": "bientôt"}, LAST, "inconnu", None),
        ("1.1", {}, LAST, "inconnu", None),
        ("1.1", None, LAST, "inconnu", None),
        ("1.1", "n’importe quoi", LAST, "inconnu", None),
        # Two due dates: the first is met by what is due at it.
        ("4.5", {"statut": "en_cours"}, date(2016, 6, 29), "en_cours", None),
        ("4.5", {"statut": "en_cours"}, FIRST, "en_retard", 0),
        ("4.5", {"statut": "a_faire"}, date(2016, 7, 1), "en_retard", 1),
        ("4.5", {"statut": "en_cours", "livrables": ["aap"]}, date(2016, 12, 30), "en_cours", None),
        ("4.5", {"statut": "en_cours", "livrables": ["aap"]}, date(2017, 1, 2), "en_retard", 2),
        ("4.5", {"statut": "en_cours", "livrables": "aap: 1"}, LAST, "en_retard", 0),
    ],
)
def test_the_state_of_an_action(name: str, entry: Any, day: date, state: str, late: int | None) -> None:
    found = action(name, entry, day)
    assert (found.etat, found.retard) == (state, late)
    assert (found.realisee_le is not None) == (
        state == "realise" and "02-30" not in str(entry) and "date" in entry
    )


@pytest.mark.parametrize(
    ("entry", "day", "counts"),
    [
        ({"statut": "en_cours"}, date(2016, 6, 29), FIRST),
        ({"statut": "en_cours"}, date(2016, 8, 1), FIRST),
        ({"statut": "en_cours", "livrables": ["aap"]}, date(2016, 8, 1), LAST),
        ({"statut": "en_cours"}, date(2017, 1, 1), LAST),
        ({"statut": "realise", "date": "2016-05-02"}, date(2016, 8, 1), LAST),
    ],
)
def test_the_due_date_that_counts(entry: Any, day: date, counts: date) -> None:
    found = action("4.5", entry, day)
    assert (found.echeance, found.echeances) == (counts, (FIRST, LAST))


def concerned(report: RapportDossier, rule: str, *codes: str) -> set[str]:
    found = (c for c in report.constats if c.regle == rule and c.statut is Statut.NON_CONFORME)
    return {str(c.champ[1]) for c in found if not codes or c.code in codes}


@pytest.mark.parametrize("day", [FIRST, date(2016, 9, 29), END, date(2016, 11, 1), LAST, date(2017, 12, 31)])
@pytest.mark.parametrize("shift", range(5))
def test_it_agrees_with_what_the_requirements_find(day: date, shift: int) -> None:
    months = ("2016-02-01", "2016-09-30", "2016-10-01", "2017-03-01", None)
    changes: dict[str, Any] = {}
    for n, name in enumerate(PLAN.actions):
        entry = {"statut": (*STATES, None)[(n + shift) % 5], "date": months[(n // 2 + shift) % 5]}
        changes[name] = {key: value for key, value in entry.items() if value}
    report = judged(day, changes)
    assert report.suivi is not None
    states = {one.id: one for one in report.suivi.actions}

    def those(state: Avancement) -> set[str]:
        return {name for name, one in states.items() if one.etat is state}

    posterior = concerned(report, "PLA-05", "posterieure")
    posterior_due = {name for name in posterior if min(states[name].echeances) <= day}
    overdue = concerned(report, "PLA-02", "non_realisee", "livrable_en_retard")
    assert those(Avancement.EN_RETARD) == overdue | posterior_due
    assert those(Avancement.ABANDONNE) == concerned(report, "PLA-04")
    assert those(Avancement.INCONNU) == concerned(report, "PLA-01")
    tardy = {name for name, one in states.items() if one.etat is Avancement.REALISE and one.retard}
    assert tardy == concerned(report, "PLA-05", "en_retard")
    for constat in report.constats:  # by how much, in the words of both
        if constat.code in ("en_retard", "non_realisee") and (late := states[str(constat.champ[1])].retard):
            assert f"{late} jour" in constat.message.replace("\u202f", "")


def test_actions_are_counted_by_axis_and_by_measure() -> None:
    suivi = followed(LAST, {"1.1": {"statut": "a_faire"}, "2.6": {"statut": "en_cours"}})
    axes = {group.nom: group for group in suivi.par_axe()}
    assert [len(group.actions) for group in axes.values()] == [9, 7, 6, 5]
    assert axes["Axe 1"].titre == PLAN.axes["1"]
    assert (axes["Axe 1"].compte[Avancement.EN_RETARD], axes["Axe 1"].pire_retard) == (1, 92)
    assert axes["Axe 4"].pire_retard is None
    measures = {group.nom: group.compte[Avancement.EN_RETARD] for group in suivi.par_mesure()}
    assert list(measures)[:3] == ["Mesure 1", "Mesure 2", "Mesure 3"]  # by number, and 10 after 9
    assert {name for name, count in measures.items() if count} == {
        "Mesure 1",
        "Mesure 5",
        "Mesure 7",
    }  # 2.6 has two
    assert suivi.ensemble().compte.total() == len(PLAN.actions)


def test_the_day_is_the_one_given_and_the_date_the_plan_s_own() -> None:
    suivi = followed(END, {}, date="2016-07-04")
    assert (suivi.au, suivi.du) == (END, date(2016, 7, 4))
    assert followed(END, {}, date="un jour").du == END


def test_only_a_plan_is_followed() -> None:
    text = (CASES / "socles/labellisation.yaml").read_bytes()
    report = judge("demande.yaml", read_bytes(text), Settings(END), None)
    assert report.document == "labellisation"
    assert report.suivi is None
    assert report.apercu().progression is None


@pytest.mark.parametrize("name", ["plan-mi-2016", "plan-fin-2017"])
def test_a_glance_sees_the_same_progress(name: str) -> None:
    path, settings = str(EXAMPLES / f"{name}.yaml"), Settings(END, dates_propres=True)
    report = judge_file(path, settings)
    assert isinstance(report, RapportDossier)
    assert report.apercu().progression is not None
    assert glance_at_file(path, settings) == report.apercu()
    assert len(pickle.dumps(report.apercu().progression)) < 2000  # it is kept for each of many files


def test_a_failure_is_told_and_never_favourable(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Suivi:
        raise ArithmeticError

    sound = judged(date(2017, 12, 31), {})
    monkeypatch.setattr("usp_check.following.follow", broken)
    report = judged(date(2017, 12, 31), {})
    assert (sound.verdict, report.verdict) == ("conforme", "indetermine")
    assert [one.etape for one in report.defaillances] == ["suivi"]
    assert report.constats == sound.constats
