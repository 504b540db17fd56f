"""The small language of the packs' rules: comparisons, and / or / not, + - * /, tables, `if`, and a few functions.

`known(fact)` asks whether something is told, `band(amount, bands)` names the band, `unsaid()` is what a document leaves open.
What is not known stays unknown: `a or b` is true when either is, whatever the other; a sum with an unknown part is unknown.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, Protocol


class FormulaError(ValueError):
    """A formula that is not part of the language."""


class Unknown(Exception):
    """The value hangs on facts nobody has told, or on parameters that no article gives."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__("、".join(sorted(names)))
        self.names = names


class Scope(Protocol):
    """Where names get their values; `value` raises Unknown."""

    def value(self, name: str) -> Any: ...


_ARITHMETIC: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda a, b: Fraction(a) / Fraction(b) if b else _unknown_quotient(),
}
_COMPARISONS: dict[type, Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: bool(set(a) & set(b)) if isinstance(a, list | tuple | set) else a in b,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {"min": min, "max": max, "len": len, "int": int}
_NODES = (
    *_ARITHMETIC, *_COMPARISONS, ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp,
    ast.Compare, ast.IfExp, ast.Call, ast.Name, ast.Attribute, ast.Constant, ast.Subscript, ast.List, ast.Load,
)  # fmt: skip


def _unknown_quotient() -> Fraction:
    raise Unknown(frozenset())


@cache
def parse(text: str) -> ast.expr:
    """The formula's tree; raises FormulaError for anything outside the language."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise FormulaError(f"not a formula: {text}") from error
    for node in ast.walk(tree):
        if not isinstance(node, _NODES):
            raise FormulaError(f"{type(node).__name__} does not belong in a formula: {text}")
        if isinstance(node, ast.Call) and not (
            isinstance(node.func, ast.Name) and node.func.id in {*_FUNCTIONS, "known", "band", "unsaid"}
        ):
            raise FormulaError(f"no such function: {ast.unparse(node.func)}")
    return tree.body


def dotted(node: ast.expr) -> str | None:
    """`medical.group` for the tree of that name, None for any other tree."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        head = dotted(node.value)
        return f"{head}.{node.attr}" if head else None
    return None


def names(text: str) -> tuple[str, ...]:
    """Every name a formula reads, in the order of reading."""
    found: dict[str, None] = {}

    def walk(node: ast.AST) -> None:
        name = dotted(node) if isinstance(node, ast.expr) else None
        if name:
            found.setdefault(name)
            return
        for child in ast.iter_child_nodes(node):
            if not (isinstance(node, ast.Call) and child is node.func):
                walk(child)

    walk(parse(text))
    return tuple(found)


def evaluate(text: str, scope: Scope) -> Any:
    """The formula's value in this scope; raises Unknown with every name that is missing."""
    return _value(parse(text), scope)


def _value(node: ast.expr, scope: Scope) -> Any:
    name = dotted(node)
    if name:
        return scope.value(name)
    match node:
        case ast.Constant(value=value):
            return Fraction(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value
        case ast.List(elts=items):
            return [_value(item, scope) for item in items]
        case ast.BoolOp(op=op, values=values):
            return _either(values, scope, isinstance(op, ast.Or))
        case ast.UnaryOp(op=op, operand=operand):
            return not _value(operand, scope) if isinstance(op, ast.Not) else -_value(operand, scope)
        case ast.BinOp(left=left, op=op, right=right):
            return _ARITHMETIC[type(op)](*_all([left, right], scope))
        case ast.Compare():
            return _compare(node, scope)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _value(body if _value(test, scope) else orelse, scope)
        case ast.Subscript(value=table, slice=index):
            return _row(*_all([table, index], scope))
        case ast.Attribute(value=table, attr=attr):
            return _row(_value(table, scope), attr)
        case ast.Call(func=ast.Name(id=function), args=args):
            return _call(function, args, scope)
    raise FormulaError(ast.unparse(node))


def _all(nodes: list[ast.expr], scope: Scope) -> list[Any]:
    """Every value, or one Unknown that names all that is missing, so that people are asked once."""
    values, missing, unknown = [], frozenset[str](), False
    for node in nodes:
        try:
            values.append(_value(node, scope))
        except Unknown as error:
            missing, unknown = missing | error.names, True
    if unknown:
        raise Unknown(missing)
    return values


def _either(nodes: list[ast.expr], scope: Scope, decisive: bool) -> bool:
    missing, unknown = frozenset[str](), False
    for node in nodes:
        try:
            if bool(_value(node, scope)) is decisive:
                return decisive
        except Unknown as error:
            missing, unknown = missing | error.names, True
    if unknown:
        raise Unknown(missing)
    return not decisive


def _compare(node: ast.Compare, scope: Scope) -> bool:
    values = _all([node.left, *node.comparators], scope)
    return all(_COMPARISONS[type(op)](a, b) for op, a, b in zip(node.ops, values, values[1:], strict=False))


def _row(table: Any, key: Any) -> Any:
    if not isinstance(table, Mapping) or key not in table or table[key] is None:
        raise Unknown(frozenset())
    return table[key]


def _call(function: str, args: list[ast.expr], scope: Scope) -> Any:
    if function == "unsaid":
        raise Unknown(frozenset())
    if function == "known":
        return all(_is_known(arg, scope) for arg in args)
    values = _all(args, scope)
    return _band(*values) if function == "band" else _FUNCTIONS[function](*values)


def _is_known(node: ast.expr, scope: Scope) -> bool:
    try:
        return _value(node, scope) is not None
    except Unknown:
        return False


def _band(amount: Any, bands: list[Mapping[str, Any]]) -> Any:
    """The name of the band that holds this amount; `from`/`up_to` include their edge, `above`/`below` do not."""
    for band in bands:
        low = "above" in band and amount <= band["above"] or "from" in band and amount < band["from"]
        high = "up_to" in band and amount > band["up_to"] or "below" in band and amount >= band["below"]
        if not low and not high:
            return band["is"]
    raise Unknown(frozenset())
