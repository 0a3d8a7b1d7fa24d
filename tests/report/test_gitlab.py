import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report import contacts, factory
from tests.report.payloads import PAYLOADS, filled_with
from usp_check.report.gitlab import render_gitlab
from usp_check.report.model import Report
from usp_check.report.safe import inert
from usp_check.vocabulary import Etat, Gravite, Statut, Verdict


def read(report: Report) -> list[dict[str, Any]]:
    text = render_gitlab(report)
    assert text.isascii()
    issues = json.loads(text)
    assert isinstance(issues, list)
    return issues


def prints(report: Report) -> list[str]:
    return [issue["fingerprint"] for issue in read(report)]


def test_each_issue_has_what_gitlab_demands() -> None:
    issues = read(replace(factory.everything(), etat=Etat.INTERROMPU))
    for issue in issues:
        assert set(issue) >= {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"]
        assert issue["location"]["lines"]["begin"] >= 1
    named = {issue["check_name"]: issue for issue in issues}
    assert named["CAP-01"]["location"] == {"path": "dossiers/ch-trois-rivieres.yaml", "lines": {"begin": 24}}
    assert named["LOT-01"]["location"]["path"] == "a.yaml"
    assert named["defaillance"]["location"]["path"] == "dossiers/autre.yaml"
    assert "7f3a-19" in named["defaillance"]["description"]
    assert named["interrompu"]["severity"] == "critical"


@pytest.mark.parametrize(
    ("statut", "gravite", "severity"),
    [
        (Statut.NON_CONFORME, Gravite.BLOQUANT, ["blocker"]),
        (Statut.NON_CONFORME, Gravite.RESERVE, ["major"]),
        (Statut.NON_CONFORME, Gravite.INFO, ["info"]),
        (Statut.A_VERIFIER, Gravite.BLOQUANT, ["major"]),
        (Statut.NON_EVALUABLE, Gravite.BLOQUANT, ["major"]),
        (Statut.NON_EVALUABLE, Gravite.RESERVE, ["info"]),
        (Statut.CONFORME, Gravite.BLOQUANT, []),
        (Statut.SANS_OBJET, Gravite.BLOQUANT, []),
    ],
)
def test_severity_is_what_a_point_weighs(statut: Statut, gravite: Gravite, severity: list[str]) -> None:
    report = factory.report(factory.dossier(factory.constat(statut=statut, gravite=gravite)))
    assert [issue["severity"] for issue in read(report)] == severity


def test_a_path_is_told_as_the_repository_has_it() -> None:
    report = factory.report(factory.dossier(factory.constat(), fichier="./dossiers/a b.yaml"))
    assert read(report)[0]["location"]["path"] == "dossiers/a b.yaml"


def test_alike_points_have_fingerprints_of_their_own() -> None:
    one = factory.constat(champ=("projet", 0), ligne=3)
    found = prints(factory.report(factory.dossier(one, one, replace(one, ligne=9))))
    assert len(set(found)) == 3


@given(st.integers(1, 10_000), st.text())
def test_fingerprints_survive_an_unrelated_edit(shift: int, message: str) -> None:
    def moved(report: Report) -> Report:
        dossiers = [
            replace(
                d,
                constats=tuple(replace(c, ligne=(c.ligne or 0) + shift, message=message) for c in d.constats),
            )
            for d in report.dossiers
        ]
        return replace(report, dossiers=tuple(dossiers))

    assert prints(moved(factory.everything())) == prints(factory.everything())


@pytest.mark.parametrize("change", [{"regle": "CAP-09"}, {"code": "autre"}, {"champ": ("projet", 1)}])
def test_fingerprints_tell_points_apart(change: dict[str, Any]) -> None:
    one = factory.constat(champ=("projet", 0))
    assert prints(factory.report(factory.dossier(one))) != prints(
        factory.report(factory.dossier(replace(one, **change)))
    )


def test_fingerprints_tell_files_apart() -> None:
    both = [factory.dossier(factory.constat(), fichier=name) for name in ("a.yaml", "b.yaml")]
    assert len(set(prints(factory.report(*both)))) == 2


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_text_breaks_it(payload: str) -> None:
    issues = read(filled_with(payload))
    assert len(issues) == len(read(filled_with("un texte")))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        for text in (issue["description"], issue["check_name"], issue["location"]["path"]):
            assert inert(text) == text


def test_advice_is_for_what_can_be_mended_there() -> None:
    one = factory.constat(attendu="Dix lits.", remede="Ajoutez des lits.")
    (open_point,) = read(factory.report(factory.dossier(one)))
    (unread,) = read(factory.report(factory.dossier(replace(one, statut=Statut.NON_EVALUABLE))))
    assert "Ajoutez des lits." in open_point["description"]
    assert "Ajoutez des lits." not in unread["description"]


def test_nothing_open_is_an_empty_list() -> None:
    assert read(factory.report(factory.sound())) == []


def test_a_failure_without_a_constat_is_told() -> None:
    failed = factory.everything().dossiers[1]
    assert failed.verdict is Verdict.INDETERMINE
    assert [issue["severity"] for issue in read(factory.report(failed))] == ["critical"]


def test_contacts_are_not_told(tmp_path: Path) -> None:
    text = render_gitlab(contacts.judged(tmp_path))
    assert "FMT-0" in text
    assert not [one for one in contacts.PERSONAL if json.dumps(one)[1:-1] in text]
