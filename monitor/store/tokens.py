"""Tokens by which programs come in: kept as digests, so that nobody who reads the database can use them."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, delete, select
from sqlmodel import col

from monitor.ports import Token
from monitor.store.part import Part, of_the_whole, table_of
from monitor.store.tables import TokenRow


class Tokens(Part):
    """Tokens inside one transaction."""

    def add_token(self, token: Token, digest: str) -> bool:
        """Keeps a token's digest under its name; False when the name is taken in its workspace. Raises ValueError for another one."""
        self.refuse_others(token.workspace)
        return self.add_new(TokenRow, [asdict(token) | {"digest": digest}]) == 1

    @of_the_whole
    def token_of(self, digest: str) -> Token | None:
        """The token with this digest, whosever it is."""
        found = self.connection.execute(select(table_of(TokenRow)).where(col(TokenRow.digest) == digest)).first()
        return _token(found) if found else None

    def tokens(self) -> list[Token]:
        """All tokens, by name."""
        mine = select(table_of(TokenRow)).where(*self.mine(col(TokenRow.workspace)))
        return [_token(row) for row in self.connection.execute(mine.order_by(col(TokenRow.name)))]

    def drop_token(self, name: str) -> bool:
        """Ends a token; False when there is none of this name."""
        this = (col(TokenRow.workspace) == (self.workspace or ""), col(TokenRow.name) == name)
        return self.connection.execute(delete(TokenRow).where(*this)).rowcount == 1


def _token(row: Row[Any]) -> Token:
    return Token(row.name, row.scope, row.made_at, row.workspace)
