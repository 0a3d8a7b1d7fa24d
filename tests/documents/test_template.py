from typing import Any

import pytest

from tests.documents.samples import as_read
from usp_check.documents import field_paths, read_document
from usp_check.documents.template import template


def test_read_back_without_fault_and_empty() -> None:
    value = as_read(template("candidature"))
    typed = read_document("candidature", value)
    assert not typed.faults
    assert not typed.placeholders
    filled = typed.document.model_dump()
    assert (filled.pop("document"), filled.pop("referentiel")) == ("candidature", "cvl-2024")
    assert not any(map(_says_something, filled.values()))


def _says_something(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_says_something, value.values()))
    if isinstance(value, tuple):
        return any(map(_says_something, value))
    return value is not None


def test_every_key_is_there() -> None:
    found = set(_paths(as_read(template("candidature"))))
    missing = set(field_paths("candidature")) - found
    left_out = {path for path in missing if path.rpartition(".")[2] in ("resume", "piece")} | {"complements"}
    assert missing == left_out
    assert found < set(field_paths("candidature"))
    assert "ressources_humaines.piece" in found


def _paths(value: Any, prefix: str = "") -> list[str]:
    if isinstance(value, list):
        return [path for item in value for path in _paths(item, f"{prefix}[]")]
    if not isinstance(value, dict):
        return []
    here = {key: f"{prefix}.{key}" if prefix else key for key in value}
    return [path for key, child in value.items() for path in (here[key], *_paths(child, here[key]))]


def test_first_line_width_and_call() -> None:
    lines = template("candidature", "pdl-2030", schema="../schemas/candidature.schema.json").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../schemas/candidature.schema.json"
    assert "referentiel: pdl-2030" in lines
    assert max(map(len, lines)) <= 100
    assert template("candidature").startswith("# yaml-language-server: $schema=candidature.schema.json\n")


@pytest.mark.parametrize(
    "word", ["aide_soignant", "à recruter".replace("à ", "a_"), "2,5", "oui ou non", "Chartres"]
)
def test_comments_say_what_may_be_written(word: str) -> None:
    assert word in template("candidature")
