"""Pictures with alternative text and documents that prove something; they hang on any content."""
