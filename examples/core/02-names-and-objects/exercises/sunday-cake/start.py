weekday = ["soup", "bread"]
sunday = weekday
sunday += ["cake"]
print("weekday:", weekday)
print("sunday:", sunday)
