"""`python -m attnproof`."""

from attnproof.cli import main

main()
