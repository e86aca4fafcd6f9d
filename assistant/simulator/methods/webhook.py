"""Updates: setWebhook and its kin, getUpdates."""

from __future__ import annotations

from typing import Any

from assistant.simulator.methods.base import Call, Described, Method, Ready
from assistant.simulator.polling import LONGEST
from assistant.simulator.updates import KINDS, NOT_BY_DEFAULT
from assistant.simulator.webhooks import Wish


async def set_webhook(call: Call) -> Described:
    params = call.params
    wish = Wish(
        url=params.text("url").strip(),
        secret=params.text("secret_token"),
        max_connections=params.integer("max_connections", 40, 1, 100),
        ip_address=params.text("ip_address"),
        drop_pending=params.truth("drop_pending_updates"),
    )
    done = await call.webhooks.set(call.bot, wish)
    if wish.url:
        call.polls.interrupt(call.bot, "terminated by setWebhook request")
        _allow(call)
    return Described(True, done)


async def delete_webhook(call: Call) -> Described:
    wish = Wish(url="", drop_pending=call.params.truth("drop_pending_updates"))
    return Described(True, await call.webhooks.set(call.bot, wish))


def get_webhook_info(call: Call) -> dict[str, Any]:
    hook = call.bot.webhook
    info: dict[str, Any] = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(call.bot.updates),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
        if hook.ip_address:
            info["ip_address"] = hook.ip_address
    if hook.last_error_date is not None:
        info["last_error_date"] = hook.last_error_date
        info["last_error_message"] = hook.last_error_message
    if call.bot.allowed is not None:
        info["allowed_updates"] = sorted(call.bot.allowed)
    return info


async def get_updates(call: Call) -> Ready:
    params = call.params
    _allow(call)
    found = await call.polls.get(
        call.bot,
        params.integer("offset"),
        params.integer("limit", 100, 1, 100),
        params.integer("timeout", 0, 0, LONGEST),
    )
    text = ",\n".join(update.text() for update in found)
    return Ready(f"[{text}]", f"{len(found)} updates")


def _allow(call: Call) -> None:
    """A list that cannot be read changes nothing; an empty one means the default."""
    try:
        wanted = call.params.data("allowed_updates")
    except ValueError:
        return
    if not isinstance(wanted, list):
        return
    kinds = frozenset(kind.lower() for kind in wanted if isinstance(kind, str)) & KINDS
    call.bot.allowed = None if not kinds or kinds == KINDS - NOT_BY_DEFAULT else kinds


METHODS: dict[str, Method] = {
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "getupdates": get_updates,
}
