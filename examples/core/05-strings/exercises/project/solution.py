rows = [["tea", "3"], ["cocoa", "12"], ["soup", "140"]]

widths = []
for column in range(len(rows[0])):
    widest = 0
    for row in rows:
        widest = max(widest, len(row[column]))
    widths.append(widest)

for row in rows:
    cells = [row[0].ljust(widths[0])]
    for column in range(1, len(row)):
        cells.append(row[column].rjust(widths[column]))
    print("  ".join(cells).rstrip())
