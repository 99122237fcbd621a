"""bytes and bytearray

`bytes` are numbers from 0 to 255 in a row and never change. A
`bytearray` is the same with the methods of a list. Text becomes bytes
by *encoding*, and bytes text by *decoding*.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Build, search and change binary data."
# level = "intermediate"
# tags = ["bytes"]
# covers = [
#   "builtin:bytes", "builtin:bytearray", "lex:bytes-literal",
#   "lex:raw-bytes", "method:bytes.decode", "method:bytes.fromhex",
#   "method:bytes.hex", "method:bytearray.append",
#   "method:bytearray.extend", "method:bytearray.insert",
#   "method:bytearray.pop", "method:bytearray.remove",
#   "method:bytearray.reverse", "method:bytearray.clear",
#   "method:bytearray.copy", "method:bytearray.decode",
#   "method:bytearray.fromhex", "method:bytearray.hex",
#   "pep:3137", "pep:3112",
# ]
# docs = ["library/stdtypes#bytes-objects"]
# try = [
#   "Append 300 to the bytearray and read the error.",
#   "Write an `é` into the bytes literal `b\"tea\"`.",
#   "Decode `data` as ASCII.",
# ]
# ///

# The letters of the literal are a way of writing numbers.
tea = b"tea"
print(list(tea), tea[0], tea[:1])
print(b"a\tb", rb"a\tb", len(rb"a\tb"))

# pitfall: One letter, two bytes: count before or after encoding?
word = "café"
data = word.encode("utf-8")
print(len(word), len(data), data)
print(data.decode("utf-8"))

# A number makes so many zero bytes, a list makes its numbers.
print(bytes(3), bytes([3]))

# In hexadecimal, for people.
print(data.hex(" "), bytes.fromhex("74 65 61"))

# A bytearray can be changed in place.
frame = bytearray.fromhex("01 02")
saved = frame.copy()
frame.append(3)
frame.extend([4, 5])
frame.insert(0, 255)
frame.remove(2)
print(frame.hex(), "took", frame.pop())
frame.reverse()
frame[0:2] = b"ok"
print(frame, saved)

# predict: equal numbers, one can change. Are the two equal?
print(bytearray(b"ok") == b"ok", b"ok" == "ok")

# Searching works as in text.
print(data.find(b"f"), b"af" in data, tea.upper().replace(b"T", b"S"))
saved.clear()
print(bytearray(b"all gone:").decode(), len(saved))
