from tools.voucher_race import play_rounds


def test_no_cent_is_redeemed_twice_when_twenty_and_two_hundred_come_at_once(app):
    assert play_rounds(app, 1) == []
