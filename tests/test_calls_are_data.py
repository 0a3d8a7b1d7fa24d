"""No region, date, address or threshold of any call stands in the code: they are in the référentiels alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from usp_check.documents.spellings import Refused, moment
from usp_check.french import NO_BREAK_SPACE, day, fold
from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import load
from usp_check.referentiels.models import Referentiel

ROOT = Path(__file__).parents[1]
FOLDERS = (str(ROOT / "examples" / "referentiels"),)
CODE = sorted((ROOT / "usp_check").rglob("*.py"))
TEXTS = {path: path.read_text(encoding="utf-8") for path in CODE}
CALLS = [load(name, FOLDERS) for name in known_referentiels(FOLDERS)]
# The rooms that judge, where a number may be a threshold; elsewhere it may be a width, a rank, a year of Unicode.
JUDGING = [
    path
    for path in CODE
    if path.parent.name in ("checks", "referentiels")
    or path.stem in ("lot", "evaluation", "judging", "register")
]
SMALL = 3  # up to there a number counts things in any code: the end of a range, the parts of a date
# The same numbers, for reasons of their own.
NO_THRESHOLDS = {
    ("dates", 12): "the months of a year",
    ("loader", 12): "the characters of a fingerprint that are shown",
    ("requirements", 12): "the words of an extract",
}
# Names of places by which the calls' own départements would be told.
PLACES = (
    *(
        "Centre-Val de Loire",
        "Pays de la Loire",
        "Provence-Alpes-Côte d’Azur",
        "Eure-et-Loir",
        "Indre-et-Loire",
    ),
    *(
        "Loir-et-Cher",
        "Loiret",
        "Loire-Atlantique",
        "Maine-et-Loire",
        "Mayenne",
        "Sarthe",
        "Vendée",
        "Vaucluse",
    ),
    *("Chartres", "Bourges", "Châteauroux", "Orléans", "Blois", "Nantes", "Angers", "Marseille"),
)


def leaves(value: Any) -> Iterator[Any]:
    """Give what a parameter holds, groups and lists opened."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from leaves(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def amounts(call: Referentiel) -> list[Any]:
    return [leaf for parameter in call.parametres.values() for leaf in leaves(parameter.valeur)]


def spelt_date(value: str) -> set[str]:
    """Return the ways in which a date may be written; none where the text is no date."""
    try:
        read = moment(value)
    except Refused:
        return set()
    only = read.date() if isinstance(read, datetime) else read
    ways = {only.isoformat(), f"{only:%d/%m/%Y}", day(only), day(only).replace(NO_BREAK_SPACE, " ")}
    return ways | {f"date({only.year}, {only.month}, {only.day})"}


def dates() -> set[str]:
    return {way for call in CALLS for leaf in amounts(call) for way in spelt_date(str(leaf))}


def thresholds() -> set[Decimal]:
    """Return the numbers of the calls' own parameters (those of data files, such as populations, are not theirs)."""
    found = set()
    for call in CALLS:
        for parameter in call.parametres.values():
            text = re.sub(r"\s", "", str(parameter.valeur)).replace(",", ".")
            if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) and Decimal(text) > SMALL:
                found.add(Decimal(text))
    return found


def addresses() -> set[str]:
    return {str(leaf) for call in CALLS for leaf in amounts(call) if "@" in str(leaf)}


def regions() -> set[str]:
    """Return the regions that the agencies are named after, with the other names of places."""
    publishers = {
        call.source.editeur.removeprefix("ARS ") for call in CALLS if call.source.editeur.startswith("ARS ")
    }
    return publishers | set(PLACES)


def departments() -> list[set[str]]:
    """Return the lists of départements of the calls."""
    lists = [
        p.valeur for call in CALLS for p in call.parametres.values() if isinstance(p.valeur, list | tuple)
    ]
    codes = [{str(part) for part in found} for found in lists]
    return [found for found in codes if all(re.fullmatch("[0-9]{2}|2[AB]", code) for code in found)]


def constants(path: Path) -> Iterator[tuple[int, Any]]:
    """Give the constants of a module, with their lines; what documents the code is left out."""
    for node in ast.walk(ast.parse(TEXTS[path])):
        if isinstance(node, ast.Constant):
            yield node.lineno, node.value


def test_there_is_something_to_look_for() -> None:
    assert {"2024-10-31", "31/10/2024", "31 octobre 2024", "2025-11-28", "date(2025, 11, 28)"} <= dates()
    assert {Decimal(10), Decimal(18), Decimal(24), Decimal(100_000), Decimal(20), Decimal(12)} <= thresholds()
    assert len(addresses()) >= 2
    assert {"Centre-Val de Loire", "Provence-Alpes-Côte d’Azur", "Pays de la Loire"} <= regions()
    assert len(departments()) >= 3
    assert len(CODE) > 100
    assert len(JUDGING) > 20


@pytest.mark.parametrize("word", sorted({*dates(), *addresses()}))
def test_no_date_and_no_address(word: str) -> None:
    assert [path.name for path, text in TEXTS.items() if word in text] == []


@pytest.mark.parametrize("name", sorted(regions()))
def test_no_place(name: str) -> None:
    folded = re.compile(rf"\b{re.escape(fold(name))}\b")
    assert [path.name for path, text in TEXTS.items() if folded.search(fold(text))] == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.stem)
def test_no_list_of_departments(path: Path) -> None:
    for node in ast.walk(ast.parse(TEXTS[path])):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            held = {item.value for item in node.elts if isinstance(item, ast.Constant)}
            assert not any(len(held & codes) > 1 for codes in departments()), node.lineno


@pytest.mark.parametrize("path", JUDGING, ids=lambda path: path.stem)
def test_no_threshold(path: Path) -> None:
    numbers = [
        (line, value)
        for line, value in constants(path)
        if isinstance(value, int | float)
        and not isinstance(value, bool)
        and Decimal(str(value)) in thresholds()
        and (path.stem, value) not in NO_THRESHOLDS
    ]
    assert numbers == []


def test_no_threshold_is_a_default_in_the_sentences_of_a_check() -> None:
    from usp_check.checks.catalogue import CHECKS

    written = [outcome.message for check in CHECKS.values() for outcome in check.outcomes.values()]
    assert not [text for text in written if re.search(r"[0-9]", re.sub(r"\{[a-z_]+\}", "", text))]
