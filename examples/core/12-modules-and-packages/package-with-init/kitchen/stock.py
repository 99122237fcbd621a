"""What is in the store room."""

KINDS = ["leek", "bean"]
