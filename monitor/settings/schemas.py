"""JSON Schemas of the configuration files, for editors; written from the same models that check them."""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import NullableSchema, WithDefaultSchema

from monitor.settings.section import VersionedFile
from monitor.settings.source_list import SourcesFile
from monitor.settings.watchlists import WatchlistFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: dict[str, type[VersionedFile]] = {"sources.schema.json": SourcesFile, "watchlists.schema.json": WatchlistFile}


def schemas() -> dict[str, str]:
    """File name -> JSON Schema as text."""
    return {name: json.dumps(_schema(model), indent=1, ensure_ascii=False) + "\n" for name, model in FILES.items()}


def write_schemas(directory: Path) -> list[Path]:
    """Writes one schema a file into the folder, which is made where it is missing. Returns what was written."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schemas().items():
        path = directory / name
        path.write_text(text, "utf-8", newline="\n")
        written.append(path)
    return written


class _ForEditors(GenerateJsonSchema):
    """Says of a key that may be left out only what it holds when it is there, and no title that repeats its name."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 (the base class's signature)
        return False

    def nullable_schema(self, schema: NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: WithDefaultSchema) -> JsonSchemaValue:
        found = super().default_schema(schema)
        return {key: value for key, value in found.items() if key != "default" or value not in (None, [], {})}


def _schema(model: type[VersionedFile]) -> dict[str, Any]:
    return {"$schema": DIALECT} | model.model_json_schema(by_alias=True, schema_generator=_ForEditors)
