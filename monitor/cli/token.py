"""`monitor token`."""

import sys

from monitor.cli import shell
from monitor.errors import UsageError
from monitor.ports import Token
from monitor.settings.wording import did_you_mean, shown
from monitor.shown.contract import instant_text

LONGEST = 80


def create(name: str, scope: str, workspace: str | None = None) -> None:
    """Prints the new token's secret, alone, on standard output; all else goes to standard error. Raises UsageError, StoreError."""
    from monitor.web.tokens import digest_of_token, new_token

    if not 0 < len(name) <= LONGEST or not name.isprintable() or name != name.strip():
        raise UsageError(f"{shown(name)} is no name of a token; write one line of at most {LONGEST} characters")
    secret, found = new_token(), shell.settings()
    own = shell.workspace_named(found, workspace)
    with shell.opened_room(found, workspace) as store, store.begin() as tx:
        if not tx.add_token(Token(name, scope, shell.now(), own), digest_of_token(secret)):
            raise UsageError(f"there is a token {shown(name)} already; end it first, or choose another name")
    print(secret)  # noqa: T201
    hint = "keep it now, it cannot be shown again: Authorization: Bearer dm_..."
    print(f"ok: token {shown(name)} may {scope}; {hint}", file=sys.stderr)  # noqa: T201


def listed(*, as_json: bool, workspace: str | None = None) -> None:
    """Prints the tokens by name."""
    with shell.opened_room(shell.settings(), workspace) as store, store.read() as tx:
        tokens = tx.tokens()
    if as_json:
        rows = [{"name": t.name, "scope": t.scope, "made_at": instant_text(t.made_at)} for t in tokens]
        shell.print_json({"tokens": rows})
        return
    if not tokens:
        print("no tokens; `monitor token create NAME` makes one")  # noqa: T201
        return
    shell.console().print(_table(tokens))


def end(name: str, workspace: str | None = None) -> None:
    """Ends a token. Raises UsageError, with the nearest name, when there is none of this name."""
    with shell.opened_room(shell.settings(), workspace) as store, store.begin() as tx:
        if not tx.drop_token(name):
            known = [token.name for token in tx.tokens()]
            raise UsageError(
                f"there is no token {shown(name)}{did_you_mean(name, known)}; `monitor token list` shows all"
            )
    print(f"ok: token {shown(name)} opens nothing any more")  # noqa: T201


def _table(tokens: list[Token]) -> object:
    from rich.table import Table
    from rich.text import Text

    table = Table("Name", "May", "Made (UTC)")
    for token in tokens:
        table.add_row(Text(token.name), token.scope, f"{token.made_at:%Y-%m-%d %H:%M}")
    return table
