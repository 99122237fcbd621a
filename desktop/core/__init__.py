"""The rules of the product. Knows no Qt, no window and no process."""
