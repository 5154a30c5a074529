import itertools

from app.support.paying import codes


def test_a_reference_has_twelve_signs_and_reads_in_groups():
    reference = codes.new_reference()
    assert len(reference) == 12
    assert reference.startswith("OK")
    assert codes.is_whole(reference.removeprefix("OK"))
    assert codes.bare(codes.shown_reference(reference).lower().replace("-", " \n")) == reference


def test_one_wrong_sign_or_two_swapped_are_always_noticed():
    code = codes.new_voucher_code()
    for place, sign in itertools.product(range(len(code)), codes.ALPHABET):
        if sign != code[place]:
            assert not codes.is_whole(code[:place] + sign + code[place + 1 :])
    for one, other in itertools.combinations(range(len(code) - 1), 2):
        swapped = list(code)
        swapped[one], swapped[other] = code[other], code[one]
        assert codes.is_whole("".join(swapped)) == (code[one] == code[other])


def test_codes_do_not_repeat_and_use_no_sign_that_is_mistaken():
    made = {codes.new_voucher_code() for _ in range(500)}
    assert len(made) == 500
    assert not set("".join(made)) & set("0O1ILZ2S5B8UV")
    assert not codes.is_whole("")
    assert not codes.is_whole("ÄÖ")
