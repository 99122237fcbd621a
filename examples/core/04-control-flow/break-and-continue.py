"""Leaving with break, skipping with continue

`break` leaves the loop at once, `continue` skips the rest of this round
and goes on with the next one. Both save you from blocks inside blocks.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Steer a loop from inside its body."
# level = "beginner"
# tags = ["loop"]
# covers = [
#   "ast:Break", "ast:Continue", "keyword:break", "keyword:continue",
# ]
# docs = [
#   "tutorial/controlflow#break-and-continue-statements",
#   "reference/simple_stmts#the-break-statement",
# ]
# try = [
#   "Make room for 800 seconds.",
#   "Write `continue` instead of the inner `break`.",
#   "Write `break` on a line of its own at the end of the file.",
# ]
# ///

# Songs of a radio show, with their length in seconds. There is time
# for 600 seconds.
lengths = [210, 0, 185, 240, 150]
played = 0
for length in lengths:
    # A length of 0 is a broken file. continue skips to the next one.
    if length == 0:
        print("  broken file, skipped")
        continue
    # The song does not fit any more. break ends the loop.
    if played + length > 600:
        print("  no time for", length, "seconds")
        break
    played += length
    print("played", length, "- in all", played)

print("show over after", played)

# while True runs for ever; break is the way out.
number = 1
while True:
    if number * number > 50:
        break
    number += 1
print("first square above 50 is that of", number)

# predict: break leaves one loop. Which rooms are still searched?
for floor in [1, 2]:
    for room in ["A", "B", "C"]:
        if room == "B":
            break
        print("searching", floor, room)

# pitfall: In a `while` loop `continue` also skips the line that counts.
# That is why the counting comes first here.
hour = 0
while hour < 4:
    hour += 1
    if hour == 2:
        continue
    print("bell at", hour)
