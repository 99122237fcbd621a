"""TOML and INI configuration

TOML has kinds: numbers, dates, lists, tables. An INI file has only
sections, names and texts, and you say what each should become. Python
reads both, and writes INI.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Read settings in both formats."
# level = "intermediate"
# since = "3.11"
# tags = ["config"]
# covers = ["module:tomllib", "module:configparser", "pep:680"]
# docs = ["library/tomllib"]
# try = [
#   "Take the quotes away from `Kitchen` in the TOML text.",
#   "Ask for `ini.getint(\"radio\", \"room\")` and read the error.",
#   "Assign the number 9 instead of the text and read the error.",
# ]
# ///

import configparser
import io
import tomllib

toml_text = """
room = "Kitchen"
volume = 7
since = 2024-05-04

[stations]
favourites = ["news", "jazz"]
"""

# Each value arrives as the Python object it stands for.
radio = tomllib.loads(toml_text)
for name, value in radio.items():
    print(f"{name}: {type(value).__name__}")
print(radio["volume"] + 1, radio["stations"]["favourites"][0])

# A mistake is named with its place.
try:
    tomllib.loads("volume = 7 or 8")
except tomllib.TOMLDecodeError as error:
    print(error)

ini_text = """
[DEFAULT]
loud = no

[radio]
room = Kitchen
volume = 7
"""

ini = configparser.ConfigParser()
ini.read_string(ini_text)

# predict: volume is 7 in the file. What is twice the volume?
print(ini["radio"]["volume"] * 2, ini.getint("radio", "volume") * 2)

# pitfall: The text "no" is not empty, so it counts as true.
print(bool(ini["radio"]["loud"]), ini.getboolean("radio", "loud"))

# Values of DEFAULT show in every section. Names ignore the case.
print(list(ini["radio"]), ini.get("radio", "ROOM"))
print(ini.get("radio", "antenna", fallback="none"))

# A changed setting can be written back. It has to be a text.
ini["radio"]["volume"] = "9"
written = io.StringIO()
ini.write(written)
print(written.getvalue().split("\n")[3:6])
