import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "../faults/run-tool.ts";

/** Ways in which the tool writes or prints what it has read. */
const commands: readonly (readonly string[])[] = [
  ["collect"],
  ["collect", "--log-format", "json"],
  ["collect", "--dry-run"],
  ["check"],
  ["check", "--format", "json"],
  ["documents"],
  ["snapshot", "show"],
  ["snapshot", "verify"],
  ["links", "suggest"],
];

/**
 * Runs the tool in every way that shows records, and looks for secrets in all that it printed and left: snapshots, readings
 * set aside, remains of commits, its cache. Gives where each was found.
 */
export async function leaksIn(
  folder: string,
  secrets: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string[]> {
  const cache = join(folder, ".cache");
  const places = new Map<string, Buffer>();
  for (const args of commands) {
    const { stdout, stderr } = await runTool(folder, args, { env: { ...env, ENTITLINT_CACHE_DIR: cache } });
    places.set(args.join(" "), Buffer.from(stdout + stderr));
  }
  for (const path of filesOf(folder)) places.set(path, readFileSync(path));
  return [...places].flatMap(([place, bytes]) =>
    secrets
      .filter((secret) => formsOf(secret).some((form) => bytes.includes(form)))
      .map((secret) => `${secret} in ${place}`),
  );
}

/** A secret as it is, as UTF-16, in hex, and in base64 wherever it may stand in what was encoded. */
export function formsOf(secret: string): (string | Buffer)[] {
  const texts = [Buffer.from(secret), Buffer.from(secret, "utf16le")];
  const encoded = texts.flatMap((bytes) => [bytes.toString("hex"), bytes.toString("hex").toUpperCase()]);
  const based = texts.flatMap((bytes) =>
    [0, 1, 2].flatMap((before) => {
      const text = Buffer.concat([Buffer.alloc(before), bytes])
        .toString("base64")
        .replace(/=+$/u, "");
      // The first and the last character may hold bits of what stands beside the secret.
      const own = text.slice(Math.ceil((before * 8) / 6), -1);
      return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
    }),
  );
  return [...texts, ...encoded, ...based];
}

/** What the tool may have written: everything but the files of the test itself. */
function filesOf(folder: string): string[] {
  const own = readdirSync(folder).filter((name) => /^\.?snapshots|^\.cache$/u.test(name));
  return own.flatMap((name) => filesBelow(join(folder, name)));
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
