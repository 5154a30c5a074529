"""The pattern page shows every block from the real pieces."""


def test_the_pattern_page_opens_for_visitors_without_a_cookie(client):
    answer = client.get("/muster")
    assert answer.status_code == 200
    assert "Die Bausteine der Seite" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_the_pattern_page_is_kept_out_of_search_engines(client):
    assert '<meta name="robots" content="noindex">' in client.get("/muster").text


def test_a_field_with_an_error_says_so_to_everybody(client):
    html = client.get("/muster").text
    assert 'aria-describedby="titel-hinweis titel-zaehler titel-fehler"' in html
    assert 'aria-invalid="true"' in html
    assert '<a href="#wieder-0">' in html


def test_a_missing_fact_is_unknown_and_not_empty(client):
    assert "ohne Angabe" in client.get("/muster").text
