"""What is mutated: the examples, the templates, and the words that make a file take another way."""

from __future__ import annotations

from pathlib import Path

from tests.referentiels.test_refusals import SOUND
from usp_check.documents import document_kinds, field_paths
from usp_check.documents.template import template
from usp_check.referentiels.catalogue import HERE

EXAMPLES = Path(__file__).parents[2] / "examples"
_SYNTAX = (
    *(
        "- ",
        ": ",
        "? ",
        "# ",
        "|\n",
        ">-\n",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "<<: *a\n",
        "&a ",
        "*a",
        "!!str ",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "~",
        "null",
        "\t",
        "\r",
        "\n",
        "  ",
        '"\\x1b[31m"',
        '"\\u202e"',
        "''",
    ),
    *("\u00a0", "\u2028", "\x85", "\ufeff", "\x07", "\x00", "\ud7ff", "\U0001f3e5", "e\u0301", "\u0130"),
)
_VALUES = (
    *("oui", "non", "0", "-1", "1e999", "NaN", "٣", "²", "1/2", "2,5", "1 850 €", "0x10", "1_000", "9" * 400),
    *("2024-02-30", "31/12/9999", "0001-01-01", "2024-10-21 16:00", "24:00", "16h60", "9999-12-31"),
    *("à compléter", "[à compléter]", "XXX", "?", "<script>alert(1)</script>", "=1+1", "{valeur}", "{0.x}"),
    *("../../etc/passwd", "/dev/zero", "C:\\x", "candidature", "offre", "registre", "plan", "labellisation"),
    *("cvl-2024", "creation", "transformation", "polyvalente", "28", "2A", "987", "000000000", "280000183"),
)


def examples() -> list[bytes]:
    """Return the dossiers that are shipped."""
    return [path.read_bytes() for path in sorted(EXAMPLES.glob("*.yaml"))]


def templates() -> list[bytes]:
    """Return the template of each kind of document."""
    return [template(kind, "cvl-2024", None).encode() for kind in document_kinds()]


def dossiers() -> list[bytes]:
    """Return all from which a file to judge is made."""
    return [*examples(), *templates()]


def referentiels() -> list[bytes]:
    """Return the référentiels that are shipped, and a small one, of which a change is more often to be used."""
    return [
        *(path.read_bytes() for path in sorted(HERE.glob("*.yaml")) if path.stem != "format"),
        SOUND.encode(),
    ]


def dictionary() -> list[bytes]:
    """Return the words to write anywhere: YAML's own marks, values at the edge, and every key of a document."""
    keys = {name.split(".")[-1].removesuffix("[]") for kind in document_kinds() for name in field_paths(kind)}
    words = (*_SYNTAX, *_VALUES, *sorted(f"{key}: " for key in keys))
    return [word.encode("utf-8", "surrogatepass") for word in words]
