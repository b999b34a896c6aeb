"""Sending, in a true conversation with a mail server: each message once, none lost, none in another's way."""

from itertools import count

import pytest

from sejour.notifications import selectors, services, tasks
from sejour.notifications.errors import MailUnavailable
from sejour.notifications.models import Message, MessageState
from sejour.notifications.notices import SIGN_IN_LINK
from sejour.notifications.selectors import FORGOTTEN_AFTER
from tests.factories import people
from tests.factories.days import DAY, NOON
from tests.factories.threads import InThread
from tests.notifications.mail_servers import Leaver, Slow, Temper, serving
from tests.server import Post, free_port

_keys = count()
QUEUED, SENT, FAILED = MessageState.QUEUED, MessageState.SENT, MessageState.FAILED


@pytest.fixture
def post(tmp_path) -> Post:
    return Post(tmp_path)


@pytest.fixture(autouse=True)
def _true_mail(settings):
    """Send by SMTP, as the platform does."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()


@pytest.fixture
def serve(settings, tmp_path):
    """Return a way to start a server of some temper where the platform sends."""

    def start(kind=Temper, **temper):
        handler = kind(tmp_path, **temper)
        return handler, serving(handler, port=settings.EMAIL_PORT)

    return start


def write(
    *emails: str, subject: str = "Votre carte est prête", text: str = "Bonjour,\nvenez.\n"
) -> list[int]:
    """Write one message to each address."""
    rows = [
        Message(
            key=f"essai/{next(_keys)}",
            notice="card_made",
            email=email,
            subject=subject,
            text=text,
            created_at=NOON,
        )
        for email in emails
    ]
    return [row.pk for row in Message.objects.bulk_create(rows)]


def send(ids: list[int], **more) -> int:
    return services.send_messages(ids=ids, at=NOON, **more)


def states(ids: list[int]) -> list[str]:
    return list(Message.objects.filter(pk__in=ids).order_by("pk").values_list("state", flat=True))


def received(post: Post) -> list[str]:
    return [letter.to[0] for letter in post.letters()]


@pytest.mark.django_db
class TestAWillingServer:
    def test_takes_what_was_written_accents_included(self, serve, post):
        ids = write("awa@exemple.fr", subject="Votre demande est acceptée : « à bientôt »")
        with serve()[1]:
            assert send(ids) == 1
        (letter,) = post.letters("awa@exemple.fr")
        assert letter.subject == "Votre demande est acceptée : « à bientôt »"
        assert letter.text.split() == ["Bonjour,", "venez."]
        message = Message.objects.get(pk=ids[0])
        assert (message.state, message.sent_at, message.attempts) == (SENT, NOON, 1)
        assert letter.identifier in message.proof

    def test_hears_all_messages_over_one_connection(self, serve, post):
        ids = write(*(f"essai{n}@exemple.fr" for n in range(5)))
        handler, running = serve()
        with running:
            assert send(ids) == 5
        assert len(handler.sessions) == 1

    def test_is_not_called_when_there_is_nothing_to_send(self):
        assert send([]) == 0

    def test_never_gets_a_message_twice(self, serve, post):
        ids = write("awa@exemple.fr")
        with serve()[1]:
            assert [send(ids), send(ids), send(ids + ids)] == [1, 0, 0]
        assert received(post) == ["awa@exemple.fr"]

    def test_gets_a_long_subject_whole(self, serve, post):
        subject = "Votre titre prend fin le 21 février 2027 : déposez votre demande avant le 23 décembre 2026"
        with serve()[1]:
            send(write("awa@exemple.fr", subject=subject))
        assert post.letters()[0].subject == subject

    def test_leaves_no_link_in_the_platform_once_it_has_it(self, serve, post):
        services.post(
            notice=SIGN_IN_LINK,
            key="lien",
            email="awa@exemple.fr",
            context={"path": "/connexion/lien/secret/", "minutes": 30},
            at=NOON,
        )
        with serve()[1]:
            send([Message.objects.get().pk])
        assert "secret" in post.letters()[0].text
        assert Message.objects.get().text == ""


@pytest.mark.django_db
class TestARefusal:
    def test_of_one_address_stops_no_other(self, serve, post):
        ids = write("un@exemple.fr", "deux@exemple.fr", "trois@exemple.fr")
        with serve(addresses={"deux@exemple.fr": "550 Unknown user"})[1]:
            assert send(ids) == 2
        assert states(ids) == [SENT, FAILED, SENT]
        assert "550" in Message.objects.get(email="deux@exemple.fr").last_error
        assert selectors.undelivered() == 1

    def test_of_one_content_stops_no_other(self, serve):
        ids = [*write("un@exemple.fr", text="interdit"), *write("deux@exemple.fr")]
        with serve(content="554 Rejected")[1]:
            assert send(ids) == 1
        assert states(ids) == [FAILED, SENT]

    @pytest.mark.parametrize(
        "temper", [{"addresses": {"un@exemple.fr": "450 Later"}}, {"content": "451 Later"}]
    )
    def test_for_now_is_tried_again_and_the_others_go_out(self, serve, post, temper):
        ids = [*write("un@exemple.fr", text="interdit"), *write("deux@exemple.fr")]
        handler, running = serve(**temper)
        with running:
            with pytest.raises(MailUnavailable):
                send(ids)
            assert states(ids) == [QUEUED, SENT]
            handler.addresses, handler.content = {}, ""
            assert send(ids) == 1
        assert sorted(received(post)) == ["deux@exemple.fr", "un@exemple.fr"]
        assert Message.objects.get(pk=ids[0]).attempts == 2

    def test_for_now_that_never_ends_is_given_up_where_it_is_seen(self, serve):
        ids = write("un@exemple.fr")
        with serve(addresses={"un@exemple.fr": "450 Mailbox full"})[1]:
            assert send(ids, last_try=True) == 0
        assert states(ids) == [FAILED]
        assert "Mailbox full" in Message.objects.get().last_error

    @pytest.mark.parametrize("address", ["a@b\nBcc: c@d", "@", "deux@x.fr, trois@x.fr"])
    def test_of_what_is_no_address_is_ours_and_stops_no_other(self, serve, post, address):
        ids = write(address, "deux@exemple.fr")
        with serve()[1]:
            assert send(ids) == 1
        assert states(ids) == [FAILED, SENT]
        assert received(post) == ["deux@exemple.fr"]


@pytest.mark.django_db
class TestAServerThatIsDown:
    def test_keeps_everything_queued(self):
        ids = write("un@exemple.fr", "deux@exemple.fr")
        with pytest.raises(MailUnavailable):
            send(ids)
        assert states(ids) == [QUEUED, QUEUED]

    def test_gets_each_message_once_when_it_is_back(self, serve, post):
        ids = write("un@exemple.fr", "deux@exemple.fr")
        for _ in range(3):
            with pytest.raises(MailUnavailable):
                send(ids)
        with serve()[1]:
            assert send(ids) == 2
        assert received(post) == ["un@exemple.fr", "deux@exemple.fr"]

    def test_half_way_keeps_what_it_took_and_gets_the_rest_later(self, serve, post):
        ids = write("un@exemple.fr", "deux@exemple.fr")
        with serve(Leaver)[1], pytest.raises(MailUnavailable):
            send(ids)
        assert states(ids) == [SENT, QUEUED]
        with serve()[1]:
            assert send(ids) == 1
        assert received(post) == ["un@exemple.fr", "deux@exemple.fr"]

    def test_for_good_is_seen(self):
        ids = write("un@exemple.fr")
        assert send(ids, last_try=True) == 0
        assert states(ids) == [FAILED]


@pytest.mark.usefixtures("committed")
def test_two_workers_at_once_send_a_message_once(serve, post):
    ids = write("awa@exemple.fr")
    slow, running = serve(Slow)
    with running:
        first = InThread(lambda: send(ids))
        assert slow.has_come.wait(30)
        second = InThread(lambda: send(ids))
        assert second.result() == 0
        slow.may_go.set()
        assert first.result() == 1
    assert received(post) == ["awa@exemple.fr"]


# What is written, and when it is forgotten ---------------------------------------------------


@pytest.mark.django_db
def test_the_same_key_is_written_once():
    said = {"notice": SIGN_IN_LINK, "email": "awa@exemple.fr", "context": {"path": "/", "minutes": 30}}
    assert services.post(**said, key="une fois", at=NOON)
    assert services.post(**said, key="une fois", at=NOON + DAY) is None
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_whoever_has_no_address_is_written_nothing():
    context = {"path": "/", "minutes": 30}
    assert services.post(notice=SIGN_IN_LINK, key="rien", email="", context=context, at=NOON) is None
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_message_that_no_job_carries_any_more_is_found():
    old, fresh = write("vieux@exemple.fr"), write("recent@exemple.fr")
    Message.objects.filter(pk__in=old).update(created_at=NOON - FORGOTTEN_AFTER - DAY)
    assert fresh
    assert selectors.forgotten(at=NOON) == old


@pytest.mark.django_db
def test_a_message_found_again_is_sent(serve, post, frozen):
    old = write("vieux@exemple.fr")
    Message.objects.filter(pk__in=old).update(created_at=NOON - FORGOTTEN_AFTER - DAY)
    with serve()[1]:
        tasks.send_waiting_messages.func(timestamp=0)
    assert received(post) == ["vieux@exemple.fr"]


@pytest.mark.django_db
def test_links_are_not_among_the_messages_that_one_reads_again():
    applicant = people.applicant()
    services.write_message(
        notice=SIGN_IN_LINK,
        key="lien",
        email="awa@exemple.fr",
        person=applicant.person,
        context={"path": "/", "minutes": 30},
        at=NOON,
    )
    assert selectors.messages_of(applicant.person) == []
