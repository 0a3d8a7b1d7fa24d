"""Whatever is written in a file, it is judged: nothing breaks, and nothing ill read is found sound."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.invariants import FAVOURABLE
from tests.fuzz.targets import SOUND, judge, referentiel, register, validate
from tests.referentiels.test_refusals import SOUND as CALL
from usp_check.documents import DOCUMENTS, document_kinds, field_paths

_KEYS = sorted(
    {
        name.removesuffix("[]")
        for kind in document_kinds()
        for path in field_paths(kind)
        for name in path.split(".")
    }
)
_TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["oui", "non", "12", "2,5", "-1", "2024-10-21", "à compléter", "28", "candidature", "{x}", "$x", "=1"]
    ),
    st.from_regex(r"[0-9]{1,3}([ .,/:-][0-9]{1,4}){0,3} ?[€hH%]?", fullmatch=True),
)
_TREES = st.recursive(
    st.one_of(st.none(), _TEXTS, st.integers(), st.floats(), st.booleans(), st.dates()),
    lambda child: st.one_of(
        st.lists(child, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(_KEYS), st.text(max_size=8)), child, max_size=5),
    ),
    max_leaves=15,
)
_SOUND: dict[str, Any] = yaml.safe_load(SOUND.read_bytes())
_CALL: dict[str, Any] = yaml.load(CALL, Loader=yaml.BaseLoader)  # noqa: S506 - builds text only


def dumped(value: Any) -> bytes:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value in nested lists and mappings."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for step, child in steps for found in places(child, (*path, step)))]


def changed(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    """Return a copy in which something else stands at ``path``."""
    if not path:
        return other
    step, *rest = path
    copy: Any = value.copy()
    copy[step] = changed(value[step], tuple(rest), other)
    return copy


@settings(max_examples=80)
@given(st.binary(max_size=300))
def test_any_bytes_are_judged(data: bytes) -> None:
    assert judge(data).verdict not in FAVOURABLE
    register(data)
    assert referentiel(data) is None


@settings(max_examples=80)
@given(st.sampled_from(document_kinds()), st.dictionaries(st.sampled_from(_KEYS), _TREES, max_size=6))
def test_any_yaml_is_judged(kind: str, value: dict[str, Any]) -> None:
    judge(dumped({"document": kind, "referentiel": "cvl-2024", **value}))


@settings(max_examples=80)
@given(st.sampled_from(document_kinds()), st.data())
def test_any_value_in_any_field_is_judged(kind: str, data: st.DataObject) -> None:
    fields = data.draw(
        st.lists(st.sampled_from(sorted(DOCUMENTS[kind].model_fields)), max_size=3, unique=True)
    )
    value = {name: data.draw(_TREES) for name in fields}
    written = dumped({"document": kind, "referentiel": "cvl-2024", **value})
    judge(written)
    if kind == "registre":
        register(written)


@settings(max_examples=120)
@given(st.sampled_from(places(_SOUND)[1:]), _TREES)
def test_a_sound_dossier_with_another_value_is_judged(path: tuple[Any, ...], other: Any) -> None:
    judge(dumped(changed(_SOUND, path, other)))


@settings(max_examples=15)
@given(st.sampled_from(places(_SOUND)[1:]), _TREES)
def test_every_form_is_made_of_it(path: tuple[Any, ...], other: Any) -> None:
    validate(dumped(changed(_SOUND, path, other)))


@settings(max_examples=120)
@given(st.sampled_from(places(_CALL)[1:]), _TREES)
def test_a_call_with_another_value_is_refused_or_judges(path: tuple[Any, ...], other: Any) -> None:
    referentiel(dumped(changed(_CALL, path, other)))


@settings(max_examples=40)
@given(_TREES)
def test_any_yaml_as_a_call_is_refused(value: Any) -> None:
    assert referentiel(dumped(value)) is None


def test_a_sound_call_judges() -> None:
    assert referentiel(dumped(_CALL)) is not None
