fahrenheit = float(input("Fahrenheit: "))
celsius = fahrenheit - 32 * 5 / 9
print("Celsius:", round(celsius))
