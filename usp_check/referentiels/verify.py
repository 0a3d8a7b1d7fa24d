"""Does a référentiel hold together? Identifiers, passages, fields, messages and the words they fill in."""

from __future__ import annotations

from collections.abc import Iterator

from usp_check.checks.paths import check_paths
from usp_check.documents import document_kinds, field_paths
from usp_check.documents.complements import complement_paths, schema_problems
from usp_check.reading.faults import Path
from usp_check.referentiels.models import Referentiel
from usp_check.referentiels.problems import Problem, unknown
from usp_check.referentiels.requirements import CHAQUE_ACTION, LOT, LOT_FIELDS, OUTIL, Exigence
from usp_check.wording import fill, places

_TEXTS = ("exigence", "explication", "remede", "attendu")
_ALWAYS = frozenset({"titre", "champ"})


def verify(referentiel: Referentiel) -> Iterator[Problem]:
    """Give every reason why the référentiel, though of the right shape, can't be used."""
    kinds = document_kinds()
    yield from _documents(referentiel, kinds)
    yield from _passages(referentiel)
    yield from _actions(referentiel)
    unusable = list(_complements(referentiel))
    if unusable:  # the fields that it describes are not known
        yield from unusable
        return
    fields = _known_fields(referentiel, kinds)
    seen: dict[str, int] = {}
    for index, requirement in enumerate(referentiel.exigences):
        path: Path = ("exigences", index)
        if requirement.id in seen:
            yield Problem(
                f"l’identifiant « {requirement.id} » est déjà celui d’une autre exigence.", (*path, "id")
            )
        seen[requirement.id] = index
        if requirement.famille not in referentiel.familles:
            yield Problem(unknown("La famille", requirement.famille, referentiel.familles), (*path, "id"))
        looked_at = (*referentiel.documents, LOT)
        if requirement.document is not None and requirement.document not in looked_at:
            yield Problem(unknown("Le document", requirement.document, looked_at), (*path, "document"))
        if len(fields) > 1:  # else no document is known, and that is told already
            yield from _fields(requirement, fields, path)
        yield from _messages(referentiel, requirement, path)


def _documents(referentiel: Referentiel, kinds: tuple[str, ...]) -> Iterator[Problem]:
    for index, kind in enumerate(referentiel.documents):
        if kind not in kinds:
            yield Problem(unknown("Le document", kind, kinds), ("documents", index))
    for kind in referentiel.notes:
        if kind not in referentiel.documents:
            yield Problem(unknown("Le document", kind, referentiel.documents), ("notes", kind))


def _passages(referentiel: Referentiel) -> Iterator[Problem]:
    cited: list[tuple[str | None, Path]] = [
        (p.passage, ("parametres", n, "passage")) for n, p in referentiel.parametres.items()
    ]
    cited += [(name, ("couverture", name)) for name in referentiel.couverture]
    cited += [(action.passage, ("actions", n, "passage")) for n, action in referentiel.actions.items()]
    for index, requirement in enumerate(referentiel.exigences):
        cited.append((requirement.reference.passage, ("exigences", index, "reference", "passage")))
    for passage, path in cited:
        if passage not in referentiel.passages and passage not in (None, OUTIL, CHAQUE_ACTION):
            yield Problem(unknown("Le passage", str(passage), referentiel.passages), path)


def _actions(referentiel: Referentiel) -> Iterator[Problem]:
    """Check that each action of a plan is of a known axis, and that each due date is for deliverables of its own."""
    for name, action in referentiel.actions.items():
        path: Path = ("actions", name)
        if action.axe not in referentiel.axes:
            yield Problem(unknown("L’axe", action.axe, referentiel.axes), (*path, "axe"))
        for rank, due in enumerate(action.echeances):
            for livrable in due.livrables:
                if livrable not in action.livrables:
                    where = (*path, "echeances", rank, "livrables")
                    yield Problem(unknown("Le livrable", livrable, action.livrables), where)


def _complements(referentiel: Referentiel) -> Iterator[Problem]:
    if referentiel.complements is not None:
        for path, reason in schema_problems(referentiel.complements):
            yield Problem(reason, ("complements", *path))


def _known_fields(referentiel: Referentiel, kinds: tuple[str, ...]) -> set[Path]:
    """Return the paths of every field of the documents judged, list marks left out, parents included."""
    known: set[Path] = {(), *((name,) for name in LOT_FIELDS)}
    for kind in referentiel.documents:
        if kind in kinds:
            for dotted in field_paths(kind):
                parts = tuple(dotted.replace("[]", "").split("."))
                known.update(parts[:size] for size in range(1, len(parts) + 1))
    if referentiel.complements is not None:
        known.update(("complements", *path) for path in complement_paths(referentiel.complements))
    return known


def _fields(requirement: Exigence, known: set[Path], path: Path) -> Iterator[Problem]:
    """Check that every field that a requirement names exists in a document that it judges."""
    named: list[tuple[Path, Path]] = [(requirement.porte_sur, (*path, "porte_sur"))]
    named += [(tuple(field.split(".")), (*path, "si", field)) for field in requirement.si]
    named += [(tuple(field.split(".")), (*path, "faute_de", field)) for field in requirement.faute_de]
    for name, value in check_paths(requirement.check):
        where = (*path, "parametres", name)
        named += [(value, where)] if isinstance(value[0], str) else [(part, where) for part in value]
    dotted = {".".join(map(str, field)) for field in known}
    for field, where in named:
        # A field of a list's lines may be named from the line.
        if field not in known and not any(other[-len(field) :] == field for other in known):
            yield Problem(unknown("Le champ", ".".join(map(str, field)), dotted), where)


def _messages(referentiel: Referentiel, requirement: Exigence, path: Path) -> Iterator[Problem]:
    """Check that messages are for codes that can happen, and fill in only what is known then."""
    outcomes = requirement.outcomes
    own = _ALWAYS.union(type(requirement.check).model_fields, referentiel.parametres)
    for name in _TEXTS:
        for place in places(getattr(requirement, name) or ""):
            if place not in own - _ALWAYS:
                yield Problem(unknown("La valeur à insérer", place, own - _ALWAYS), (*path, name))
    said: list[tuple[str, Path, tuple[str | None, ...]]] = [
        (code, ("a_faire", code), (text,)) for code, text in requirement.a_faire.items()
    ]
    said += [(c, ("messages", c), (m.message, m.attendu, m.remede)) for c, m in requirement.messages.items()]
    for code, where, texts in said:
        if code not in outcomes:
            yield Problem(unknown("Le code", code, outcomes), (*path, *where))
            continue
        words = own.union(outcomes[code].arguments)
        for place in {place for text in texts for place in places(text or "")} - words:
            yield Problem(unknown("La valeur à insérer", place, words), (*path, *where))


def interpolate(referentiel: Referentiel) -> Referentiel:
    """Fill in the parameters that the requirements' own sentences name."""
    common = referentiel.figures

    def filled(requirement: Exigence) -> Exigence:
        check = requirement.check
        values = {**common, **{name: getattr(check, name) for name in type(check).model_fields}}
        texts = {name: getattr(requirement, name) for name in _TEXTS}
        changed = {n: fill(t, values) for n, t in texts.items() if t is not None and "{" in t}
        return requirement.model_copy(update=changed) if changed else requirement

    return referentiel.model_copy(update={"exigences": tuple(map(filled, referentiel.exigences))})
