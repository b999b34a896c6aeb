"""Commands of `sejour manage` about the API."""
