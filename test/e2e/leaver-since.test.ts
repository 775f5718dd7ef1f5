// @module-tag long
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asOf, clean, config, type Project, preparedProject, withLeaver } from "./small-project.ts";

const later = "2026-11-24T08:00:00Z";
const readLater = config.replaceAll("2026-11-22T06", "2026-11-24T06");
const forge = (...lines: string[]) => ({ "exports/forge.csv": ["id,login,name,state,role", ...lines, ""].join("\n") });
const ana = "1,ana,Ana,on,dev";
const account = "account:forge/main/2";
const grant = "grant:forge/main/2:dev";

/** Ben has left, and an earlier run told of his account. */
async function asked(): Promise<Project> {
  return await preparedProject("asked", withLeaver, async (made) => {
    await made.run("collect", "--as-of", asOf);
    const { stdout } = await made.run("explain", "--leaver", "ben", "--as-of", asOf, "--format", "json");
    made.write({ "earlier.json": stdout });
  });
}

async function since(made: Project, ...more: string[]) {
  return await made.run("explain", "--leaver", "ben", "--since-run", "earlier.json", "--as-of", later, ...more);
}

/** What is told of each record, after the files have changed and were read again. */
async function marksAfter(files: Readonly<Record<string, string>>, again = readLater) {
  const made = await asked();
  made.write(files);
  if (again !== "not read again") {
    made.write({ "entitlint.yaml": again });
    await made.run("collect", "--as-of", later);
  }
  const { stdout } = await since(made, "--format", "json");
  const { marks }: { marks: { id: string; mark: string; why: string }[] } = JSON.parse(stdout).since;
  return Object.fromEntries(marks.map(({ id, mark, why }) => [id, `${mark}: ${why}`]));
}

test("what is switched off is gone, and what is left with it is still there", async () => {
  expect(await marksAfter(forge(ana, "2,ben,Ben,off,dev"))).toEqual({
    [account]: "gone: is disabled",
    [grant]: "still-there: is there again as soon as its account is switched on",
  });
});

test("what is not there any more is gone", async () => {
  expect(await marksAfter(forge(ana))).toEqual({
    [account]: "gone: is not there any more",
    [grant]: "gone: is not there any more",
  });
});

test("what nobody has touched is still there", async () => {
  expect(await marksAfter({})).toEqual({
    [account]: "still-there: can be used",
    [grant]: "still-there: is held by an account that can be used",
  });
});

test("what was not read after the earlier run is not observable, whatever there is", async () => {
  const said = (kind: string) =>
    `not-observable: the ${kind} records of forge were last read at 2026-11-22T06:00:00Z, not after that run`;
  const neither = { [account]: said("account"), [grant]: said("grant") };
  expect(await marksAfter({}, "not read again")).toEqual(neither);
  expect(await marksAfter(forge(ana), config)).toEqual(neither);
});

test("what was read in part is not observable", async () => {
  const short = readLater.replace(
    'kind: account\n            id: "{id}"',
    'kind: account\n            id: "{id}"\n            expect: {min: 2}',
  );
  expect(await marksAfter(forge(ana), short)).toMatchObject({
    [account]: "not-observable: the account records of forge are partial",
  });
});

test("what nothing reads any more is not observable", async () => {
  const made = await asked();
  const record = { kind: "account", id: "account:vault/main/2", app: "vault", verdict: "in", why: "can be used" };
  const run = { version: 1, who: { id: "identity:idp/main/2" }, asOf, places: [{ app: "vault", records: [record] }] };
  made.write({ "earlier.json": JSON.stringify(run) });
  const { stdout } = await since(made, "--format", "json");
  const { kind, id, app } = record;
  const why = "nothing reads vault any more";
  expect(JSON.parse(stdout).since).toEqual({ asOf, marks: [{ kind, id, app, mark: "not-observable", why }] });
});

test("an account that only lost its link is no account that is gone", async () => {
  expect(await marksAfter(forge(ana, "2,b.en,B,on,dev"))).toEqual({
    [account]: "still-there: is there, and belongs to nobody now",
    [grant]: `still-there: is held by ${account}, which belongs to nobody now`,
  });
});

test("an account that somebody else has now is gone for them", async () => {
  expect(await marksAfter(forge("2,ana,Ana,on,dev"))).toEqual({
    [account]: "gone: is there, is identity:idp/main/1's, and lets them in no more",
    [grant]: "gone: is there, and gives them nothing any more",
  });
});

test("text and Markdown tell it, what is left first, and the exit code is that of now", async () => {
  const made = await asked();
  made.write({ ...forge(ana, "2,ben,Ben,off,dev"), "entitlint.yaml": readLater });
  await made.run("collect", "--as-of", later);
  const text = await since(made);
  expect(text.code).toBe(0);
  expect(text.stdout).toContain(
    [
      `What was to be revoked as of ${asOf}`,
      `  still there     grant ${grant} (dev): is there again as soon as its account is switched on`,
      `  gone            account ${account}: is disabled`,
      "",
    ].join("\n"),
  );
  const { stdout } = await since(made, "--format", "markdown");
  expect(stdout).toContain(`- **gone** account ${account}: is disabled\n`);
});

const earlier = JSON.stringify({ version: 1, who: { id: "identity:idp/main/2" }, asOf, places: [] });

test.each([
  ["is not there", undefined, "it cannot be read (ENOENT) [input/unreadable]"],
  ["was cut off", earlier.slice(0, -9), "it is no JSON, or only a part of it [input/does-not-parse]"],
  [
    "is of another version",
    earlier.replace('"version":1', '"version":2'),
    "it is of version 2, and this entitlint reads 1",
  ],
  ["is a report of a check", '{"version":1,"findings":[]}', "it is no answer of explain --leaver [input/schema]"],
  ["is of somebody else", earlier.replace("main/2", "main/1"), "it tells of identity:idp/main/1, who is somebody else"],
  [
    "is newer than now",
    earlier.replace("2026-11-22", "2026-11-25"),
    "it is of 2026-11-25T08:00:00Z, later than 2026-11-24T08:00:00Z, as of which",
  ],
])("an earlier run that %s is refused", async (_name, text, why) => {
  const made = await asked();
  if (text !== undefined) made.write({ "other.json": text });
  const args = ["explain", "--leaver", "ben", "--since-run", "other.json", "--as-of", later];
  const { code, stdout, stderr } = await made.run(...args);
  expect([code, stdout]).toEqual([3, ""]);
  expect(stderr).toContain(`other.json: ${why}`);
});

test("an earlier run needs somebody who left", async () => {
  const made = await preparedProject("asked nobody", clean, () => {});
  const { code, stderr } = await made.run("explain", "ben", "--since-run", "earlier.json");
  expect([code, stderr]).toEqual([3, expect.stringContaining("--since-run belongs to --leaver")]);
});

test("what a snapshot lacks that was altered since is not gone", async () => {
  const made = await asked();
  made.write({ ...forge(ana), "entitlint.yaml": readLater });
  await made.run("collect", "--as-of", later);
  const path = "snapshots/forge/account.ndjson";
  made.write({ [path]: `${readFileSync(join(made.folder, path), "utf8")}\n` });
  const { code, stdout } = await since(made, "--format", "json");
  const { marks }: { marks: { id: string; mark: string; why: string }[] } = JSON.parse(stdout).since;
  expect(code).toBe(2);
  expect(marks.map(({ mark }) => mark)).toEqual(["not-observable", "not-observable"]);
  expect(marks[0]?.why).toContain("not what was collected");
});
