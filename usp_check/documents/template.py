"""The empty document that people fill in: every key, with what to write there, and nothing written."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from usp_check.documents import DOCUMENTS
from usp_check.documents.complements.tree import complement_node
from usp_check.documents.fields import root
from usp_check.documents.schema import schema_file
from usp_check.documents.typed import example_text, written_key
from usp_check.french import NO_BREAK_SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from usp_check.documents.fields import Node
    from usp_check.reading.faults import Path

_WIDTH = 96
_INTRODUCTION = """\
Écrivez chaque réponse après les deux-points de sa ligne. Ce qui suit un « # » est une aide, que vous pouvez
effacer. Une réponse laissée vide est comprise comme absente."""
_LISTS = """\
Dans une liste, chaque élément commence par un tiret. Pour en ajouter un, recopiez tout le bloc, du tiret à
la dernière ligne alignée avec lui."""
_DIRECTORIES = """\
Certains blocs sont rangés chacun sous un identifiant, entre guillemets. Pour en ajouter un, recopiez tout le
bloc sous un autre identifiant."""
_TEXTS = """\
Pour écrire plusieurs lignes, mettez « | » après les deux-points, puis le texte en dessous, décalé de deux
espaces. Mettez entre guillemets droits une réponse qui contient « : » ou « # »."""
_DESCRIPTIONS = """\
Une description est un texte ou, si le détail est dans un document joint, deux lignes décalées : l’une
commence par « resume: », l’autre par « piece: » et donne le chemin du document."""


def template(
    kind: str,
    referentiel_id: str | None = None,
    schema: str | None = None,
    identifiers: Mapping[Path, Mapping[str, str]] | None = None,
    complements: Mapping[str, Any] | None = None,
) -> str:
    """Return the text of an empty document, for the call ``referentiel_id`` (by default the one of its example).

    ``schema`` is the path of its JSON Schema, for editors; by default the schema's own file name.
    ``identifiers`` gives, for the place of what is kept under identifiers (``("actions",)``, ``("actions",
    "1.2", "indicateurs")``), those to write there, each with a phrase on it, or an empty one; where none is
    given, one entry shows how. ``complements`` is the JSON Schema of what the call asks for beyond the keys common
    to all; without one they are left out. Raises KeyError when the kind is unknown.
    """
    node = root(DOCUMENTS[kind])
    filled = {"document": kind, "referentiel": referentiel_id or node.children["referentiel"].example}
    lines = [f"# yaml-language-server: $schema={schema or schema_file(kind)}", *_comment(node.description)]
    for paragraph in _introduction(node):
        lines += ["#", *_comment(paragraph)]
    blank = _Blank(identifiers or {})
    for key, own in node.children.items():
        child = complement_node(complements) if own.shape == "libre" and complements is not None else own
        if key in filled:
            lines += ["", *_comment(f"{child.title}. {child.description}"), f"{key}: {filled[key]}"]
        elif child.shape != "libre":
            lines += ["", *blank.field((key,), child, "")]
    return "\n".join(lines) + "\n"


def _introduction(node: Node) -> Iterator[str]:
    shapes = set(_shapes(node))
    yield _INTRODUCTION
    if "liste" in shapes:
        yield _LISTS
    if "repertoire" in shapes:
        yield _DIRECTORIES
    yield _TEXTS
    if "description" in shapes:
        yield _DESCRIPTIONS


def _shapes(node: Node) -> Iterator[str]:
    yield node.shape
    for child in (*node.children.values(), *filter(None, (node.item,))):
        yield from _shapes(child)


class _Blank:
    """Writes fields with nothing in them."""

    def __init__(self, identifiers: Mapping[Path, Mapping[str, str]]) -> None:
        self._identifiers = identifiers

    def field(self, path: Path, node: Node, indent: str, *, helped: bool = True) -> Iterator[str]:
        """Give the lines of one field; without help where the same has been helped above."""
        if helped:
            yield from _help(node, indent)
        yield f"{indent}{written_key(str(path[-1]))}:"
        yield from self._below(path, node, f"{indent}  ", helped=helped)

    def _below(self, path: Path, node: Node, indent: str, *, helped: bool) -> Iterator[str]:
        if node.shape == "groupe":
            yield from self._keys(path, node, indent, helped=helped)
        elif node.item and node.shape == "repertoire":
            yield from self._entries(path, node.item, self._known(path, node), indent, helped=helped)
        elif node.item:
            yield from self._item((*path, 0), node.item, indent, helped=helped)

    def _keys(self, path: Path, node: Node, indent: str, *, helped: bool) -> Iterator[str]:
        for key, child in node.children.items():
            yield from self.field((*path, key), child, indent, helped=helped)

    def _item(self, path: Path, node: Node, indent: str, *, helped: bool) -> Iterator[str]:
        """Give one empty item: the dash goes on the line of its first key, under that key's help."""
        dash = f"{indent}-"
        for line in self._keys(path, node, f"{indent}  ", helped=helped):
            if dash and not line.lstrip().startswith("#"):
                yield f"{dash} {line.lstrip()}"
                dash = ""
            else:
                yield line.removeprefix("  ") if dash else line
        if dash:
            yield dash

    def _known(self, path: Path, node: Node) -> Mapping[str, str]:
        """Return the identifiers to write at ``path``; when they are not known, an example if it explains."""
        known = self._identifiers.get(path)
        if known is None:
            return dict.fromkeys(node.example if node.item and node.item.children else (), "")
        return known

    def _entries(
        self, path: Path, item: Node, known: Mapping[str, str], indent: str, *, helped: bool
    ) -> Iterator[str]:
        """Give an empty entry for each identifier; what all of them hold is helped in the first alone."""
        for key, phrase in known.items():
            yield from _comment(phrase, indent)
            yield f"{indent}{written_key(key)}:"
            yield from self._below((*path, key), item, f"{indent}  ", helped=helped)
            helped = False


def _help(node: Node, indent: str) -> Iterator[str]:
    scalar = node.item.scalar if node.item else node.scalar
    accepted = f" Accepté : {scalar.accepte}." if scalar and scalar.kind != "texte" else ""
    described = f" {node.description}" if node.description else ""
    yield from _comment(f"{node.title}.{described}{accepted}", indent)
    if scalar and node.example not in ("", [""]):
        yield from _comment(f"Exemple : {example_text(node.example)}", indent)


def _comment(text: str, indent: str = "") -> list[str]:
    start = f"{indent}# "
    together = text.replace("« ", f"«{NO_BREAK_SPACE}")
    for mark in "»:;€":
        together = together.replace(f" {mark}", f"{NO_BREAK_SPACE}{mark}")
    return wrap(
        together,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=start,
        break_long_words=False,
        break_on_hyphens=False,
    )
