"""The ledger of a freelance social media manager.

This module holds the version and nothing else: every command pays for what is imported here.
"""

__version__ = "0.1.0"
