"""Benchmarks: what the portal needs against the least that the database needs, in one run.

    python -m scripts.bench [load] [reads] [documents] [--rows N] [--figures N]

Each is run on SQLite and on PostgreSQL and told as a ratio, so that a slow machine says the same
as a fast one. Documents, which no database has a part in, are told in processor time. The results
go to docs/benchmarks.md with the machine they were measured on.
"""
