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


def test_people_ask_and_choose_in_the_running_talk_and_a_demo_log_in_leads_one_and_reads_feedback():
    talks = {one.key: one for one in records.talks()}
    running, coming, past = records.during()
    assert talks[running.talk].time == "now"
    assert {one.state for one in running.questions} == {"now", "listed", "open", "answered"}
    assert [one.state for one in running.polls] == ["closed", "open", "draft"]
    assert talks[coming.talk].days > 0 > talks[past.talk].days
    assert talks[coming.talk].host == talks[past.talk].host == "anke-brinkmann"
    assert len(past.feedback) > 2
    for one in (running, coming, past):
        asking = [key for row in one.questions for key in (row.person, *row.voters)]
        choosing = [key for poll in one.polls for _, keys in poll.options for key in keys]
        assert {*asking, *choosing, *(row.person for row in one.feedback)} <= set(talks[one.talk].registered)
