"""What people decided, in every form for people: counted by dossier and in all, the tool's own finding under it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from tests.report import factory
from usp_check.report import wording
from usp_check.report.csv_report import render_csv
from usp_check.report.html_report import render_html
from usp_check.report.markdown_report import render_markdown
from usp_check.report.model import Appreciation, Report
from usp_check.report.terminal import render_terminal
from usp_check.report.xlsx import _facts
from usp_check.vocabulary import Statut, Verdict

CLOSED = Appreciation(Statut.CONFORME, "Convention vue.", "C. Martin", date(2024, 11, 8))
ASIDE = Appreciation(Statut.SANS_OBJET, "Unité déjà ouverte.", "L. Durand", derogation=True)


def shown(report: Report) -> str:
    return render_terminal(report, width=100, color=False, unicode=True)


def folder() -> Report:
    to_judge = factory.constat(
        "POR-04", statut=Statut.A_VERIFIER, message="Ratio annoncé.", appreciation=CLOSED
    )
    short = factory.constat("CAL-04", message="Trop court.", remede="Allongez.", appreciation=ASIDE)
    one = factory.dossier(
        to_judge, short, replace(short, ligne=9), fichier="a.yaml", verdict=Verdict.CONFORME
    )
    other = factory.dossier(to_judge, fichier="b.yaml", verdict=Verdict.CONFORME)
    return factory.report(one, other, factory.dossier(fichier="c.yaml", verdict=Verdict.CONFORME))


def test_decisions_are_counted_by_dossier_and_in_all() -> None:
    report = folder()
    assert [one.decisions for one in report.dossiers] == [2, 1, 0]  # one decision for both places
    assert report.decisions() == report.synthese().decisions() == (3, 2)
    said = wording.decisions(3, 2)
    forms = {
        "text": shown(report),
        "html": render_html(report),
        "markdown": render_markdown(report),
        "xlsx": " ".join(str(value) for _, value in _facts(report)),
    }
    assert [name for name, text in forms.items() if said not in text] == []
    rows = list(csv.DictReader(io.StringIO(render_csv(report, dialect="rfc4180"))))
    assert [row["Décisions d’une personne"] for row in rows] == ["2", "1", "0"]


def test_without_decisions_nothing_is_said_of_them() -> None:
    report = factory.report(factory.dossier(fichier="a.yaml"), factory.dossier(fichier="b.yaml"))
    for text in (shown(report), render_html(report)):
        assert "par une personne" not in text
        assert "Décisions" not in text


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
def test_the_finding_of_the_tool_stays_under_the_decision(form: str) -> None:
    (one, *_) = folder().dossiers
    alone = factory.report(one)
    text = {"text": shown, "html": render_html, "markdown": render_markdown}[form](alone)
    flat = " ".join(text.replace("\u00a0", " ").split())
    for decision, status, finding, word in (
        ("« conforme »", "« à vérifier »", "Ratio annoncé.", "Convention vue."),
        ("« dérogation »", "« non conforme »", "Trop court.", "Unité déjà ouverte."),
    ):
        made, found = flat.index(f"{decision} : décision de"), flat.index(f"{status} : {finding}")
        assert made < found
        assert word in flat
    assert "Allongez." not in flat  # there is nothing left to do


def test_a_derogation_is_named_as_one() -> None:
    assert [wording.decided(one) for one in (CLOSED, ASIDE)] == ["conforme", "dérogation"]
    rows = list(csv.DictReader(io.StringIO(render_csv(folder(), constats=True, dialect="rfc4180"))))
    assert [row["Décision"] for row in rows] == ["conforme", "dérogation", "dérogation", "conforme"]
    assert [row["Statut"] for row in rows] == ["à vérifier", "non conforme", "non conforme", "à vérifier"]
