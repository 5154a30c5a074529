from app.accounts import browser
from app.accounts.commands import accounts
from app.accounts.exports import export_log, export_person, export_writing
from app.accounts.permissions import RULES, PersonAction
from app.accounts.services.findable import catch_up
from app.accounts.services.leaving import last_operator_objections
from app.accounts.services.log_ins import sweep_log_ins
from app.accounts.subject import PERSON
from app.accounts.views import account, log_in, passwords, people, reset, sign_up, staff, terms
from app.accounts.views.blueprint import bp
from app.core.feature import Feature, Navigation
from app.core.jobs.worker import Ticker

VIEWS = (account, log_in, passwords, people, reset, sign_up, staff, terms)

FEATURE = Feature(
    name="accounts",
    blueprints=[bp],
    rules=RULES,
    menus={
        "konto": [
            Navigation("Übersicht", "/konto/", 0),
            Navigation("Profil", "/konto/profil", 10),
            Navigation("E-Mail-Adresse", "/konto/email", 60),
            Navigation("Passwort", "/konto/passwort", 61),
            Navigation("Geräte", "/konto/geraete", 62),
            Navigation("Meine Daten", "/konto/daten", 70),
            Navigation("Konto löschen", "/konto/verlassen", 99),
        ],
        "redaktion": [Navigation("Personen", "/redaktion/personen", 20, PersonAction.LIST)],
    },
    exports={"person": export_person, "beitraege": export_writing, "protokoll": export_log},
    objections=[last_operator_objections],
    subjects=[PERSON],
    tickers=[
        Ticker("accounts.sweep", 3600, sweep_log_ins),
        Ticker("accounts.findable", 3600, catch_up),
    ],
    commands=[accounts],
    set_up=browser.set_up,
)
