"""Where a flow takes the tokens, enclosed or to many digits."""
