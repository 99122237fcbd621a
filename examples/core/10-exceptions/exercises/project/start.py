class FormError(Exception):
    """Its args are the problems of a form, one text each."""


def check_form(form):
    if not form["name"].strip():
        raise FormError("name is missing")
    age = int(form["age"])
    if age < 0:
        raise FormError("age is below 0")
    return {"name": form["name"].strip(), "age": age}


try:
    print(check_form({"name": " Ada ", "age": "-1", "mail": "ada"}))
except FormError as error:
    for problem in error.args:
        print(problem)
