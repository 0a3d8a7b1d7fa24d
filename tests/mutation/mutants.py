"""The changes that are tried in a module: a comparison, a connective, a constant, a returned value, a branch."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CODE = re.compile(r"[a-z][a-z_]+|[A-Z]{3}-[0-9]{2}")
"""A text that is a key, a code or an identifier; what a person reads is not changed: tests do not hold sentences."""
_NOT_RUN = (ast.AnnAssign, ast.arg, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Mutant:
    """One change of one module: where, of which sort, and the module's text with it."""

    module: str
    line: int
    column: int
    sort: str
    source: str
    mutated: str

    @property
    def name(self) -> str:
        """Name it as compilers name a place."""
        return f"{self.module}:{self.line}:{self.column + 1} {self.sort}"

    def diff(self) -> str:
        """Show the lines that change."""
        lines = unified_diff(self.source.splitlines(), self.mutated.splitlines(), lineterm="", n=0)
        return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """Give every change that is tried in a module's text, in its order."""
    starts = _line_starts(source)
    for part in _executed(ast.parse(source)):
        for sort, node, other in (*_branches(part), *((sort, part, other) for sort, other in _changes(part))):
            start, end = (
                _offset(starts, source, line, column)
                for line, column in ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset))
            )
            text = ast.unparse(other)
            text = f"({text})" if isinstance(node, ast.expr) and not _is_atom(other) else text
            mutated = source[:start] + text + source[end:]
            if mutated != source:
                yield Mutant(module, node.lineno, node.col_offset, sort, source, mutated)


def _branches(part: ast.expr | ast.stmt) -> Iterator[tuple[str, ast.expr, ast.AST]]:
    """Give the tests of a statement or of a comprehension, each to be taken as held, then as not held."""
    tests = [part.test] if isinstance(part, ast.If) else []
    if isinstance(part, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        tests = [test for generator in part.generators for test in generator.ifs]
    for test in tests:
        for always in (True, False):
            yield "branch", test, ast.Constant(always)


def _executed(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Give the parts of a module that do something: no annotation, decorator, docstring, assertion, nor types alone."""
    if isinstance(node, ast.Assert) or (
        isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ):
        return
    if isinstance(node, ast.expr | ast.stmt):
        yield node
    left_out = {"annotation", "returns", "decorator_list"} if isinstance(node, _NOT_RUN) else set()
    for name, value in ast.iter_fields(node):
        for child in (value if isinstance(value, list) else [value]) if name not in left_out else []:
            docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            in_text = isinstance(node, ast.JoinedStr | ast.FormattedValue)
            if isinstance(child, ast.AST) and not docstring and not in_text:
                yield from _executed(child)


def _changes(node: ast.expr | ast.stmt) -> Iterator[tuple[str, ast.AST]]:  # noqa: C901 - one case a sort of node
    """Give what may stand in a node's stead, by the sort of change."""
    match node:
        case ast.Compare():
            for rank, operator in enumerate(node.ops):
                for other in _COMPARISONS[type(operator)]:
                    yield "comparison", _with(node, ops=[*node.ops[:rank], other(), *node.ops[rank + 1 :]])
        case ast.BoolOp():
            yield "connective", _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield "connective", node.operand
        case ast.BinOp() if type(node.op) in _ARITHMETIC:
            yield "arithmetic", _with(node, op=_ARITHMETIC[type(node.op)]())
        case ast.Constant():
            yield from (("constant", ast.Constant(other)) for other in _others(node.value))
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield "return", ast.Return(ast.Constant(None))
        case ast.IfExp():
            yield from (("branch", branch) for branch in (node.body, node.orelse))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield "branch", ast.parse("yield from ()").body[0]
        case ast.Continue():
            yield "branch", ast.Break()
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("any", "all"):
        other_name = "all" if node.func.id == "any" else "any"
        yield "connective", _with(node, func=ast.Name(other_name))


def _others(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, str) and _CODE.fullmatch(value):
        yield f"{value}x"


def _with(node: ast.AST, **parts: object) -> ast.AST:
    other = copy.copy(node)
    for name, part in parts.items():
        setattr(other, name, part)
    return other


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_atom(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant | ast.Name | ast.Call)


def _line_starts(source: str) -> list[int]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _offset(starts: list[int], source: str, line: int | None, column: int | None) -> int:
    """Return where a place of ast's stands in the text: it counts its columns in bytes."""
    assert line is not None
    assert column is not None
    start = starts[line - 1]
    return start + len(source[start : starts[line]].encode()[:column].decode())
