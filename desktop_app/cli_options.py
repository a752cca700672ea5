"""Options, arguments and exit codes that several commands have in common."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.cli_help import translate

DONE, SOME_FAILED, NOTHING_DONE = 0, 1, 2

JsonOption = Annotated[
    bool, typer.Option("--json", help=translate("cli", "Print JSON for other programs."))
]
EncodingOption = Annotated[
    str | None, typer.Option(help=translate("cli", "Encoding of a CSV file, for instance cp1252."))
]
RowsOption = Annotated[int, typer.Option(min=1, help=translate("cli", "Most rows to list."))]
SkuArgument = Annotated[str, typer.Argument(help=translate("cli", "SKU or code of the product."))]
SomeSkuArgument = Annotated[
    str, typer.Argument(help=translate("cli", "SKU or code; empty: all products."))
]
CategoryOption = Annotated[str, typer.Option(help=translate("cli", "For a whole category."))]
ClearOption = Annotated[
    bool, typer.Option("--clear", help=translate("cli", "Forget what was set."))
]


def refuse_both(first: str, has_first: bool, second: str, has_second: bool) -> None:  # noqa: FBT001
    """Stop before anything is done where two options exclude each other."""
    if has_first and has_second:
        words = translate("cli", "{first} and {second} exclude each other.")
        raise typer.BadParameter(words.format(first=first, second=second))
