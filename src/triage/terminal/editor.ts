import { spawn } from "node:child_process";
import { basename } from "node:path";

/** Editors that take `file:line` behind a flag of their own; all others know `+line file`. */
const withPlace: Readonly<Record<string, readonly string[]>> = {
  code: ["--wait", "--goto"],
  codium: ["--wait", "--goto"],
  cursor: ["--wait", "--goto"],
  subl: ["--wait"],
  zed: ["--wait"],
};

/** The program and arguments that open a file at a line; undefined where no editor is named. */
export function editorCall(
  env: Readonly<Record<string, string | undefined>>,
  { path, line }: { readonly path: string; readonly line: number },
): readonly [string, ...string[]] | undefined {
  const [program, ...own] = (env.VISUAL || env.EDITOR || "").split(/\s+/).filter((word) => word !== "");
  if (program === undefined) return undefined;
  const flags = withPlace[basename(program).replace(/\.(exe|cmd)$/, "")];
  const place = flags ? [...flags.filter((flag) => !own.includes(flag)), `${path}:${line}`] : [`+${line}`, path];
  return [program, ...own, ...place];
}

/** Runs a program on this terminal to its end. @returns what went wrong; undefined where nothing did */
export function runHere([program, ...args]: readonly [string, ...string[]]): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: "inherit" });
    child.on("error", (error) => done(`${program} cannot be started: ${error.message}`));
    child.on("close", (code) => done(code === 0 || code === null ? undefined : `${program} ended with ${code}`));
  });
}
