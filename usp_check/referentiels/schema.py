"""The JSON Schema of a référentiel's file, as one writes it, drawn from the models and the checks.

It takes what people type as texts, and the typed values that YAML 1.2 makes of the same spelling. What it
can't tell is left to the loading: whether a field, a passage or a parameter exists, and identifiers differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from usp_check.checks import Check
from usp_check.checks.catalogue import CHECKS
from usp_check.checks.paths import parse_path
from usp_check.documents import document_kinds
from usp_check.documents.scalar import ANY_SCALAR, Scalar
from usp_check.documents.schema import DRAFT, schema_file
from usp_check.modelling import BaseModel, FieldInfo, StringConstraints
from usp_check.referentiels.catalogue import HERE
from usp_check.referentiels.models import Parametre, Referentiel
from usp_check.referentiels.requirements import (
    HORS_CHAMP,
    WITHOUT,
    ByControle,
    Exigence,
    as_message,
    as_values,
)

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_FIELD: Schema = {"type": "string", "pattern": r"^[^\s.]+(?:\.[^\s.]+)*$"}
_RENVOI: Schema = {
    "title": "Renvoi à un paramètre",
    "description": "« $ » suivi du nom d’un des paramètres du référentiel.",
    "type": "string",
    "pattern": r"^\$[a-z][a-z0-9_]*$",
}
_OR_RENVOI: Schema = {"$ref": "#/$defs/renvoi"}
_NULL: Schema = {"type": "null"}


def referentiel_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a référentiel's file."""
    schema = _model(Referentiel)
    keys = schema["properties"]
    keys["documents"]["items"] = {"enum": list(document_kinds())}
    keys["parametres"]["additionalProperties"] = _parameter()
    keys["exigences"]["items"] = _requirement()
    return {
        "$schema": DRAFT,
        "$id": schema_file("referentiel"),
        "title": "Référentiel",
        "description": "Ce qu’un appel demande, exigence par exigence, et où son texte le dit.",
        **schema,
        "$defs": {"renvoi": _RENVOI},
    }


def _parameter() -> Schema:
    """Return the schema of a parameter: its value with where it comes from, or the name of a data file."""
    schema = _model(Parametre)
    schema["properties"]["donnees"] = {
        "title": "Données",
        "description": "Le nom d’un fichier de données livré avec l’outil, qui donne la valeur et sa source.",
        "enum": sorted(path.stem for path in (HERE / "donnees").glob("*.yaml")),
    }
    schema["required"] = ["libelle"]
    schema["oneOf"] = [
        {"required": ["valeur", "passage"]},
        {"required": ["valeur", "source"]},
        {"required": ["donnees"]},
    ]
    return schema


def _requirement() -> Schema:
    """Return the schema of a requirement, whose ``controle`` says which parameters and codes there are."""
    schema = _model(Exigence)
    keys = schema["properties"]
    del keys["check"]
    keys["si"]["additionalProperties"] = {"anyOf": [_OR_RENVOI, keys["si"]["additionalProperties"]]}
    keys["controle"] = {
        "title": "Contrôle",
        "description": "La façon de vérifier l’exigence ; ses paramètres en dépendent.",
        "oneOf": [{"const": word, "description": check.usage} for word, check in CHECKS.items()],
    }
    keys["parametres"] = {
        "title": "Paramètres du contrôle",
        "description": "Ce que le contrôle doit savoir : des valeurs, ou des renvois aux « parametres ».",
        "type": ["object", "null"],
    }
    schema["required"] = ["controle" if name == "check" else name for name in schema["required"]]
    schema["allOf"] = [_when(word, check) for word, check in CHECKS.items()]
    return schema


def _when(word: str, check: type[Check]) -> Schema:
    """Return what a requirement must be when its ``controle`` is ``word``."""
    parameters = _model(check, renvois=True)
    del parameters["properties"]["controle"]
    parameters["required"].remove("controle")
    due = bool(parameters["required"] or parameters.keys() & {"anyOf"})
    if not due:
        parameters["type"] = ["object", "null"]
    codes = {code: f"Phrase par défaut : {outcome.message}" for code, outcome in check.outcomes.items()}
    codes[HORS_CHAMP] = "La phrase pour un dossier que « si » laisse de côté."
    codes |= {code: f"Phrase par défaut : {outcome.message}" for code, outcome in WITHOUT.values()}
    named = {
        "properties": {code: {"description": told} for code, told in codes.items()},
        "additionalProperties": False,
    }
    return {
        "if": {"properties": {"controle": {"const": word}}, "required": ["controle"]},
        "then": {
            "properties": {
                "parametres": parameters,
                "messages": named,
                "a_faire": {"propertyNames": {"enum": list(codes)}},
            },
            **({"required": ["parametres"]} if due else {}),
        },
    }


def _model(model: type[BaseModel], *, renvois: bool = False) -> Schema:
    """Return the schema of a model; with ``renvois``, a parameter's name may stand for any value in it."""
    hints = get_type_hints(model, include_extras=True)
    properties = {
        name: {"title": info.title, "description": info.description, **_of(hints[name], renvois=renvois)}
        for name, info in model.model_fields.items()
    }
    extra = model.model_config.get("json_schema_extra")
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name, info in model.model_fields.items() if info.is_required()],
        "additionalProperties": False,
        **(extra if isinstance(extra, dict) else {}),
    }


def _of(annotation: Any, *, renvois: bool) -> Schema:
    """Return what may be written for a value of this type."""
    written = _written(annotation, renvois=renvois)
    if not renvois or written == _TEXT or get_origin(annotation) is Literal:
        return written
    return {"anyOf": [_OR_RENVOI, written]}


def _written(annotation: Any, *, renvois: bool) -> Schema:  # noqa: PLR0911 - one line a sort of type
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:], renvois=renvois)
    if origin in (Union, UnionType) and NoneType in arguments:
        (inner,) = (one for one in arguments if one is not NoneType)
        return {"anyOf": [_written(inner, renvois=renvois), _NULL]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0], renvois=renvois)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(arguments[1], renvois=renvois)}
    if annotation is Any:
        return {}
    if annotation is str:
        return _TEXT
    if issubclass(annotation, Enum):
        return {"enum": [one.value for one in annotation]}
    return _model(annotation, renvois=renvois)


def _annotated(inner: Any, marks: tuple[Any, ...], *, renvois: bool) -> Schema:
    """Return what may be written for a type whose ``marks`` say more."""
    scalar = next((mark for mark in marks if isinstance(mark, Scalar)), None)
    if scalar:
        return _TEXT if scalar.json is ANY_SCALAR else _given(scalar.json)
    readers = [getattr(mark, "func", None) for mark in marks]
    if parse_path in readers:
        return _FIELD
    if any(isinstance(mark, ByControle) for mark in marks):
        return {}  # the check: see _requirement
    schema = _written(inner, renvois=renvois)
    for mark in marks:
        if isinstance(mark, StringConstraints):
            schema = {"type": "string", "pattern": mark.pattern}
        if isinstance(mark, FieldInfo):
            least = next((m.min_length for m in mark.metadata if hasattr(m, "min_length")), 0)
            schema |= {"minItems" if schema["type"] == "array" else "minProperties": least}
    return {"anyOf": [_TEXT, schema]} if as_message in readers or as_values in readers else schema


def _given(part: Any) -> Any:
    """Return the schema of a scalar without the absence that it allows."""
    if isinstance(part, Mapping):
        return {key: _given(value) for key, value in part.items() if key != "enum"} | (
            {"enum": [one for one in part["enum"] if one is not None]} if "enum" in part else {}
        )
    if isinstance(part, list):
        return [_given(one) for one in part if one != "null"]
    return part
