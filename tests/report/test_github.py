import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report import contacts, factory
from tests.report.payloads import PAYLOADS, filled_with
from usp_check.report import github_summary
from usp_check.report.annotating import is_open, told
from usp_check.report.github import escape_data, escape_property, render_github, render_github_summary
from usp_check.report.markdown_text import as_markdown
from usp_check.report.model import Report
from usp_check.report.safe import inert
from usp_check.vocabulary import Etat, Gravite, Statut, Verdict

_GIVEN_BACK = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_GIVEN_BACK_IN_PROPERTIES = (*_GIVEN_BACK[:2], ("%3A", ":"), ("%2C", ","), _GIVEN_BACK[2])


@dataclass
class Command:
    name: str
    message: str
    properties: dict[str, str] = field(default_factory=dict)


def given_back(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for escaped, mark in pairs:
        text = text.replace(escaped, mark)
    return text


def as_the_runner_reads(output: str) -> list[Command]:
    """Read each line as the runner does: what is no command of the newer form would be printed, or obeyed."""
    read = []
    for line in re.split(r"\r\n|\r|\n", output)[:-1]:
        found = re.fullmatch(
            r"::(?P<name>[^ :]+) (?P<properties>(?:(?!::).)*)::(?P<message>.*)", line, re.DOTALL
        )
        assert found, line
        pairs = [pair.split("=", 1) for pair in found["properties"].strip().split(",") if pair]
        properties = {key: given_back(value, _GIVEN_BACK_IN_PROPERTIES) for key, value in pairs}
        read.append(Command(found["name"], given_back(found["message"], _GIVEN_BACK), properties))
    return read


def read(report: Report) -> list[Command]:
    return as_the_runner_reads(render_github(report))


def open_points(report: Report) -> list[str]:
    every = [*(c for d in report.dossiers for c in d.constats), *report.lot]
    return [told(constat) for constat in every if is_open(constat.retenu)]


@given(st.text(alphabet=st.one_of(st.sampled_from("%0ADC235:,=\r\n"), st.characters())))
def test_the_runner_gives_back_what_was_escaped(text: str) -> None:
    assert given_back(escape_data(text), _GIVEN_BACK) == text
    assert given_back(escape_property(text), _GIVEN_BACK_IN_PROPERTIES) == text
    assert not set(escape_property(text)) & set("\r\n:,")


def test_each_open_point_is_one_command_on_its_line() -> None:
    report = factory.report(factory.faulty())
    commands = read(report)
    assert sorted(c.message for c in commands) == sorted(open_points(report))
    first = commands[0]
    assert first.name == "error"
    assert first.properties["file"] == "dossiers/ch-trois-rivieres.yaml"
    assert (first.properties["line"], first.properties["col"]) == ("24", "11")
    assert first.properties["title"].startswith("CAP-01 ")


@pytest.mark.parametrize(
    ("statut", "gravite", "name"),
    [
        (Statut.NON_CONFORME, Gravite.BLOQUANT, "error"),
        (Statut.NON_CONFORME, Gravite.RESERVE, "warning"),
        (Statut.NON_CONFORME, Gravite.INFO, "notice"),
        (Statut.A_VERIFIER, Gravite.BLOQUANT, "warning"),
        (Statut.A_VERIFIER, Gravite.RESERVE, "warning"),
        (Statut.A_VERIFIER, Gravite.INFO, "notice"),
        (Statut.NON_EVALUABLE, Gravite.BLOQUANT, "warning"),
        (Statut.NON_EVALUABLE, Gravite.RESERVE, "notice"),
        (Statut.NON_EVALUABLE, Gravite.INFO, "notice"),
    ],
)
def test_a_point_is_shown_as_it_weighs(statut: Statut, gravite: Gravite, name: str) -> None:
    one = factory.constat(statut=statut, gravite=gravite)
    assert [c.name for c in read(factory.report(factory.dossier(one)))] == [name]


def test_heaviest_come_first_since_github_shows_ten() -> None:
    names = [c.name for c in read(factory.everything())]
    assert names == sorted(names, key=["error", "warning", "notice"].index)
    assert len(set(names)) == 3


def test_what_holds_says_nothing() -> None:
    assert render_github(factory.report(factory.sound())) == ""


def test_a_failure_and_an_interruption_are_errors() -> None:
    commands = read(replace(factory.everything(), etat=Etat.INTERROMPU))[:2]
    assert [c.name for c in commands] == ["error", "error"]
    assert "file" not in commands[0].properties
    assert commands[1].properties["file"] == "dossiers/autre.yaml"
    assert "7f3a-19" in commands[1].message


def test_standard_input_is_no_file() -> None:
    (command,) = read(factory.report(factory.dossier(factory.constat(ligne=2, colonne=1), fichier="-")))
    assert set(command.properties) == {"title"}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_text_breaks_out_of_a_command(payload: str) -> None:
    report = filled_with(payload)
    output = render_github(report)
    output.encode("utf-8")
    commands = as_the_runner_reads(output)
    failures = [
        c for c in commands if "title" in c.properties and c.properties["title"].startswith("Défaillance")
    ]
    messages = [c.message for c in commands if c not in failures][1:]
    assert sorted(messages) == sorted(open_points(report))
    assert {c.name for c in commands} == {"error", "warning", "notice"}
    assert {key for c in commands for key in c.properties} <= {"file", "line", "col", "title"}
    assert all(inert(c.message, newlines=True) == c.message for c in commands)


@given(st.text())
def test_no_text_at_all_breaks_out_of_a_command(text: str) -> None:
    report = factory.report(factory.dossier(factory.constat(message=text, titre=text), fichier=text))
    (command,) = read(report)
    assert command.name == "error"
    assert set(command.properties) <= {"file", "title"}
    assert command.message.startswith(inert(text))


class Page(HTMLParser):
    """What a Markdown text becomes: its tags, their attributes, its words."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.attributes: set[tuple[str, str | None]] = set()
        self.text = ""
        options = cmarkgfm.cmark.Options
        html = cmarkgfm.github_flavored_markdown_to_html(
            markdown, options.CMARK_OPT_UNSAFE | options.CMARK_OPT_FOOTNOTES
        )
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.attributes |= set(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags["comment"] = 1


# What a forge looks for in the finished text.
ACTIVE = re.compile(r"[@#]\w|https?://|\bwww\.|\bmailto:\w|\bGH-\d|:\w+:|\$[^\s\u2060]", re.IGNORECASE)
TAGS = {"h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "strong", "em", "br"}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_text_acts_in_the_summary(payload: str) -> None:
    page = Page(render_github_summary(filled_with(payload)))
    plain = Page(render_github_summary(filled_with("un texte")))
    assert set(page.tags) <= TAGS
    assert page.attributes <= {("align", "right")}
    if payload.strip():
        assert {tag: count for tag, count in page.tags.items() if tag != "p"} == {
            tag: count for tag, count in plain.tags.items() if tag != "p"
        }
    assert not ACTIVE.search(page.text)
    assert " ".join(inert(payload).split()) in " ".join(page.text.replace("\u2060", "").split())


@given(st.text(alphabet=st.one_of(st.sampled_from("\\`*_[]()<>#+-.!|~&$@:/ w1\n"), st.characters())))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    page = Page(as_markdown(text))
    assert set(page.tags) <= {"p"}
    assert " ".join(page.text.replace("\u2060", "").split()) == " ".join(inert(text).split())


def test_the_summary_has_verdicts_then_faults() -> None:
    text = render_github_summary(factory.everything())
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) == 2 + 3
    assert "| non conforme | 3 | 2 | 1 | 1 | 1 |" in rows[2]
    assert text.index("| --- |") < text.index("CAP-01")
    assert text.index("7f3a-19") > 0
    assert (
        text.count("\n* ") == len(open_points(factory.everything())) + 1 + 1 + 1
    )  # a failure, a rule, a file


def test_the_summary_tells_why_there_is_no_verdict() -> None:
    aside = factory.report(replace(factory.sound(), verdict=Verdict.INDETERMINE))
    assert "écartée" in render_github_summary(aside)


def test_the_summary_stays_below_github_s_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(github_summary, "MOST_BYTES", 4_000)
    many = factory.report(*[replace(factory.faulty(), fichier=f"{n}.yaml") for n in range(60)])
    text = render_github_summary(many)
    assert len(text.encode()) < 4_800
    left = re.search(r"\*(\d+) autres parties", text)
    assert left
    assert int(left[1]) > 0


def test_the_summary_counts_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    report = factory.report(factory.faulty())
    whole = render_github_summary(report)
    assert "pas montrée" not in whole
    monkeypatch.setattr(github_summary, "MOST_BYTES", 2_000)
    cut = render_github_summary(report)
    left = re.search(r"\*(\d+) autres? partie", cut)
    assert left
    assert cut.count("\n* ") + int(left[1]) == whole.count("\n* ")


def test_contacts_are_not_told(tmp_path: Path) -> None:
    report = contacts.judged(tmp_path)
    for text in (render_github(report), render_github_summary(report)):
        assert "titulaire" in text or "contact" in text
        assert not [one for one in contacts.PERSONAL if one in text]
