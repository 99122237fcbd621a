class FormError(Exception):
    """Its args are the problems of a form, one text each."""


def read_text(form, key):
    text = form.get(key, "").strip()
    if not text:
        raise FormError(f"{key} is missing")
    return text


def read_age(form):
    text = read_text(form, "age")
    try:
        age = int(text)
    except ValueError:
        raise FormError("age is no number") from None
    if age < 0:
        raise FormError("age is below 0")
    return age


def read_mail(form):
    mail = read_text(form, "mail")
    if "@" not in mail:
        raise FormError("mail has no @")
    return mail


def read_name(form):
    return read_text(form, "name")


READERS = {"name": read_name, "age": read_age, "mail": read_mail}


def check_form(form):
    clean = {}
    problems = []
    for key, reader in READERS.items():
        try:
            clean[key] = reader(form)
        except FormError as error:
            problems.extend(error.args)
    if problems:
        raise FormError(*problems)
    return clean


try:
    print(check_form({"name": " Ada ", "age": "-1", "mail": "ada"}))
except FormError as error:
    for problem in error.args:
        print(problem)
