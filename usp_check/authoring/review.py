"""A référentiel's file, looked at as a whole: everything that is wrong with it, and what is left to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from usp_check.authoring.against_text import compare
from usp_check.authoring.covered import uncovered
from usp_check.authoring.sound import SoundPart, sound_part
from usp_check.authoring.todo import left_to_write
from usp_check.authoring.trial import tried, try_examples
from usp_check.reading import Reading
from usp_check.referentiels.catalogue import referentiel_file
from usp_check.referentiels.loader import of_fault, placed
from usp_check.referentiels.problems import Problem
from usp_check.referentiels.verify import interpolate, verify

if TYPE_CHECKING:
    from usp_check.authoring.text import SourceText


@dataclass(frozen=True)
class Review:
    """What was found: ``problems`` to mend, and ``todo``, what is left to write, each with its line.

    ``requirements``, ``passages`` and ``examples`` count what was looked at (the examples that were judged).
    """

    problems: tuple[Problem, ...]
    todo: tuple[Problem, ...]
    requirements: int = 0
    passages: int = 0
    examples: int = 0


def review(name: str, reading: Reading, text: SourceText | None = None) -> Review:
    """Look at what was read from the file ``name`` and, where it is given, at the text that it encodes."""
    problems = [of_fault(fault) for fault in reading.faults]
    value = reading.value
    if value is None:
        return Review(tuple(placed(reading, problems)), ())
    part = sound_part(reading)
    problems += part.problems
    problems += uncovered(value)
    problems += _identifier(name, value)
    examples = 0
    if part.referentiel is not None:
        found = [part.written(problem) for problem in verify(part.referentiel)]
        problems += found
        examples = sum(map(tried, part.referentiel.exigences))
        problems += _examples(part, found)
    if text is not None:
        problems += compare(value, text)
    passages, requirements = value.get("passages"), value.get("exigences")
    return Review(
        tuple(placed(reading, dict.fromkeys(problems))),
        tuple(placed(reading, left_to_write(value))),
        requirements=len(requirements) if isinstance(requirements, list) else 0,
        passages=len(passages) if isinstance(passages, dict) else 0,
        examples=examples,
    )


def _identifier(name: str, value: Mapping[str, Any]) -> Iterator[Problem]:
    """The identifier is not that of a référentiel that ships with the tool, unless it is the very file."""
    identifier = value.get("id")
    shipped = referentiel_file(identifier) if isinstance(identifier, str) else None
    if shipped is not None and FilePath(name).resolve() != shipped.resolve():
        message = f"« {identifier} » est un référentiel livré avec l’outil : choisissez un autre identifiant."
        yield Problem(message, ("id",))


def _examples(part: SoundPart, found: list[Problem]) -> Iterator[Problem]:
    """Judge the examples of each requirement about which nothing else was found."""
    assert part.referentiel is not None  # noqa: S101 - asked only where there is one
    if any(problem.path[:1] in (("complements",), ("documents",)) for problem in found):
        return  # what the dossiers hold is not known
    wrong = {problem.path[1] for problem in found if problem.path[:1] == ("exigences",)}
    sound = [
        one for one, rank in zip(part.referentiel.exigences, part.ranks, strict=True) if rank not in wrong
    ]
    call = interpolate(part.referentiel.model_copy(update={"exigences": tuple(sound)}))
    ranks = [rank for rank in part.ranks if rank not in wrong]
    for rank, requirement in zip(ranks, call.exigences, strict=True):
        for problem in try_examples(call, requirement):
            yield problem._replace(path=("exigences", rank, *problem.path))
