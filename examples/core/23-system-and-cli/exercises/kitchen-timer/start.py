import os

minutes = os.environ.get("TIMER_MINUTES", 3)
quiet = os.environ.get("TIMER_QUIET")

print("ready in", minutes * 60, "seconds")
if quiet:
    print("(no sound)")
else:
    print("beep")
