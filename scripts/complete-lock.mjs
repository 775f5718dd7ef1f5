// @ts-check
/**
 * Writes into package-lock.json what npm leaves out of it when a registry does not hold the optional packages of other
 * platforms: `npm ci` then refuses the lock file, and on those platforms it would lack them. Their exact versions stand
 * in the packages that ask for them and the platform in their names; npm adds a digest when it first meets them.
 * With `--check`, says what is missing and fails.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} LockedPackage */

const file = resolve(import.meta.dirname, "../package-lock.json");
/** @type {{ packages: Record<string, LockedPackage> }} */
const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = missingPackages();

if (process.argv.includes("--check")) {
  for (const path of Object.keys(missing))
    console.error(`package-lock.json lacks ${path}; write it with: npm run lock`);
  process.exitCode = Object.keys(missing).length > 0 ? 1 : 0;
} else if (Object.keys(missing).length > 0) {
  const [own, ...others] = Object.entries({ ...lock.packages, ...missing });
  const sorted = others.sort(([a], [b]) => a.localeCompare(b, "en")); // npm's own order
  lock.packages = Object.fromEntries(own ? [own, ...sorted] : sorted);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`${Object.keys(missing).length} optional packages missing from the lock file`);

/** @returns {Record<string, LockedPackage>} */
function missingPackages() {
  return Object.fromEntries(
    Object.entries(lock.packages).flatMap(([parent, { dev, optionalDependencies }]) =>
      Object.entries(optionalDependencies ?? {})
        .filter(([name]) => !isLocked(parent, name))
        .map(([name, version]) => [`node_modules/${name}`, entry(name, version, dev)]),
    ),
  );
}

/** Whether a package finds another by walking up the folders, as Node does. @param {string} parent @param {string} name */
function isLocked(parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (`${folder === "" ? "" : `${folder}/`}node_modules/${name}` in lock.packages) return true;
    if (folder === "") return false;
  }
}

/** @param {string} name @param {string} version @param {boolean | undefined} dev @returns {LockedPackage} */
function entry(name, version, dev) {
  const platform =
    /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(-musl|-gnu)?/.exec(name);
  if (!platform || !/^\d+\.\d+\.\d+$/.test(version))
    throw new Error(
      `${name}@${version}: cannot tell its platform or exact version; complete package-lock.json by hand`,
    );
  const [, os = "", cpu = "", libc] = platform;
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc ? { libc: [libc === "-musl" ? "musl" : "glibc"] } : {}),
    optional: true,
    os: [os],
  };
}
