"""The audit log: who did what, to what, when, and what stood before and after."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """Everything that staff do which is put on record; each is the name of the operation that does it."""

    # who may sign in
    ADD_MEMBER = "add_member"
    CHANGE_ROLE = "change_role"
    REMOVE_MEMBER = "remove_member"
    MAKE_SIGN_IN_LINK = "make_sign_in_link"
    SET_PASSWORD = "set_password"  # noqa: S105 # the name of an operation
    SET_SECOND_FACTOR = "set_second_factor"
    REMOVE_SECOND_FACTOR = "remove_second_factor"
    MAKE_RECOVERY_CODES = "make_recovery_codes"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    REVOKE_SESSION = "revoke_session"
    REVOKE_SESSIONS = "revoke_sessions"
    # what is being written
    START_ARTICLE = "start_article"
    START_QUESTION = "start_question"
    SAVE_WORKING_COPY = "save_working_copy"
    DISCARD_WORKING_COPY = "discard_working_copy"
    SUBMIT = "submit"
    RETURN_TO_WRITER = "return_to_writer"
    APPROVE = "approve"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    PUBLISH_ARTICLE = "publish_article"
    PUBLISH_QUESTION = "publish_question"
    WITHDRAW_ARTICLE = "withdraw_article"
    # topics
    ADD_TOPIC = "add_topic"
    CHANGE_TOPIC = "change_topic"
    # claims and sources
    ADD_CLAIM = "add_claim"
    CHANGE_CLAIM = "change_claim"
    RETIRE_CLAIM = "retire_claim"
    MERGE_CLAIM = "merge_claim"
    RESTORE_CLAIM = "restore_claim"
    MAKE_CLAIM_LIVE = "make_claim_live"
    ADD_SOURCE = "add_source"
    CHANGE_SOURCE = "change_source"
    RETIRE_SOURCE = "retire_source"
    MERGE_SOURCE = "merge_source"
    RESTORE_SOURCE = "restore_source"
    MAKE_SOURCE_LIVE = "make_source_live"
    # readers
    ISSUE_CORRECTION = "issue_correction"
    MERGE_LETTER = "merge_letter"
    PLAN_LETTER = "plan_letter"
    ANSWER_LETTER = "answer_letter"
    DECLINE_LETTER = "decline_letter"
    REOPEN_LETTER = "reopen_letter"
    MARK_SPAM = "mark_spam"
    TAKE_UP_LETTER = "take_up_letter"
    # outsiders
    MAKE_PREVIEW_LINK = "make_preview_link"
    REVOKE_PREVIEW_LINK = "revoke_preview_link"
    # the goal
    SET_CAMPAIGN = "set_campaign"
    END_CAMPAIGN = "end_campaign"
    ADD_SUPPORTER = "add_supporter"
    REFUND_PLEDGE = "refund_pledge"
    IMPORT_OFFLINE = "import_offline"
    APPROVE_NAME = "approve_name"
    DECLINE_NAME = "decline_name"
    ERASE_PERSON = "erase_person"
    ASSIGN_PAYMENT = "assign_payment"


Fields = Mapping[str, object]
"""What of a record is put on record, as JSON can carry it."""


@dataclass(frozen=True)
class AuditEntry:
    """One row. `before` and `after` are JSON; `hash` is None before the row is sealed."""

    number: int
    at: str
    actor_id: str | None
    actor_name: str
    action: str
    kind: str
    record_id: str
    before: str | None
    after: str | None
    hash: str | None

    @property
    def canonical(self) -> str:
        """The row as the one JSON text that its hash is made of."""
        return json.dumps({**vars(self), "hash": None}, ensure_ascii=True, sort_keys=True)
