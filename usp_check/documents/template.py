"""The empty dossier that people fill in: every key, with what to write there, and nothing written."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from usp_check.documents import DOCUMENTS
from usp_check.documents.fields import root
from usp_check.documents.schema import schema_file
from usp_check.documents.typed import example_text
from usp_check.french import NO_BREAK_SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from usp_check.documents.fields import Node

_WIDTH = 96
_INTRODUCTION = """\
Écrivez chaque réponse après les deux-points de sa ligne. Ce qui suit un « # » est une aide, que vous pouvez
effacer. Une réponse laissée vide est comprise comme absente.

Dans une liste, chaque élément commence par un tiret. Pour en ajouter un, recopiez tout le bloc, du tiret à
la dernière ligne alignée avec lui.

Pour écrire plusieurs lignes, mettez « | » après les deux-points, puis le texte en dessous, décalé de deux
espaces. Mettez entre guillemets droits une réponse qui contient « : » ou « # ».

Une description est un texte ou, si le détail est dans un document joint, deux lignes décalées : l'une
commence par « resume: », l'autre par « piece: » et donne le chemin du document."""


def template(kind: str, referentiel_id: str = "cvl-2024", schema: str | None = None) -> str:
    """Return the text of an empty document, for the call ``referentiel_id``.

    ``schema`` is the path of its JSON Schema, for editors; by default the schema's own file name. Raises
    KeyError when the kind is unknown. Keys that only some calls ask for are left out.
    """
    node = root(DOCUMENTS[kind])
    filled = {"document": kind, "referentiel": referentiel_id}
    lines = [f"# yaml-language-server: $schema={schema or schema_file(kind)}", *_comment(node.description)]
    for paragraph in _INTRODUCTION.split("\n\n"):
        lines += ["#", *_comment(paragraph)]
    for key, child in node.children.items():
        if key in filled:
            lines += ["", *_comment(f"{child.title}. {child.description}"), f"{key}: {filled[key]}"]
        elif child.shape != "libre":
            lines += ["", *_field(key, child, "")]
    return "\n".join(lines) + "\n"


def _field(key: str, node: Node, indent: str) -> Iterator[str]:
    yield from _help(node, indent)
    yield f"{indent}{key}:"
    if node.item:
        yield from _item(node.item, f"{indent}  ")
    elif node.shape == "groupe":
        yield from _fields(node, f"{indent}  ")


def _fields(node: Node, indent: str) -> Iterator[str]:
    for key, child in node.children.items():
        yield from _field(key, child, indent)


def _item(node: Node, indent: str) -> Iterator[str]:
    """Give one empty item: the dash goes on the line of its first key, under that key's help."""
    dash = f"{indent}-"
    for line in _fields(node, f"{indent}  "):
        if dash and not line.lstrip().startswith("#"):
            yield f"{dash} {line.lstrip()}"
            dash = ""
        else:
            yield line.removeprefix("  ") if dash else line
    if dash:
        yield dash


def _help(node: Node, indent: str) -> Iterator[str]:
    scalar = node.item.scalar if node.item else node.scalar
    accepted = f" Accepté : {scalar.accepte}." if scalar and scalar.kind != "texte" else ""
    yield from _comment(f"{node.title}. {node.description}{accepted}", indent)
    if scalar:
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
