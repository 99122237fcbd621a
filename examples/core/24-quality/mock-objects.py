"""Mock and patch: testing without the real thing

A `Mock` accepts every call and remembers it. `patch` puts one in the
place of something slow, random or far away, and takes it out again
when the block ends.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Replace a slow or random dependency."
# level = "advanced"
# tags = ["testing"]
# covers = ["module:unittest.mock"]
# docs = ["library/unittest.mock"]
# try = [
#   "Let the first throw be a 6. How often does it sleep?",
#   "End with `strict.assert_called_with(\"Bo\", \"hi\")`.",
#   "Ask for `post.send.asert_called_once()`. Is the slip noticed?",
# ]
# ///

import random
import time
from unittest.mock import Mock, call, create_autospec, patch


def throws_until_six():
    count = 1
    while random.randint(1, 6) != 6:
        time.sleep(60)
        count += 1
    return count


# Chosen throws, and no waiting.
with patch("random.randint", side_effect=[3, 1, 6]):
    with patch("time.sleep") as sleep:
        print("throws:", throws_until_six())
        print("slept:", sleep.call_count, "times", sleep.call_args)

# Outside the block the real ones are back.
print(isinstance(time.sleep, Mock))

# A mock that stands for a whole object, made up as it is asked.
post = Mock()
post.price.return_value = 3
post.send("Ada", express=True)
print(post.price("heavy") + 1)
print(post.mock_calls)

# predict: does a mock know what it is supposed to be able to do?
print(type(post.fly_to_the_moon()).__name__)


# pitfall: So a wrong call goes unnoticed. A spec is stricter.
def letter(to, text):
    """Send it."""


strict = create_autospec(letter)
strict("Ada", "hello")
try:
    strict("Ada")
except TypeError as error:
    print("TypeError:", error)
print(strict.call_args == call("Ada", "hello"))
