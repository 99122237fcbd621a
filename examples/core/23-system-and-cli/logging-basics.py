"""logging: levels instead of print

Each message of a log has a level, from DEBUG to CRITICAL. The program
says everything it has to say, and one setting decides what is kept.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Log with levels and choose what to show."
# level = "intermediate"
# tags = ["logging"]
# covers = ["module:logging", "pep:282"]
# docs = ["howto/logging"]
# try = [
#   "Set the level of the whole log to ERROR, then to DEBUG.",
#   "Put `%(lineno)d` into the format.",
#   "Use `oven.exception(\"no loaves\")` in the `except`.",
# ]
# ///

import logging
import sys

# Once, at the start: where to, from which level on, in which form.
logging.basicConfig(
    stream=sys.stdout,
    level=logging.INFO,
    format="%(levelname)-8s %(name)s: %(message)s",
)

# A logger for each part of a program. Dots make a tree.
log = logging.getLogger("bakery")
oven = logging.getLogger("bakery.oven")

log.info("opening at %d", 6)
oven.warning("only %.1f kg of flour left", 2.5)

# predict: the level is INFO. Is this one shown?
oven.debug("door closed")

# One part may be more talkative than the rest.
oven.setLevel(logging.DEBUG)
oven.debug("door open")
log.debug("still hidden")
# The level 0 means: none of its own, ask further up the tree.
print(log.level, logging.getLevelName(log.getEffectiveLevel()))

# In an except: what went wrong, as a part of the message.
try:
    1 / 0
except ZeroDivisionError as error:
    oven.error("no loaves: %r", error)


class Report:
    def __str__(self):
        print("(the report is written)")
        return "all is well"


# pitfall: With %s a message that is not shown is never put together.
# An f-string is put together first.
log.debug("%s", Report())
log.debug(f"{Report()}")
