// @ts-check
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
/** The OPA that our compiler is made of, so that both sides evaluate with the same version. */
const opaVersion = JSON.parse(readFileSync(join(root, "compiler/compiler.json"), "utf8")).opa.replace(/^v/, "");
const conftestVersion = "0.71.1";

/**
 * A program to compare with, or why it is missing.
 * @typedef {{ program: string, version: string } | { missing: string }} Peer
 */

/** OPA: from the environment, the path, or built from its Go module. @param {string} cache @returns {Peer} */
export function findOpa(cache) {
  const wanted = new RegExp(`^Version: ${opaVersion.replaceAll(".", "\\.")}$`, "m");
  const candidates = [process.env.ENTITLINT_BENCH_OPA, "opa", join(cache, "opa")];
  for (const program of candidates) {
    if (program && wanted.test(output(program, ["version"]))) return { program, version: opaVersion };
  }
  return goInstall(`github.com/open-policy-agent/opa@v${opaVersion}`, cache, "opa", opaVersion);
}

/** conftest, in the same way. @param {string} cache @returns {Peer} */
export function findConftest(cache) {
  for (const program of [process.env.ENTITLINT_BENCH_CONFTEST, "conftest", join(cache, "conftest")]) {
    // Built from its module it does not know its own version, so which one it is follows from where it was found.
    const said = program ? output(program, ["--version"]) : "";
    const version = /Conftest: (\S+)/.exec(said)?.[1];
    if (program && version) return { program, version: version === "dev" ? conftestVersion : version };
  }
  return goInstall(`github.com/open-policy-agent/conftest@v${conftestVersion}`, cache, "conftest", conftestVersion);
}

/** @param {string} module @param {string} cache @param {string} name @param {string} version @returns {Peer} */
function goInstall(module, cache, name, version) {
  mkdirSync(cache, { recursive: true });
  const env = { ...process.env, GOBIN: cache, GOFLAGS: "-trimpath", CGO_ENABLED: "0" };
  const { status, stderr } = spawnSync("go", ["install", module], { env, encoding: "utf8" });
  const program = join(cache, name);
  return status === 0 ? { program, version } : { missing: `${module} cannot be built: ${reason(stderr)}` };
}

/** @param {string | null | undefined} said */
function reason(said) {
  return said?.trim().split("\n").at(-1) ?? "its tools are not installed";
}

/** @param {string} program @param {string[]} args */
function output(program, args) {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? stdout : "";
}
