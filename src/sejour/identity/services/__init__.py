"""Everything that writes about people and accounts."""

from sejour.identity.services.accounts import (
    ask_for_link,
    open_account,
    open_confirmed_account,
    post_agent,
    set_password,
    sign_in_with_link,
    sign_in_with_password,
)
from sejour.identity.services.corrections import correct_identity
from sejour.identity.services.people import (
    attach_person,
    introduce_person,
    move_person,
    record_contact,
    register_person,
    update_contact,
)

__all__ = [
    "ask_for_link",
    "attach_person",
    "correct_identity",
    "introduce_person",
    "move_person",
    "open_account",
    "open_confirmed_account",
    "post_agent",
    "record_contact",
    "register_person",
    "set_password",
    "sign_in_with_link",
    "sign_in_with_password",
    "update_contact",
]
