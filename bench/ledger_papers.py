"""A wire's days, made up on the spot: a thousand items a day, one in a hundred of which concerns trade."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

START = datetime(2026, 1, 5, tzinfo=UTC)
A_DAY = 1000
TRADE = 0.01
COUNTRIES = ("Brazil", "Canada", "India", "Mexico", "Japan", "Vietnam", "Switzerland", "Thailand", "Russia", "Iran")
GOODS = ("steel", "aluminum", "copper", "lumber", "trucks", "furniture", "wine", "semiconductors")
WORDS = """
    the a of and to in for on with by from at council city school minister team season match coach river bridge hospital
    festival court police election mayor budget company bank shares investors market housing weather storm rain music film
    actor album league final goal player doctor patients study university students teachers climate farmers harvest prices
    train station airport flight museum artist gallery novel writer prize government opposition vote party leader report
    said told added announced opened closed won lost began ended grew fell rose met visited signed agreed refused expected
    """.split()  # noqa: SIM905
DATED = (
    "The match begins on {day}.",
    "She was elected in March 2021 and took office on {day}.",
    "The exhibition runs until {day}.",
    "The trial of the former mayor starts on {day}.",
    "Tickets are on sale from {day}, the organisers said on Monday.",
    "The bridge will be closed for 30 days from {day}.",
)
TOLD = (
    "Articles of {country} shall be subject to an additional duty of {rate} percent, effective for goods entered for consumption "
    "on or after 12:01 a.m. eastern time on {day}.",
    "The president said tariffs on {goods} from {country} will rise to {rate}% on {day}.",
    "The White House said the {rate}% tariff on {goods} from {country} would be delayed until {day}.",
    "The United States gave {country} until {day} to reach a deal or face sanctions.",
    "General License {number}, which authorizes transactions with {country}, expires on {day}.",
)


def write_papers(path: Path, count: int) -> None:
    """JSON Lines as `monitor replay` takes them; 1 to 6 kB each, as news items are."""
    chance = Random(11)
    with path.open("w") as file:
        for number in range(count):
            file.write(json.dumps(_paper(chance, number)) + "\n")


def _paper(chance: Random, number: int) -> dict[str, object]:
    published = START + timedelta(days=1) / A_DAY * number
    trade = chance.random() < TRADE
    sentences = [_sentence(chance, published) for _ in range(chance.randrange(8, 50))]
    if trade:
        sentences.insert(chance.randrange(3), _told(chance, published))
    return {
        "id": f"item-{number}",
        "title": " ".join(chance.choices(WORDS, k=8)).capitalize(),
        "text": " ".join(sentences),
        "published": published.isoformat(),
        "source": "wire",
        "url": f"https://wire.example/{number}",
        "official": trade and chance.random() < 0.3,
        "issuer": "US" if trade else None,
    }


def _sentence(chance: Random, published: datetime) -> str:
    if chance.random() < 0.1:
        return chance.choice(DATED).format(day=_day(chance, published))
    return " ".join(chance.choices(WORDS, k=chance.randrange(10, 30))).capitalize() + "."


def _told(chance: Random, published: datetime) -> str:
    return chance.choice(TOLD).format(
        country=chance.choice(COUNTRIES),
        goods=chance.choice(GOODS),
        rate=chance.randrange(5, 60),
        number=chance.randrange(1, 140),
        day=_day(chance, published),
    )


def _day(chance: Random, published: datetime) -> str:
    day = published + timedelta(days=chance.randrange(2, 90))
    return f"{day:%B} {day.day}, {day.year}"
