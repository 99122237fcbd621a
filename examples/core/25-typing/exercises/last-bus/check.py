import inspect
from typing import get_type_hints

wait = namespace["wait"]

for times, now, wanted in [
    ([0, 480, 510], 495, "15 minutes"),
    ([0, 480, 510], 480, "0 minutes"),
    ([0, 480, 510], 511, "no bus"),
    ([], 5, "no bus"),
    ([0, 480], 0, "0 minutes"),
]:
    came = wait(times, now)
    assert came == wanted, (
        f"wait({times}, {now}) should give {wanted!r}, "
        f"but it gives {came!r}."
    )

next_bus = namespace["next_bus"]
came = next_bus([480], 500), next_bus([0, 480], 0)
assert came == (None, 0), (
    "next_bus should give None after the last bus and the time 0 for a "
    f"bus at midnight, but it gives {came[0]!r} and {came[1]!r}."
)

for name, wanted in [("next_bus", int | None), ("wait", str)]:
    hint = get_type_hints(namespace[name]).get("return")
    assert hint == wanted, (
        f"The hint for the result of {name} should say "
        f"{inspect.formatannotation(wanted)}, "
        f"but it says {inspect.formatannotation(hint)}."
    )
