import os


def told(settings):
    for name in ["TIMER_MINUTES", "TIMER_QUIET"]:
        os.environ.pop(name, None)
    os.environ.update(settings)
    return run().strip().split("\n")


def compare(settings, seconds, sound):
    wanted = [f"ready in {seconds} seconds", sound]
    printed = told(settings)
    assert printed == wanted, (
        f"With the settings {settings} it should print {wanted}, "
        f"but it prints {printed}."
    )


compare({}, 180, "beep")
compare({"TIMER_MINUTES": "2"}, 120, "beep")
compare({"TIMER_QUIET": "yes"}, 180, "(no sound)")
compare({"TIMER_MINUTES": "12"}, 720, "beep")
compare({"TIMER_QUIET": "no"}, 180, "beep")
compare({"TIMER_QUIET": "0"}, 180, "beep")
compare({"TIMER_QUIET": ""}, 180, "beep")
