told = run().splitlines()
kept = "{'Ida': 30, 'Tim': 30}"
wanted = [kept, "undone: Tim has only 30", kept]
wanted += ["undone: nobody is called Eva", kept]
assert told == wanted, (
    f"The program should print {wanted}, but it prints {told}."
)

transaction = namespace["transaction"]

stock = {"nuts": 4, "figs": 2}
with transaction(stock) as given:
    stock["nuts"] = 3
    del stock["figs"]
assert given is stock, (
    f"The name after `as` should be the dictionary, but is {given!r}."
)
assert stock == {"nuts": 3}, (
    "After a block that ends well the changes should stay, "
    f"but the dictionary is {stock}."
)

for error in [KeyError("pears"), ZeroDivisionError("none left")]:
    stock = {"nuts": 4, "figs": 2}
    came = None
    try:
        with transaction(stock):
            stock["nuts"] = 0
            stock["plums"] = 7
            del stock["figs"]
            raise error
    except (KeyError, ZeroDivisionError) as caught:
        came = caught
    assert came is error, (
        f"The {error!r} of the block should get out, but {came!r} came."
    )
    assert stock == {"nuts": 4, "figs": 2}, (
        "A block that changed an entry, added one and removed one was "
        f"not undone: the dictionary is {stock}."
    )

stock = {"nuts": 4}
with transaction(stock):
    stock["nuts"] = 3
    try:
        with transaction(stock):
            stock["nuts"] = 2
            raise KeyError("pears")
    except KeyError:
        pass
    stock["figs"] = 1
assert stock == {"nuts": 3, "figs": 1}, (
    "When only the inner of two transactions fails, the dictionary "
    f"should be {{'nuts': 3, 'figs': 1}}, but it is {stock}."
)
