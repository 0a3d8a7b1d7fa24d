"""What is generated is what the sources give now: schemas, template, picture."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests import picture
from usp_check.cli.schema import schema_names, schema_text
from usp_check.documents.template import template

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", schema_names())
def test_schema_is_up_to_date(name: str) -> None:
    published = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(name), f"usp-check schema {name} --output schemas/{name}.schema.json"
    Draft202012Validator.check_schema(json.loads(published))


def test_no_other_schema_is_published() -> None:
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {
        f"{n}.schema.json" for n in schema_names()
    }


def test_template_is_up_to_date() -> None:
    published = (ROOT / "examples" / "modele.yaml").read_text(encoding="utf-8")
    assert published == template("candidature", schema="../schemas/candidature.schema.json")


def test_picture_shows_the_report() -> None:
    # The words are compared, not the drawing: it changes with the version of rich.
    shown = re.findall(r"<text[^>]*>(.*?)</text>", picture.PICTURE.read_text(encoding="utf-8"))
    words = "".join(html.unescape(part) for part in shown)
    assert re.sub(r"\s", "", words) == re.sub(r"\s", "", picture.text(color=False)), "python -m tests.picture"


def test_picture_asks_the_network_for_nothing() -> None:
    drawn = picture.PICTURE.read_text(encoding="utf-8")
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
    assert "<script" not in drawn
