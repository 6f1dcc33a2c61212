"""Who may come in: passwords, sessions, proxies, waits after wrong words, forms that are not ours, hosts that are not ours."""

import re
from datetime import timedelta

import pytest
from web_room import KEY, NOW, Reader, duty, learn

from monitor.ports import Store, Token
from monitor.web.access import Access, Visitor, signing_key
from monitor.web.doors import FREE_FOR_ALL, FREE_TRIES, LONGEST_WAIT, REMEMBERED, Knocking
from monitor.web.headers import HEADERS
from monitor.web.tokens import digest_of_token, new_token

PASSWORD = "open sesame"
GUARDED = (
    "/",
    "/deadlines/us-ca",
    "/calendar.ics",
    "/feed.atom",
    "/feed.json",
    "/deadlines.csv",
    "/api/v1/deadlines",
    "/metrics",
)
OPEN = ("/healthz", "/readyz", "/login", "/api/v1/openapi.json")


@pytest.fixture
def closed(store: Store) -> Reader:
    learn(store, duty())
    return Reader(store, Access(KEY, PASSWORD))


def log_in(reader: Reader, password: str = PASSWORD, **fields: str):  # type: ignore[no-untyped-def]
    return reader.post("/login", {"password": password, "name": "Ada", **fields})


def token(store: Store, scope: str) -> str:
    made = new_token()
    with store.begin() as tx:
        assert tx.add_token(Token(scope, scope, NOW), digest_of_token(made))
    return made


@pytest.mark.parametrize("address", GUARDED)
def test_what_is_stored_is_for_those_who_know_the_password(closed: Reader, address: str) -> None:
    assert closed.get(address).status_code == 401
    assert log_in(closed).status_code == 303
    assert closed.get(address).status_code == 200


@pytest.mark.parametrize("address", OPEN)
def test_what_tells_nothing_is_open(closed: Reader, address: str) -> None:
    assert closed.get(address).status_code in (200, 503)


def test_a_browser_is_led_to_the_login_and_back(closed: Reader) -> None:
    answer = closed.get("/?country=CA", accept="text/html")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/%3Fcountry%3DCA")
    assert log_in(closed, next="/?country=CA").headers["location"] == "/?country=CA"


@pytest.mark.parametrize(
    "there", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\\b", "javascript:x", "/\r\nx:y", ""]
)
def test_the_login_leads_nowhere_else(closed: Reader, there: str) -> None:
    assert log_in(closed, next=there).headers["location"] == "/"


def test_the_cookie_is_for_the_server_alone(closed: Reader) -> None:
    kept = log_in(closed).headers["set-cookie"]
    assert all(word in kept for word in ("HttpOnly", "SameSite=lax", "Path=/"))
    assert "Secure" not in kept
    secure = Reader(closed.store, closed.access, base_url="https://due.example")
    assert "Secure" in log_in(secure).headers["set-cookie"]


def test_wrong_words_have_to_wait_and_longer_each_time(closed: Reader) -> None:
    for _ in range(FREE_TRIES):
        assert log_in(closed, "guess").status_code == 403
    refused = log_in(closed, PASSWORD)
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "2"
    closed.clock.now += timedelta(seconds=3)
    assert log_in(closed, "guess").status_code == 403
    assert log_in(closed).headers["retry-after"] == "4"
    closed.clock.now += timedelta(seconds=5)
    assert log_in(closed).status_code == 303


def test_the_wait_ends_and_many_addresses_share_one(closed: Reader) -> None:
    knocking = Knocking()
    for _ in range(100):
        knocking.failure("192.0.2.1", NOW)
    assert knocking.wait("192.0.2.1", NOW) == LONGEST_WAIT
    assert knocking.wait("192.0.2.2", NOW) > timedelta()
    knocking = Knocking()
    for number in range(FREE_FOR_ALL - 1):
        knocking.failure(f"192.0.2.{number}", NOW)
    assert not knocking.wait("203.0.113.1", NOW)
    for number in range(REMEMBERED + 10):
        knocking.failure(f"h{number}", NOW)
    assert len(knocking.failed) <= REMEMBERED
    assert knocking.wait("203.0.113.1", NOW)


def test_a_session_ends_with_the_password_and_cannot_be_made_up() -> None:
    access = Access(KEY, PASSWORD)
    cookie = access.session("Ada")
    visitor = access.visitor(cookie)
    assert visitor is not None
    assert visitor.name == "Ada"
    assert Access(KEY, "another").visitor(cookie) is None
    assert Access("z" * 30, PASSWORD).visitor(cookie) is None
    assert access.visitor(cookie[:-2] + "xx") is None
    assert access.visitor(access.newcomer()) is None
    assert access.newcomer_of(cookie) is None
    assert access.visitor(access.form_token(visitor)) is None


def test_what_was_signed_is_ours_for_its_time_however_often_it_was_seen() -> None:
    access = Access(KEY, PASSWORD)
    cookie = access.session("Ada")
    assert access.visitor(cookie) == access.visitor(cookie)
    assert access._read(cookie, "session", -1) is None


def test_a_form_is_bound_to_its_visitor() -> None:
    access = Access(KEY)
    ada, eve = Visitor("1", "Ada"), Visitor("2", "Eve")
    given = access.form_token(ada)
    assert access.gave(given, ada)
    assert not access.gave(given, eve)
    assert not access.gave("", ada)


def test_leaving_needs_a_form_of_ours(closed: Reader) -> None:
    log_in(closed)
    found = re.search(r'name="token" value="([^"]+)"', closed.get("/").text)
    assert found is not None
    for forged in ({}, {"token": "x"}, {"token": closed.access.form_token(Visitor("other", "Eve"))}):
        assert closed.post("/logout", forged).status_code == 403
    fields = {"token": found[1]}
    assert closed.post("/logout", fields, origin="https://evil.example").status_code == 403
    assert closed.post("/logout", fields, origin="null").status_code == 403
    assert closed.post("/logout", fields, sec_fetch_site="cross-site").status_code == 403
    assert closed.get("/").status_code == 200
    assert closed.post("/logout", fields, origin="http://testserver", sec_fetch_site="same-origin").status_code == 303
    assert closed.get("/").status_code == 401


def test_a_login_that_another_site_sends_is_refused(closed: Reader) -> None:
    fields = {"password": PASSWORD}
    assert closed.post("/login", fields, origin="https://evil.example").status_code == 403
    assert closed.post("/login", fields, sec_fetch_site="same-site").status_code == 403


def test_the_proxys_word_counts_from_the_proxy_alone(store: Store) -> None:
    access = Access(KEY, proxy_header="x-forwarded-user", proxies=frozenset({"192.0.2.7"}))
    assert Reader(store, access, peer="192.0.2.7").get("/", x_forwarded_user="Ada").status_code == 200
    assert Reader(store, access, peer="192.0.2.7").get("/").status_code == 401
    assert Reader(store, access, peer="192.0.2.8").get("/", x_forwarded_user="Ada").status_code == 401


def test_other_names_of_this_host_are_turned_away(store: Store) -> None:
    reader = Reader(store, hosts=frozenset({"localhost", "127.0.0.1", "[::1]"}))
    for host in ("localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080", "[::1]"):
        assert reader.get("/", host=host).status_code == 200, host
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.nip.example:8080", ""):
        answer = reader.get("/", host=host)
        assert answer.status_code == 421, host
        assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "address", [*GUARDED, *OPEN, "/no-such-page", "/?days=x", "/api/v1/deadlines?days=x", "/static/x"]
)
def test_every_answer_has_the_safe_headers(store: Store, address: str) -> None:
    answer = Reader(store).get(address)
    for name, value in HEADERS:
        assert answer.headers[name.decode()] == value.decode()
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_pages_are_not_kept_and_assets_are(store: Store) -> None:
    reader = Reader(store)
    page = reader.get("/")
    assert page.headers["cache-control"] == "no-store"
    style = re.search(r'href="(/static/[^"]+\.css)"', page.text)
    assert style is not None
    assert "immutable" in reader.get(style[1]).headers["cache-control"]


def test_nothing_runs_inside_a_page(store: Store) -> None:
    learn(store, duty())
    for address in ("/", "/deadlines/us-ca"):
        text = Reader(store).get(address).text
        assert not re.search(r"<script(?! src=\"/static/)|\son[a-z]+=|style=|javascript:", text)


def test_the_signing_key_is_made_once_and_is_ours_alone(tmp_path) -> None:  # type: ignore[no-untyped-def]
    key = signing_key(tmp_path / "new")
    assert signing_key(tmp_path / "new") == key
    assert len(key) > 30
    assert (tmp_path / "new" / "web.key").stat().st_mode & 0o777 == 0o600


def test_secrets_are_not_shown() -> None:
    assert PASSWORD not in repr(Access(KEY, PASSWORD))
    assert KEY not in repr(Access(KEY, PASSWORD))


def test_a_token_in_the_address_opens_feeds_and_nothing_else(closed: Reader) -> None:
    made = token(closed.store, "read")
    for address in ("/calendar.ics", "/feed.atom", "/feed.json", "/deadlines.csv"):
        assert closed.get(f"{address}?token={made}").status_code == 200
        assert closed.get(f"{address}?token={made}x").status_code == 401
    assert closed.get(f"/?token={made}").status_code == 401
    assert closed.get(f"/api/v1/deadlines?token={made}").status_code == 401


@pytest.mark.parametrize(
    "given", ["Bearer ", "Bearer x", "Basic eDp5", "Bearer dm_" + "x" * 5000, "bearer dm_wrong", "dm_x"]
)
def test_what_is_no_token_opens_nothing(closed: Reader, given: str) -> None:
    answer = closed.get("/api/v1/deadlines", authorization=given)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    log_in(closed)
    assert closed.get("/api/v1/deadlines", authorization=given).status_code == 401


@pytest.mark.parametrize("scope", ["read", "act", "admin"])
def test_every_scope_may_read(closed: Reader, scope: str) -> None:
    made = token(closed.store, scope)
    assert closed.get("/api/v1/deadlines", authorization=f"Bearer {made}").status_code == 200
    assert closed.get("/metrics", authorization=f"Bearer {made}").status_code == 200


def test_a_scope_holds_those_before_it_and_none_after_it(store: Store) -> None:
    from monitor.web.tokens import SCOPES, opens

    for place, scope in enumerate(SCOPES):
        made = token(store, scope)
        found = [opens(store, made, each) for each in SCOPES]
        assert [each and each.name for each in found] == [scope] * (place + 1) + [None] * (len(SCOPES) - place - 1)


def test_what_is_stored_of_a_token_is_not_the_token(store: Store) -> None:
    made = token(store, "read")
    assert made not in digest_of_token(made)
    assert len(new_token()) > 40
    assert new_token() != new_token()
