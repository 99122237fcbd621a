SECRET = 37

guess = int(input())
if guess < SECRET:
    print("too low")
elif guess > SECRET:
    print("too high")
else:
    print("found in 1 tries")
