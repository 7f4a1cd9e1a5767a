"""Flows at the machine's speed: float arrays, many tokens, many trajectories at once.

`numeric.model` says what the flow is, in any arithmetic; this is the same flow in blocks that fit the cache.
"""
