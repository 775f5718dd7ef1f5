import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { counted } from "../../counted.ts";
import { exitCodes } from "../../exit-codes.ts";
import { compilePack } from "../../pack/index.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandBody } from "../context.ts";
import { openPolicies } from "./open-policies.ts";
import { tarOf } from "./tar.ts";
import { unwritable } from "./unwritable.ts";

export interface BuildOptions {
  readonly out: string;
  readonly wasm?: true;
}

/**
 * Writes the rules for other programs. A bundle holds the Rego as it was written, not as a compiler alters it, so that a stock opa
 * reads, tests and evaluates it. What documents share (`data.estate`) is none of its roots: OPA takes away whatever other data
 * lies below those.
 */
export const buildRules: CommandBody<BuildOptions> = async ({ options }, context) => {
  const { sources, options: compile } = await openPolicies(options, context);
  const pack = await compilePack(sources, compile);
  const modules = sources.folders.flatMap((folder) => folder.modules);
  const packages = modules.flatMap(({ text }) => /^package\s+([A-Za-z_]\w*)/m.exec(text)?.[1] ?? []);
  const roots = [...new Set(["entitlint", ...packages])].sort();
  const manifest = {
    path: ".manifest",
    text: `${JSON.stringify({ revision: pack.digest, roots, rego_version: 1 })}\n`,
  };
  const bytes = options.wasm ? pack.wasm : gzipSync(tarOf([manifest, ...modules]), { level: 9 });
  await writeFile(resolve(context.cwd, options.out), bytes).catch((cause: unknown) => {
    throw unwritable(
      "the file",
      options.out,
      "Name a file in a folder that is there and that you may write to.",
      cause,
    );
  });
  context.stdout.write(`${safeText(options.out)}: ${counted(pack.rules.length, "rule")}, digest ${pack.digest}\n`);
  return exitCodes.clean;
};
