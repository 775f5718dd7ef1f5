import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { asOf, clean, cli, collected, config, type Project, withLeaver } from "./small-project.ts";

const later = "2026-11-24T08:00:00Z";

async function asked(made: Project, ...args: string[]) {
  const { code, stdout, stderr } = await made.run("explain", "--leaver", ...args, "--as-of", asOf, "--format", "json");
  return { code, stderr, report: stdout === "" ? undefined : JSON.parse(stdout) };
}

function verdicts(report: { places: { app: string; verdict: string }[] }): Record<string, string> {
  return Object.fromEntries(report.places.map(({ app, verdict }) => [app, verdict]));
}

/** What is written over the clean estate, collected. */
async function estate(files: Readonly<Record<string, string>>): Promise<Project> {
  return await collected({ ...clean, ...files });
}

const switchedOff = { "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,off,dev\n" };

test("whose account works is not out, with the steps to take", async () => {
  const made = await collected(withLeaver);
  const { code, report } = await asked(made, "ben", "--left", "2026-11-21");
  expect(code).toBe(1);
  expect(report).toMatchObject({
    verdict: "in",
    who: { id: "identity:idp/main/2", name: "Ben" },
    left: { at: "2026-11-21T23:59:59Z" },
  });
  expect(verdicts(report)).toEqual({ forge: "in", idp: "out" });
  expect(report.places[0].steps).toEqual([
    "Switch account:forge/main/2 off, and end its sessions.",
    "Take dev from account:forge/main/2.",
  ]);
});

test("who acts for them is told as a way in, and somebody has to take the agent over", async () => {
  const [example, at] = ["examples/acme/entitlint.yaml", readFileSync("examples/acme/as-of.txt", "utf8").trim()];
  const args = ["explain", "--leaver", "petra.novak@acme.example", "--config", example, "--snapshot", "snapshots"];
  const { status, stdout } = spawnSync(process.execPath, [cli, ...args, "--as-of", at, "--format", "json"], {
    encoding: "utf8",
  });
  expect(status).toBe(1);
  const report = JSON.parse(stdout);
  expect(report.places[0]).toMatchObject({
    ...{ app: "agents", verdict: "in" },
    steps: [
      "Revoke credential:agents/acme/key-2 of account:agents/acme/agt-triage.",
      "Switch account:agents/acme/agt-triage off, and end its sessions.",
    ],
  });
  expect(report.handOver).toMatchObject([{ kind: "agent", id: "nhi:triage-agent", as: "the person it acts for" }]);
});

test("whose account is off is out, and what is left to take is named", async () => {
  const made = await estate({ ...withLeaver, ...switchedOff });
  const { code, report } = await asked(made, "ben");
  expect([code, report.verdict]).toEqual([0, "out"]);
  expect(report.places[0]).toMatchObject({ app: "forge", steps: ["Take dev from account:forge/main/2."] });
});

test("what was read before they left proves nothing", async () => {
  const made = await estate({ ...withLeaver, ...switchedOff });
  const { code, report } = await asked(made, "ben", "--left", "2026-11-22T07:00:00Z");
  expect([code, report.verdict]).toEqual([2, "unknown"]);
  expect(report.places[0].why).toBe("it was read at 2026-11-22T06:00:00Z, before they left");
});

test("an application that nothing reads leaves it open", async () => {
  const made = await estate({
    ...withLeaver,
    ...switchedOff,
    "access/apps/vault.yaml": "owner: person:ana\npeople: [idp]\nlifecycle: {channel: manual, sla: PT24H}\n",
  });
  const { code, report, stderr } = await asked(made, "ben");
  expect([code, stderr]).toEqual([2, ""]);
  expect(report.places.find(({ app }: { app: string }) => app === "vault")).toMatchObject({
    verdict: "unknown",
    why: "nothing reads it",
  });
});

test("who has not left as far as anything tells is not out by having nothing", async () => {
  const made = await estate({ "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on,dev\n" });
  const { code, report } = await asked(made, "ben");
  expect(code).toBe(1);
  expect(verdicts(report)).toEqual({ forge: "unknown", idp: "in" });
});

test("somebody who is in no directory any more is found by what history keeps", async () => {
  const made = await collected();
  made.write({
    "entitlint.yaml": config.replaceAll("2026-11-22T06", "2026-11-24T06"),
    "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n",
  });
  await made.run("collect", "--as-of", later);
  for (const who of ["ben", "identity:idp/main/2", "account:forge/main/2"]) {
    const { code, stdout } = await made.run("explain", "--leaver", who, "--as-of", later, "--format", "json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      who: { id: "identity:idp/main/2" },
      state: "deleted",
      left: { text: "some time after 2026-11-22T06:00:00Z" },
      places: [
        { app: "forge", verdict: "in" },
        { app: "idp", verdict: "out" },
      ],
    });
  }
});

test("what has to be handed over, what resembles them, and lines that would give it back are told", async () => {
  const made = await estate({
    ...withLeaver,
    "exports/forge.csv":
      "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,off,dev\n7,robot,Robot,on,dev\n9,BEN.old,Ben Old,on,dev\n",
    "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n2,benold,Ben Old,off\n",
    "access/identities/bots.yaml":
      '- id: nhi:robot\n  kind: service\n  accounts: ["account:forge/main/7"]\n  owner: person:benold\n  purpose: builds\n  expires: 2027-06-30\n',
    "access/roles/dev.yaml": 'owner: person:ana\ngrants: ["entitlement:forge/role/dev"]\nmembers:\n  - person:benold\n',
  });
  const { report, stderr } = await asked(made, "benold");
  expect(stderr).toBe("");
  expect(report.handOver).toEqual([
    {
      kind: "machine",
      id: "nhi:robot",
      as: "owner",
      place: expect.stringMatching(/^access\/identities\/bots\.yaml:\d+$/),
    },
  ]);
  expect(report.leads).toEqual([{ account: "account:forge/main/9", why: "BEN.old is like benold" }]);
  expect(report.lines).toEqual([expect.stringMatching(/^access\/roles\/dev\.yaml:\d+$/)]);
});

test("a key of somebody else that they made is to be rotated, unless it was since", async () => {
  const keys = `      - path: exports/keys.csv
        exportedAt: {from: value, value: 2026-11-22T06:00:00Z}
        records:
          - kind: credential
            id: "{id}"
            fields: {principal: {ref: account, id: "{of}"}, type: type, status: {value: active}, createdBy: maker, rotatedAt: rotated}
`;
  const made = await estate({
    ...withLeaver,
    ...switchedOff,
    "entitlint.yaml": `${config}${keys}`,
    "exports/keys.csv":
      "id,of,type,maker,rotated\nk1,1,api-key,ben,\nk2,1,api-key,ben,2026-11-22T05:00:00Z\nk3,1,federated,ben,\nk4,1,api-key,ana,\n",
  });
  const { code, report, stderr } = await asked(made, "ben", "--left", "2026-11-22T04:00:00Z");
  expect([code, stderr]).toEqual([2, ""]);
  expect(report.places[0]).toMatchObject({
    ...{ app: "forge", verdict: "unknown" },
    steps: ["Rotate credential:forge/main/k1 of identity:idp/main/1.", "Take dev from account:forge/main/2."],
  });
});

test.each([
  [["explain"], "nothing is named"],
  [["explain", "ben", "--leaver", "ben"], "both an id and --leaver"],
  [["explain", "--leaver", " "], "the name is empty"],
  [["explain", "ben", "--left", "2026-11-21"], "--left belongs to --leaver"],
  [["explain", "ben", "--format", "markdown"], "only --leaver can be written as markdown"],
  [["explain", "--leaver", "ben", "--left", "soon"], "It is no instant"],
  [["explain", "--leaver", "nobody@example.com"], "nothing in the snapshot or the access files is called"],
  [["explain", "--leaver", "entitlement:forge/role/dev"], "which is no person"],
])("%j is refused", async (args, why) => {
  const made = await collected(withLeaver);
  const { code, stdout, stderr } = await made.run(...args);
  expect([code, stdout]).toEqual([3, ""]);
  expect(stderr).toContain(why);
});

test("text and Markdown tell the same, and hostile names do nothing", async () => {
  const made = await estate({
    ...withLeaver,
    "exports/idp.csv": 'id,login,name,state\n1,ana,Ana,on\n2,ben,"Ben <b>*x*</b> \u001b[31m\u202e",off\n',
  });
  for (const format of ["text", "markdown"]) {
    const { code, stdout } = await made.run("explain", "--leaver", "ben", "--as-of", asOf, "--format", format);
    expect(code).toBe(1);
    expect(stdout).toContain("NOT OUT");
    expect(stdout).toContain("Switch account:forge/main/2 off");
    for (const control of ["\u001b", "\u202e"]) expect(stdout).not.toContain(control);
    if (format === "markdown") expect(stdout).toContain("\\<b\\>\\*x\\*");
  }
});

describe("a snapshot that is not what was collected proves nobody out", () => {
  const cutOff = async () => {
    const made = await collected(withLeaver);
    const path = "snapshots/forge/account.ndjson";
    const [first = ""] = readFileSync(join(made.folder, path), "utf8").split("\n");
    made.write({ [path]: `${first}\n` });
    return made;
  };

  test("where records of an application were cut off, it alone is left open", async () => {
    const made = await cutOff();
    const { code, report } = await asked(made, "ben", "--left", "2026-11-21");
    expect([code, report.verdict]).toEqual([2, "unknown"]);
    expect(verdicts(report)).toEqual({ forge: "unknown", idp: "out" });
    expect(report.places[0].why).toContain("not what was collected");
    const text = await made.run("explain", "--leaver", "ben", "--left", "2026-11-21", "--as-of", asOf);
    expect(text.stdout).toContain("CANNOT SAY");
    expect(text.stdout).not.toMatch(/^OUT +forge/m);
  });

  test("and for an auditor as well", async () => {
    const made = await cutOff();
    const { code, stdout } = await made.run("report", "leavers", "--as-of", asOf, "--format", "json");
    expect(code).toBe(2);
    const { leavers, undated } = JSON.parse(stdout);
    expect(JSON.stringify([leavers, undated])).toContain("identity:idp/main/2");
    for (const { places } of leavers) expect(verdicts({ places })).toMatchObject({ forge: "unknown" });
  });

  test("where nobody can say of which system it is, and where it is not signed as it has to be, all is left open", async () => {
    const stray = await collected({ ...withLeaver, ...switchedOff });
    stray.write({ "snapshots/stray.ndjson": "{}\n" });
    const strayed = await asked(stray, "ben", "--left", "2026-11-21");
    expect([strayed.code, verdicts(strayed.report)]).toEqual([2, { forge: "unknown", idp: "unknown" }]);
    const unsigned = await collected({ ...withLeaver, ...switchedOff });
    const { publicKey } = generateKeyPairSync("ed25519");
    const key = JSON.stringify(publicKey.export({ type: "spki", format: "pem" }));
    unsigned.write({ "entitlint.yaml": `${config}signing: {publicKeys: [${key}]}\n` });
    const { code, report } = await asked(unsigned, "ben", "--left", "2026-11-21");
    expect([code, report.verdict]).toEqual([2, "unknown"]);
    expect(verdicts(report)).toEqual({ forge: "unknown", idp: "unknown" });
  });
});
