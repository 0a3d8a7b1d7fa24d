"""``usp-check referentiel new`` and ``check``: writing the référentiel of a call."""

from __future__ import annotations

from usp_check.authoring.review import Review, review
from usp_check.authoring.skeleton import IDENTIFIER, skeleton
from usp_check.authoring.text import SourceText, read_text
from usp_check.cli import output
from usp_check.errors import Misuse
from usp_check.french import plural
from usp_check.reading import Fault, read_file
from usp_check.reading.decoding import decode
from usp_check.reading.opening import open_bytes
from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import of_fault
from usp_check.referentiels.problems import Problem

STANDARD_OUTPUT = "-"


def new(identifier: str, target: str | None, source: str | None, *, force: bool) -> int:
    """Write a skeleton to ``target`` (by default a file named after the identifier); return the exit code."""
    if not IDENTIFIER.fullmatch(identifier):
        raise Misuse(
            f"« {identifier[:80]} » ne peut pas être l’identifiant d’un référentiel : écrivez des minuscules sans "
            "accent et des chiffres, séparés par des tirets, comme usp-bretagne-2026."
        )
    if identifier in known_referentiels():
        raise Misuse(
            f"« {identifier} » est un référentiel livré avec l’outil : choisissez un autre identifiant."
        )
    content = skeleton(identifier, _text(source) if source else None)
    target = target or f"{identifier}.yaml"
    if target == STANDARD_OUTPUT:
        output.say(content)
        return 0
    output.write_whole(target, content, inputs=[source] if source else (), force=force)
    output.say(
        f"Le référentiel est commencé dans « {target} ».\n"
        f"Remplissez-le dans un éditeur de texte, puis lancez : usp-check referentiel check {target}\n"
    )
    return 0


def check(name: str, source: str | None, *, strict: bool) -> int:
    """Tell all that is wrong with a référentiel, then what is left to write; return the exit code."""
    reading = read_file(name)
    if reading.sha256 is None:
        raise Misuse(f"« {name} » ne peut pas être lu. {of_fault(reading.faults[0]).message}")
    value = reading.value or {}
    passages = value.get("passages")
    names = [key for key in passages if isinstance(key, str)] if isinstance(passages, dict) else []
    found = review(name, reading, _text(source, names) if source else None)
    output.say(_told(name, found, compared=source is not None))
    return 1 if found.problems or (strict and found.todo) else 0


def _text(name: str, names: list[str] | None = None) -> SourceText:
    """Read the text that a référentiel encodes. Raises Misuse for what is no text."""
    data = open_bytes(name)
    decoded = data if isinstance(data, Fault) else decode(data)
    if isinstance(decoded, Fault):
        advice = (
            " Faites-en d’abord un texte : « pdftotext -layout appel.pdf appel.txt »."
            if decoded.arguments.get("nature") == "PDF"
            else ""
        )
        raise Misuse(f"Le texte « {name} » ne peut pas être lu. {of_fault(decoded).message}{advice}")
    return read_text(decoded[0], names or ())


def _told(name: str, found: Review, *, compared: bool) -> str:
    lines = [_line(name, problem) for problem in found.problems]
    if lines:
        count = len(lines)
        lines += ["", f"{count} {plural(count, 'point', 'points')} à corriger."]
    else:
        looked_at = [
            f"{found.requirements} {plural(found.requirements, 'exigence', 'exigences')}",
            f"{found.passages} {plural(found.passages, 'passage', 'passages')}",
            f"{found.examples} {plural(found.examples, 'exemple jugé', 'exemples jugés')}",
        ]
        text = "" if compared else " Le texte lui-même n’a pas été comparé : donnez-le avec --source."
        lines.append(f"Rien à corriger : {', '.join(looked_at)}.{text}")
    if found.todo:
        count = len(found.todo)
        lines += ["", f"Il reste {count} {plural(count, 'texte', 'textes')} à écrire :"]
        lines += [_line(name, problem) for problem in found.todo]
    return "\n".join(lines) + "\n"


def _line(name: str, problem: Problem) -> str:
    where = f":{problem.line}" if problem.line else ""
    return f"{name}{where} : {problem.message}"
