"""None: the value for "nothing here"

`None` says that there is no value: nothing found, nothing returned,
not known yet. There is only one `None`, so the question for it is
`is None`. It is not zero, not an empty text and not `False`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Use None as a result, a default and an identity test."
# level = "beginner"
# tags = ["objects"]
# covers = ["builtin:None", "keyword:None"]
# docs = ["library/constants#None", "library/stdtypes#the-null-object"]
# try = [
#   "Give `get()` a second value: `boxes.get(\"Liam\", \"no mail\")`.",
#   "Mend the pitfall: leave out `letters =` in its second line.",
#   "Write `print(heaviest + None)`. Nothing cannot be added.",
# ]
# ///

# A post office. Nobody has brought a parcel yet.
parcel = None
print("parcel:", parcel)
if parcel is None:
    print("The shelf is empty.")

# A dictionary answers get() with None when it does not know a key.
boxes = {"Ada": "letter", "Noah": "magazine"}
print("Ada: ", boxes.get("Ada"))
print("Liam:", boxes.get("Liam"))

# None as a start value: no record is known before the first parcel.
heaviest = None
weight = 12
if heaviest is None:
    heaviest = weight
print("heaviest:", heaviest)

# print() does its work and has nothing to return.
# predict: two lines come out of this. What do they say?
receipt = print("Stamped.")
print("receipt:", receipt)

# None is a value of its own kind, equal to nothing but itself.
print("zero? ", None == 0)
print("empty?", None == "")
print("False?", None == False)

# pitfall: append() changes the list and returns `None`. Tie that to
# the name of the list, and the list is lost.
letters = ["A to Z"]
letters = letters.append("hello")
print("letters:", letters)
