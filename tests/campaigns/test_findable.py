"""Search is told of a campaign what its page says, and nothing of drafts and hidden ones."""

import pytest

from app.campaigns.findable import documents
from app.campaigns.services.parts import VoiceText, add_voice
from app.core import clock
from app.moderation.services import find_subject
from tests.factories.campaigns import CampaignFactory


@pytest.mark.sqlite
def test_words_voices_and_town_are_found(town):
    own = {"place_id": town.place.id, "owner_id": town.organisation.id}
    open_one = CampaignFactory(title="Hilfe", story_html="<p>Rohre liegen offen</p>", **own)
    draft = CampaignFactory(title="Entwurf", state="draft", **own)
    hidden = CampaignFactory(title="Verborgen", hidden_at=clock.now(), **own)
    rosa = VoiceText("face", "Rosa Rot", "Blumenhändlerin", "Kommt vorbei!")
    add_voice(open_one, rosa, b"", name="", actor=town.anna.actor)
    [document] = documents([open_one.id, draft.id, hidden.id])
    told = dict(document.texts)
    for words in ("Rohre liegen offen", "Kommt vorbei!", "Baustelle"):
        assert words in told["body"]
    assert (told["place"], told["organisation"]) == ("Heidelberg", "Stadt Heidelberg")
    assert find_subject(open_one.subject.address) == open_one.id
