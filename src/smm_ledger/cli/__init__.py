"""The command line: parse words, call one service, print; no rule, no SQL, no arithmetic on money.

What a script sees (names, exit codes, JSON keys) is a contract: it may grow, never change.
"""
