from uuid import uuid4

from backend.rooms.emergency.content import Allergy, Contact
from backend.rooms.emergency.privacy import as_kept_now, in_circle, on_page

MOTHER, FATHER = uuid4(), uuid4()


def contact(seen: str) -> Contact:
    return Contact(name="Marc", phone="06 00 00 00 02", phone_seen=seen)  # type: ignore[arg-type]


def shown(content: object) -> bool:
    return isinstance(content, Contact) and content.phone != ""


def test_a_number_that_somebody_keeps_now_is_kept_in_what_was_said_before():
    said, now = contact("everyone"), {"+33600000002": FATHER}
    assert not shown(as_kept_now(said, owner=None, kept=now, reader=MOTHER))
    assert shown(as_kept_now(said, owner=None, kept=now, reader=FATHER))
    assert shown(as_kept_now(said, owner=None, kept={}, reader=MOTHER))
    assert as_kept_now(Allergy(substance="x"), owner=None, kept=now, reader=MOTHER) == Allergy(substance="x")


def test_in_the_circle_only_its_owner_sees_it():
    for seen in ("sheet", "me"):
        assert shown(in_circle(contact(seen), owner=FATHER, reader=FATHER))
        assert not shown(in_circle(contact(seen), owner=FATHER, reader=MOTHER))
    assert shown(in_circle(contact("everyone"), owner=None, reader=MOTHER))


def test_on_the_page_only_if_its_owner_chose_so():
    assert shown(on_page(contact("sheet"), owner=FATHER, reader=None))
    assert not shown(on_page(contact("me"), owner=FATHER, reader=None))
    assert not shown(on_page(contact("me"), owner=FATHER, reader=FATHER))
    # a preview or a card does not hand it to the other parent
    assert not shown(on_page(contact("sheet"), owner=FATHER, reader=MOTHER))
    assert shown(on_page(contact("sheet"), owner=FATHER, reader=FATHER))
