import itertools
import re
import sys
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.report import factory
from tests.report.hostile import PAYLOADS, filled_with
from usp_check.report import html_report
from usp_check.report.coverage import bars
from usp_check.report.html_excerpt import excerpt
from usp_check.report.html_report import render_html
from usp_check.report.model import Couverture, Report
from usp_check.report.safe import inert
from usp_check.report.unavailable import UnavailableError
from usp_check.vocabulary import Etat, Verdict

BARE = factory.dossier(
    sha256=None,
    document=None,
    referentiel=None,
    titulaire=None,
    departement=None,
    verdict=Verdict.INDETERMINE,
)
COVERED = (
    Couverture("28 Eure-et-Loir", 431_277, 0, 12, Decimal(3)),
    Couverture("36 Indre", 217_228, None, None, Decimal(3)),
    Couverture("Région", 1_000_000, 30, 60, Decimal(3), ensemble=True),
)
REPORTS = {
    "several": factory.everything(),
    "one": factory.report(factory.faulty()),
    "bare": factory.report(BARE),
    "two": factory.report(BARE, factory.sound(), couverture=COVERED),
    "none": factory.report(etat=Etat.INTERROMPU),
    "territory": factory.report(factory.sound(), couverture=COVERED, lot=factory.everything().lot),
}


def read(report: Report) -> Element:
    """Read the page as a browser does, and refuse what a browser would mend."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page: Element = parser.parse(render_html(report))
    return page


def text(element: Element) -> str:
    return "".join(element.itertext())


def found(page: Element, path: str) -> Element:
    element = page.find(path)
    assert element is not None, path
    return element


def elements(page: Element) -> Counter[tuple[str, ...]]:
    """Count the elements by tag and attributes; the place marked in an excerpt depends on a line's length."""
    return Counter((one.tag, *sorted(one.attrib)) for one in page.iter() if one.tag != "mark")


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_structure_is_sound(report: Report) -> None:
    page = read(report)
    assert page.get("lang") == "fr"
    assert text(found(page, "head/title")).strip()
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for link in page.iter("a"):
        assert link.get("href", "")[0] == "#"
        assert link.get("href", "")[1:] in ids
        assert text(link).strip()
    for named in page.iter():
        if name := named.get("aria-labelledby"):
            assert name in ids
    levels = [int(one.tag[1]) for one in page.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert [len(list(page.iter(tag))) for tag in ("main", "footer", "style", "script")] == [1, 1, 1, 1]


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_tables_have_captions_and_scopes(report: Report) -> None:
    for table in read(report).iter("table"):
        assert text(found(table, "caption")).strip()
        assert all(one.get("scope") in ("col", "row") for one in table.iter("th"))
        widths = Counter(len(row) for row in table.iter("tr"))
        assert len(widths) == 1


def test_overview_and_dossiers_are_linked_both_ways() -> None:
    page = read(factory.everything())
    rows = page.findall(".//table[@id='dossiers']/tbody/tr")
    assert len(rows) == 3
    for row in rows:
        dossier = found(page, f".//article[@id='{found(row, './/a').get('href', '')[1:]}']")
        assert dossier.get("class") == "dossier"
        assert f"#{row.get('id')}" in [one.get("href") for one in dossier.iter("a")]


def test_each_dossier_is_told_in_full() -> None:
    page = text(read(factory.everything())).replace("\u00a0", " ")
    for dossier in factory.everything().dossiers:
        for constat in dossier.constats:
            for said in (constat.regle, constat.message, constat.attendu, constat.remede):
                assert (said or "").replace("\u00a0", " ") in page
        assert dossier.fichier in page
    for said in ("7f3a-19", "C. Martin", "mkdocs.yml", "FIN-04", "LOT-01", "« 6;5 »"):
        assert said in page


def test_one_dossier_has_no_overview() -> None:
    page = read(factory.report(factory.faulty()))
    assert page.find(".//*[@id='synthese']") is None
    assert text(found(page, ".//h1")) == "Centre hospitalier des Trois-Rivières"
    assert text(found(page, "head/title")).startswith("Centre hospitalier des Trois-Rivières : non conforme")
    assert not list(page.iter("a"))[1:]  # but the one that skips to the content


def test_folder_s_findings_stand_beside_one_dossier_too() -> None:
    said = text(read(REPORTS["territory"]))
    assert "LOT-01" in said
    assert "28 Eure-et-Loir" in said


def test_priority_departments_come_first() -> None:
    last = factory.dossier(titulaire="Loin", departement="85")
    first = factory.dossier(titulaire="Tôt", departement="36", prioritaire=True)
    middle = factory.dossier(titulaire="Près", departement="18")
    page = read(factory.report(last, middle, first))
    rows = page.findall(".//table[@id='dossiers']/tbody/tr/th")
    assert [text(row).strip() for row in rows] == ["Tôt", "Près", "Loin"]


def test_an_interrupted_run_says_so() -> None:
    whole = factory.report(factory.sound())
    assert "interrompue" in text(read(replace(whole, etat=Etat.INTERROMPU)))
    assert "interrompue" not in text(read(whole))


def test_policy_lets_in_our_own_style_and_script_only() -> None:
    page = read(factory.everything())
    (policy,) = [one.get("content", "") for one in page.iter("meta") if one.get("http-equiv")]
    rules = {words[0]: words[1:] for words in map(str.split, policy.split(";"))}
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    for name in ("style", "script"):
        own = text(found(page, f".//{name}"))
        total = b64encode(sha256(own.encode()).digest()).decode()
        assert rules[f"{name}-src"] == [f"'sha256-{total}'"]
    assert len(rules) == 5
    assert "http" not in text(found(page, ".//style")) + text(found(page, ".//script"))
    assert "url(" not in text(found(page, ".//style"))


@lru_cache
def harmless() -> Element:
    return read(filled_with("texte"))


@pytest.mark.parametrize("name", [name for name in PAYLOADS if PAYLOADS[name].strip()])
def test_text_stays_text(name: str) -> None:
    payload = PAYLOADS[name]
    page, plain = read(filled_with(payload)), harmless()
    assert elements(page) == elements(plain)
    for tag in ("script", "a", "meta"):
        assert [one.attrib for one in page.iter(tag)] == [one.attrib for one in plain.iter(tag)]
    names = {name for one in page.iter() for name in one.attrib}
    assert not [
        name for name in names if name.startswith("on") or name in ("style", "src", "srcset", "action")
    ]
    said = text(page)
    assert all(inert(one) == one or one == "\n" for one in set(said) - {"\u00a0", "\u202f"})
    assert " ".join(inert(payload)[:150].split()) in " ".join(said.replace("\u00a0", " ").split())


def excerpt_of(line: str, **place: Any) -> list[tuple[int, str, str, str]]:
    lines = {3: "avant: x", 4: line}
    found = excerpt(factory.constat(ligne=4, **place), lines)
    return [(one.numero, one.avant, one.cible, one.apres) for one in found]


def test_excerpt_tells_the_place_apart() -> None:
    assert excerpt_of("    lits: 8 # huit\n", colonne=11) == [
        (3, "avant: x", "", ""),
        (4, "    lits: ", "8", " # huit"),
    ]
    assert excerpt_of("    lits: 8", colonne=None)[1] == (4, "    lits: 8", "", "")
    assert excerpt_of("court", colonne=40)[1] == (4, "court", "", "")
    assert excerpt(factory.constat(ligne=9, colonne=1), {3: "x"}) == []
    assert excerpt(factory.constat(), {3: "x"}) == []


def test_excerpt_of_a_long_line_is_cut_around_the_place() -> None:
    ((_, before, target, after),) = excerpt_of(
        "a" * 9_000 + "CIBLE" + "b" * 9_000, colonne=9_001, longueur=5
    )[1:]
    assert target == "CIBLE"
    assert before.startswith("…a")
    assert after.endswith("b…")
    assert len(before + after) < 400
    assert len(excerpt_of("x" * 900_000, colonne=1, longueur=900_000)[1][2]) < 400


def test_bars_share_a_scale_and_hold_numbers_only() -> None:
    drawn = list(bars(COVERED))
    assert [(one.aujourd_hui, one.avec_projets, one.atteint) for one in drawn] == [
        ("0,00", "2,78", False),
        ("non connu", "non connu", None),
        ("3,00", "6,00", True),
    ]
    widths = [
        [float(width) for width in re.findall(r'class="\w+" x="[\d.]+" y="\d" width="([\d.]+)"', one.svg)]
        for one in drawn
    ]
    (_, added, _), (_, nothing, none), (_, rest, today) = widths
    assert nothing == none == 0
    assert rest == pytest.approx(today, abs=0.02)
    assert added == pytest.approx(today * 2.7824 / 3, abs=0.02)
    marks = {re.search(r'class="seuil" d="M([\d.]+) ', one.svg)[1] for one in drawn}  # type: ignore[index]
    assert len(marks) == 1
    assert marks.pop() == f"{today:.2f}"
    (hostile,) = bars([Couverture("<script>", 0, 10**9, -5, Decimal(0))])
    assert "script" not in hostile.svg
    assert list(bars([])) == []


def test_same_report_same_page() -> None:
    assert render_html(factory.everything()) == render_html(factory.everything())


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    html_report._template.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(UnavailableError, match="jinja2"):
        render_html(factory.everything())
