"""Hashes, keyed hashes and comparing safely

A hash turns any amount of data into a short fingerprint. With a
secret key it becomes a signature (HMAC): who does not know the key
can change the message, but not sign it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Fingerprint a file and sign a message."
# level = "intermediate"
# since = "3.11"
# tags = ["security"]
# covers = ["module:hashlib", "module:hmac"]
# docs = ["library/hashlib"]
# try = [
#   "Change one letter of the recipe. How much of the hash is left?",
#   "Let `is_genuine` use another key than the signature.",
#   "Raise the rounds of `pbkdf2_hmac` tenfold. What do you notice?",
# ]
# ///

import hashlib
import hmac
from pathlib import Path

recipe = Path("recipe.txt")
recipe.write_text("two figs\n" * 500, encoding="utf-8")

# The fingerprint of a file, read in pieces.
with recipe.open("rb") as file:
    digest = hashlib.file_digest(file, "sha256")
print(digest.hexdigest()[:16], len(digest.digest()), "bytes")

# The same data always gives the same, piece by piece or at once.
pieces = hashlib.sha256()
for _ in range(500):
    pieces.update(b"two figs\n")
print(pieces.digest() == digest.digest())

# predict: one letter more. How alike are the two?
for text in [b"two figs", b"two figss"]:
    print(hashlib.sha256(text).hexdigest()[:16])

# A signature: only who has the key can make it.
key = b"a long secret of the kitchen"
order = b"bring 3 cakes"
signature = hmac.digest(key, order, "sha256")


def is_genuine(message):
    wanted = hmac.digest(key, message, "sha256")
    # Takes as long for a near miss as for a far one.
    return hmac.compare_digest(wanted, signature)


print(is_genuine(order), is_genuine(b"bring 9 cakes"))

# pitfall: For passwords a fast hash is a bad one: it is soon guessed.
# This one goes 20,000 rounds, and the salt makes equal passwords look
# different.
for salt in [b"salt-1", b"salt-2"]:
    slow = hashlib.pbkdf2_hmac("sha256", b"rosebud", salt, 20_000)
    print(slow.hex()[:16])
recipe.unlink()
