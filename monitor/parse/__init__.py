"""Reading untrusted bytes: in this process (`inline`), or in a child that has no secrets, no network and little time and memory (`apart`).

Nothing is imported here, for the child, which starts with this package, needs little of it.
"""
