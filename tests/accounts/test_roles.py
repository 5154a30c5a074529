from app.accounts.services.roles import give_role, take_role


def test_one_role_per_organisation_and_the_latest_counts(clara, organisation):
    give_role(clara.user_id, "org_member", organisation.id)
    give_role(clara.user_id, "org_admin", organisation.id)
    assert clara.actor.roles == {("org_admin", organisation.id)}


def test_site_roles_stand_beside_each_other_and_go_one_by_one(clara, organisation):
    give_role(clara.user_id, "org_member", organisation.id)
    give_role(clara.user_id, "admin")
    give_role(clara.user_id, "admin")
    give_role(clara.user_id, "moderator")
    take_role(clara.user_id, role="admin")
    assert clara.actor.roles == {("moderator", None), ("org_member", organisation.id)}
    take_role(clara.user_id, organisation.id)
    take_role(clara.user_id)
    assert clara.actor.roles == set()


def test_a_new_role_gives_the_browser_a_new_id(client, clara, organisation, log_in):
    log_in(client, clara)
    before = client.get_cookie("ortskern").value
    give_role(clara.user_id, "org_member", organisation.id)
    assert client.get("/konto/").status_code == 200
    assert client.get_cookie("ortskern").value != before
