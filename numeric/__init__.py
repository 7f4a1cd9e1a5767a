"""The model in any arithmetic, flows, enclosures and searches. Never imports `symbolic`."""
