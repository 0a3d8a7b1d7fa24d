from dataclasses import replace

import pytest

from tests.report import factory
from usp_check.report.exits import exit_code
from usp_check.report.model import Appreciation, ConstatLot, Defaillance
from usp_check.vocabulary import Etat, Gravite, Statut, Verdict

FAILURE = (Defaillance("lecture", "ab-12", "OSError"),)


@pytest.mark.parametrize(
    ("verdict", "code", "strict_code"),
    [
        (Verdict.CONFORME, 0, 0),
        (Verdict.CONFORME_AVEC_RESERVES, 0, 1),
        (Verdict.NON_CONFORME, 1, 1),
        (Verdict.INDETERMINE, 1, 1),
    ],
)
def test_code_by_verdict(verdict: Verdict, code: int, strict_code: int) -> None:
    report = factory.report(factory.sound(), factory.dossier(verdict=verdict))
    assert (exit_code(report), exit_code(report, strict=True)) == (code, strict_code)


@pytest.mark.parametrize("verdict", [Verdict.CONFORME, Verdict.CONFORME_AVEC_RESERVES])
def test_a_failure_is_never_favourable(verdict: Verdict) -> None:
    with pytest.raises(ValueError, match="favourable"):
        factory.dossier(verdict=verdict, defaillances=FAILURE)


@pytest.mark.parametrize("verdict", [Verdict.NON_CONFORME, Verdict.INDETERMINE])
def test_a_failure_comes_before_faults(verdict: Verdict) -> None:
    report = factory.report(factory.sound(), factory.dossier(verdict=verdict, defaillances=FAILURE))
    assert exit_code(report) == exit_code(report, strict=True) == 3


def test_an_interruption_comes_before_all() -> None:
    report = factory.report(factory.dossier(defaillances=FAILURE), etat=Etat.INTERROMPU)
    assert exit_code(report) == 130


LOT = ConstatLot("LOT-01", Statut.NON_CONFORME, Gravite.RESERVE, "deux_dossiers", "…")
CLOSED = Appreciation(Statut.CONFORME, "Vu.", "C. Martin")


@pytest.mark.parametrize(
    ("lot", "strict_code"),
    [
        (LOT, 1),
        (replace(LOT, statut=Statut.A_VERIFIER), 1),
        (replace(LOT, statut=Statut.CONFORME), 0),
        (replace(LOT, gravite=Gravite.INFO), 0),
        (replace(LOT, appreciation=CLOSED), 0),
    ],
)
def test_a_reserve_of_the_folder_counts_when_strict(lot: ConstatLot, strict_code: int) -> None:
    report = factory.report(factory.sound(), lot=(lot,))
    assert (exit_code(report), exit_code(report, strict=True)) == (0, strict_code)
