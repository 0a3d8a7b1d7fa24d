"""A référentiel held against the text that it encodes: its passages are there, and its extracts are verbatim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from usp_check.authoring.text import SourceText, words
from usp_check.authoring.todo import is_todo
from usp_check.french import enumeration, nearest, plural
from usp_check.reading import Path
from usp_check.referentiels.problems import Problem
from usp_check.referentiels.requirements import OUTIL

_SHOWN = 3  # of the paragraphs in which words stand


def compare(value: Mapping[str, Any], text: SourceText) -> Iterator[Problem]:
    """Give what does not agree between a référentiel, as it was read, and its text."""
    passages = value.get("passages")
    names = passages if isinstance(passages, dict) else {}
    yield from _paragraphs(names, text)
    requirements = value.get("exigences")
    for rank, requirement in enumerate(requirements if isinstance(requirements, list) else ()):
        reference = requirement.get("reference") if isinstance(requirement, dict) else None
        if isinstance(reference, dict):
            path: Path = ("exigences", rank, "reference")
            extract = reference.get("extrait")
            yield from _extract(text, reference.get("passage"), extract, path, (*path, "extrait"))
    actions = value.get("actions")
    for name, action in actions.items() if isinstance(actions, dict) else ():
        if isinstance(action, dict) and isinstance(action.get("extraits"), dict):
            path = ("actions", name)
            for column, extract in action["extraits"].items():
                where = (*path, "extraits", column)
                yield from _extract(text, action.get("passage"), extract, path, where)


def _paragraphs(names: Mapping[str, Any], text: SourceText) -> Iterator[Problem]:
    for twice in text.twice:
        first = text.paragraphs[twice.name].line
        yield Problem(
            f"le texte nomme deux paragraphes « {twice.name} », aux lignes {first} et {twice.line} ; renommez "
            "l’un des deux.",
            ("passages",),
        )
    for name in names:
        if name not in text.paragraphs:
            near = nearest(name, text.paragraphs.keys() - names.keys())
            hint = f" Vouliez-vous écrire « {near[0]} » ?" if near else f" {_shared_out(text)}"
            yield Problem(f"le texte n’a pas de paragraphe « {name} ».{hint}", ("passages", name))
    for name, paragraph in text.paragraphs.items():
        if name not in names:
            begin = " ".join(paragraph.text.split())[:60]
            yield Problem(
                f"le paragraphe « {name} » du texte (ligne {paragraph.line} : « {begin}… ») manque ; ajoutez-le "
                "avec son sujet.",
                ("passages",),
            )


def _shared_out(text: SourceText) -> str:
    count = len(text.paragraphs)
    what = f"{count} {plural(count, 'paragraphe', 'paragraphes')}"
    if text.marked:
        return f"Il en a {what}, dont il donne lui-même le nom au début des lignes."
    return f"Il en a {what}, que séparent des lignes vides et que l’outil numérote dans l’ordre."


def _extract(text: SourceText, passage: Any, extract: Any, path: Path, where: Path) -> Iterator[Problem]:
    """Look for the words ``extract`` in their passage; ``path`` is that of the ``passage`` key's group."""
    if not isinstance(extract, str) or passage == OUTIL or is_todo(extract):
        return
    paragraph = text.paragraphs.get(passage) if isinstance(passage, str) else None
    sought = words(extract)
    if paragraph is None or not sought or paragraph.holds(sought):
        return
    shown = " ".join(extract.split())
    elsewhere = text.holding(sought)
    if elsewhere:
        which = enumeration([f"« {name} »" for name in elsewhere[:_SHOWN]], "ou")
        message = f"« {shown} » n’est pas dans « {passage} » mais dans {which} : corrigez « passage »."
        yield Problem(message, (*path, "passage"))
        return
    near = paragraph.nearest(sought)
    case = ", aux majuscules près" if paragraph.holds(sought, folded=True) else ""
    hint = f" Vouliez-vous écrire « {near} » ?" if near else " Recopiez quelques mots du texte, tels quels."
    yield Problem(f"« {shown} » n’est pas dans « {passage} »{case}.{hint}", where)
