"""A whole document answers as a view of it does, though it looks for what it is asked only once."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.case_files import CASES
from usp_check.checks import Doubtful, View
from usp_check.checks.view import Whole
from usp_check.documents import document_kinds, read_document
from usp_check.modelling import BaseModel
from usp_check.reading import read_file
from usp_check.reading.faults import Path

VALUES: dict[str, Any] = read_file(CASES / "socles" / "medecine.yaml").value or {}
TEAM = VALUES["ressources_humaines"]["equipe"]
GAPS = read_document(
    "candidature", {**VALUES, "ressources_humaines": {"equipe": [*TEAM, {"metier": None}]}}
).document
DOCUMENT = read_document("candidature", VALUES).document
DAY = date(2024, 10, 21)
FIELDS: list[Path] = [
    (),
    ("titulaire",),
    ("titulaire", "finess_juridique"),
    ("projet", "capacite", "lits"),
    ("projet", "absent", "plus", "loin"),
    ("missions", "soins"),
    ("ressources_humaines", "equipe"),
    ("ressources_humaines", "equipe", 1),
    ("ressources_humaines", "equipe", 1, "etp"),
    ("ressources_humaines", "equipe", 1_000),
    ("ressources_humaines", "equipe", "etp"),
    ("financement", "exercices"),
    ("financement", "exercices", 0, "charges"),
    ("calendrier", "jalons"),
]
ASKS = ["get", "filled", "told", "answered", "sound", "items", "lines"]


def answer(view: View, ask: str, field: Path) -> Any:
    """Return what a view answers, and where it could no longer trust what it found."""
    lines: list[Any] = []
    try:
        found = getattr(view, ask)(field)
        if ask not in ("items", "lines"):
            return found
        for line in found:
            lines.append((line.path, line.value))
            lines += [answer(line, "get", (name,)) for name in line.value.__dict__]
    except Doubtful as doubt:
        return lines, doubt.path, doubt.rule
    return lines


@given(st.lists(st.sampled_from(FIELDS[1:]), max_size=3), st.sampled_from(FIELDS))
@example([("titulaire", "finess_juridique")], ())
def test_a_whole_document_answers_as_a_view(doubtful: list[Path], field: Path) -> None:
    doubts = dict.fromkeys(doubtful, "FMT-06")
    whole = Whole(DOCUMENT, doubts)
    for ask in ASKS:
        if ask in ("items", "lines") and not isinstance(View(DOCUMENT, {}).get(field), tuple):
            continue
        wanted = answer(View(DOCUMENT, doubts), ask, field)
        assert answer(whole, ask, field) == wanted
        assert answer(whole, ask, field) == wanted


@pytest.mark.parametrize("beyond", [1_000, "etp"])
def test_a_list_has_nothing_beyond_its_items(beyond: str | int) -> None:
    assert View(DOCUMENT, {}).get(("ressources_humaines", "equipe", beyond)) is None


def test_a_part_is_seen_from_its_place() -> None:
    part = Whole(DOCUMENT, {("projet", "capacite", "lits"): "FMT-06"}).at("projet")
    assert part.path == ("projet",)
    assert part.get("nature") == "creation"
    with pytest.raises(Doubtful) as met:
        part.get(("capacite", "lits"))
    assert met.value.path == ("projet", "capacite", "lits")


def _models(kind: type = BaseModel) -> Iterator[type]:
    for model in kind.__subclasses__():
        yield model
        yield from _models(model)


def test_a_field_is_never_mistaken_for_something_else() -> None:
    """Fields are read by their names: no group may have a method, or another value none, of the name of a field."""
    document_kinds()
    models = [model for model in _models() if model.__module__.startswith("usp_check.documents")]
    fields = {name for model in models for name in model.model_fields}  # type: ignore[attr-defined]
    assert {"lits", "etp", "date", "piece"} <= fields
    own = {name for model in models for name in vars(model) if not name.startswith("_")}
    assert not fields & own


@pytest.mark.parametrize("name", ["items", "keys", "count", "date", "real", "upper", "model_copy"])
def test_what_is_no_field_is_absent_whatever_has_an_attribute_of_that_name(name: str) -> None:
    for value in ({}, [], "texte", DAY, Decimal(1), DOCUMENT):
        assert View({"a": value}, {}).get(("a", name)) is None
        assert View(value, {}).get(name) is None


@given(doubtful=st.sets(st.sampled_from(FIELDS)), last=st.sampled_from(["effectif", "no_field"]))
def test_rows_are_the_fields_of_the_lines(doubtful: set[Path], last: str) -> None:
    doubts = dict.fromkeys(doubtful, "FMT-06")
    found = []
    for view in (Whole(GAPS, doubts), View(GAPS, doubts)):
        try:
            found.append(view.rows(("ressources_humaines", "equipe"), "metier", "etp", last))
        except Doubtful as doubt:
            found.append([doubt.path])
    whole, plain = found
    assert whole == plain
    lines = View(DOCUMENT, {}).items(("ressources_humaines", "equipe"))
    sound = [(line.get("metier"), line.get("etp"), line.get(last)) for line in lines]
    assert len(sound) > 1
    assert plain == sound or len(plain) == 1
    assert plain == sound or doubtful
