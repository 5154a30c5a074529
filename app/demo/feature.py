from app.core.feature import Feature
from app.demo.commands import demo

FEATURE = Feature(name="demo", commands=[demo])
