from app.accounts import browser
from app.accounts.services.log_ins import sweep_log_ins
from app.accounts.views import account, log_in, reset, sign_up
from app.accounts.views.blueprint import bp
from app.core.feature import Feature
from app.core.jobs.worker import Ticker

VIEWS = (account, log_in, reset, sign_up)

FEATURE = Feature(
    name="accounts",
    blueprints=[bp],
    tickers=[Ticker("accounts.sweep", 3600, sweep_log_ins)],
    set_up=browser.set_up,
)
