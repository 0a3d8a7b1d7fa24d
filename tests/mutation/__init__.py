"""Mutation of the code: what is changed on purpose in the tool must be noticed by its tests.

``python -m tests.mutation --sample 200`` tries that many changes drawn at random, ``python -m tests.mutation`` all of
them; see ``--help``. ``survivors.md`` holds the last figure, and why each change that no test notices is left.
"""
