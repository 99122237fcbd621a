def told(**lists):
    printed = run(**lists).splitlines()
    return [" ".join(line.split()) for line in printed]


def report(home_office, home_party, office_party):
    return [
        f"home and office: equal {home_office}",
        f"home and party: equal {home_party}",
        f"office and party: equal {office_party}",
    ]


one = "True shared True"
two = "True shared False"
no = "False shared False"

for lists, wanted in [
    ({}, report(one, two, two)),
    ({"party": ["cake"]}, report(one, no, no)),
    ({"office": ["milk", "tea"]}, report(two, two, two)),
    ({"home": ["ink"]}, report(one, no, no)),
]:
    came = told(**lists)
    where = f" for {lists}" if lists else ""
    assert came == wanted, (
        f"The report{where} should be:\n" + "\n".join(wanted) + "\n"
        "It is:\n" + "\n".join(came)
    )
