"""`make bench`: what a page costs, beside bare Flask and a Flask-and-Jinja page without ORM in the same run."""
