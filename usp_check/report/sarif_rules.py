"""The rules of a SARIF run: each requirement met, its help, its citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usp_check.french import fold
from usp_check.report.annotating import points, source
from usp_check.report.markdown_text import as_markdown
from usp_check.report.wording import GRAVITES, passage
from usp_check.vocabulary import Gravite

if TYPE_CHECKING:
    from usp_check.report.model import Constat, RapportDossier, Report

LEVELS = {Gravite.BLOQUANT: "error", Gravite.RESERVE: "warning", Gravite.INFO: "note"}


def as_message(text: str) -> dict[str, str]:
    """Make a SARIF message of plain text, in which nothing is a link or a place to fill in.

    A link is ``[text](target)`` (§3.11.6), and readers differ on escapes: a space between ``]`` and ``(``
    leaves none of them a link. Braces are doubled, as §3.11.5 demands.
    """
    return {"text": _plain(text)}


def _plain(text: str) -> str:
    return text.replace("](", "] (").replace("{", "{{").replace("}", "}}")


class Rules:
    """The requirements that a report is about, each once; which référentiel it is of is told in its help."""

    def __init__(self, report: Report) -> None:
        self._found: dict[str, dict[str, tuple[Constat, RapportDossier | None]]] = {}
        for point in points(report):
            constat, dossier = point.constat, point.dossier
            cited = dossier.referentiel if dossier else None
            of = self._found.setdefault(constat.regle, {})
            of.setdefault(cited.id if cited and constat.famille != "FMT" else "", (constat, dossier))
        self._indexes = {rule: index for index, rule in enumerate(self._found)}

    def index(self, constat: Constat) -> int:
        """Return where the requirement of a constat stands among the descriptors."""
        return self._indexes[constat.regle]

    def descriptors(self) -> list[dict[str, Any]]:
        """Return the reportingDescriptor of each requirement, in the order met."""
        return [_descriptor(rule, found) for rule, found in self._found.items()]


def _descriptor(rule: str, found: dict[str, tuple[Constat, RapportDossier | None]]) -> dict[str, Any]:
    first = next(iter(found.values()))[0]
    title = first.titre or rule
    helps = [_help(constat, dossier) for constat, dossier in found.values()]
    more = f"Pour la comprendre, avec des exemples : usp-check explain {rule}"
    markdown = [f"**{as_markdown(f'{rule} {first.titre}'.strip())}**", *map(as_markdown, [*helps, more])]
    return {
        "id": rule,
        "name": _pascal(title),
        "shortDescription": as_message(f"{title}."),
        "fullDescription": as_message(" ".join([f"{title}.", *helps])),
        "help": as_message("\n".join([*helps, more])) | {"markdown": _doubled("\n\n".join(markdown))},
        "defaultConfiguration": {"level": LEVELS[first.gravite]},
        "properties": {
            "tags": list(dict.fromkeys([first.famille, *filter(None, found)])),
            "references": _references(found),
        },
    }


def _help(constat: Constat, dossier: RapportDossier | None) -> str:
    """Say in sentences what a requirement weighs and where the text states it."""
    weight = f"Gravité : {GRAVITES[constat.gravite]}."
    if constat.famille == "FMT":
        return f"{weight} L’exigence porte sur le fichier lui-même."
    cited = dossier.referentiel if dossier else None
    origin = f"Référentiel {cited.id}, version {cited.version} : {cited.titre}. " if cited else ""
    where = f" {source(constat)} : {cited_as}." if (cited_as := passage(constat)) else ""
    return f"{origin}{weight}{where}"


def _references(found: dict[str, tuple[Constat, RapportDossier | None]]) -> list[dict[str, Any]]:
    references = [constat.reference for constat, _ in found.values() if constat.reference]
    return [{"document": one.document, "passage": one.passage, "extrait": one.extrait} for one in references]


def _doubled(markdown: str) -> str:
    return markdown.replace("{", "{{").replace("}", "}}")


def _pascal(title: str) -> str:
    """Make the name of a rule, one word as the standard wants it: ``Date de l’envoi`` → ``DateDeEnvoi``."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(title)).split()
    return "".join(word.capitalize() for word in words if len(word) > 1) or "Exigence"
