import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Ran, runTool, type Standing, standingOf } from "../../faults/run-tool.ts";
import { hrExport } from "./seed.ts";

/** A record as the snapshot holds it; tests compare it with their seed, not with the tool's own types. */
export type Line = { readonly id: string; readonly [field: string]: unknown };

export interface Finding {
  readonly rule: string;
  readonly object: string;
}

const rules = ["leaver-account-enabled", "orphan-account", "nhi-unregistered", "grant-no-active-record"];

/** A project with HR and the application `crm` behind SCIM, and the built tool to run in it. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), "entitlint-scim-"));
  readonly #env: Readonly<Record<string, string>>;
  readonly #asOf: string;
  /** All that the tool has said. */
  said = "";

  /** `asOf` is the time of every run; accounts that a server makes during the test are judged only some days later. */
  constructor(users: number, env: Readonly<Record<string, string>>, asOf = "2026-11-22T09:00:00Z") {
    this.#env = env;
    this.#asOf = asOf;
    this.write("exports/hr.csv", hrExport(users));
    this.write(
      "access/apps/crm.yaml",
      "owner: person:P0002\npeople: [hr]\nlifecycle: {channel: manual, sla: PT24H, deactivationBlocksUse: verified}\n",
    );
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
  }

  /** Writes the config with these keys of the SCIM source, and collects. */
  async collect(keys: string): Promise<Ran> {
    this.write("entitlint.yaml", `${head(this.#asOf)}${keys.replace(/^(?=.)/gmu, "    ")}\n`);
    return await this.run("collect");
  }

  async run(...args: string[]): Promise<Ran> {
    const ran = await runTool(this.folder, [...args, "--as-of", this.#asOf], { env: this.#env });
    this.said += ran.stdout + ran.stderr;
    return ran;
  }

  /** What the rules find that are tried here, as `rule object`, sorted. */
  async findings(): Promise<string[]> {
    const { stdout } = await this.run("check", "--format", "json");
    const report: { findings: readonly Finding[] } = JSON.parse(stdout);
    const tried = report.findings.filter(({ rule }) => rules.includes(rule));
    return [...new Set(tried.map(({ rule, object }) => `${rule} ${object}`))].toSorted();
  }

  standing(): Standing {
    return standingOf(this.folder, "crm");
  }

  warnings(kind: string): string {
    const manifest = JSON.parse(readFileSync(join(this.folder, "snapshots/manifest.json"), "utf8"));
    return (manifest.sources.crm.kinds[kind].warnings ?? []).join("\n");
  }

  records(kind: string): Line[] {
    const path = join(this.folder, "snapshots/crm", `${kind}.ndjson`);
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
    return lines.map((line): Line => JSON.parse(line));
  }

  /** Every byte that the tool wrote or said. */
  everything(): string {
    const files = readdirSync(join(this.folder, "snapshots"), { withFileTypes: true, recursive: true });
    const texts = files.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    return texts.map((path) => readFileSync(path, "latin1")).join("\n") + this.said;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const head = (asOf: string) => `version: 1
sources:
  hr:
    collector: files
    role: authoritative-identity
    reads:
      - path: exports/hr.csv
        exportedAt: {from: value, value: ${asOf}}
        records:
          - kind: identity
            id: "{id}"
            fields:
              kind: {value: human}
              status: {from: state, map: {here: active, gone: terminated}}
              statusChangedAt: since
              employeeId: number
              emails: [{from: mail, primary: true}]
  crm:
    collector: scim
    role: application
    tenant: acme
    kinds: {service: service}
`;
