"""Strict JSON: decoded values into frozen dataclasses, every wrong, unknown or missing key named."""

import dataclasses
import json
import math
import types
import typing
from pathlib import Path
from typing import Literal

from .errors import BadInputError


def require(holds: bool, message: str) -> None:
    """Raise BadInputError with `message` unless `holds`."""
    if not holds:
        raise BadInputError(message)


def load_json(path: Path | str, what: str) -> object:
    """The decoded JSON of a file, called `what` in the BadInputError about a file that cannot be read."""
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInputError(f"{what} {path} cannot be read ({error.strerror}); give an existing file") from error
    except ValueError as error:
        raise BadInputError(f"{what} {path} is not JSON ({error}); correct the file") from error


def read_object(value: object, kind: type, where: str):
    """A JSON object as the dataclass `kind`. A key that is left out takes the field's default, if it has one.

    Raises BadInputError naming the field (after `where`) and what to write there.
    """
    hints = typing.get_type_hints(kind)
    prefix = f"{where}." if where else ""
    require(isinstance(value, dict), f"{where or 'the spec'} must be a JSON object")
    for key in value:
        require(key in hints, f"{prefix}{key} is not a key of {where or 'the spec'}; use one of {', '.join(hints)}")
    needed = {field.name for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING}
    for key in hints:
        require(key in value or key not in needed, f"{prefix}{key} is missing; add it")
    return kind(**{key: _read(value[key], hint, prefix + key) for key, hint in hints.items() if key in value})


def _read(value: object, kind: object, where: str):
    """Convert a JSON value to `kind`, a field's type, or say which field is wrong."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        return value if isinstance(value, kind) else read_object(value, kind, where)
    if origin is tuple:
        require(isinstance(value, list), f"{where} is {value!r}; it must be a list")
        return tuple(_read(item, arguments[0], f"{where}[{index}]") for index, item in enumerate(value))
    if origin in (types.UnionType, typing.Union):
        return _read_union(value, arguments, where)
    if origin is Literal:
        known = ", ".join(arguments)
        require(isinstance(value, str) and value in arguments, f"{where} is {value!r}; use one of {known}")
        return value
    if kind is float and type(value) is int:
        value = float(value)
    require(type(value) is kind, f"{where} is {value!r}; it must be of type {kind.__name__}")
    require(kind is not float or math.isfinite(value), f"{where} is {value!r}; it must be a finite number")
    return value


def _read_union(value: object, kinds: tuple, where: str):
    """None where that is allowed, a list by the list among the kinds, everything else by the first kind."""
    if value is None and type(None) in kinds:
        return None
    lists = [kind for kind in kinds if typing.get_origin(kind) is tuple]
    return _read(value, lists[0] if lists and isinstance(value, list) else kinds[0], where)
