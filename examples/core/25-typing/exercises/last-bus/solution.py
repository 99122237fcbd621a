def next_bus(times: list[int], now: int) -> int | None:
    for time in times:
        if time >= now:
            return time
    return None


def wait(times: list[int], now: int) -> str:
    time = next_bus(times, now)
    if time is None:
        return "no bus"
    return f"{time - now} minutes"


print(wait([0, 480, 510], 495))
print(wait([0, 480, 510], 511))
