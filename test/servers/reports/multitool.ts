import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import * as z from "zod";

const folder = resolve(import.meta.dirname, "../node_modules/@microsoft/sarif-multitool-linux");

const Log = z.looseObject({
  runs: z.tuple([
    z.looseObject({
      results: z.array(
        z.looseObject({
          ruleId: z.string(),
          level: z.enum(["none", "note", "warning", "error"]).default("warning"),
          locations: z.array(
            z.looseObject({
              physicalLocation: z.looseObject({ artifactLocation: z.looseObject({ uri: z.string() }) }),
            }),
          ),
        }),
      ),
    }),
  ]),
});

/**
 * What Microsoft's validator says of SARIF files: breaches of the schema, of the standard, and of what GitHub asks for.
 * Each is `<file> <level> <rule>`.
 */
export function multitool(files: Readonly<Record<string, string>>, ruleKind: "Sarif" | "Sarif;Gh"): string[] {
  const place = mkdtempSync(join(tmpdir(), "entitlint-sarif-"));
  try {
    const paths = Object.entries(files).map(([name, text]) => {
      const path = join(place, `${name}.sarif`);
      writeFileSync(path, text);
      return path;
    });
    const output = join(place, "validated.json");
    const program = join(folder, "Sarif.Multitool");
    // npm holds the package's own script back, which would do this.
    chmodSync(program, 0o755);
    const { status, stdout, stderr } = spawnSync(
      program,
      ["validate", ...paths, "--rule-kind", ruleKind, "--output", output, "--log", "ForceOverwrite"],
      { encoding: "utf8", env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" }, maxBuffer: 1 << 27 },
    );
    if (status !== 0 || !stdout.includes(`Done. ${paths.length} files scanned.`))
      throw new Error(`the validator ended with ${status}: ${stdout.slice(-2_000)} ${stderr}`);
    return Log.parse(JSON.parse(readFileSync(output, "utf8"))).runs[0].results.map(({ ruleId, level, locations }) => {
      const uri = locations[0]?.physicalLocation.artifactLocation.uri ?? "";
      return `${basename(uri, ".sarif")} ${level} ${ruleId}`;
    });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
