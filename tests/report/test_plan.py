"""How far a plan has come, in each form that a person reads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.report import factory
from usp_check.judging import Settings, judge_file
from usp_check.report.avancement import MOST_STEPS, journeys, late, standing
from usp_check.report.frise import timeline
from usp_check.report.html_report import render_html
from usp_check.report.markdown_report import render_markdown
from usp_check.report.measure import cells
from usp_check.report.model import RapportDossier, Report
from usp_check.report.terminal import render_terminal
from usp_check.suivi import ActionSuivie, Avancement, Groupe, Suivi

FOLDER = Path(__file__).parents[2] / "examples/pdl-2016"
EARLY, LATE = FOLDER / "plan-mi-2016.yaml", FOLDER / "plan-fin-2017.yaml"
DUE = date(2016, 6, 30)


def judged(path: Path, day: date | None = None) -> RapportDossier:
    found = judge_file(str(path), Settings(day or date(2024, 1, 1), dates_propres=day is None))
    assert isinstance(found, RapportDossier)
    return replace(found, fichier=path.name)


def shown(*dossiers: RapportDossier, **options: Any) -> str:
    return render_terminal(
        factory.report(*dossiers), **{"width": 100, "color": False, "unicode": True, **options}
    )


def suivi(*actions: ActionSuivie, au: date = DUE) -> Suivi:
    return Suivi(au, au, {"1": "Un axe"}, actions)


def action(state: Avancement, **changes: Any) -> ActionSuivie:
    return replace(ActionSuivie("1.1", "Une action", "1", (2,), (DUE,), DUE, state), **changes)


def page(report: Report) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    read: Element = parser.parse(render_html(report))
    return read


def tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def classed(element: Element, name: str) -> list[Element]:
    return [one for one in element.iter() if name in (one.get("class") or "").split()]


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_terminal_counts_by_axis_and_by_measure() -> None:
    text = shown(judged(EARLY, date(2016, 10, 15)))
    rows = re.findall(
        r"^  (Axe \d|Ensemble|Mesure \d+) +([█!▒░×]+) .*?((?: +[\d·]+){4})$", text, re.MULTILINE
    )
    counts = {name: numbers.split() for name, _, numbers in rows}
    assert counts["Axe 1"] == ["3", "3", "2", "1"]
    assert counts["Axe 4"] == ["·", "3", "2", "·"]
    assert counts["Mesure 7"] == ["·", "2", "·", "·"]
    assert counts["Ensemble"] == ["3", "11", "8", "5"]
    assert len([name for name in counts if name.startswith("Mesure")]) == 13
    assert {name: bar for name, bar, _ in rows}["Axe 1"] == "███!!!▒▒░"
    assert re.search(r"! 4\.4 .*15.jours", text)


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
@pytest.mark.parametrize("unicode", [True, False])
def test_every_width_tells_all_of_it(width: int, unicode: bool) -> None:
    one, two = judged(EARLY, date(2016, 10, 15)), judged(LATE)
    for text in (
        shown(one, width=width, unicode=unicode),
        shown(one, two, width=width, unicode=unicode),
        shown(one, two, width=width, unicode=unicode, verbose=True),
    ):
        ours = text[re.search("Où en est|Ou en est|D[’']un suivi", text).start() :]  # type: ignore[union-attr]
        assert max(map(cells, ours.splitlines())) <= width
        assert unicode or not re.search("[█▒░×]", text)
    text = " ".join(shown(one, width=width, unicode=unicode).split())
    assert all(f"Axe {n}" in text and f"Mesure {n}" in text for n in range(1, 5))
    text = " ".join(shown(one, two, width=width, unicode=unicode).split())
    assert "24/27 (1)" in text or "axe 3 4/6 (1)" in text


def test_a_bar_has_a_cell_an_action_or_fewer() -> None:
    many = suivi(*[action(Avancement.REALISE)] * 100, *[action(Avancement.EN_RETARD, retard=4)] * 100)
    text = shown(factory.dossier(suivi=many))
    assert f"  Axe 1      {'█' * 10}{'!' * 10}  Un axe" in text


def test_a_dossier_that_is_no_plan_is_told_nothing_of_one() -> None:
    for text in (shown(factory.faulty()), render_markdown(factory.report(factory.faulty()))):
        assert "Où en est le plan" not in text
    assert classed(page(factory.report(factory.faulty())), "frise") == []


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (action(Avancement.REALISE, realisee_le=DUE), "réalisée le 30 juin 2016"),
        (action(Avancement.REALISE), "réalisée, sans date"),
        (
            action(Avancement.REALISE, realisee_le=date(2016, 7, 1), retard=1),
            "réalisée le 1er juillet 2016, 1 jour après l’échéance",
        ),
        (action(Avancement.EN_RETARD, retard=0), "échue, c’est le dernier jour"),
        (action(Avancement.EN_RETARD, retard=2), "en retard de 2 jours"),
        (action(Avancement.ABANDONNE), "abandonnée"),
    ],
)
def test_where_an_action_stands_is_told_in_words(one: ActionSuivie, expected: str) -> None:
    assert standing(one) == expected


def test_a_group_tells_how_late_it_is() -> None:
    both = tuple(action(Avancement.EN_RETARD, retard=days) for days in (3, 92))
    done = action(Avancement.REALISE, retard=400)
    assert late(Groupe("Axe 1", "", (*both, done))) == "2 (jusqu’à 92 jours)"
    assert late(Groupe("Axe 1", "", both[:1])) == "1 (3 jours)"
    assert late(Groupe("Axe 1", "", (done,))) == "0"


def test_markdown_has_a_table_for_axes_measures_and_actions() -> None:
    text = render_markdown(factory.report(judged(LATE)))
    assert "| Ensemble | 24 | 1 | 0 | 0 | 2 |" in text
    assert "| Mesure 8 | 2 | 1 | 0 | 0 | 1 |" in text
    assert re.search(
        r"^\| 1\\\.8 Soutien .* \| 31 décembre 2016 \| réalisée le 6 mars 2017, 65 jours", text, re.MULTILINE
    )
    assert len(re.findall(r"^\| \d\\\.\d ", text, re.MULTILINE)) == 27


def test_the_page_draws_every_action_and_says_it_in_a_table() -> None:
    report = judged(LATE)
    read = page(factory.report(report))
    (drawing,) = classed(read, "temps")
    names = (drawing.get("aria-labelledby") or "").split()
    texts = {one.get("id"): said(one) for one in drawing if tag(one) in ("title", "desc")}
    assert drawing.get("role") == "img"
    assert names == list(texts)
    assert all(texts.values())
    assert "24 réalisées, 1 en retard et 2 abandonnées" in texts[names[1]]
    (table,) = classed(read, "actions")
    rows = [[said(cell) for cell in row] for row in table.iter("tr")][1:]
    marks = [said(one[0]) for one in drawing.iter() if tag(one) == "g"]
    assert report.suivi is not None
    for one, row, mark in zip(report.suivi.actions, rows, marks, strict=True):
        assert row[0] == f"{one.id} {one.titre}"
        assert row[2] == standing(one)
        assert mark == f"{one.id} {one.titre} : {standing(one)}"
    assert not [
        one for one in read.iter() if one.get("style") or any(name.startswith("on") for name in one.attrib)
    ]


def test_each_state_has_a_shape_of_its_own() -> None:
    read = page(factory.report(factory.dossier(suivi=suivi(*map(action, Avancement)))))
    shapes = set()
    for state in Avancement:
        (mark,) = [one for one in classed(read, state) if tag(one) == "svg" and one.get("y")]
        shapes.add(tuple((one.tag, one.get("d"), one.get("r"), one.get("class")) for one in mark))
    assert len(shapes) == len(Avancement)


def test_the_day_moves_the_mark() -> None:
    places = [timeline(suivi(action(Avancement.A_VENIR), au=date(2016, month, 1))) for month in (1, 7, 12)]
    assert [one and one.jour for one in places] == [0.0, 49.73, 91.53]  # of the 366 days of 2016
    assert [one and one.hors for one in places] == [False] * 3


@pytest.mark.parametrize(
    ("au", "years", "place", "beyond"),
    [
        (date(1, 1, 1), "De 2016 à 2016", 0.0, True),
        (date(2017, 12, 31), "De 2016 à 2017", 99.86, False),
        (date(2018, 1, 1), "De 2016 à 2017", 100.0, True),
        (date.max, "De 2016 à 2017", 100.0, True),
    ],
)
def test_the_time_drawn_is_that_of_the_due_dates_and_a_year_more(
    au: date, years: str, place: float, beyond: bool
) -> None:
    frise = timeline(suivi(action(Avancement.EN_RETARD, retard=1), au=au))
    assert frise is not None
    assert (frise.annees, frise.jour, frise.hors) == (years, place, beyond)


def test_what_is_late_is_drawn_from_its_due_date() -> None:
    done = action(Avancement.REALISE, realisee_le=DUE + timedelta(36), retard=36)
    frise = timeline(
        suivi(done, action(Avancement.EN_RETARD, retard=73), action(Avancement.A_VENIR), au=date(2016, 9, 11))
    )
    assert frise is not None
    due = frise.rangs[2].x
    assert [(one.de, round(one.retard, 1)) for one in frise.rangs] == [(due, 9.8), (due, 20.0), (due, 0)]


def test_a_plan_without_actions_is_not_drawn() -> None:
    assert timeline(suivi()) is None
    assert "0 actions" in said(page(factory.report(factory.dossier(suivi=suivi()))))
    assert shown(factory.dossier(suivi=suivi()))


def test_progress_from_one_follow_up_to_the_next() -> None:
    dossiers = [judged(path).apercu() for path in (LATE, EARLY)]  # in any order
    (journey,) = journeys(dossiers)
    assert [one.du for one in journey.suivis] == [date(2016, 6, 30), date(2017, 12, 31)]
    (step,) = journey.pas
    moved = {(one.avant, one.apres): one.actions for one in step.changements}
    assert moved[Avancement.EN_COURS, Avancement.EN_RETARD] == ("3.1",)
    assert moved[Avancement.A_VENIR, Avancement.ABANDONNE] == ("2.7",)
    assert sum(map(len, moved.values())) == 24  # the three that were done are done
    assert not {"1.4", "1.7", "1.9"} & {name for names in moved.values() for name in names}


def test_one_follow_up_or_other_plans_are_not_compared() -> None:
    one, other = judged(EARLY).apercu(), judged(LATE).apercu()
    assert other.referentiel is not None
    apart = other._replace(referentiel=other.referentiel._replace(id="autre-plan"))
    assert journeys([one]) == journeys([one, apart]) == []
    assert journeys([factory.sound().apercu()] * 2) == []


def test_the_last_follow_ups_are_shown_and_the_others_counted() -> None:
    one = judged(EARLY)
    assert one.suivi is not None
    days = [DUE + timedelta(n) for n in range(MOST_STEPS + 3)]
    plans = [replace(one, suivi=replace(one.suivi, du=day)) for day in days]
    (journey,) = journeys([plan.apercu() for plan in plans])
    assert ([step.du for step in journey.suivis], journey.tus) == (days[3:], 3)
    assert "3 suivis plus anciens ne sont pas montrés." in shown(*plans)
    assert not any(step.changements for step in journey.pas)


def test_the_three_forms_show_the_progress() -> None:
    plans = (judged(EARLY), judged(LATE))
    assert re.search(r"31 décembre 2017 +9/9 +6/7 +4/6 \(1\) +5/5 +24/27 \(1\)", shown(*plans))
    assert "| 31 décembre 2017 | 9/9 | 6/7 | 4/6 (1) | 5/5 | 24/27 (1) |" in render_markdown(
        factory.report(*plans)
    )
    (table,) = classed(page(factory.report(*plans)), "parcours")
    assert [said(cell) for cell in list(table.iter("tr"))[2]][:6] == [
        *("31 décembre 2017", "9/9", "6/7", "4/6 (1)", "5/5", "24/27 (1)")
    ]


def test_a_glance_at_many_plans_compares_them_as_well() -> None:
    report = factory.report(judged(EARLY), judged(LATE))
    text = render_terminal(report.synthese(), width=100, color=False, unicode=True)
    assert text == shown(*report.dossiers)
    assert "24 actions changent d’état" in text


def test_what_was_judged_is_called_by_its_name() -> None:
    plans = (judged(EARLY), judged(LATE))
    mixed = (*plans, factory.sound())
    for dossiers, name in (
        (plans, "suivis de plan"),
        (mixed, "documents"),
        ((factory.sound(),) * 2, "dossiers"),
    ):
        for text in (
            shown(*dossiers),
            render_markdown(factory.report(*dossiers)),
            render_html(factory.report(*dossiers)),
        ):
            assert f" {name}" in text
            assert name == "dossiers" or "dossiers jugés" not in text
    assert "Fichier" in render_markdown(factory.report(*plans)).split("| Orientation")[0]
    assert "Établissement" in render_markdown(factory.report(*mixed)).split("| Orientation")[0]
