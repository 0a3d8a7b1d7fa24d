"""The JSON Schema of the JSON report, version 1, for programs that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usp_check.report.model import REPORT_VERSION
from usp_check.vocabulary import Etat, Gravite, Statut, Verdict

if TYPE_CHECKING:
    from enum import StrEnum

Schema = dict[str, Any]


def report_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of what ``render_json`` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:usp-check:schema:rapport:1",
        **_object("Rapport d’usp-check", "Ce qui a été constaté dans un ou plusieurs dossiers.", _report()),
        "$defs": {
            "constat": _object("Constat", "Ce qu’il en est d’une exigence, en un endroit.", _constat()),
            "constat_lot": _object(
                "Constat sur le lot", "Un constat qui porte sur l’ensemble des dossiers.", _constat_lot()
            ),
            "dossier": _dossier(),
        },
    }


def _report() -> Schema:
    return {
        "version": {"const": REPORT_VERSION, "title": "Version du format", "description": "Toujours 1 ici."},
        "outil": _object(
            "Outil",
            "L’outil qui a établi ce rapport.",
            {"nom": {"const": "usp-check", "title": "Nom"}, "version": _text("Version", "Sa version.")},
        ),
        "date_reference": {
            **_text("Date de référence", "Le jour auquel les dossiers sont jugés, AAAA-MM-JJ."),
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        },
        "etat": _word("État", "« interrompu » : seuls les dossiers déjà finis figurent ici.", Etat),
        "resume": _object(
            "Résumé",
            "Le nombre de dossiers, en tout et par verdict, et de ceux sur lesquels l’outil a échoué.",
            {
                "dossiers": _count("Dossiers jugés"),
                "conforme": _count("Dossiers conformes"),
                "conforme_avec_reserves": _count("Dossiers conformes avec réserves"),
                "non_conforme": _count("Dossiers non conformes"),
                "indetermine": _count("Dossiers sans verdict possible"),
                "defaillances": _count("Dossiers sur lesquels l’outil a échoué"),
            },
        ),
        "regles_ecartees": _list(
            "Exigences écartées",
            "Les exigences ou familles mises de côté, pourquoi et par quoi.",
            _object(
                "Exigence écartée",
                "Une exigence ou une famille mise de côté.",
                {
                    "regle": _text("Exigence ou famille", "Par exemple FIN-04, ou FIN."),
                    "motif": _text("Motif", "Pourquoi elle a été écartée."),
                    "origine": _text("Origine", "L’option ou le fichier de configuration qui l’écarte."),
                },
            ),
        ),
        "fichiers_ignores": _list(
            "Fichiers ignorés",
            "Les fichiers rencontrés qui ne sont pas des dossiers.",
            _object(
                "Fichier ignoré",
                "Un fichier qui n’a pas été jugé.",
                {
                    "fichier": _text("Fichier", "Son chemin."),
                    "motif": _text("Motif", "Pourquoi il n’a pas été jugé."),
                },
            ),
        ),
        "dossiers": _list("Dossiers", "Un élément par fichier jugé.", {"$ref": "#/$defs/dossier"}),
        "lot": _list("Lot", "Ce qui porte sur l’ensemble des dossiers.", {"$ref": "#/$defs/constat_lot"}),
    }


def _dossier() -> Schema:
    fields = {
        "fichier": _text("Fichier", "Le chemin du fichier jugé."),
        "sha256": {
            **_or_null(_text("Empreinte", "SHA-256 du fichier ; null s’il n’a pas pu être lu en entier.")),
            "pattern": "^[0-9a-f]{64}$",
        },
        "document": _or_null(_text("Nature du document", "candidature, offre, plan, labellisation…")),
        "referentiel": _or_null(
            _object(
                "Référentiel",
                "L’appel auquel le dossier répond ; null s’il n’a pas pu être reconnu.",
                {
                    "id": _text("Identifiant", "Par exemple cvl-2024."),
                    "version": _text("Version", "La version du référentiel."),
                },
            )
        ),
        "titulaire": _or_null(_text("Titulaire", "L’établissement qui présente le dossier.")),
        "departement": _or_null(_text("Département", "Le code du département de l’unité.")),
        "verdict": _word("Verdict", "La conformité au texte ; la décision appartient à l’ARS.", Verdict),
        "constats": _list("Constats", "Ce qu’il en est de chaque exigence.", {"$ref": "#/$defs/constat"}),
        "defaillances": _list(
            "Défaillances de l’outil",
            "Les échecs de l’outil lui-même, sans rien du contenu du dossier.",
            _object(
                "Défaillance",
                "Un échec de l’outil.",
                {
                    "etape": _text("Étape", "Ce que l’outil faisait."),
                    "reference": _text("Référence", "Ce qu’il faut citer en signalant l’échec."),
                },
            ),
        ),
    }
    never = {"properties": {"verdict": {"enum": ["non_conforme", "indetermine"]}}}
    failed = {"properties": {"defaillances": {"type": "array", "minItems": 1}}}
    return {
        **_object("Dossier", "Un fichier jugé. Un échec de l’outil n’y donne jamais « conforme ».", fields),
        "if": failed,
        "then": never,
    }


def _constat() -> Schema:
    return {
        "regle": {
            **_text("Exigence", "Son identifiant, par exemple CAP-01."),
            "pattern": "^[A-Z][A-Z0-9]*-[0-9]+$",
        },
        "statut": _word(
            "Statut",
            "« a_verifier » : une personne doit en juger. « non_evaluable » : ce qu’elle regarde "
            "est mal formé, ou manque pour une raison que donne un autre constat.",
            Statut,
        ),
        "gravite": _word("Gravité", "Ce que pèse l’exigence si elle n’est pas tenue.", Gravite),
        "code": _text("Code", "Un mot stable ; « manquant » là où il reste quelque chose à compléter."),
        "message": _text("Message", "Ce qui ne va pas, ou ce qui va."),
        "attendu": _or_null(_text("Attendu", "Ce que l’appel demande.")),
        "remede": _or_null(_text("Remède", "Ce qu’il faut écrire.")),
        "champ": _list(
            "Champ",
            "Les clés qui mènent à la valeur ; un rang dans une liste compte à partir de 0.",
            {"type": ["string", "integer"], "minimum": 0},
        ),
        "ligne": _or_null({**_count("Ligne"), "minimum": 1, "description": "Comptée à partir de 1."}),
        "colonne": _or_null({**_count("Colonne"), "minimum": 1, "description": "Comptée à partir de 1."}),
        "reference": _or_null(
            _object(
                "Référence",
                "Le passage qui fonde l’exigence.",
                {
                    "document": _text("Document", "Le texte cité."),
                    "passage": _text("Passage", "Le paragraphe ; « outil » : ajouté par l’outil."),
                    "extrait": _or_null(_text("Extrait", "Quelques mots du texte, à la lettre.")),
                },
            )
        ),
        "appreciation": _or_null(
            _object(
                "Appréciation",
                "La décision qu’une personne a prise sur cette exigence.",
                {
                    "decision": _word("Décision", "Le statut que la personne retient.", Statut),
                    "motif": _text("Motif", "Pourquoi."),
                    "agent": _text("Agent", "Qui a décidé."),
                    "date": _or_null(_text("Date", "Quand : AAAA-MM-JJ, avec l’heure si elle est connue.")),
                },
            )
        ),
    }


def _constat_lot() -> Schema:
    fichiers = _list("Fichiers", "Les fichiers en cause.", {"type": "string"})
    departement = _or_null(_text("Département", "Le département en cause, s’il n’y en a qu’un."))
    return {**_constat(), "fichiers": fichiers, "departement": departement}


def _object(title: str, description: str, properties: Schema) -> Schema:
    """Describe an object whose keys are all there, and no other."""
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(title: str, description: str, items: Schema) -> Schema:
    return {"title": title, "description": description, "type": "array", "items": items}


def _text(title: str, description: str) -> Schema:
    return {"title": title, "description": description, "type": "string"}


def _count(title: str) -> Schema:
    return {"title": title, "type": "integer", "minimum": 0}


def _word(title: str, description: str, words: type[StrEnum]) -> Schema:
    return {"title": title, "description": description, "enum": [str(word) for word in words]}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}
