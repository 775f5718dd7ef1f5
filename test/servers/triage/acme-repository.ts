import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Report } from "../../../src/model/report.ts";
import { Data } from "../../../src/triage/data/data.ts";
import { orderOf } from "../../../src/triage/data/order.ts";

const root = resolve(import.meta.dirname, "../../..");
export const cli = join(root, "dist/cli.js");
export const asOf = readFileSync(join(root, "examples/acme/as-of.txt"), "utf8").trim();

/** The example with its snapshot, as a repository in a folder of its own. */
export interface AcmeRepository {
  readonly folder: string;
  readonly check: () => Report;
  readonly git: (...args: readonly string[]) => string;
  /** What an editor is to be called, which writes down what it was called with. */
  readonly editor: string;
  readonly edited: string;
  readonly remove: () => void;
}

export function acmeRepository(): AcmeRepository {
  const base = mkdtempSync(join(tmpdir(), "entitlint-triage-"));
  const folder = join(base, "acme");
  cpSync(join(root, "examples/acme"), folder, { recursive: true });
  cpSync(join(root, "snapshots"), join(folder, "snapshots"), { recursive: true });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Sam", "-c", "user.email=sam@example.com", ...args], {
      cwd: folder,
      encoding: "utf8",
    });
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "Begin");
  const editor = join(base, "editor.sh");
  const edited = join(base, "edited.txt");
  writeFileSync(editor, `#!/bin/sh\necho "$@" > '${edited}'\n`);
  chmodSync(editor, 0o755);
  return {
    ...{ folder, git, editor, edited },
    check: () => {
      const args = [cli, "check", "--as-of", asOf, "--report", `json=${join(base, "report.json")}`];
      try {
        execFileSync(process.execPath, args, { cwd: folder, stdio: "pipe" });
      } catch {
        // Findings are what it is there for; a report that is missing fails below.
      }
      return Report.parse(JSON.parse(readFileSync(join(base, "report.json"), "utf8")));
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** Whom the list names, in the order in which it opens. */
export function namesInOrder(report: Report): string[] {
  const data = new Data(report, () => undefined);
  return [...orderOf(data, "severity")].map((index) => data.who(index));
}
