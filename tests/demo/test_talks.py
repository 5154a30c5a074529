from datetime import timedelta

from app.core import clock
from app.demo import records
from app.demo.talks import starts_of
from app.webtalks.afterwards.captions import read_captions


def test_the_demo_talks_are_past_running_full_moved_cancelled_and_in_series():
    talks = records.talks()
    assert {one.key for one in talks if one.time == "now"} == {"running-passanten"}
    assert any(one.capacity == len(one.registered) and one.waiting for one in talks)
    assert any(one.moved_days for one in talks)
    assert any(one.cancelled for one in talks)
    assert len([one for one in talks if one.series]) == 4
    starts = [starts_of(one) for one in talks]
    assert min(starts) < clock.now() - timedelta(days=30)
    assert max(starts) > clock.now() + timedelta(days=20)


def test_who_hosts_and_comes_is_known_and_speaks_for_the_organisation():
    people = {one.key: one.organisation for one in records.people().people}
    for talk in records.talks():
        assert people[talk.host] == talk.organisation
        assert {*talk.registered, *talk.waiting} <= set(people)
        assert {one.person for one in talk.speakers if one.person} <= set(people)


def test_one_past_talk_has_a_whole_recap_and_another_waits_for_its_host():
    talks = {one.key: one for one in records.talks()}
    whole, waiting = records.recaps()
    assert len(whole.statements) == 3
    assert any(answer for _, _, answer in whole.questions)
    assert all(one.description and (records.FOLDER / one.file).is_file() for one in whole.slides)
    assert whole.recording
    assert talks[whole.talk].recorded
    assert read_captions((records.FOLDER / whole.recording.captions).read_bytes())
    assert not waiting.summary
    assert all(talks[one.talk].days < 0 for one in (whole, waiting))


def test_in_the_running_talk_people_ask_and_a_poll_is_open_and_a_past_one_has_feedback():
    talks = {one.key: one for one in records.talks()}
    running, past = records.during()
    assert talks[running.talk].time == "now"
    assert {"now", "listed", "open", "answered"} == {one.state for one in running.questions}
    assert [one.state for one in running.polls] == ["closed", "open", "draft"]
    seated = set(talks[running.talk].registered)
    assert {one.person for one in running.questions} | {
        key for one in running.questions for key in one.voters
    } <= seated
    assert {key for one in running.polls for _, keys in one.options for key in keys} <= seated
    assert talks[past.talk].days < 0
    assert {one.person for one in past.feedback} <= set(talks[past.talk].registered)
    assert len(past.feedback) > 2
