"""The books: everything that must outlive a restart. The only package that knows which database it is."""

from assistant.store.backup import backup
from assistant.store.books import open_books
from assistant.store.errors import BatchLost, CannotOpen, Conflict, MadeByNewerVersion, StoreDown, StoreError
from assistant.store.protocol import Books
from assistant.store.rows import (
    Desk,
    File,
    Group,
    GroupQr,
    Job,
    Letter,
    LoggedEvent,
    Member,
    Owed,
    Person,
    Policy,
    Rulebook,
    Stored,
    Timer,
)
from assistant.store.rows_cases import CaseRow, ExhibitRow, LinkRow, PenaltyRow, RiskRow, SeatRow
from assistant.store.rows_chats import ChatLink, GroupChat
from assistant.store.rows_orders import OrderRow, PostingRow
from assistant.store.rows_partners import PartnerOffer, PartnerRow
from assistant.store.rows_privacy import FIRST_ALIAS, NOBODY, SOMEBODY_ELSE, Mark
from assistant.store.rows_reminders import Reminder
from assistant.store.rows_roles import Invitation, RoleRow
from assistant.store.rows_safety import SafetyRow
from assistant.store.writer import Writer

__all__ = [
    "FIRST_ALIAS",
    "NOBODY",
    "SOMEBODY_ELSE",
    "BatchLost",
    "Books",
    "CannotOpen",
    "CaseRow",
    "ChatLink",
    "Conflict",
    "Desk",
    "ExhibitRow",
    "File",
    "Group",
    "GroupChat",
    "GroupQr",
    "Invitation",
    "Job",
    "Letter",
    "LinkRow",
    "LoggedEvent",
    "MadeByNewerVersion",
    "Mark",
    "Member",
    "OrderRow",
    "Owed",
    "PartnerOffer",
    "PartnerRow",
    "PenaltyRow",
    "Person",
    "Policy",
    "PostingRow",
    "Reminder",
    "RiskRow",
    "RoleRow",
    "Rulebook",
    "SafetyRow",
    "SeatRow",
    "StoreDown",
    "StoreError",
    "Stored",
    "Timer",
    "Writer",
    "backup",
    "open_books",
]
