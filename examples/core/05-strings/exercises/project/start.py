rows = [["tea", "3"], ["cocoa", "12"], ["soup", "140"]]

for row in rows:
    print("  ".join(row))
