from app.core.feature import Feature
from app.core.jobs.worker import JobType, Ticker
from app.media import permissions, queries, views
from app.media.reading import services as reading

FEATURE = Feature(
    name="media",
    blueprints=[views.bp],
    rules=permissions.RULES,
    exports={"dateien": queries.export},
    jobs=[JobType(reading.JOB, reading.read_job)],
    tickers=[Ticker("media.catch_up", 20, reading.catch_up, needed=reading.is_unread)],
)
