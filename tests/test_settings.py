import pytest

from assistant.settings import BadSettings, load

TOKEN = "123456:ABCDEFabcdef"
SECRET = "a_good-secret_123456"


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    import os

    for name in list(os.environ):
        if name.startswith("YIDAN_"):
            monkeypatch.delenv(name)


def wrong(**given):
    with pytest.raises(BadSettings) as caught:
        load(**given)
    assert caught.value.__context__ is None
    return str(caught.value)


def test_the_environment_is_read(monkeypatch):
    monkeypatch.setenv("YIDAN_TOKEN", TOKEN)
    monkeypatch.setenv("YIDAN_SECRET", SECRET)
    monkeypatch.setenv("YIDAN_PORT", "9000")
    monkeypatch.setenv("YIDAN_RATE_GROUP", "0")
    monkeypatch.setenv("YIDAN_CLOCK", "")
    settings = load()
    assert (settings.port, settings.rate_group, settings.clock) == (9000, 0, None)
    assert settings.token.get_secret_value() == TOKEN


def test_without_a_secret_it_says_how_to_make_one():
    text = wrong(token=TOKEN)
    assert "YIDAN_SECRET is missing" in text
    assert "token_urlsafe" in text


@pytest.mark.parametrize("secret", ["short", "x" * 257, "with spaces in it 123", "", "ünïcode-secret-123456"])
def test_a_poor_secret_is_refused_and_not_repeated(secret):
    text = wrong(token=TOKEN, secret=secret)
    assert "YIDAN_SECRET is not right" in text
    assert not secret or secret not in text


def test_all_that_is_missing_is_said_at_once():
    text = wrong()
    assert "YIDAN_TOKEN" in text
    assert "@BotFather" in text
    assert "YIDAN_SECRET" in text


@pytest.mark.parametrize("token", ["", "nonsense", "12:", "abc:defghij"])
def test_a_token_that_is_none_is_refused(token):
    assert "YIDAN_TOKEN is not right" in wrong(token=token, secret=SECRET)


@pytest.mark.parametrize(
    "given", [{"port": "many"}, {"rate_chat": -1}, {"public_url": "example.org"}, {"max_connections": 0}]
)
def test_other_mistakes_name_their_variable(given):
    assert f"YIDAN_{next(iter(given)).upper()}" in wrong(token=TOKEN, secret=SECRET, **given)


def test_secrets_do_not_show():
    settings = load(token=TOKEN, secret=SECRET)
    assert TOKEN not in repr(settings)
    assert SECRET not in repr(settings) + settings.model_dump_json()


@pytest.mark.parametrize("given", ["https://example.org", "https://example.org/", "https://example.org/telegram"])
def test_the_webhooks_address_ends_where_we_listen(given):
    assert load(token=TOKEN, secret=SECRET, public_url=given).webhook_url == "https://example.org/telegram"


def test_without_a_public_address_there_is_no_webhook():
    assert load(token=TOKEN, secret=SECRET).webhook_url is None
