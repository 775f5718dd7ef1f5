import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { SubjectLook } from "../../src/model/subject-look.ts";
import { type Ran, runTool } from "../faults/run-tool.ts";

export interface Looked extends Ran {
  readonly look: SubjectLook;
}

/** A folder with a config of these sources, gone after the test, and the built tool to run in it. */
export class SubjectProject {
  readonly folder = mkdtempSync(join(tmpdir(), "entitlint-subject-"));
  env: Record<string, string> = {};

  constructor(sources: Readonly<Record<string, object>> = {}) {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    this.configure(sources);
  }

  configure(sources: Readonly<Record<string, object>>): void {
    this.write("entitlint.yaml", JSON.stringify({ version: 1, sources }));
  }

  write(path: string, content: string, mode = 0o644): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content, { mode });
  }

  async collect(): Promise<void> {
    const { code, stderr } = await this.run("collect");
    expect(stderr).not.toMatch(/error/u);
    expect(code, stderr).toBe(0);
  }

  run(...args: string[]): Promise<Ran> {
    return runTool(this.folder, args, { env: this.env });
  }

  /** Looks at a subject. The answer fits its schema, and no byte or date of the snapshot changes. */
  async lookAt(who: string, ...more: string[]): Promise<Looked> {
    const before = this.#snapshot();
    const ran = await this.run("collect", "--subject", who, "--format", "json", ...more);
    expect(this.#snapshot()).toBe(before);
    if (ran.stdout === "") throw new Error(ran.stderr);
    return { ...ran, look: SubjectLook.parse(JSON.parse(ran.stdout)) };
  }

  #snapshot(): string {
    const digest = createHash("sha256");
    for (const entry of readdirSync(this.folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!path.includes("snapshots") || !entry.isFile()) continue;
      digest.update(`${path} ${statSync(path).mtimeMs}\n`).update(readFileSync(path));
    }
    return digest.digest("hex");
  }
}

/** What is said of each record, as `kind name: VERDICT`, sorted. */
export function verdictsIn({ look }: Looked): string[] {
  return look.sources
    .flatMap(({ records }) => records.map(({ kind, name, now }) => `${kind} ${name}: ${now.verdict}`))
    .toSorted();
}

/** Why nothing can be said, wherever it cannot. */
export function reasonsIn({ look }: Looked): string[] {
  const reasons = look.sources.flatMap(({ records, searches, reason }) => [
    ...records.map(({ now }) => now.reason),
    ...searches.map((search) => search.reason),
    reason,
  ]);
  return [...new Set(reasons.flatMap((one) => one ?? []))].toSorted();
}
