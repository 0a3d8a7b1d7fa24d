"""What is about a person stays out of every form that a program reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.report import contacts
from usp_check.report.formats import FORMATS

PAGES = {"html", "markdown"}  # what a person reads: their excerpts show the lines as typed
BINARY = {name for name, form in FORMATS.items() if form.binary}  # looked into by the tests of their own


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - PAGES - BINARY))
def test_no_contact_is_told(name: str, tmp_path: Path) -> None:
    report = contacts.judged(tmp_path)
    for dossier in report.dossiers:
        assert any(constat.famille == "FMT" for constat in dossier.constats)
    text = FORMATS[name].render(report)
    assert isinstance(text, str)
    said = [word for word in contacts.PERSONAL if word in text or json.dumps(word)[1:-1] in text]
    assert said == []
