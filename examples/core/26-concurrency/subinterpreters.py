"""Several interpreters in one process

`concurrent.interpreters` makes a second Python inside this one, with
modules and names of its own. The two share nothing but what you send,
and can compute at the same time.
"""
# /// script
# requires-python = ">=3.14"
# [tool.explorer]
# goal = "Run code in isolation and pass data through a queue."
# level = "expert"
# since = "3.14"
# tags = ["interpreters", "new-3.14"]
# needs = ["threads"]
# covers = ["module:concurrent.interpreters", "pep:734", "pep:684"]
# docs = ["library/concurrent.interpreters"]
# try = [
#   "Send a dictionary through the queue and change it there.",
#   "Let the code over there import a module that is missing.",
#   "Call `other.close()` and then `other.exec(\"1\")`.",
# ]
# ///

from concurrent import interpreters

# Before 3.14 processes are the way to such isolation.
other = interpreters.create()
print(len(interpreters.list_all()), "interpreters")

# A queue both can reach, put among the names over there.
box = interpreters.create_queue()
other.prepare_main(box=box, limit=4)

# predict: the other one sets `greeting` as well. Whose is printed?
greeting = "hello"
other.exec("greeting = 'goodbye'; box.put(greeting)")
print(box.get(), greeting)

# Whatever the code over there computes comes back the same way.
other.exec("for n in range(limit): box.put(n * n)")
print([box.get() for _ in range(4)])


# A function can be called there. Its result comes back by itself.
def add(a, b):
    return a + b


print(other.call(add, 2, 3))

# pitfall: What you send is copied. The list here stays as it was.
box.put(["tea"])
other.exec("things = box.get(); things.append('milk'); box.put(things)")
print(box.get())

# An error over there does not end the program here.
try:
    other.exec("1 / 0")
except interpreters.ExecutionFailed as error:
    print("failed:", error.excinfo.type.__name__)

other.close()
print(len(interpreters.list_all()), "interpreter")
