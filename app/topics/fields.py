"""A form's field for topics."""

from typing import Any

from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget


class TopicsField(SelectMultipleField):
    """Topics to tick. A topic that is gone is left out in silence."""

    data: Any
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        known = {option.value for option in self.iter_choices()}
        self.data = [value for value in self.data or () if value in known]
