"""Which tests watch which module: those that come first are likeliest to notice."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
_JUDGING = (
    "tests/checks",
    "tests/test_cases.py",
    "tests/test_evaluation.py",
    "tests/test_no_wrong_verdict.py",
)
_FOLDER = ("tests/test_lot.py", "tests/test_other_calls.py", "tests/test_examples.py")
ROOMS: dict[str, tuple[str, ...]] = {
    "usp_check/checks": (*_JUDGING, *_FOLDER, "tests/referentiels"),
    "usp_check/asking.py": _JUDGING,
    "usp_check/evaluation.py": (
        "tests/test_evaluation.py",
        "tests/test_failures.py",
        *_JUDGING[1:2],
        *_FOLDER,
    ),
    "usp_check/documents": (
        *(
            "tests/documents",
            "tests/test_evaluation.py",
            "tests/test_cases.py",
            "tests/test_no_wrong_verdict.py",
        ),
        *("tests/test_generated.py", "tests/referentiels", "tests/test_light_models.py", *_FOLDER),
        *("tests/test_second_call.py", "tests/test_judging.py", "tests/fuzz/test_found.py"),
    ),
    "usp_check/reading": (
        *("tests/reading", "tests/fuzz/test_found.py", "tests/cli/test_hook.py", "tests/test_evaluation.py"),
        *("tests/test_cases.py", "tests/test_examples.py", "tests/cli/test_bounds.py"),
    ),
}


def modules(room: str) -> list[str]:
    """Return the files of a room, as paths from the root."""
    place = ROOT / room
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return [file.relative_to(ROOT).as_posix() for file in files]


def room_of(module: str) -> str:
    """Return the room that a module is in."""
    return next(room for room in ROOMS if module == room or module.startswith(f"{room}/"))


def rounds(module: str) -> list[list[str]]:
    """Return what pytest is given for a module: a quick round where one is known, then all the tests of its room."""
    tests = [test for test in ROOMS[room_of(module)] if (ROOT / test).exists()]
    rules = _rules_of(module)
    quick = [["tests/test_cases.py", "-k", " or ".join(rules)]] if rules else []
    return [*quick, tests]


def _rules_of(module: str) -> list[str]:
    """Return the requirements whose check is written in a module."""
    from usp_check.referentiels.catalogue import known_referentiels
    from usp_check.referentiels.loader import load

    own = module.removesuffix(".py").replace("/", ".")
    every = [rule for name in known_referentiels() for rule in load(name).exigences]
    return [rule.id for rule in every if type(rule.check).__module__ == own and rule.document != "lot"]
