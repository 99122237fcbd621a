run()
FormError = namespace["FormError"]


def answer(form):
    """What it does with a form, and what comes of it."""
    try:
        return "return", namespace["check_form"](form)
    except FormError as error:
        return "raise FormError with", list(error.args)


for form, wanted in [
    (
        {"name": " Ada ", "age": " 36 ", "mail": "ada@sea"},
        {"name": "Ada", "age": 36, "mail": "ada@sea"},
    ),
    (
        {"name": "Bo", "age": "0", "mail": " b@o ", "town": "Ulm"},
        {"name": "Bo", "age": 0, "mail": "b@o"},
    ),
    (
        {"name": " ", "age": "many", "mail": "ada"},
        ["name is missing", "age is no number", "mail has no @"],
    ),
    ({}, ["name is missing", "age is missing", "mail is missing"]),
    (
        {"name": "Ada", "age": "-1", "mail": " "},
        ["age is below 0", "mail is missing"],
    ),
    ({"age": "1.5", "mail": "a@b", "name": "A"}, ["age is no number"]),
    ({"name": "A", "age": " ", "mail": "a@b"}, ["age is missing"]),
]:
    is_well = isinstance(wanted, dict)
    expected = "return" if is_well else "raise FormError with"
    does, came = answer(form)
    assert (does, came) == (expected, wanted), (
        f"For {form} it should {expected} {wanted}, "
        f"but what it does is: {does} {came}."
    )
