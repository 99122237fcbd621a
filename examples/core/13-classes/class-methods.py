"""@classmethod for alternative constructors

A class has one `__init__`, but values arrive in many shapes. A class
method receives the *class* instead of an object and can prepare the
arguments for it: `date.fromisoformat` is made this way.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Build objects from text or files."
# level = "intermediate"
# tags = ["class"]
# covers = ["builtin:classmethod"]
# docs = ["library/functions#classmethod"]
# try = [
#   "Add `from_hours(cls, hours)` and build an alarm from 6.5.",
#   "Give it the text `\"25:00\"`. Where should that be refused?",
#   "Remove both lines `@classmethod` and read the error.",
# ]
# ///


class Alarm:
    def __init__(self, hour, minute):
        self.hour, self.minute = hour, minute

    def show(self):
        return f"{self.hour:02}:{self.minute:02}"

    @classmethod
    def from_text(cls, text):
        hour, minute = text.split(":")
        return cls(int(hour), int(minute))

    @classmethod
    def from_minutes(cls, minutes):
        return cls(*divmod(minutes, 60))


# Three ways in, one __init__.
print(Alarm(7, 5).show())
print(Alarm.from_text("07:05").show())
print(Alarm.from_minutes(425).show())

# Several objects from the lines of a file.
week_file = ["06:30", "06:45", "late"]
for line in week_file:
    try:
        print(Alarm.from_text(line).show())
    except ValueError:
        print("no time:", line)

# predict: called through an alarm at 01:01. Whose time is shown?
nap = Alarm(1, 1)
print(nap.from_minutes(600).show())
print(nap.show())

# The class is what gets bound, whichever way you ask.
print(nap.from_text.__self__ is Alarm)
