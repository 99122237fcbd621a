"""Weak references and finalizers

A weak reference knows an object without keeping it alive: when the
last ordinary name is gone, it gives `None`. Caches that must not
collect everything are built from them.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Cache objects without keeping them alive."
# level = "advanced"
# tags = ["memory"]
# covers = ["module:weakref", "exc:ReferenceError", "pep:205"]
# docs = ["library/weakref"]
# try = [
#   "Use an ordinary dictionary for `shown`. What stays?",
#   "Give `Photo` the line `__slots__ = (\"name\",)`.",
#   "Print `weakref.ref(beach.show)()` before `del beach`.",
# ]
# ///

import weakref


class Photo:
    def __init__(self, name):
        self.name = name

    def show(self):
        return f"photo of {self.name}"


beach = Photo("the beach")
weak = weakref.ref(beach)

# Call it to get the object, while there is one.
print(weak().show(), weak() is beach)
del beach
print(weak())

# A cache that forgets by itself.
shown = weakref.WeakValueDictionary()


def load(name):
    # Ask once: between two questions it could be gone.
    if (photo := shown.get(name)) is None:
        print("  reading", name)
        photo = shown[name] = Photo(name)
    return photo


first, second = load("harbour"), load("harbour")
print(first is second, len(shown))

# predict: one of the two names goes. Is it read again?
del first
print("the same:", load("harbour") is second)
del second
print(len(shown), "in the cache")
load("harbour")

# A proxy is used like the object itself, as long as it is there.
tower = Photo("the tower")
proxy = weakref.proxy(tower)
print(proxy.show())

# A finalizer runs once, when its object goes.
weakref.finalize(tower, print, "  closing the file of the tower")
del tower
try:
    proxy.show()
except ReferenceError as error:
    print("ReferenceError:", error)

# pitfall: Numbers, texts and lists cannot be referred to weakly.
for thing in [7, "text", [1, 2]]:
    try:
        weakref.ref(thing)
    except TypeError as error:
        print("TypeError:", error)
