weekday = ["soup", "bread"]
sunday = list(weekday)
sunday += ["cake"]
print("weekday:", weekday)
print("sunday:", sunday)
