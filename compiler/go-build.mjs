// @ts-check
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";

const flags = ["-trimpath", "-buildvcs=false", "-buildmode=c-shared", "-ldflags=-s -w -buildid="];

// Every setting that could change the output is set here, so that nobody's shell decides it.
const settings = {
  CGO_ENABLED: "0",
  GOARCH: "wasm",
  GOENV: "off",
  GOEXPERIMENT: "",
  GOFLAGS: "",
  GOOS: "wasip1",
  GOTOOLCHAIN: "local",
  GOWASM: "",
  GOWORK: "off",
};

/** @param {string[]} args */
export function go(...args) {
  // GOENV=off would also hide a module proxy that is configured with `go env -w`; it is handed through.
  const proxy = execFileSync("go", ["env", "GOPROXY"], { encoding: "utf8" }).trim();
  const env = { ...process.env, GOPROXY: proxy, ...settings };
  return execFileSync("go", args, { cwd: import.meta.dirname, encoding: "utf8", env, maxBuffer: 1 << 28 }).trim();
}

/** Builds the reactor into a file. @param {string} outFile */
export function buildReactor(outFile) {
  go("build", ...flags, "-o", outFile, ".");
}

/** What the built file depends on. */
export function provenance() {
  return {
    opa: go("list", "-m", "-f", "{{.Version}}", "github.com/open-policy-agent/opa"),
    go: go("env", "GOVERSION"),
    target: `${settings.GOOS}/${settings.GOARCH}`,
    flags,
  };
}

/** @param {Uint8Array} bytes */
export function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}
