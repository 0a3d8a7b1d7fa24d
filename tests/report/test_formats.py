"""The registry of forms: those that are written dossier by dossier come to the same as a whole."""

from dataclasses import replace

import pytest

from tests.report import factory
from usp_check.report.formats import FORMATS
from usp_check.vocabulary import Etat

STREAMED = [name for name, form in FORMATS.items() if form.streamed]


def test_what_programs_and_spreadsheets_read_is_streamed() -> None:
    assert {"jsonl", "csv", "csv-constats"} <= set(STREAMED)
    assert FORMATS["json"].parts() is None


@pytest.mark.parametrize("name", STREAMED)
@pytest.mark.parametrize("state", Etat)
def test_parts_put_together_are_the_whole(name: str, state: Etat) -> None:
    report = replace(factory.everything(), etat=state)
    form = FORMATS[name]
    parts = form.parts()
    assert parts is not None
    dossiers = report.dossiers if parts.whole else report.synthese().dossiers
    written = [parts.head(), *(parts.dossier(one, report) for one in dossiers), parts.foot(report)]
    assert len(report.dossiers) > 1
    assert "".join(written) == form.render(report)
