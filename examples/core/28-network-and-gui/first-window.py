"""A window with a label and a button

A window program sets up its parts and then waits in `mainloop()`. A
click calls the function that was given to the button.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Open a window and react to a click."
# level = "intermediate"
# kind = "gui"
# tags = ["tkinter"]
# needs = ["display"]
# covers = ["module:tkinter"]
# docs = ["library/tkinter"]
# try = [
#   "Add a second button that counts down.",
#   "Let the label turn red from five clicks on.",
#   "Write `command=click()` with brackets. When is it called?",
# ]
# ///

import os
import tkinter as tk

window = tk.Tk()
window.title("Clicks")
clicks = 0


# Called by the window, not by this program.
def click():
    global clicks
    clicks += 1
    label.configure(text=f"Clicks: {clicks}")
    print("click", clicks)


label = tk.Label(window, text="No clicks yet", padx=40, pady=20)
label.pack()

# pitfall: The function goes in without brackets. With brackets it
# would be called here and now.
button = tk.Button(window, text="Click me", command=click)
button.pack(pady=(0, 20))

# In a check nobody clicks, so the window does it and closes itself.
if os.environ.get("EXPLORER_SMOKE") == "1":
    window.after(200, button.invoke)
    window.after(400, window.destroy)

# predict: is this printed before or after the window closes?
print("ready")
window.mainloop()
print("closed after", clicks, "clicks")
