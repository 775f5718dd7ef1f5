import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Ran, runTool, type Standing, standingOf } from "../faults/run-tool.ts";

export interface HttpProject {
  readonly folder: string;
  write(files: Readonly<Record<string, string>>): void;
  run(...args: string[]): Promise<Ran>;
  /** The records of a kind, as the snapshot holds them. */
  records(system: string, kind: string): Readonly<Record<string, unknown>>[];
  standing(system: string): Standing;
  /** Everything that was written below the folder but what the test itself wrote, and all that was printed. */
  everything(): string;
  remove(): void;
}

/** A folder with these files, and the built tool to run in it. */
export function httpProject(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): HttpProject {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-http-"));
  let printed = "";
  const write: HttpProject["write"] = (more) => {
    for (const [path, content] of Object.entries(more)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  };
  write(files);
  return {
    folder,
    write,
    async run(...args) {
      const ran = await runTool(folder, args, {
        env,
        patience: { attempts: 6, firstWait: 50, longestWait: 5, silence: 60 },
      });
      printed += ran.stdout + ran.stderr;
      return ran;
    },
    records(system, kind) {
      const file = join(folder, "snapshots", system, `${kind}.ndjson`);
      if (!existsSync(file)) return [];
      return readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    },
    standing: (system) => standingOf(folder, system),
    everything: () => printed + below(join(folder, "snapshots")),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function below(folder: string): string {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"))
    .join("");
}
