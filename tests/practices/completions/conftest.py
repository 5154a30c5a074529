from tests.practices.writing.conftest import begin, published, town

__all__ = ["begin", "published", "town"]
