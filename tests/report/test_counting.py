"""The counts of a dossier are the same wherever they are told: at its head, in a table, at a glance."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from usp_check.judging import Settings, judge
from usp_check.reading import read_bytes
from usp_check.report.model import RapportDossier
from usp_check.report.sorting import sort_constats
from usp_check.vocabulary import Gravite, Statut

EXAMPLES = Path(__file__).parents[2] / "examples"
WEIGHED = ("corriger", "completer", "reserves", "verifier", "evaluer")


def judged(text: str) -> RapportDossier:
    return judge("dossier.yaml", read_bytes(text.encode()), Settings(date(2024, 10, 21)), None)


def without_beds(text: str) -> str:
    """Return a dossier whose number of beds can't be read: an information and others can't be judged."""
    return "\n".join("    lits: dix" if line.startswith("    lits: ") else line for line in text.split("\n"))


@pytest.mark.parametrize("name", sorted(file.name for file in EXAMPLES.glob("usp-*.yaml")))
def test_the_head_of_a_report_counts_as_a_table_does(name: str) -> None:
    text = (EXAMPLES / name).read_text("utf-8")
    for dossier in (judged(text), judged(without_beds(text))):
        at_a_glance, said = dossier.apercu().compte, sort_constats(dossier.constats).counts()
        weighed = {one: getattr(at_a_glance, one) for one in WEIGHED}
        assert {one: said.get(one, 0) for one in WEIGHED} == weighed


def test_an_information_that_could_not_be_judged_is_not_counted() -> None:
    dossier = judged(without_beds((EXAMPLES / "usp-medecine.yaml").read_text("utf-8")))
    unjudged = [one.gravite for one in dossier.constats if one.statut is Statut.NON_EVALUABLE]
    assert Gravite.INFO in unjudged
    assert dossier.apercu().compte.evaluer == sum(one is not Gravite.INFO for one in unjudged) > 0
