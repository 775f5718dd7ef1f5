import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { canonicalDigest } from "../canonical-digest.ts";
import { compilerFiles, PolicyInspection, type PolicyModule } from "../compile/index.ts";
import { replaceFile } from "../replace-file.ts";

const name = "inspection.json";

const Known = z.strictObject({ digest: z.string(), inspection: PolicyInspection });

/**
 * Keeps what the shipped policies hold beside their pack, so that nobody who brings a rule of their own waits for a compiler to read
 * the seventy others again.
 */
export async function keepInspection(
  folder: string,
  modules: readonly PolicyModule[],
  inspection: PolicyInspection,
): Promise<void> {
  await replaceFile(join(folder, name), `${JSON.stringify({ digest: digestOf(modules), inspection })}\n`);
}

/** What was kept of exactly these modules; undefined where nothing was, or where one of them has changed since. */
export async function knownInspection(
  folder: string,
  modules: readonly PolicyModule[],
): Promise<PolicyInspection | undefined> {
  try {
    const { digest, inspection } = Known.parse(JSON.parse(await readFile(join(folder, name), "utf8")));
    return digest === digestOf(modules) ? inspection : undefined;
  } catch {
    // A clone has none before its first build, and the compiler can always be asked.
    return undefined;
  }
}

/** Another compiler may read the same text otherwise. */
function digestOf(modules: readonly PolicyModule[]): string {
  const texts = Object.fromEntries(modules.map(({ path, text }) => [path, text]));
  return canonicalDigest({ compiler: compilerFiles(undefined).sha256, texts });
}
