"""The long run: inputs that take a way not taken before are kept and changed again.

    python -m tests.fuzz.guided TARGET FOLDER [an option of libFuzzer, such as -max_total_time=600]

TARGET is one of ``tests.fuzz.targets``; FOLDER keeps what was found worth keeping, and serves the next run. It needs
``pip install atheris``. At the end libFuzzer tells how many inputs were tried and how many edges were covered; an
input that breaks a rule is written to the current folder, and belongs in ``test_found.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import atheris  # type: ignore[import-not-found, unused-ignore]

with atheris.instrument_imports(include=["usp_check"], enable_loader_override=False):
    from tests.fuzz import mutating, seeds
    from tests.fuzz.targets import TARGETS


def main(name: str, folder: str, *options: str) -> None:
    """Run one target until libFuzzer stops."""
    known = seeds.referentiels() if name == "referentiel" else seeds.dossiers()
    words = seeds.dictionary()
    target = TARGETS[name]

    def change(data: bytes, largest: int, seed: int) -> bytes:
        random = Random(seed)  # noqa: S311 - to be repeated, not to be secret
        if random.random() < 0.3:
            return atheris.Mutate(data, largest)
        return mutating.mutated(data, random, known, words)[:largest]

    Path(folder).mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as corpus:
        for number, data in enumerate(known):
            (Path(corpus) / f"{number:03}").write_bytes(data)
        arguments = [
            sys.argv[0],
            folder,
            corpus,
            f"-max_len={mutating.MAX}",
            "-print_final_stats=1",
            *options,
        ]
        atheris.Setup(arguments, target, custom_mutator=change)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
