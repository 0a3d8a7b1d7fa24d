"""The command, slowed down: what the tests of interruption run. ``python interrupted.py MARK validate …``.

The file MARK is made once some dossiers are judged.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from usp_check import judging
from usp_check.__main__ import main

SOME = 20
_read = judging.read_file
_read_so_far = 0


def _slowly(mark: Path, name: str) -> Any:
    global _read_so_far  # noqa: PLW0603
    _read_so_far += 1
    time.sleep(0.02)
    if _read_so_far == SOME:
        mark.touch()
    return _read(name)


if __name__ == "__main__":
    judging.read_file = partial(_slowly, Path(sys.argv.pop(1)))
    main()
