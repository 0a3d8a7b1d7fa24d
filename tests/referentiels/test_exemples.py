"""The passing and the failing example of each requirement do what they say, judged alone."""

from datetime import date
from pathlib import Path

import pytest

from tests.case_files import as_view, typed_numbers
from usp_check.judging import Settings, judge
from usp_check.reading import read_bytes
from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import load
from usp_check.referentiels.models import Referentiel
from usp_check.referentiels.requirements import LOT, Exigence
from usp_check.vocabulary import Statut

OF_FILES = [
    (load(name), rule)
    for name in known_referentiels()
    for rule in load(name).exigences
    if rule.document != LOT
]
MILDER = (Statut.A_VERIFIER, Statut.SANS_OBJET)
"""What a requirement that never holds, or never fails, comes to instead."""


def statuses(call: Referentiel, requirement: Exigence, fragment: str, folder: Path) -> set[Statut]:
    """Judge ``fragment`` alone, with the attachments and the offer of the examples; give its statuses."""
    kind = requirement.document or call.documents[0]
    reading = read_bytes(f"document: {kind}\nreferentiel: {call.id}\n{fragment}".encode())
    assert not reading.faults
    examples = requirement.exemples
    for name in examples.fichiers:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("exemple", encoding="utf-8")
    offer = read_bytes(examples.offre.encode()).value if examples.offre else None
    settings = Settings(date(2024, 10, 21), offre=as_view(typed_numbers(offer)), dates_propres=True)
    report = judge("dossier.yaml", reading, settings, folder)
    assert not report.defaillances
    assert not [c for c in report.constats if c.famille == "FMT"]
    return {c.statut for c in report.constats if c.regle == requirement.id}


def expected(requirement: Exigence, *usual: Statut) -> tuple[Statut, ...]:
    """Return the usual status where the requirement can end so, else the milder ones."""
    possible = {outcome.statut for outcome in requirement.outcomes.values()}
    return usual if possible.intersection(usual) else MILDER


@pytest.mark.parametrize(("call", "requirement"), OF_FILES, ids=lambda e: e.id)
def test_the_passing_example_passes(call: Referentiel, requirement: Exigence, tmp_path: Path) -> None:
    found = statuses(call, requirement, requirement.exemples.conforme, tmp_path)
    assert found <= set(expected(requirement, Statut.CONFORME))


@pytest.mark.parametrize(("call", "requirement"), OF_FILES, ids=lambda e: e.id)
def test_the_failing_example_fails(call: Referentiel, requirement: Exigence, tmp_path: Path) -> None:
    found = statuses(call, requirement, requirement.exemples.non_conforme, tmp_path)
    if requirement.document == "offre":  # it also tells the territories that are well provided
        assert Statut.NON_CONFORME in found
    else:
        assert found <= set(expected(requirement, Statut.NON_CONFORME))
