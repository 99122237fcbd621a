saturday = ["Uma", "Finn", "Uma", "Gus"]
sunday = ["Gus", "Pia", "Uma"]

both = set(saturday) & set(sunday)
if both:
    print(", ".join(sorted(both)))
else:
    print("nobody")
