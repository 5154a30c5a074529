from app.core.events import Listener, PersonRemoved
from app.core.feature import Feature, Navigation
from app.core.jobs.worker import Ticker
from app.marks import panels, queries, services
from app.marks.views import bp

FEATURE = Feature(
    name="marks",
    blueprints=[bp],
    listeners=[Listener("marks.forget_person", PersonRemoved, services.forget_person)],
    panels={"subject.actions": panels.button},
    menus={"konto": [Navigation("Merkliste", "/merkliste/", 20)]},
    tickers=[Ticker("marks.sweep", 3_600, services.sweep)],
    exports={"merkliste": queries.export, "merkliste_link": queries.export_link},
)
