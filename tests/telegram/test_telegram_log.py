import json
import logging

import pytest
import structlog

from assistant.telegram.log import HIDDEN, Redaction, configure

TOKEN = "987654321:AAF-canary_canary_canary_canary123"
SECRET = "my-webhook-secret-0123"


@pytest.fixture
def lines(capsys):
    before = logging.getLogger().handlers[:], logging.getLogger().level, structlog.get_config()
    yield lambda: capsys.readouterr().err
    logging.getLogger().handlers[:] = before[0]
    logging.getLogger().setLevel(before[1])
    structlog.configure(**before[2])


@pytest.mark.parametrize("style", ["json", "console"])
def test_no_token_and_no_secret_can_be_read(lines, style):
    configure(style, secrets=[SECRET])
    log = structlog.get_logger()
    log.info("calling", url=f"https://api.telegram.org/bot{TOKEN}/getMe", nested={"a": [TOKEN, {"b": SECRET}]})
    event = f"token {TOKEN}"
    log.info(event, thing=object, data=f"secret={SECRET}".encode())
    try:
        int(f"https://api.telegram.org/file/bot{TOKEN}/photos/1.jpg")
    except ValueError:
        log.exception("failed")
        logging.getLogger("aiohttp.server").exception("Error handling %s", f"/bot{TOKEN.replace(':', '%3A')}/x")
    text = lines()
    assert "canary" not in text
    assert SECRET not in text
    assert text.count(HIDDEN) >= 6
    assert "photos/1.jpg" in text
    assert "Error handling" in text


def test_json_lines_are_json_and_keep_numbers(lines):
    configure("json")
    structlog.get_logger().warning("给", row=7, ratio=0.5, nothing=None, ok=True)
    line = json.loads(lines())
    assert (line["event"], line["row"], line["ratio"], line["nothing"], line["ok"]) == ("给", 7, 0.5, None, True)
    assert line["level"] == "warning"


def test_levels_are_heeded(lines):
    configure("json", "warning")
    structlog.get_logger().info("quiet")
    logging.getLogger("x").debug("quiet")
    assert lines() == ""


@pytest.mark.parametrize("text", ["12:30", "chat 501: hello", "2026-11-23T10:00:00", "1:2:3"])
def test_what_only_looks_a_little_like_a_token_stays(text):
    assert Redaction().text(text) == text
