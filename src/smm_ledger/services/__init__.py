"""What a user can do: one module a noun, one method one transaction; no SQL, no screen."""
