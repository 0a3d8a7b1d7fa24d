"""From the values that were read to a typed document, whatever is wrong with some of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from usp_check.documents.placeholders import is_placeholder, placeholders
from usp_check.documents.pruning import prune
from usp_check.reading.faults import Fault, Path
from usp_check.reading.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic_core import ValidationError

    from usp_check.documents.fields import Node
    from usp_check.modelling import BaseModel

UNKNOWN_KEY, MALFORMED = "FMT-05", "FMT-06"
_FREE = "complements"  # read as it is, and checked against the référentiel's own schema
_SHOWN = 80
_SUGGESTIONS = 200  # looking for the nearest word is slow: a file of wrong keys gets this many, then none


class Typed(NamedTuple):
    """A typed document, and all that was wrong on the way to it.

    In ``document`` malformed values and placeholders are None, and unknown keys are gone. ``faults`` are of
    FMT-05 and FMT-06, and one of FMT-03 where there are more than are told. ``doubts`` names the paths whose
    absence may be explained by a fault, with its requirement; a doubt about a group is one about all that it
    holds. ``placeholders`` names the texts that only held a place.
    """

    document: BaseModel
    faults: tuple[Fault, ...] = ()
    doubts: Mapping[Path, str] = {}
    placeholders: tuple[Path, ...] = ()


def read_document(kind: str, value: dict[str, Any]) -> Typed:
    """Type ``value``, whose scalars are texts as they were typed, as a document of this ``kind``.

    ``value`` is left untouched. Raises KeyError when the kind is not one of `document_kinds`.
    """
    model, read_parts = _reader_of(kind)
    free = value.get(_FREE) if _FREE in model.model_fields else None
    held = tuple(placeholders(free, (_FREE,))) if free else ()
    if held:
        value = prune(value, absent=held)
    document = read_parts(value)
    unread = [
        name for name, part in document.__dict__.items() if part is None and value.get(name) is not None
    ]
    if not unread and len(document.model_fields_set) == len(value):
        return Typed(document, placeholders=held)
    found = _Findings(model, value)
    document = document.model_copy(update={name: found.read(name) for name in unread})
    found.unknown_keys()
    return Typed(document, tuple(found.faults), found.doubts, (*found.held, *held))


@cache
def _reader_of(kind: str) -> tuple[type[BaseModel], Callable[[dict[str, Any]], BaseModel]]:
    from usp_check.documents import DOCUMENTS
    from usp_check.documents.drawing import parts_reader

    return DOCUMENTS[kind], parts_reader(DOCUMENTS[kind])


class _Findings:
    """What was found in one document that pydantic refused, in the order in which it was met."""

    def __init__(self, model: type[BaseModel], value: dict[str, Any]) -> None:
        from usp_check.documents.fields import root

        self.model = model
        self.root = root(model)
        self.value = value
        self.faults: list[Fault] = []
        self.doubts: dict[Path, str] = {}
        self.held: list[Path] = []
        self._suggested: dict[tuple[Node, str], str] = {}

    def _is_told(self, path: Path) -> bool:
        """Whether a fault is told; past the limit only that there are more."""
        if len(self.faults) == LIMITS.max_faults:
            self.faults.append(too_many(path))
        return len(self.faults) < LIMITS.max_faults

    def read(self, part: str) -> object:
        """Read a part of the document by itself; tell all that is wrong in it, and leave it out."""
        from pydantic_core import ValidationError

        from usp_check.documents.drawing import reader_of

        read = reader_of(self.model, part)
        try:
            return read(self.value[part])
        except ValidationError as error:
            return read(self._sound(part, error))

    def _sound(self, part: str, error: ValidationError) -> object:
        absent, unknown = [], []
        for one in error.errors(include_url=False, include_context=False):
            path, node = self._locate((part, *one["loc"]))
            if one["type"] == "extra_forbidden":
                unknown.append(path)
                self._unknown_key(path)
            else:
                absent.append(path)
                self._malformed(path, node, one["input"])
        return prune({part: self.value[part]}, absent=absent, unknown=unknown)[part]

    def unknown_keys(self) -> None:
        """Tell the keys of the document itself that are not known."""
        for key in self.value:
            if key not in self.root.children:
                self._unknown_key((key,))

    def _locate(self, location: tuple[int | str, ...]) -> tuple[Path, Node]:
        """Turn pydantic's location, which also names the form of a description, into a path and its node."""
        path: list[str | int] = []
        node = self.root
        skip = False
        for key in location:
            if skip:
                skip = False
                continue
            path.append(key)
            below = node.at((key,))
            if below is None:  # an unknown key, always last
                break
            node = below
            skip = node.shape == "description"
        return tuple(path), node

    def _malformed(self, path: Path, node: Node, value: object) -> None:
        if isinstance(value, str) and is_placeholder(value):
            self.held.append(path)
            return
        self.doubts[path] = MALFORMED
        if not self._is_told(path):
            return
        code, proposition = _reason(node, value)
        if code == "code" and isinstance(value, str):
            proposition = self._word(node, value)
        shown = isinstance(value, str) and not node.personal
        arguments = {
            "lu": cut(str(value)) if shown else "",
            "recu": _form(value),
            "accepte": node.accepte,
            "exemple": example_text(node.example),
            "titre": node.title,
            "proposition": proposition,
        }
        self.faults.append(Fault(MALFORMED, code, path, arguments=arguments))

    def _unknown_key(self, path: Path) -> None:
        if not self._is_told(path):
            return
        *above, key = path
        parent = self.root.at(tuple(above)) or self.root
        key = str(key)
        proposition = self._nearest(parent, key)
        elsewhere = "" if proposition else _elsewhere(self.root).get(key, "")
        arguments = {"cle": cut(key), "proposition": proposition, "ailleurs": elsewhere}
        self.faults.append(Fault(UNKNOWN_KEY, "cle_inconnue", path, arguments=arguments, on_key=True))
        meant = (*above, proposition) if proposition else tuple(elsewhere.split(".")) if elsewhere else ()
        if meant and "[]" not in elsewhere and _get(self.value, meant) is None:
            self.doubts.setdefault(meant, UNKNOWN_KEY)

    def _word(self, node: Node, value: str) -> str:
        """Return the word of a list that may have been meant; past so many different ones, none is looked for."""
        known = self._suggested.get((node, value))
        if known is None:
            if len(self._suggested) >= _SUGGESTIONS or node.scalar is None:
                return ""
            known = self._suggested[node, value] = node.scalar.suggest(value)
        return known

    def _nearest(self, parent: Node, key: str) -> str:
        known = self._suggested.get((parent, key))
        if known is None:
            if len(self._suggested) >= _SUGGESTIONS:
                return ""
            from usp_check.french import nearest

            known = self._suggested[parent, key] = next(iter(nearest(key, parent.children)), "")
        return known


def too_many(path: Path) -> Fault:
    """Return the fault of a document that has more faults than are told; ``path`` is where the first untold one is."""
    return Fault("FMT-03", "trop_de_fautes", path, arguments={"limite": LIMITS.max_faults})


def _reason(node: Node, value: object) -> tuple[str, str]:
    """Return why ``value`` was refused, as a code, and the word that may have been meant."""
    from usp_check.documents.spellings import Refused

    if node.scalar is None:
        return node.kind, ""
    try:
        node.scalar.read(value)
    except Refused as refused:
        return refused.code, refused.proposition
    return node.kind, ""


@cache
def _elsewhere(root: Node) -> Mapping[str, str]:
    """Return where each key stands in a document: its shallowest path, when only one is."""
    by_key: dict[str, list[str]] = {}
    for path in root.paths():
        by_key.setdefault(path.rpartition(".")[2].removesuffix("[]"), []).append(path)
    found = {}
    for key, paths in by_key.items():
        depth = min(p.count(".") for p in paths)
        shallowest = [p for p in paths if p.count(".") == depth]
        if len(shallowest) == 1:
            found[key] = shallowest[0]
    return found


def example_text(example: Any) -> str:
    """Write an example as one would in YAML, on one line."""
    if isinstance(example, dict):
        parts = (f"{written_key(key)}: {_quoted(value)}" for key, value in list(example.items())[:3])
        return "{" + ", ".join(parts) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(map(_quoted, example)) + "]"
    return "" if example is None else str(example)


def written_key(key: str) -> str:
    """Write a key as one would in YAML: between quotes when it is not a plain word."""
    if key.isidentifier():
        return key
    from json import dumps

    return dumps(key, ensure_ascii=False)


def _quoted(example: Any) -> str:
    text = example_text(example)
    return f'"{text}"' if isinstance(example, str) and any(c in text for c in ",:[]{}#") else text


def _form(value: object) -> str:
    return "groupe" if isinstance(value, dict) else "liste" if isinstance(value, list | tuple) else "texte"


def cut(text: str) -> str:
    """Shorten a text so that a message can show it, and make it one that can be printed."""
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _get(value: Any, path: Path) -> Any:
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value
