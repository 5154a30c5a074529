"""A name cannot turn its line around: marks of direction go wherever one line is typed, and stay in long texts."""

import pytest
from werkzeug.datastructures import MultiDict

from app.accounts.forms.own import NewPasswordForm, ProfileForm
from app.campaigns.forms.campaign import CampaignForm
from app.campaigns.forms.parts import VoiceForm
from app.core.text import clean_line
from app.organisations.forms import EditForm, RegisterForm
from app.practices.writing.forms.case import AboutForm, HowForm
from app.practices.writing.forms.measure import MeasureAboutForm
from app.shops.forms.shop import BeginForm, ShopForm
from app.topics.forms import TopicForm
from app.webtalks.forms.talk import TalkForm

TURNED = "Laden\u202e am \u2066Markt\u2069 \u200f12\u200e"


def typed(form, name: str) -> str:
    return form(formdata=MultiDict({name: TURNED}))[name].data


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (ProfileForm, "name"),
        (RegisterForm, "name"),
        (EditForm, "name"),
        (BeginForm, "title"),
        (ShopForm, "title"),
        (AboutForm, "title"),
        (MeasureAboutForm, "title"),
        (CampaignForm, "title"),
        (VoiceForm, "name"),
        (TalkForm, "title"),
        (TopicForm, "title"),
    ],
)
def test_names_and_titles_stand_as_they_read(app, form, name):
    with app.test_request_context():
        assert typed(form, name) == "Laden am Markt 12"


@pytest.mark.parametrize(("form", "name"), [(HowForm, "what"), (ShopForm, "story"), (NewPasswordForm, "password")])
def test_long_texts_and_passwords_keep_what_was_typed(app, form, name):
    with app.test_request_context():
        assert typed(form, name) == TURNED


def test_other_letters_and_joined_emoji_stay():
    for text in ("שלום עולם", "مرحبا", "👩‍👩‍👧", "naïve Müßig", "a\u200bb"):
        assert clean_line(text) == text
