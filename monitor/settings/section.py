"""What all parts of the configuration files share: how they are checked, and how their faults are told. **Pure.**"""

from inspect import get_annotations
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from monitor.errors import Problem
from monitor.settings.sheet import Loc, Sheet
from monitor.settings.wording import did_you_mean, shown

_SENTENCES = {
    "string_type": "must be text",
    "list_type": "must be a list, for example [a, b]",
    "tuple_type": "must be a list, for example [a, b]",
    "dict_type": "must hold names, each with its keys",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "too_short": "is an empty list; leave the key out, or name at least one",
    "string_too_short": "is empty",
}


class Section(BaseModel):
    """A part of a file with a fixed set of keys; a key without a value is as good as absent."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, validate_by_alias=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_keys(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        known = set(keys_of(cls))
        return {key: value for key, value in given.items() if value is not None or key not in known}


S = TypeVar("S", bound=Section)


class VersionedFile(Section):
    """A whole file."""

    version: Annotated[int, Field(ge=1, le=1, description="Version of this format; 1 is the only one.")] = 1


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys as they are written in the file, the section's own before those that it shares."""
    own = get_annotations(model)
    return [
        info.alias or name
        for name, info in sorted(model.model_fields.items(), key=lambda each: each[0] not in {*own, "version"})
    ]


def check(model: type[S], sheet: Sheet, surroundings: object) -> tuple[S | None, list[Problem]]:
    """The file as a checked value, or None, with all of its faults. `surroundings`: what validators ask of the world outside."""
    problems = list(sheet.problems)
    if not sheet.readable:
        return None, problems
    try:
        return model.model_validate(sheet.value, context=surroundings), problems
    except ValidationError as invalid:
        faults = invalid.errors(include_url=False, include_input=False)
        return None, [*problems, *(_problem(fault, sheet, model) for fault in faults if not _follows(fault, faults))]


def _follows(fault: ErrorDetails, faults: list[ErrorDetails]) -> bool:
    """Is a list called too short only because what it holds is at fault?"""
    loc = fault["loc"]
    return fault["type"] == "too_short" and any(
        other is not fault and other["loc"][: len(loc)] == loc for other in faults
    )


def _problem(fault: ErrorDetails, sheet: Sheet, model: type[BaseModel]) -> Problem:
    at_key = fault["loc"][-1:] == ("[key]",) or fault["type"] == "extra_forbidden"
    loc: Loc = tuple(part for part in fault["loc"] if part != "[key]")
    message = _message(fault, loc, model)
    if fault["type"] == "missing":
        loc = loc[:-1]
    line, column = sheet.key_place(loc) if at_key else sheet.place(loc)
    return Problem(str(sheet.path), line, column, f"{dotted(loc)}{message}")


def dotted(loc: Loc) -> str:
    """The way to a value, as the beginning of a message."""
    return ".".join(shown(part)[1:-1] for part in loc) + ": " if loc else ""


def _message(fault: ErrorDetails, loc: Loc, model: type[BaseModel]) -> str:
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return f"unknown key {shown(loc[-1])}{did_you_mean(loc[-1], _keys_at(model, loc[:-1]))}"
    if kind == "missing":
        return f"'{loc[-1]}' is missing"
    if kind in ("model_type", "model_attributes_type"):
        return f"must hold the keys {', '.join(_keys_at(model, loc))}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "greater_than_equal":
        return f"must be at least {context['ge']:g}"
    if kind == "less_than_equal":
        return f"must be at most {context['le']:g}"
    return _SENTENCES.get(kind, fault["msg"])


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that the section at this place knows."""
    kind: Any = model
    for part in loc:
        kind = _inside(kind, part)
    return keys_of(kind) if _is_model(kind) else []


def _inside(kind: Any, part: str | int) -> Any:
    """The type of what stands under this key, or at this place of a list."""
    if _is_model(kind):
        fields = {info.alias or name: info.annotation for name, info in kind.model_fields.items()}
        return _plain(fields.get(part))
    if get_origin(kind) in (tuple, dict):
        return _plain(get_args(kind)[1 if get_origin(kind) is dict else 0])
    return None


def _plain(kind: Any) -> Any:
    """The type without its notes, and without the None of a key that may be left out."""
    if get_origin(kind) in (Union, UnionType, Annotated):
        return _plain(get_args(kind)[0])
    return kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
