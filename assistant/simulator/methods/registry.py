"""All methods by their lower-cased names."""

from __future__ import annotations

from assistant.simulator.methods import groups, managing, media, messages, profile, webhook
from assistant.simulator.methods.base import Method

METHODS: dict[str, Method] = {
    **profile.METHODS,
    **webhook.METHODS,
    **messages.METHODS,
    **media.METHODS,
    **groups.METHODS,
    **managing.METHODS,
}

# As the documentation of the Bot API spells them; the server itself takes any case.
_SPELT = (
    *("approveChatJoinRequest", "createChatInviteLink", "declineChatJoinRequest", "pinChatMessage"),
    *("setChatDescription", "setChatPermissions", "setChatTitle"),
    *("answerCallbackQuery", "deleteMessage", "deleteMessages", "deleteMyCommands", "deleteWebhook"),
    *("editMessageCaption", "editMessageMedia", "editMessageReplyMarkup", "editMessageText", "getChat"),
    *("getChatAdministrators", "getChatMember", "getChatMemberCount", "getFile", "getMe", "getMyCommands"),
    *("getUpdates", "getWebhookInfo", "leaveChat", "sendAnimation", "sendAudio", "sendChatAction", "sendDocument"),
    *("sendMediaGroup", "sendMessage", "sendPhoto", "sendSticker", "sendVideo", "sendVideoNote", "sendVoice"),
    *("setMyCommands", "setWebhook"),
)
SPELLING = {name.lower(): name for name in _SPELT}
