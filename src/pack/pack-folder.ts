import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of this package: the folder above `src/` or `dist/` that has the policies. */
export function packageRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "policies/capabilities.json"))) return folder;
  }
  return start;
}

/** Where the compiled pack lies: beside the bundle of the GitHub action, which has nothing that a build made, else where a build puts it. */
export function packFolder(): string {
  const beside = join(dirname(fileURLToPath(import.meta.url)), "pack");
  return existsSync(join(beside, "pack.json")) ? beside : join(packageRoot(), "dist/pack");
}
