"""attnproof: claims on self-attention as a flow of tokens, each checked on independent routes."""

__version__ = "0.1.0"
