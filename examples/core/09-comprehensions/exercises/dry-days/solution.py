rain = [4, None, 0, 12]

measured = [mm for mm in rain if mm is not None]
if measured:
    mean = sum(measured) / len(measured)
    print(f"{len(measured)} days, {mean:.1f} mm a day")
else:
    print("no days")
