from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from tests.report import factory
from tests.report.hostile import PAYLOADS, filled_with
from usp_check.report.markdown_report import render_markdown
from usp_check.report.model import Couverture, Report
from usp_check.report.safe import inert
from usp_check.vocabulary import Etat

EXTENSIONS = ["table", "autolink", "strikethrough", "tagfilter", "tasklist"]


class Tags(HTMLParser):
    """The tags of a page in order, and the text of each heading and cell."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def shown(report: Report) -> Tags:
    """Read the Markdown as GitHub does: with tables, autolinks and HTML allowed."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return Tags(cmarkgfm.markdown_to_html_with_extensions(render_markdown(report), options, EXTENSIONS))


def test_synthesis_then_each_dossier() -> None:
    read = shown(factory.everything())
    assert read.tags.count("h1") == 1
    assert [read.tags.count(tag) for tag in ("table", "h2")] == [2, 4 + 3]
    assert read.tags.count("tr") == (1 + 3) + (1 + 6)
    assert "a" not in read.tags
    text = "".join(read.text)
    for constat in factory.faulty().constats:
        assert constat.regle in text
    assert {"7f3a-19", "mkdocs.yml", "C. Martin"} <= {
        one for one in ("7f3a-19", "mkdocs.yml", "C. Martin") if one in text
    }


def test_one_dossier_has_no_synthesis() -> None:
    read = shown(factory.report(factory.faulty()))
    assert "table" not in read.tags
    assert read.tags.count("h1") == 1
    assert read.tags[0] == "h1"


def test_the_territory_is_a_table() -> None:
    covered = Couverture("28 Eure-et-Loir", 431_277, 0, 12, Decimal(3))
    read = shown(factory.report(factory.sound(), couverture=(covered,)))
    assert read.tags.count("td") == 4
    assert "2,78" in read.text


def test_an_interrupted_run_says_so() -> None:
    whole = factory.report(factory.sound())
    assert "interrompue" in render_markdown(replace(whole, etat=Etat.INTERROMPU))
    assert "interrompue" not in render_markdown(whole)


@pytest.mark.parametrize("name", [name for name in PAYLOADS if PAYLOADS[name].strip()])
def test_text_stays_text(name: str) -> None:
    payload = PAYLOADS[name]
    read, plain = shown(filled_with(payload)), shown(filled_with("texte"))
    assert read.tags == plain.tags
    assert read.attributes == plain.attributes == {"align"}
    words = " ".join(inert(payload)[:1000].split())
    said = " ".join("".join(read.text).replace("\u2060", "").split())
    assert said.count(words.replace("\u2060", "")) >= 40


def test_same_report_same_text() -> None:
    assert render_markdown(factory.everything()) == render_markdown(factory.everything())
