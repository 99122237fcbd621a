"""Zstandard with compression.zstd

Zstandard packs about as small as `zlib` and is much faster. For many
small texts of one kind it can learn a dictionary from samples, and
then even a short text becomes small.
"""
# /// script
# requires-python = ">=3.14"
# [tool.explorer]
# goal = "Compress fast and with a dictionary."
# level = "advanced"
# since = "3.14"
# tags = ["compression", "new-3.14"]
# covers = ["module:compression.zstd", "pep:784"]
# docs = ["library/compression.zstd"]
# try = [
#   "Print `len(zstd.compress(diary, 1))`, then with level 19.",
#   "Print the `ZstdError` of the last line.",
#   "Print the three sizes: of `short`, `alone` and `packed`.",
# ]
# ///

import io
from compression import zstd

# In one go. On older Pythons zlib, bz2 and lzma do such work.
diary = b"Rain again. Stayed in and read. " * 200
packed = zstd.compress(diary)
print(len(diary), "bytes, packed to less than 100:", len(packed) < 100)
print(zstd.decompress(packed) == diary)

# As a file, a line at a time.
store = io.BytesIO()
with zstd.open(store, "wt", encoding="utf-8") as file:
    for day in range(1, 4):
        file.write(f"day {day}: rain\n")
store.seek(0)
with zstd.open(store, "rt", encoding="utf-8") as file:
    print([line.strip() for line in file])


# pitfall: A short text alone has nothing in it to save.
def message(number):
    return b'{"station": "north", "degrees": %d, "rain": "no"}' % number


short = message(7)
alone = zstd.compress(short)
print("alone smaller:", len(alone) < len(short))

# A dictionary knows beforehand what all the messages share.
samples = [message(number % 40) for number in range(400)]
words = zstd.train_dict(samples, 1024)
packed = zstd.compress(short, zstd_dict=words)

# predict: smaller than the message, or not?
print("with dictionary smaller:", len(packed) < len(short))
print(zstd.decompress(packed, zstd_dict=words) == short)

# Without the dictionary nobody can read it.
try:
    zstd.decompress(packed)
except zstd.ZstdError:
    print("dictionary missing")
