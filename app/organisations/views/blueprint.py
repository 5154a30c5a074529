from flask import Blueprint, Response, after_this_request

bp = Blueprint("organisations", __name__)


def keep_secret() -> None:
    """The address holds a secret: nobody keeps the page, and no link tells where it led from."""

    @after_this_request
    def seal(response: Response) -> Response:
        response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "same-origin"})
        return response
