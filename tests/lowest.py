"""The lowest versions that pyproject.toml allows, as constraints for pip: ``python -m tests.lowest > lowest.txt``."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

_BOUNDED = re.compile(r"([A-Za-z0-9-]+)>=([0-9.]+)")
_PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def lowest() -> Iterator[str]:
    """Give ``name==version`` for each dependency, and for each of the tests' own."""
    project = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]
    for written in (*project["dependencies"], *project["optional-dependencies"]["test"]):
        bounded = _BOUNDED.match(written)
        if bounded is None:
            raise ValueError(f"{written} has no lower bound")
        name, version = bounded.groups()
        condition = written.partition(";")[2]
        yield f"{name}=={version}" + (f" ;{condition}" if condition else "")


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in lowest()))
