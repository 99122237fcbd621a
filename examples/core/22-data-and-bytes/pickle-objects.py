"""pickle: whole objects to bytes, and its danger

`pickle` writes nearly any Python object, with its class and its links
to others. Loading runs whatever the bytes ask for: load only what
you saved yourself.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Save objects and see why not to load strangers' files."
# level = "advanced"
# tags = ["pickle"]
# covers = [
#   "module:pickle", "module:pickletools", "pep:574", "pep:307",
#   "pep:3154",
# ]
# docs = ["library/pickle"]
# try = [
#   "Write `del Hiker` below `dumps`. What does `loads` say?",
#   "Pickle a lambda and read the error.",
#   "Show all instructions with `pickletools.dis(data)`.",
# ]
# ///

import pickle
import pickletools


class Hiker:
    def __init__(self, name):
        self.name = name
        self.friends = []


# Two that know each other. JSON could not write this ring.
ada, bo = Hiker("Ada"), Hiker("Bo")
ada.friends.append(bo)
bo.friends.append(ada)

data = pickle.dumps(ada)
copy = pickle.loads(data)
print(copy.name, copy.friends[0].name, copy is ada)

# predict: is the friend of the friend the same object again?
print(copy.friends[0].friends[0] is copy)

# The bytes are a small program of instructions: which protocol, a
# frame around it all, make an object, stop.
steps = [step.name for step, value, place in pickletools.genops(data)]
print(steps[:2], "NEWOBJ" in steps, steps[-1])

# They hold the name of the class, not its code.
print(b"Hiker" in data, b"append" in data)


# pitfall: An instruction may be "call this function". Here it is
# print; a stranger would choose another.
class Trap:
    def __reduce__(self):
        return (print, ("loading has run a function",))


pickle.loads(pickle.dumps(Trap()))

# Big buffers can travel beside the bytes instead of inside (since
# protocol 5).
photo = bytearray(100_000)
buffers = []
view = pickle.PickleBuffer(photo)
small = pickle.dumps(view, protocol=5, buffer_callback=buffers.append)
print(len(small) < 100, len(buffers))
print(pickle.loads(small, buffers=buffers) == photo)
