import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { runIn } from "./collect-from.ts";

const folder = resolve(import.meta.dirname, "../../../examples/command");
const lacks = (program: string) => spawnSync(program, ["-c", ""], { stdio: "ignore" }).status !== 0;
const env = { PATH: process.env.PATH ?? "" };

/** `principal entitlement`, without kinds and systems. */
const pairs = (records: readonly { record: object }[]) =>
  records
    .flatMap(({ record }) => ("principal" in record && "entitlement" in record ? [record] : []))
    .map(({ principal, entitlement, ...rest }) => {
      const short = (id: unknown) => String(id).split("/").slice(2).join("/");
      return `${short(principal)} ${short(entitlement)}${"effect" in rest && rest.effect === "deny" ? " deny" : ""}`;
    })
    .toSorted();

test.skipIf(lacks("sh"))("Unix accounts, by a shell script", async () => {
  const keys = `    run: [./unix-accounts.sh, exports/passwd, exports/group]\n`;
  const { source } = await runIn(folder, keys, env);
  expect(source.kinds.map(({ kind, completeness }) => `${kind} ${completeness}`)).toEqual([
    ...["account asserted", "entitlement asserted", "grant asserted"],
  ]);
  expect(pairs(source.records)).toEqual(["0 0", "1 1", "1001 100", "1001 27", "1002 100", "1002 27"]);
  const accounts = source.records.filter(({ kind }) => kind === "account").map(({ record }) => record);
  expect(accounts).toContainEqual({
    ...{ id: "account:app/main/1002", app: "app", kind: "human", status: "disabled", userName: "ben" },
    rawStatus: "/usr/sbin/nologin",
  });
  expect(source.kinds[2]?.warnings).toEqual(["grant: group sudo names ghost, who has no account"]);
});

test.skipIf(lacks("python3"))("Subversion's access file, by a Python program", async () => {
  const { source } = await runIn(
    folder,
    `    run: [python3, ${join(folder, "subversion-access.py")}, exports/authz]\n`,
    env,
  );
  expect(source.kinds.every(({ completeness }) => completeness === "asserted")).toBe(true);
  expect(pairs(source.records)).toEqual([
    "ben website:/secrets%20write",
    "chris website:/secrets%20read deny",
    "everybody website:/%20read",
    "release website:/%20write",
  ]);
  expect(source.records.filter(({ kind }) => kind === "membership").map(({ record }) => record)).toContainEqual({
    id: "membership:app/main/everybody:@release",
    group: "group:app/main/everybody",
    member: "group:app/main/release",
    memberType: "group",
    source: "manual",
  });
});
