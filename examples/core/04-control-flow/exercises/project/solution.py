SECRET = 37

for count in range(1, 6):
    guess = int(input())
    if guess < SECRET:
        print("too low")
    elif guess > SECRET:
        print("too high")
    else:
        print("found in", count, "tries")
        break
else:
    print("the number was", SECRET)
