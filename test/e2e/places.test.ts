// @module-tag long
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { everything } from "../everything.ts";
import { checkAcme, root } from "./acme.ts";
import { asOf, clean, collected, config, type Project, project, withLeaver } from "./small-project.ts";

const registry = {
  "access/identities/ci.yaml":
    "# who builds\n- id: nhi:ci\n  kind: service\n  accounts: [account:forge/main/9]\n  owner: person:ben\n  purpose: builds\n  expires: 2027-01-31\n",
  "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,on,dev\n9,bot,Bot,on,dev\n",
};

async function reportOf(made: Project, ...args: string[]): Promise<Report> {
  const { stdout, stderr } = await made.run("check", "--as-of", asOf, "--format", "json", ...args);
  if (stderr !== "") throw new Error(stderr);
  return Report.parse(JSON.parse(stdout));
}

/** The line that a place leads to, from the root of the repository. */
function lineAt({ folder }: Pick<Project, "folder">, { file, line }: Report["findings"][number]["place"]): string {
  return readFileSync(join(folder, file), "utf8").split("\n")[line - 1] ?? "";
}

const placesOf = ({ findings }: Report) =>
  findings.map(({ object, place }) => `${object} ${place.what} ${place.file}:${place.line}`);

describe("every finding leads to a line of the repository", () => {
  test("a record to its line in the snapshot, what is declared to the line that declares it", async () => {
    const made = await collected({ ...withLeaver, ...registry });
    const report = await reportOf(made);
    const kinds = new Set(report.findings.map(({ place }) => place.what));
    expect(kinds).toEqual(new Set(["record", "declaration"]));
    for (const { object, place } of report.findings) {
      const line = lineAt(made, place);
      expect(line, object).toContain(place.what === "record" ? `"id":${JSON.stringify(object)}` : `- id: ${object}`);
    }
    expect(report.files).toEqual({ config: "entitlint.yaml", manifest: "snapshots/manifest.json" });
  });

  test.runIf(everything)("in the example too, where a directory's user stands for the account that it implies", () => {
    const { findings, unknowns } = checkAcme("examples/acme/entitlint.yaml", "snapshots");
    const records = [...findings, ...unknowns].filter(({ place }) => place.what === "record");
    expect(records.length).toBeGreaterThan(40);
    for (const { object, place } of records) {
      const { id } = JSON.parse(lineAt({ folder: root }, place));
      expect([id, id.replace(/^identity:/, "account:")], object).toContain(object);
    }
    expect(records.find(({ object }) => object === "account:idp/acme/00u057")?.place.line).toBe(57);
  });

  test("a member that another repository's format declares to its own line", async () => {
    const declared = config.replace("role: application\n", "role: application\n    declares: true\n");
    const made = await collected({ ...withLeaver, "entitlint.yaml": declared });
    const places = (await reportOf(made)).findings.map(({ object, place }) => ({ object, ...place }));
    const grant = places.find(({ object }) => object.startsWith("grant:forge/"));
    expect(grant).toMatchObject({ file: "exports/forge.csv", line: 3, what: "declaration" });
  });

  test("paths start at the root of the repository, wherever the config lies in it", async () => {
    const made = await collected(withLeaver);
    const inner = { folder: join(made.folder, "teams/access") };
    mkdirSync(join(made.folder, "teams"));
    mkdirSync(inner.folder);
    for (const part of ["entitlint.yaml", "access", "exports", "snapshots"])
      renameSync(join(made.folder, part), join(inner.folder, part));
    mkdirSync(join(made.folder, ".git"));
    const report = await reportOf(made, "--config", "teams/access/entitlint.yaml");
    expect(report.files.config).toBe("teams/access/entitlint.yaml");
    expect(report.findings.length).toBeGreaterThan(0);
    for (const { object, place } of report.findings) {
      expect(place.file).toMatch(/^teams\/access\/snapshots\//);
      expect(lineAt(made, place)).toContain(JSON.stringify(object));
    }
  });

  test("a snapshot that was fetched from elsewhere is named as the repository has it", async () => {
    const made = await collected(withLeaver);
    const elsewhere = project({});
    cpSync(join(made.folder, "snapshots"), join(elsewhere.folder, "fetched"), { recursive: true });
    const here = await reportOf(made);
    const there = await reportOf(made, "--snapshot", join(elsewhere.folder, "fetched"));
    expect(placesOf(there)).toEqual(placesOf(here));
    expect(there).toEqual(here);
  });
});

describe("what has no line of its own", () => {
  test("a file that was altered leads to itself, a missing one to where the manifest names it", async () => {
    const made = await collected();
    const altered = join(made.folder, "snapshots/forge/account.ndjson");
    writeFileSync(altered, `${readFileSync(altered, "utf8")}not a record\n`);
    rmSync(join(made.folder, "snapshots/forge/grant.ndjson"));
    writeFileSync(join(made.folder, "snapshots/forge/more.ndjson"), "");
    const report = await reportOf(made);
    const places = placesOf(report);
    expect(places).toContain("forge/account.ndjson snapshot-file snapshots/forge/account.ndjson:1");
    expect(places).toContain("forge/account.ndjson:3 snapshot-file snapshots/forge/account.ndjson:3");
    expect(places).toContain("forge/more.ndjson snapshot-file snapshots/forge/more.ndjson:1");
    const missing = report.findings.find(({ object }) => object === "forge/grant.ndjson");
    expect(missing?.place.what).toBe("manifest");
    expect(missing && lineAt(made, missing.place)).toContain('"forge/grant.ndjson":');
    for (const { place } of report.findings) expect(existsSync(join(made.folder, place.file)), place.file).toBe(true);
  });

  test("a source leads to where the manifest tells of it, a case of a whole application too", async () => {
    const made = await collected({
      ...clean,
      "entitlint.yaml": config.replace("  idp:\n", "  idp:\n    required: false\n    freshness: {max: PT1H}\n"),
    });
    const { stdout } = await made.run("check", "--format", "json");
    const { findings } = Report.parse(JSON.parse(stdout));
    const stale = findings.find(({ rule }) => rule === "sync-snapshot-stale");
    expect(stale?.place).toMatchObject({ file: "snapshots/manifest.json", what: "manifest" });
    expect(stale && lineAt(made, stale.place)).toBe('    "idp": {');
  });

  test("without a snapshot the config is what there is to look at", async () => {
    const made = project({ ...clean, ...registry });
    const { files, findings } = await reportOf(made);
    expect(files).toEqual({ config: "entitlint.yaml" });
    for (const { place } of findings) expect(["declaration", "config"]).toContain(place.what);
  });
});
