"""Tokens by which programs come in: kept as digests, so that nobody who reads the database can use them."""

from sqlalchemy import delete, select
from sqlmodel import col

from monitor.ports import Token
from monitor.store.part import Part, table_of
from monitor.store.tables import TokenRow


class Tokens(Part):
    """Tokens inside one transaction."""

    def add_token(self, token: Token, digest: str) -> bool:
        """Keeps a token's digest under its name; False when the name is taken."""
        row = {"name": token.name, "digest": digest, "scope": token.scope, "made_at": token.made_at}
        return self.add_new(TokenRow, [row]) == 1

    def token_of(self, digest: str) -> Token | None:
        """The token with this digest."""
        found = self.connection.execute(select(table_of(TokenRow)).where(col(TokenRow.digest) == digest)).first()
        return Token(found.name, found.scope, found.made_at) if found else None

    def tokens(self) -> list[Token]:
        """All tokens, by name."""
        rows = self.connection.execute(select(table_of(TokenRow)).order_by(col(TokenRow.name)))
        return [Token(row.name, row.scope, row.made_at) for row in rows]

    def drop_token(self, name: str) -> bool:
        """Ends a token; False when there is none of this name."""
        return self.connection.execute(delete(TokenRow).where(col(TokenRow.name) == name)).rowcount == 1
