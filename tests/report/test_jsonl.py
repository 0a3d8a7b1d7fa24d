import json

import pytest

from tests.report import factory
from tests.report.hostile import PAYLOADS, filled_with
from usp_check.report.json_report import render_json
from usp_check.report.jsonl import render_jsonl


def test_each_line_is_a_dossier_of_the_json_report() -> None:
    report = factory.everything()
    got = [json.loads(line) for line in render_jsonl(report).splitlines()]
    assert got == json.loads(render_json(report))["dossiers"]
    assert [list(one) for one in got] == [list(got[0])] * 3


@pytest.mark.parametrize("name", PAYLOADS)
def test_no_text_breaks_a_line(name: str) -> None:
    report = filled_with(PAYLOADS[name])
    text = render_jsonl(report)
    assert text.count("\n") == len(report.dossiers) == len(text.splitlines())
    assert all(one.isprintable() or one == "\n" for one in text)
    assert [json.loads(line) for line in text.splitlines()] == json.loads(render_json(report))["dossiers"]
