// @module-tag long
import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { asOf, clean, collected, config, type Project, project } from "./small-project.ts";

function keyPair(folder: string, name: string, type: "ed25519" | "ed448" = "ed25519") {
  const file = join(folder, `${name}.pem`);
  const { privateKey, publicKey } = type === "ed448" ? generateKeyPairSync(type) : generateKeyPairSync(type);
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }));
  return { file, publicKey: String(publicKey.export({ type: "spki", format: "pem" })) };
}

const block = (pem: string) => pem.trimEnd().replaceAll("\n", "\n        ");

/** A project whose config demands a signature of this key. */
function demanding(publicKey: string, key?: string): Record<string, string> {
  const own = key === undefined ? "" : `  key: ${key}\n`;
  return {
    ...clean,
    "entitlint.yaml": `${config}signing:\n${own}  publicKeys:\n    - |\n        ${block(publicKey)}\n`,
  };
}

const check = (made: Project) => made.run("check", "--as-of", asOf);

let made: Project;
let pair: ReturnType<typeof keyPair>;
beforeEach(async () => {
  made = await collected();
  pair = keyPair(made.folder, "key");
});

describe("a check that demands a signature", () => {
  test("is content with what collect signed", async () => {
    made.write(demanding(pair.publicKey, `file:${pair.file}`));
    expect((await made.run("collect", "--as-of", asOf)).code).toBe(0);
    expect(await check(made)).toMatchObject({ code: 0 });
    expect((await made.run("snapshot", "verify")).stdout).toMatch(/is whole: .*signed by/);
  });

  test("is content with a snapshot that was signed afterwards, which changes nothing else", async () => {
    made.write(demanding(pair.publicKey));
    const manifest = readFileSync(join(made.folder, "snapshots/manifest.json"));
    const signed = await made.run("snapshot", "sign", "--key", `file:${pair.file}`);
    expect(signed).toMatchObject({ code: 0 });
    expect(readFileSync(join(made.folder, "snapshots/manifest.json"))).toEqual(manifest);
    expect(await check(made)).toMatchObject({ code: 0 });
  });

  test.each<[string, RegExp, (made: Project) => Promise<unknown>]>([
    ["nobody signed", /not signed/, async () => {}],
    [
      "somebody else signed",
      /with a key that the config does not name/,
      async ({ folder, run }) => run("snapshot", "sign", "--key", `file:${keyPair(folder, "other").file}`),
    ],
    [
      "was signed and then changed",
      /changed after it was signed/,
      async ({ folder, run }) => {
        await run("snapshot", "sign", "--key", `file:${pair.file}`);
        const file = join(folder, "snapshots/manifest.json");
        writeFileSync(file, readFileSync(file, "utf8").replace("Z", "Z").replace('"zone": "UTC"', '"zone": "GMT"'));
      },
    ],
    [
      "has a signature that is none",
      /no signature of this format/,
      async ({ folder }) => writeFileSync(join(folder, "snapshots/manifest.sig.json"), "{}"),
    ],
  ])("does not judge by a snapshot that %s", async (_, reason, prepare) => {
    made.write(demanding(pair.publicKey));
    await prepare(made);
    const { code, stdout } = await check(made);
    expect(stdout.replaceAll(/\s+/g, " ")).toMatch(reason);
    expect(code).toBe(2);
    const verified = await made.run("snapshot", "verify");
    expect(verified.stderr.replaceAll(/\s+/g, " ")).toMatch(reason);
    expect(verified.code).toBe(2);
  });
});

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

test.runIf(hasOpenssl)("the signature is one that openssl can check", async () => {
  await made.run("snapshot", "sign", "--key", `file:${pair.file}`);
  const [manifest, raw] = [join(made.folder, "snapshots/manifest.json"), join(made.folder, "raw.sig")];
  const { signature } = JSON.parse(readFileSync(join(made.folder, "snapshots/manifest.sig.json"), "utf8"));
  writeFileSync(raw, Buffer.from(signature, "base64"));
  const args = ["pkeyutl", "-verify", "-inkey", pair.file, "-rawin", "-in", manifest, "-sigfile", raw];
  expect(execFileSync("openssl", args, { encoding: "utf8" })).toContain("Verified Successfully");
});

test("a collection without its key, or with a key of another kind, ends before anything is read", async () => {
  made.write(demanding(pair.publicKey, "env:NO_SUCH_KEY"));
  const missing = await made.run("collect", "--as-of", asOf);
  expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining("env:NO_SUCH_KEY is not set")]);
  const { code, stderr } = await made.run(
    "snapshot",
    "sign",
    "--key",
    `file:${keyPair(made.folder, "odd", "ed448").file}`,
  );
  expect([code, stderr]).toEqual([3, expect.stringContaining("of the type ed448, not Ed25519")]);
});

test("the next collection that is not signed leaves no old signature behind", async () => {
  await made.run("snapshot", "sign", "--key", `file:${pair.file}`);
  appendFileSync(join(made.folder, "exports/idp.csv"), "3,cem,Cem,on\n");
  await made.run("collect", "--as-of", asOf);
  made.write(demanding(pair.publicKey));
  expect((await check(made)).stdout).toMatch(/not signed/);
});

test("what lies aside is taken in only where a known key has collected it", async () => {
  const few = "id,login,name,state\n".concat(...Array.from({ length: 30 }, (_, at) => `${at + 9},u${at},U ${at},on\n`));
  made.write({ ...demanding(pair.publicKey, `file:${pair.file}`), "exports/idp.csv": few });
  await made.run("collect", "--as-of", asOf);
  made.write({ "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n" });
  expect((await made.run("collect", "--as-of", asOf)).code).toBe(2);
  const aside = join(made.folder, "snapshots.suspect/manifest.sig.json");
  const signature = readFileSync(aside);
  rmSync(aside);
  const refused = await made.run("snapshot", "accept");
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("not collected with a known key")]);
  writeFileSync(aside, signature);
  expect((await made.run("snapshot", "accept")).code).toBe(0);
  expect((await made.run("snapshot", "verify")).stdout).toContain("signed by");
});

test("signing with a key that the config does not name is told", async () => {
  made.write(demanding(pair.publicKey));
  const { code, stderr } = await made.run("snapshot", "sign", "--key", `file:${keyPair(made.folder, "other").file}`);
  expect([code, stderr]).toEqual([2, expect.stringContaining("does not name the public half")]);
});

test("there has to be something to sign", async () => {
  const empty = project(clean);
  const { code, stderr } = await empty.run("snapshot", "sign", "--key", `file:${pair.file}`);
  expect([code, stderr]).toEqual([3, expect.stringContaining("there is no snapshot here")]);
  rmSync(pair.file);
});
