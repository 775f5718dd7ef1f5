import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../repository/make-repository.ts";

/** The built program: `npm test` builds it before. */
const cli = join(import.meta.dirname, "../../dist/cli.js");

describe("the built program", () => {
  test("loads only commander to tell its version or a command's help", () => {
    for (const args of [["--version"], ["check", "--help"]]) {
      const loaded = modulesLoadedBy(args);
      expect(loaded.length).toBeGreaterThan(5);
      // How long that takes is measured in bench/; here, that there is not much to load.
      expect(loaded.length).toBeLessThan(30);
      const packages = new Set(loaded.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []));
      expect([...packages]).toEqual(["commander"]);
    }
  });

  test("ends as usual when its reader has seen enough", async () => {
    const child = spawn(process.execPath, [cli, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const code = await new Promise((done) => child.on("close", done));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test.runIf(process.platform === "linux")("fails when its output cannot be written", () => {
    const { status, stderr } = spawnSync("sh", ["-c", '"$0" "$1" --help > /dev/full', process.execPath, cli], {
      encoding: "utf8",
    });
    expect(status).toBe(3);
    expect(stderr).toContain("cannot write its output");
  });

  test("gives the exit code to its caller", () => {
    expect(spawnSync(process.execPath, [cli, "access", "lint"], { cwd: emptyFolder() }).status).toBe(3);
  });
});

/** URLs of the modules that a run loaded, from what V8 says it covered. */
function modulesLoadedBy(args: readonly string[]): string[] {
  const folder = emptyFolder();
  const { status } = spawnSync(process.execPath, [cli, ...args], { env: { ...process.env, NODE_V8_COVERAGE: folder } });
  expect(status).toBe(0);
  return readdirSync(folder).flatMap((name) => {
    const { result }: { result: { url: string }[] } = JSON.parse(readFileSync(join(folder, name), "utf8"));
    return result.map(({ url }) => url).filter((url) => url.startsWith("file:"));
  });
}
