"""JUnit XML: one suite a dossier, one case a requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from usp_check.report.annotating import is_open, told
from usp_check.report.locating import portable
from usp_check.report.safe import inert
from usp_check.report.wording import (
    FAILURE,
    INTERRUPTED,
    failure,
    verdict_sentence,
    why_undetermined,
)
from usp_check.vocabulary import Etat, Gravite, Statut, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from usp_check.report.model import Constat, Defaillance, RapportDossier, Report

TOOL_FAILED = "defaillance"
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}
_SKIPPED = (Statut.NON_EVALUABLE, Statut.A_VERIFIER, Statut.SANS_OBJET)


def render_junit(report: Report) -> str:
    """Render a report as JUnit XML: ASCII, valid whatever a dossier holds, the same at every run.

    A requirement that does not hold is a ``failure``, its type ``bloquant`` or ``reserve``. A reserve is one too,
    though it lets the verdict be favourable: JUnit knows no warning, and a passing case is one that nobody opens.
    An ``info`` never weighs: its case passes and says so. ``sans_objet``, ``a_verifier`` and ``non_evaluable`` are
    ``skipped``, with the reason. What the tool failed at is an ``error``, and so is a dossier left without a
    verdict when nothing else in its suite is red: silence must not look favourable.
    """
    root = ET.Element("testsuites", name="usp-check")
    root.extend(_suite(dossier, report) for dossier in report.dossiers)
    if report.lot:
        root.append(_named_suite("ensemble des dossiers", _cases(report.lot, "lot", None)))
    aside = [
        _skipped_case("regles_ecartees", r.regle, f"{r.motif} ({r.origine})") for r in report.regles_ecartees
    ]
    ignored = [_skipped_case("fichiers_ignores", f.fichier, f.motif) for f in report.fichiers_ignores]
    for name, cases in (("exigences écartées", aside), ("fichiers laissés de côté", ignored)):
        if cases:
            root.append(_named_suite(name, cases))
    if report.etat is not Etat.COMPLET:
        root.append(_named_suite("usp-check", [_error_case("usp-check", str(report.etat), INTERRUPTED)]))
    _count(root)
    _make_inert(root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="us-ascii").decode()}\n'


def _suite(dossier: RapportDossier, report: Report) -> ET.Element:
    family = dossier.referentiel.id if dossier.referentiel else "usp-check"
    cases = _cases(dossier.constats, family, dossier.fichier, dossier.defaillances)
    if dossier.verdict is Verdict.INDETERMINE and not any(
        case.find(red) is not None for case in cases for red in ("failure", "error")
    ):
        cases.append(_error_case("usp-check", str(dossier.verdict), why_undetermined(dossier)))
    suite = _named_suite(portable(dossier.fichier), cases)
    properties = ET.Element("properties")
    for name, value in _facts(dossier, report):
        ET.SubElement(properties, "property", name=name, value=value)
    suite.insert(0, properties)
    ET.SubElement(suite, "system-out").text = verdict_sentence(dossier)
    return suite


def _facts(dossier: RapportDossier, report: Report) -> list[tuple[str, str]]:
    facts = [("verdict", str(dossier.verdict)), ("date_reference", report.day_of(dossier).isoformat())]
    if dossier.referentiel:
        facts.append(("referentiel", f"{dossier.referentiel.id} {dossier.referentiel.version}"))
    if dossier.document:
        facts.append(("document", dossier.document))
    if dossier.sha256:
        facts.append(("sha256", dossier.sha256))
    return facts


def _named_suite(name: str, cases: Sequence[ET.Element]) -> ET.Element:
    suite = ET.Element("testsuite", name=name)
    suite.extend(cases)
    return suite


def _cases(
    constats: Iterable[Constat], family: str, fichier: str | None, failures: Sequence[Defaillance] = ()
) -> list[ET.Element]:
    """Make a case of each requirement, in the order met, then of each failure that is no requirement's."""
    by_rule: dict[str, list[Constat]] = {}
    for constat in constats:
        by_rule.setdefault(constat.regle, []).append(constat)
    cases = [
        _case(found, family, fichier, [one for one in failures if one.etape == rule])
        for rule, found in by_rule.items()
    ]
    others = [one for one in failures if one.etape not in by_rule]
    return cases + [_error_case("usp-check", TOOL_FAILED, _failure(one), one.etape) for one in others]


def _case(
    constats: Sequence[Constat], family: str, fichier: str | None, failures: Sequence[Defaillance]
) -> ET.Element:
    first = constats[0]
    name = f"{first.regle} {first.titre}".strip()
    case = ET.Element("testcase", classname=f"{family}.{first.famille}", name=name)
    if fichier is not None:
        case.set("file", portable(fichier))
        if first.ligne is not None:
            case.set("line", str(first.ligne))
    if failures:
        _outcome(case, "error", TOOL_FAILED, [_failure(one) for one in failures])
        return case
    failed = [c for c in constats if c.retenu is Statut.NON_CONFORME and c.gravite is not Gravite.INFO]
    if failed:
        _outcome(case, "failure", str(failed[0].gravite), [_placed(c) for c in constats if is_open(c.retenu)])
        return case
    for status in _SKIPPED:
        if skipped := [c for c in constats if c.retenu is status]:
            _outcome(case, "skipped", str(status), [_placed(c) for c in skipped])
            return case
    if informed := [c for c in constats if c.retenu is Statut.NON_CONFORME or c.appreciation]:
        ET.SubElement(case, "system-out").text = "\n".join(map(_placed, informed))
    return case


def _outcome(case: ET.Element, tag: str, kind: str, texts: Sequence[str]) -> None:
    """Say in one element what became of a case: its first sentence as the message, the whole as the text."""
    message = texts[0].partition("\n")[0]
    ET.SubElement(case, tag, type=kind, message=message).text = "\n\n".join(texts)


def _error_case(classname: str, kind: str, text: str, name: str | None = None) -> ET.Element:
    case = ET.Element("testcase", classname=classname, name=name or kind)
    _outcome(case, "error", kind, [text])
    return case


def _skipped_case(kind: str, name: str, reason: str) -> ET.Element:
    case = ET.Element("testcase", classname="usp-check", name=name)
    _outcome(case, "skipped", kind, [reason])
    return case


def _failure(one: Defaillance) -> str:
    return f"{FAILURE} {failure(one)}"


def _placed(constat: Constat) -> str:
    if constat.ligne is None:
        return told(constat)
    column = f", colonne {constat.colonne}" if constat.colonne else ""
    return f"{told(constat)}\nLigne {constat.ligne}{column}."


def _count(root: ET.Element) -> None:
    """Write on each suite, and on the whole, how many cases there are and how they ended."""
    for suite in (root, *root.iter("testsuite")):
        cases = list(suite.iter("testcase"))
        suite.set("tests", str(len(cases)))
        for attribute, tag in _COUNTED.items():
            suite.set(attribute, str(sum(case.find(tag) is not None for case in cases)))


def _make_inert(root: ET.Element) -> None:
    """Leave only characters that XML 1.0 can hold and that nothing acts on; in attributes, no line break."""
    for element in root.iter():
        for name, value in element.attrib.items():
            element.set(name, inert(value))
        if element.text:
            element.text = inert(element.text, newlines=True)
