"""The Lean route: builds the project in `lean/`, audits every declaration, and tells what is proved from what."""
