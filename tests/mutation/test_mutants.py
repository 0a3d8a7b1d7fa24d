"""The changes that are tried: of each sort, where something is done, and text that still compiles."""

from __future__ import annotations

import ast

from tests.mutation.mutants import mutants
from tests.mutation.rooms import ROOMS, modules, room_of, rounds

SOURCE = '''"""A docstring with a code."""
from typing import Literal
kind: Literal["code_of_type"] = "code_of_value"  # « é »
def f(a: int, b: int) -> bool:
    """Another one."""
    assert a > 0
    if a < b and not b:
        return a + 1 == b
    return [x for x in (a, b) if x]
'''


def test_each_sort_of_change_is_tried_where_something_is_done() -> None:
    found = list(mutants("m.py", SOURCE))
    assert {one.sort for one in found} == {
        "comparison",
        "connective",
        "arithmetic",
        "constant",
        "return",
        "branch",
    }
    assert {one.line for one in found} == {3, 7, 8, 9}
    texts = {one.mutated for one in found}
    assert len(texts) == len(found)
    assert SOURCE.replace("a < b", "(a <= b)") in texts
    assert (
        SOURCE.replace("code_of_value", "code_of_valuex").replace('"code_of_valuex"', "'code_of_valuex'")
        in texts
    )
    assert not any("code_of_typex" in text or "a >= 0" in text for text in texts)
    for text in texts:
        ast.parse(text)


def test_each_module_has_its_tests() -> None:
    for room in ROOMS:
        for module in modules(room):
            assert room_of(module) == room
    assert rounds("usp_check/checks/density.py")[0][0] == "tests/test_cases.py"
