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

/**
 * The program and arguments that open a file at a line; undefined where no editor is named. As with Git, the variable is a
 * command for the shell: it may have arguments, and quotes around what holds blanks.
 */
export function editorCall(
  env: Readonly<Record<string, string | undefined>>,
  { path, line }: { readonly path: string; readonly line: number },
  hasShell = process.platform !== "win32",
): readonly [string, ...string[]] | undefined {
  const command = (env.VISUAL || env.EDITOR || "").trim();
  const { double, single, bare } =
    /^(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>\S+))/.exec(command)?.groups ?? {};
  const program = double ?? single ?? bare;
  if (program === undefined) return undefined;
  const flags = withPlace[basename(program).replace(/\.(exe|cmd)$/, "")];
  const own = command.split(/\s+/).slice(1);
  const place = flags ? [...flags.filter((flag) => !own.includes(flag)), `${path}:${line}`] : [`+${line}`, path];
  return hasShell ? ["sh", "-c", `${command} "$@"`, command, ...place] : [program, ...own, ...place];
}

/** Runs a program on this terminal to its end. @returns what went wrong; undefined where nothing did */
export function runHere([program, ...args]: readonly [string, ...string[]]): Promise<string | undefined> {
  const [, , name = program] = program === "sh" ? args : [];
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: "inherit" });
    child.on("error", (error) => done(`${name} cannot be started: ${error.message}`));
    child.on("close", (code, signal) => done(wrongWith(name, code, signal)));
  });
}

/** Shells tell by 126 and 127 that there was nothing to run. */
function wrongWith(name: string, code: number | null, signal: string | null): string | undefined {
  if (signal !== null) return `${name} was ended by ${signal}`;
  if (code === 126 || code === 127) return `${name} cannot be started`;
  return code === 0 ? undefined : `${name} ended with ${code}`;
}
