from dataclasses import replace
from pathlib import Path

import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report import contacts, factory
from tests.report.payloads import PAYLOADS, filled_with
from usp_check.report.junit import render_junit
from usp_check.report.model import Constat, Defaillance, RapportDossier, Report
from usp_check.report.safe import inert
from usp_check.vocabulary import Etat, Gravite, Statut, Verdict


def parsed(report: Report) -> junitparser.JUnitXml:
    text = render_junit(report)
    assert text.isascii()
    whole = junitparser.JUnitXml.fromstring(text.encode())
    assert isinstance(whole, junitparser.JUnitXml)
    return whole


def suites(report: Report) -> list[junitparser.TestSuite]:
    return list(parsed(report))


def results(*constats: Constat, **changes: object) -> list[tuple[str, str]]:
    """The tag and type of what became of each case of one dossier; nothing for one that passes."""
    suite = suites(factory.report(factory.dossier(*constats, **changes)))[0]
    return [(type(one).__name__, one.type) for case in suite for one in case.result]


def test_one_suite_a_dossier_one_case_a_requirement() -> None:
    report = factory.report(factory.faulty(), factory.sound())
    found = suites(report)
    assert [suite.name for suite in found] == [dossier.fichier for dossier in report.dossiers]
    for suite, dossier in zip(found, report.dossiers, strict=True):
        assert len(list(suite)) == len({constat.regle for constat in dossier.constats})


def test_counts_are_those_of_the_cases() -> None:
    whole = parsed(replace(factory.everything(), etat=Etat.INTERROMPU))
    for suite in (whole, *whole):
        written = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert written == (suite.tests, suite.failures, suite.errors, suite.skipped)
    assert whole.errors == 2


@pytest.mark.parametrize(
    ("statut", "gravite", "result"),
    [
        (Statut.NON_CONFORME, Gravite.BLOQUANT, [("Failure", "bloquant")]),
        (Statut.NON_CONFORME, Gravite.RESERVE, [("Failure", "reserve")]),
        (Statut.NON_CONFORME, Gravite.INFO, []),
        (Statut.SANS_OBJET, Gravite.BLOQUANT, [("Skipped", "sans_objet")]),
        (Statut.A_VERIFIER, Gravite.BLOQUANT, [("Skipped", "a_verifier")]),
        (Statut.NON_EVALUABLE, Gravite.RESERVE, [("Skipped", "non_evaluable")]),
        (Statut.CONFORME, Gravite.BLOQUANT, []),
    ],
)
def test_what_becomes_of_a_case(statut: Statut, gravite: Gravite, result: list[tuple[str, str]]) -> None:
    assert results(factory.constat(statut=statut, gravite=gravite)) == result


def test_a_case_says_where_and_why() -> None:
    (case,) = suites(factory.report(factory.dossier(factory.constat(titre="Lits", ligne=4, colonne=7))))[0]
    assert (case.classname, case.name) == ("cvl-2024.CAP", "CAP-01 Lits")
    assert case._elem.get("file") == "dossiers/ch-trois-rivieres.yaml"
    assert case._elem.get("line") == "4"
    assert "§11" in case.result[0].text
    assert "Ligne 4, colonne 7" in case.result[0].text


def test_what_is_told_only_is_in_the_output_of_a_case_that_passes() -> None:
    one = factory.constat(gravite=Gravite.INFO, message="À savoir.")
    (case,) = suites(factory.report(factory.dossier(one)))[0]
    assert case.is_passed
    assert "À savoir." in case.system_out


def test_several_places_of_one_requirement_are_one_failure() -> None:
    places = [factory.constat(message=f"Message {n}.", ligne=n) for n in (3, 7, 9)]
    open_too = factory.constat(statut=Statut.A_VERIFIER, message="Message 4.")
    (case,) = suites(factory.report(factory.dossier(open_too, *places)))[0]
    (failure,) = case.result
    assert all(f"Message {n}." in failure.text for n in (3, 4, 7, 9))


def test_a_requirement_that_the_tool_failed_at_is_an_error() -> None:
    at = factory.constat("FIN-02", statut=Statut.NON_EVALUABLE, code="defaillance")
    failed = {"verdict": Verdict.INDETERMINE, "defaillances": (Defaillance("FIN-02", "7f3a", "KeyError"),)}
    assert results(at, **failed) == [("Error", "defaillance")]
    elsewhere = failed | {"defaillances": (Defaillance("lecture", "7f3a", "KeyError"),)}
    assert results(at, **elsewhere) == [("Skipped", "non_evaluable"), ("Error", "defaillance")]


@pytest.mark.parametrize(
    "dossier",
    [
        factory.dossier(verdict=Verdict.INDETERMINE),
        replace(factory.sound(), verdict=Verdict.INDETERMINE),
        factory.dossier(factory.constat(statut=Statut.NON_EVALUABLE), verdict=Verdict.INDETERMINE),
    ],
    ids=["no constat", "set aside", "not evaluated"],
)
def test_no_dossier_without_a_verdict_looks_green(dossier: RapportDossier) -> None:
    suite = suites(factory.report(dossier))[0]
    assert suite.errors == 1


def test_what_was_left_out_is_skipped_with_its_reason() -> None:
    found = {suite.name: suite for suite in suites(factory.everything())}
    (aside,) = found["exigences écartées"]
    (ignored,) = found["fichiers laissés de côté"]
    assert aside.name == "FIN-04"
    assert "vu avec l’ARS" in aside.result[0].message
    assert ignored.name == "dossiers/mkdocs.yml"
    assert ignored.is_skipped
    (folder,) = found["ensemble des dossiers"]
    assert folder.result[0].type == "reserve"


def test_an_interruption_is_an_error() -> None:
    assert parsed(factory.report(factory.sound(), etat=Etat.INTERROMPU)).errors == 1


def test_nothing_depends_on_the_clock() -> None:
    names = {name for element in parsed(factory.everything())._elem.iter() for name in element.attrib}
    assert not names & {"time", "timestamp", "hostname"}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_text_breaks_it(payload: str) -> None:
    whole, plain = parsed(filled_with(payload)), parsed(filled_with("un texte"))
    assert [len(list(suite)) for suite in whole] == [len(list(suite)) for suite in plain]
    assert (whole.failures, whole.errors, whole.skipped) == (plain.failures, plain.errors, plain.skipped)
    assert {e.tag for e in whole._elem.iter()} == {e.tag for e in plain._elem.iter()}


@given(st.text())
def test_any_text_is_read_back_as_far_as_xml_can_hold_it(text: str) -> None:
    one = factory.constat(message=text, titre=f"<{text}>", reference=None)
    (case,) = suites(factory.report(factory.dossier(one, fichier=text)))[0]
    assert case.name == f"CAP-01 <{inert(text)}>"
    assert case._elem.get("file") in {inert(text), inert(text).lstrip("./")}
    assert case.result[0].message == inert(text)
    assert (case.result[0].text or "") == inert(text)


def test_contacts_are_not_told(tmp_path: Path) -> None:
    elements = parsed(contacts.judged(tmp_path))._elem.iter()
    values = "\n".join(one for e in elements for one in (e.text or "", *e.attrib.values()))
    assert "FMT-0" in values
    assert not [one for one in contacts.PERSONAL if one in values]
