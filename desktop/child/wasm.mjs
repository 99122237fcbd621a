// Runs one program in a CPython made of WebAssembly: node wasm.mjs PYODIDE WORK_DIR FILE ARG... -- COPIED...
// The program sees WORK_DIR and copies of FILE and of what is COPIED, nothing else of this computer's files.
// Its input is ours; its output and, behind a NUL on stderr, a JSON object with how it ended, are ours too.

import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, workDir, file, ...rest] = process.argv.slice(2);
const dashes = rest.indexOf("--");
const { loadPyodide } = await import(pathToFileURL(path.join(pyodide, "pyodide.mjs")));
const python = await loadPyodide({ env: { HOME: workDir, PYTHONUTF8: "1" } });

for (const copied of [file, ...rest.slice(dashes + 1)]) {
  python.FS.mkdirTree(path.dirname(copied));
  python.FS.writeFile(copied, fs.readFileSync(copied));
}
python.FS.mkdirTree(workDir);
python.mountNodeFS(workDir, workDir);

const toStream = (number) => ({
  write: (bytes) => {
    for (let done = 0; done < bytes.length; ) done += fs.writeSync(number, bytes, done);
    return bytes.length;
  },
});
python.setStdout(toStream(1));
python.setStderr(toStream(2));
python.setStdin({ read: (buffer) => fs.readSync(0, buffer) });

const words = python.toPy([file, ...rest.slice(0, dashes)]);
const begun = performance.now();
const end = python.runPython(`
def run(words, folder):
    import json, os, sys, types
    os.chdir(folder)
    main = types.ModuleType("__main__")
    main.__file__ = words[0]
    kept, sys.modules["__main__"] = sys.modules["__main__"], main
    sys.argv[:], sys.path[:0] = words, [os.path.dirname(words[0])]
    end = {"exit_code": 0, "type": "", "message": ""}
    try:
        with open(words[0], "rb") as stream:
            code = compile(stream.read(), words[0], "exec", dont_inherit=True)
        exec(code, main.__dict__)
    except SystemExit as error:
        end["exit_code"] = 0 if error.code is None else error.code if isinstance(error.code, int) else 1
    except BaseException as error:
        kind = type(error)
        module = "" if kind.__module__ in ("builtins", "__main__") else kind.__module__ + "."
        end.update(exit_code=1, type=module + kind.__qualname__, message=str(error))
        sys.excepthook(kind, error, error.__traceback__)
    import atexit
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return json.dumps({**end, "python": sys.version.split()[0]})
run
`)(words, workDir);
const told = { ...JSON.parse(end), duration_ms: Math.round(performance.now() - begun) };
fs.writeSync(2, "\0" + JSON.stringify(told));
process.exit(0);
