"""`attnproof simulate CONFIG.toml`: one flow, from a config to a result that can be repeated bit by bit, and pictures.

table.py reads keys; config.py is what they mean; setting.py draws tokens and heads; size.py says what it will take;
archive.py writes and reads .npz; result.py is what is kept; session.py follows the flow; certify.py proves its
error; plot.py and animation.py draw.
"""
