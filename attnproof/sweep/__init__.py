"""`attnproof sweep SWEEP.toml`: many points, each a batch of trajectories, and statistics of each in one Parquet file.

design.py says which points there are; points.py computes one; statistics.py is what is told of it, modules.py the
user's own; schedulers.py computes them here or on a cluster; store.py keeps what is finished; picture.py draws it;
command.py is the command.
"""
