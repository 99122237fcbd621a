"""A web server and a client in one script

`http.server` answers requests with a class of yours, and `urllib`
asks. A request has a method and a path; an answer has a status,
headers and a body of bytes.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Serve JSON and fetch it with urllib."
# level = "intermediate"
# tags = ["http"]
# needs = ["loopback", "threads", "subprocess"]
# covers = ["module:http", "module:urllib", "cli:-m-http.server"]
# docs = ["library/http.server"]
# try = [
#   "Answer `/tea/count` with the number of kinds.",
#   "Send a header of your own and print it at the client.",
#   "Ask with `https` in place of `http` and read the error.",
# ]
# ///

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

TEAS = {"green": 2, "black": 5}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        kind = self.path.removeprefix("/tea/")
        if kind not in TEAS:
            self.send_error(404, f"no tea called {kind}")
            return
        body = json.dumps({"kind": kind, "minutes": TEAS[kind]})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_request(self, code="-", size="-"):
        print("server:", self.command, self.path, int(code))

    def log_message(self, *words):
        """Keep quiet about everything else."""


server = HTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
home = f"http://127.0.0.1:{server.server_port}"
fetch = build_opener(ProxyHandler({})).open

with fetch(f"{home}/tea/black") as answer:
    print(answer.status, answer.headers["Content-Type"])
    # predict: the body is bytes. What does json make of it?
    print(json.loads(answer.read()))

# pitfall: For urllib, an answer of 404 is an exception.
try:
    fetch(f"{home}/tea/mint")
except HTTPError as error:
    print(error.code, error.reason)
server.shutdown()
server.server_close()

# A server for the files of a folder is there as a command.
command = [sys.executable, "-m", "http.server", "--help"]
told = subprocess.check_output(command, text=True)
print("there is a command:", "--directory" in told)
