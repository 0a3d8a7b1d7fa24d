"""What every group of a document shares: strict keys, and French words beside each field."""

from typing import TYPE_CHECKING, Annotated, Any

from usp_check.documents.scalars import Text
from usp_check.modelling import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

PERSONAL = "x-donnee-personnelle"
"""Marks, in a field's JSON Schema, what is about a person and must not leave the report."""


class _AsItIs:
    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        return {"type": "any"}


Cle = Annotated[str, _AsItIs()]
"""An identifier of the writer's, kept as it is: whether it is known, only a référentiel can tell."""


class Groupe(BaseModel):
    """A group of keys. All may be absent: what an absence means is for the requirements."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def champ(titre: str, description: str, exemple: Any = None, *, personnel: bool = False) -> Any:
    """Declare a field that may be absent.

    ``titre`` names it and ``description`` helps to fill it in, in French; ``exemple`` is a valid spelling,
    which groups and lists make from their parts. Of what is kept under identifiers (``dict[Cle, …]``) it is an
    identifier with its value, ``{}`` for a group.
    ``personnel`` marks what is about a person, with all that is below it.
    """
    return Field(
        default=None,
        title=titre,
        description=description,
        examples=None if exemple is None else [exemple],
        json_schema_extra={PERSONAL: True} if personnel else None,
    )


class DescriptionDetaillee(Groupe):
    """A description whose matter is, at least in part, in an attached document."""

    resume: Text | None = champ(
        "Résumé",
        "L’essentiel en quelques phrases, quand le détail est dans une pièce jointe.",
        "Le détail est dans la pièce jointe.",
    )
    piece: Text | None = champ(
        "Pièce jointe",
        "Chemin du document joint, à partir du dossier où se trouve ce fichier.",
        "pieces/description.pdf",
    )


GROUPED, PLAIN = "groupe", "texte"


def _form(value: object) -> str:
    return PLAIN if type(value) is str or not isinstance(value, dict | DescriptionDetaillee) else GROUPED


class _OneOfTwo:
    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        forms = {PLAIN: handler.generate_schema(Text), GROUPED: handler.generate_schema(DescriptionDetaillee)}
        return {"type": "tagged-union", "choices": forms, "discriminator": _form}


Description = Annotated[Text | DescriptionDetaillee, _OneOfTwo()]
"""A text, or ``{resume: …, piece: …}``."""
