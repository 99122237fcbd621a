"""t-strings: templates that stay in pieces

A t-string looks like an f-string but makes no text. It makes a
`Template` that keeps the fixed pieces and the values apart, so that a
function of yours can decide how to put them together.
"""
# /// script
# requires-python = ">=3.14"
# [tool.explorer]
# goal = "Look at the strings and interpolations of a template."
# level = "advanced"
# since = "3.14"
# tags = ["tstring", "new-3.14"]
# covers = [
#   "ast:TemplateStr", "ast:Interpolation",
#   "field:TemplateStr.values", "field:Interpolation.format_spec",
#   "field:Interpolation.conversion", "lex:t-string",
#   "module:string.templatelib", "name:string.templatelib.Template",
#   "name:string.templatelib.Interpolation",
#   "name:string.templatelib.convert", "pep:750",
# ]
# docs = ["library/string.templatelib"]
# try = [
#   "Write `f` for `t` in the first template and read the error.",
#   "Let `spell` put every value in capital letters.",
#   "Add two templates with `+` and print the strings.",
# ]
# ///

from string.templatelib import Interpolation, Template, convert

who = "Ida"
plums = 3
note = t"{who!r} picked {plums:>4} plums"

# Not a text: the pieces between the values, and the values.
print(isinstance(note, Template), isinstance(note, str))
print(note.strings)
print(note.values)

# Each value comes with what stood in the brackets.
for part in note.interpolations:
    print(part.expression, part.conversion, repr(part.format_spec))


# Conversion and format are only noted. Applying them is up to you.
def spell(template):
    text = ""
    for part in template:
        if isinstance(part, Interpolation):
            value = convert(part.value, part.conversion)
            text += f"[{value:{part.format_spec}}]"
        else:
            text += part
    return text


print(spell(note))

# predict: the plums are counted again. Does the note know?
plums = 4
print(spell(note))

# Any expression may stand in the brackets. On older Pythons pass the
# pieces and the values to a function of your own.
print(spell(t"{'no' + 'thing'} else"))
