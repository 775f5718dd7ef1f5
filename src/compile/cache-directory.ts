import { resolve } from "node:path";
import envPaths from "env-paths";

/** Where results are kept between runs: `ENTITLINT_CACHE_DIR` when it is set and not empty, else the platform's cache folder. */
export function cacheDirectory(env: Readonly<Record<string, string | undefined>>): string {
  const asked = env.ENTITLINT_CACHE_DIR;
  return asked ? resolve(asked) : envPaths("entitlint", { suffix: "" }).cache;
}
