"""A référentiel's file becomes its model, or is refused with every reason and its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from usp_check.modelling import BaseModel
from usp_check.reading import Fault, Reading, read_file
from usp_check.referentiels.catalogue import FORMAT, HERE, known_referentiels, referentiel_file
from usp_check.referentiels.models import Parametre, Referentiel, Source
from usp_check.referentiels.prepared import prepared
from usp_check.referentiels.problems import Problem, UnusableReferentielError, from_pydantic, unknown
from usp_check.referentiels.requirements import Exemples, Exigence, ExigenceFormat, Message, Passage
from usp_check.wording import fill

if TYPE_CHECKING:
    from pydantic_core import ValidationError

_REFERENCE = re.compile(r"^\$([a-z][a-z0-9_]*)$")


@lru_cache(maxsize=32)
def load(name: str, folders: tuple[str, ...] = ()) -> Referentiel:
    """Return the référentiel of that identifier, or of that file (a path that ends in .yaml or .yml).

    ``folders`` are looked in after what ships with the tool. Raises UnusableReferentielError with every reason
    when it is unknown, unreadable or unsound.
    """
    if name.endswith((".yaml", ".yml")):
        return load_file(name)
    path = referentiel_file(name, folders)
    if path is None:
        known = known_referentiels(folders)
        raise UnusableReferentielError(name, [Problem(unknown("Le référentiel", name, known))])
    if path.parent == HERE:
        return prepared(path) or parse(path.name, read_file(path))
    call = load_file(str(path))
    if call.id != name:
        reason = f"l’identifiant est « {call.id} », alors que le fichier s’appelle « {name} » ; accordez-les."
        raise UnusableReferentielError(str(path), placed(read_file(path), [Problem(reason, ("id",))]))
    return call


def load_file(name: str) -> Referentiel:
    """Return the référentiel of a file that does not ship with the tool.

    It may call itself as a shipped one does: its fingerprint tells them apart in every report.
    """
    reading = read_file(name)
    call = parse(name, reading)
    return call.model_copy(update={"version": f"{call.version}+{(reading.sha256 or '')[:12]}"})


def parse(name: str, reading: Reading) -> Referentiel:
    """Make the référentiel of what was read from the file ``name``."""
    from pydantic_core import ValidationError

    from usp_check.referentiels.verify import interpolate, verify

    if reading.faults or reading.value is None:
        faulty = [of_fault(fault) for fault in reading.faults]
        raise UnusableReferentielError(name, faulty or [Problem("le fichier est vide.")])
    problems: list[Problem] = []
    value = with_parameters(reading.value, problems)
    if problems:
        raise UnusableReferentielError(name, placed(reading, problems))
    try:
        referentiel = Referentiel.model_validate(value)
    except ValidationError as error:
        raise UnusableReferentielError(name, placed(reading, misshapen(error))) from None
    problems = list(verify(referentiel))
    if problems:
        raise UnusableReferentielError(name, placed(reading, problems))
    return interpolate(referentiel)


def misshapen(error: ValidationError) -> list[Problem]:
    """Tell each reason for which the models refuse a référentiel."""
    details = error.errors(include_url=False)
    return [from_pydantic(detail, _siblings(detail["loc"])) for detail in details]


@lru_cache(maxsize=1)
def format_requirements() -> tuple[ExigenceFormat, ...]:
    """Return the requirements on the file itself (FMT), which every document must meet."""
    return prepared(FORMAT) or format_from_file()


def format_from_file() -> tuple[ExigenceFormat, ...]:
    """Make the requirements on the file itself of what their file says."""
    reading = read_file(FORMAT)
    if reading.value is None or reading.faults:
        raise UnusableReferentielError("format.yaml", [of_fault(f) for f in reading.faults])
    return tuple(map(ExigenceFormat.model_validate, reading.value["exigences"]))


def with_parameters(value: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """Replace, in the requirements, each ``$name`` by the value of the référentiel's parameter ``name``."""
    parameters = value.get("parametres")
    parameters = parameters if isinstance(parameters, dict) else {}
    resolved: dict[str, Any] = {}
    for name, parameter in parameters.items():
        resolved[name] = _from_data(name, parameter, problems) if isinstance(parameter, dict) else parameter
    values = {name: part.get("valeur") for name, part in resolved.items() if isinstance(part, dict)}

    def resolve(part: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(part, str) and (match := _REFERENCE.match(part)):
            if match[1] not in values:
                problems.append(Problem(unknown("Le paramètre", match[1], values), path))
            return values.get(match[1])
        if isinstance(part, dict):
            return {key: resolve(child, (*path, key)) for key, child in part.items()}
        if isinstance(part, list):
            return [resolve(child, (*path, index)) for index, child in enumerate(part)]
        return part

    requirements = value.get("exigences")
    if isinstance(requirements, list):
        requirements = [
            {
                **one,
                "parametres": resolve(one.get("parametres"), ("exigences", index, "parametres")),
                "si": resolve(one.get("si"), ("exigences", index, "si")) or {},
            }
            if isinstance(one, dict)
            else one
            for index, one in enumerate(requirements)
        ]
    return {**value, "parametres": resolved, "exigences": requirements}


def _from_data(name: str, parameter: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """Complete a parameter that names one of the data files shipped beside the référentiels."""
    data = parameter.get("donnees")
    if data is None:
        return parameter
    known = {path.stem: path for path in (HERE / "donnees").glob("*.yaml")}
    if not isinstance(data, str) or data not in known:
        problems.append(
            Problem(unknown("Le jeu de données", str(data), known), ("parametres", name, "donnees"))
        )
        return parameter
    content = read_file(known[data]).value or {}
    rest = {key: part for key, part in parameter.items() if key != "donnees"}
    return {**rest, "source": content.get("source"), "valeur": content.get("valeurs")}


def of_fault(fault: Fault) -> Problem:
    """Tell a fault of the file in the words that a dossier's would have."""
    rule = next(rule for rule in format_requirements() if rule.id == fault.rule)
    text = rule.messages.get(fault.code) or Message()
    return Problem(fill(text.message or rule.exigence, fault.arguments), line=fault.line)


def placed(reading: Reading, problems: Iterable[Problem]) -> list[Problem]:
    """Give each problem its line, and put them in the order of the file."""
    known = []
    for problem in problems:
        span = reading.positions.locate(problem.path) if problem.line is None else None
        known.append(problem._replace(line=span.line) if span else problem)
    return sorted(known, key=lambda p: p.line or 0)


_MODELS: Mapping[str, type[BaseModel]] = {
    "source": Source,
    "parametres": Parametre,
    "exigences": Exigence,
    "reference": Passage,
    "exemples": Exemples,
    "messages": Message,
}
"""What is written under a key, or in the lines below it."""


def _siblings(loc: tuple[int | str, ...]) -> Iterator[str]:
    """Give the keys that are known where an unknown one was met."""
    model: type[BaseModel] = Referentiel
    for key in loc[:-1]:
        model = _MODELS.get(str(key), model)
    if "check" in loc:
        from usp_check.checks.catalogue import CHECKS

        model = CHECKS.get(str(loc[loc.index("check") + 1]), model)
    yield from (name for name in model.model_fields if name not in ("check", "controle"))
    if model is Exigence:
        yield from ("controle", "parametres")
