import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Ran, runTool, type Standing, standingOf } from "../../faults/run-tool.ts";

/** A record as the snapshot holds it; tests compare it with their seed, not with the tool's own types. */
export type Line = { readonly id: string; readonly [field: string]: unknown };

export interface Project {
  readonly folder: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly run: (...args: string[]) => Promise<Ran>;
  readonly runWith: (env: Readonly<Record<string, string>>, ...args: string[]) => Promise<Ran>;
  readonly records: (system: string, kind: string) => Line[];
  readonly standing: (system: string) => Standing;
  readonly warnings: (system: string, kind: string) => string[];
  /** Every byte that the tool wrote. */
  readonly everything: () => Buffer;
  readonly remove: () => void;
}

const patience = { attempts: 1, firstWait: 5, longestWait: 5, silence: 20 };

/** A folder with a config and the authority's certificate, and the built tool to run in it. */
export function project(
  ca: string,
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Project {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-ldap-"));
  copyFileSync(ca, join(folder, "ca.pem"));
  const write: Project["write"] = (more) => {
    for (const [path, content] of Object.entries(more)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  };
  write(files);
  return {
    folder,
    write,
    run: (...args) => runTool(folder, args, { env, patience }),
    runWith: (other, ...args) => runTool(folder, args, { env: other, patience }),
    records: (system, kind) => recordsOf(join(folder, "snapshots", system), kind),
    standing: (system) => standingOf(folder, system),
    warnings: (system, kind) =>
      JSON.parse(readFileSync(join(folder, "snapshots/manifest.json"), "utf8")).sources[system].kinds[kind].warnings ??
      [],
    everything: () => Buffer.concat(filesBelow(join(folder, "snapshots")).map((path) => readFileSync(path))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function recordsOf(folder: string, kind: string): Line[] {
  return filesBelow(folder)
    .filter(
      (path) =>
        path.slice(folder.length + 1).startsWith(kind) &&
        /\.ndjson$/u.test(path) &&
        !/(?:history|activity)/u.test(path),
    )
    .flatMap((path) => readFileSync(path, "utf8").split("\n").filter(Boolean))
    .map((line): Line => JSON.parse(line));
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
