"""Against a real SMTP server on loopback: accepted, refused, deferred, hanging, down."""

import socket
import threading
import time
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from jinja2 import DictLoader
from sqlalchemy import select, update

from app.core import clock
from app.core.jobs.models import Job
from app.core.jobs.worker import Worker
from app.core.mail.models import Letter
from app.core.transaction import transaction
from app.extensions import db

TEMPLATES = {
    "test/mail/hello.subject": "Grüße aus {{ town }}",
    "test/mail/hello.txt": "Guten Tag,\n\nschön, dass Sie da sind: {{ link }}\n",
    "test/mail/hello.html": "<p>Guten Tag, schön, dass Sie da sind: {{ link }}</p>",
}


class Inbox:
    """answer: what the server says to RCPT; None accepts."""

    def __init__(self):
        self.messages, self.answer = [], None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def inbox():
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def site(make_app, port, **settings):
    made = make_app(mail_url=f"smtp://127.0.0.1:{port}", mail_timeout_seconds=1, **settings)
    made.jinja_loader = DictLoader(TEMPLATES)
    return made


def write(to="anna@example.org", **values):
    with transaction() as tx:
        tx.mail(to, "test/mail/hello", town="Öhringen", link="https://ortskern.example/x", **values)


def work(app):
    return Worker(app).run_all()


def hurry():
    with transaction():
        db.session.execute(update(Job).values(due_at=clock.now() - timedelta(seconds=1)))


def test_text_and_html_arrive_whole(make_app, inbox):
    app = site(make_app, inbox.port)
    with app.app_context():
        write(reply_to="bernd@example.org", unsubscribe_url="https://ortskern.example/abmelden/1")
        work(app)
    (message,) = inbox.messages
    assert message["Subject"] == "Grüße aus Öhringen"
    assert message["Reply-To"] == "bernd@example.org"
    assert message["List-Unsubscribe"] == "<https://ortskern.example/abmelden/1>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "schön, dass Sie da sind" in message.get_body(("plain",)).get_content()
    assert "<p>Guten Tag" in message.get_body(("html",)).get_content()


def test_secrets_are_not_kept_after_sending(make_app, inbox):
    app = site(make_app, inbox.port)
    with app.app_context():
        write()
        work(app)
        letter = db.session.scalars(select(Letter)).one()
        assert letter.sent_at is not None
        assert letter.text == letter.html == ""


@pytest.mark.parametrize("ukey", ["hello:1", f"hello:{'a' * 64}@{'b.' * 90}example.org"])
def test_the_same_key_is_written_once(make_app, inbox, ukey):
    """Also one with the longest address that people may have."""
    app = site(make_app, inbox.port)
    with app.app_context():
        write(ukey=ukey)
        write(ukey=ukey)
        work(app)
    assert len(inbox.messages) == 1


def test_a_refusal_for_good_is_kept_for_staff_and_not_repeated(make_app, inbox):
    app = site(make_app, inbox.port)
    inbox.answer = "550 kein solches Postfach"
    with app.app_context():
        write()
        work(app)
        hurry()
        work(app)
        letter = db.session.scalars(select(Letter)).one()
        assert letter.sent_at is None
        assert "550" in letter.refused


def test_a_deferral_is_tried_again_with_the_same_message_id(make_app, inbox):
    app = site(make_app, inbox.port)
    inbox.answer = "451 später"
    with app.app_context():
        write()
        wanted = db.session.scalars(select(Letter)).one().message_id
        work(app)
        assert inbox.messages == []
        inbox.answer = None
        hurry()
        work(app)
    assert [message["Message-ID"] for message in inbox.messages] == [wanted]


def test_a_server_that_is_down_loses_nothing(make_app, inbox):
    app = site(make_app, free_port())
    with app.app_context():
        write()
        work(app)
        job = db.session.scalars(select(Job)).one()
        assert job.done_at is None
        assert "refused" in job.last_error
    app = site(make_app, inbox.port)
    with app.app_context():
        hurry()
        work(app)
    assert len(inbox.messages) == 1


def test_a_hanging_server_slows_no_request(make_app):
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        app = site(make_app, deaf.getsockname()[1])
        with app.app_context():
            began = time.monotonic()
            write()
            assert time.monotonic() - began < 0.5
            sender = threading.Thread(target=work, args=(app,))
            sender.start()
            sender.join(timeout=10)
            assert not sender.is_alive()
            db.session.rollback()
            assert db.session.scalars(select(Letter)).one().sent_at is None


def test_without_a_server_the_letter_stays_in_the_outbox(make_app):
    app = make_app()
    app.jinja_loader = DictLoader(TEMPLATES)
    with app.app_context():
        write()
        work(app)
        letter = db.session.scalars(select(Letter)).one()
        assert letter.sent_at is None
        assert "Guten Tag" in letter.text


def test_a_subject_cannot_smuggle_a_header(make_app, inbox):
    app = site(make_app, inbox.port)
    with app.app_context():
        with transaction() as tx:
            tx.mail("anna@example.org", "test/mail/hello", town="X\r\nBcc: evil@example.org", link="x")
        work(app)
    (message,) = inbox.messages
    assert message["Bcc"] is None
    assert "Bcc: evil@example.org" in message["Subject"]
