import { createSign, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { eventsCollector } from "../../../src/collect/events/index.ts";
import { collectContext } from "../../../src/commands/estate/collect-context.ts";
import { collectorOptions } from "../../../src/config/load-config.ts";
import { parseConfig } from "../../../src/config/read-config.ts";
import { readYaml } from "../../../src/positions/read-yaml.ts";
import { worktree } from "../../../src/repository/worktree.ts";
import { failureOf, folderOf, now } from "../files/collect-from.ts";
import { plainSource } from "../plain-source.ts";

async function collect(
  files: Readonly<Record<string, string | Uint8Array>>,
  log: string,
  path: string,
  keys: object = {},
) {
  const reads = [{ path, exportedAt: { from: "value", value: "2026-11-21T03:00:00Z" } }];
  const source = { collector: "events", role: "event-log", tenant: "main", log, reads, ...keys };
  const text = JSON.stringify({ version: 1, sources: { prov: source } });
  const [read] = parseConfig(readYaml(text, "entitlint.yaml"), "entitlint.yaml", collectorOptions()).sources;
  if (!read) throw new Error("no source");
  const folder = await folderOf(files);
  const given = collectContext(read, { tree: worktree(folder), folder }, { now, env: {} });
  return plainSource(await eventsCollector.collect(given, read.options));
}

const summary = (more: object = {}) => ({
  ...{
    id: "s-1",
    activityDateTime: "2026-11-20T08:00:00Z",
    jobId: "job.1",
    changeId: "c-1",
    provisioningAction: "disable",
  },
  provisioningStatusInfo: { status: "success" },
  ...{ servicePrincipal: { id: "sp-1", displayName: "Desk" }, sourceSystem: { id: "ss", displayName: "Entra" } },
  ...{
    targetSystem: { displayName: "Desk" },
    sourceIdentity: { id: "u-1", identityType: "User" },
    targetIdentity: { id: "a-1" },
  },
  ...more,
});
const systems = [
  { match: "desk", system: "crm", tenant: "t1" },
  { match: "Entra", system: "entra" },
];
const ndjson = (...entries: unknown[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
const warningsOf = ({ kinds }: Awaited<ReturnType<typeof collect>>) => kinds.flatMap(({ warnings }) => warnings);

describe("records", () => {
  test("an entry is an event about the account, and its job a channel", async () => {
    const { records, kinds } = await collect(
      { "log.json": JSON.stringify({ value: [summary()] }) },
      "entra",
      "log.json",
      { systems },
    );
    expect(records.map(({ record }) => record)).toEqual([
      {
        id: expect.stringMatching(/^event:prov\/main\/[0-9a-f]{32}$/),
        ...{ op: "disable", result: "success", requestedAt: "2026-11-20T08:00:00Z", txn: "c-1" },
        ...{ subject: "account:crm/t1/a-1", channel: "channel:prov/main/job.1" },
      },
      {
        ...{ id: "channel:prov/main/job.1", app: "crm", source: "entra", mode: "unknown", jobState: "unknown" },
        ...{ lastEventAt: "2026-11-20T08:00:00Z", lastSuccessAt: "2026-11-20T08:00:00Z" },
      },
    ]);
    expect(kinds.map(({ kind, completeness, observedAt }) => [kind, completeness, observedAt])).toEqual([
      ["event", "asserted", "2026-11-21T03:00:00Z"],
      ["channel", "asserted", "2026-11-21T03:00:00Z"],
    ]);
  });

  test("what several files tell is one event, and the later word counts", async () => {
    const retried = summary({
      activityDateTime: "2026-11-20T09:00:00Z",
      provisioningStatusInfo: { status: "failure" },
    });
    const files = { "a.ndjson": ndjson(summary()), "b.ndjson": ndjson(retried, summary()) };
    const events = (await collect(files, "entra", "*.ndjson", { systems })).records.filter(
      ({ kind }) => kind === "event",
    );
    expect(events.map(({ record }) => record)).toMatchObject([
      { result: "failure", requestedAt: "2026-11-20T09:00:00Z" },
    ]);
  });

  test("changes in systems that nobody names are kept, and told", async () => {
    const read = await collect({ "log.json": JSON.stringify([summary()]) }, "entra", "log.json");
    expect(read.records[0]?.record).toMatchObject({ subject: "identity:prov/main/u-1" });
    expect(warningsOf(read)).toEqual([
      "event: changes in a system that `systems` does not name belong to nobody here, such as Desk (1)",
    ]);
  });

  test("what is no change, and results that are not known, are counted with examples", async () => {
    const entry = {
      uuid: "l-1",
      published: "2026-11-20T08:00:00Z",
      target: [{ id: "u-1", type: "User" }],
      outcome: { result: "MAYBE" },
    };
    const log = ndjson(
      { ...entry, eventType: "user.session.start" },
      { ...entry, eventType: "user.lifecycle.suspend" },
    );
    const read = await collect({ "log.ndjson": log }, "okta", "log.ndjson", {
      systems: [{ match: "*", system: "okta" }],
    });
    expect(read.records.map(({ record }) => record)).toMatchObject([
      { subject: "identity:okta/main/u-1", result: "unknown" },
    ]);
    expect(warningsOf(read)).toEqual([
      "event: a result is not one that is known; it is taken for unknown, such as MAYBE",
      "event: entries that change nobody's access were left out, such as user.session.start",
    ]);
  });
});

describe("what is wrong is told with its place, all of it", () => {
  const cut = JSON.stringify([summary()]).slice(0, -9);
  test.each([
    ["a list that is cut off", "log.json", cut, ["input/does-not-parse log.json:1"]],
    [
      "lines that are none",
      "log.ndjson",
      `${ndjson(summary())}{"id": \n{}x\n`,
      ["input/does-not-parse log.ndjson:2", "input/does-not-parse log.ndjson:3"],
    ],
    [
      "entries without a time or an id",
      "log.ndjson",
      ndjson(summary({ activityDateTime: null }), summary(), summary({ changeId: "", id: null })),
      ["collect/bad-record log.ndjson:1", "collect/bad-record log.ndjson:3"],
    ],
    ["another encoding", "log.ndjson", Buffer.from([0x7b, 0xe9, 0x7d]), ["input/not-utf8 log.ndjson:1"]],
    ["an empty file", "log.ndjson", " \n", ["input/empty log.ndjson"]],
    [
      "a row that is short",
      "log.csv",
      "Date,Action,Status,Change ID,Target ID\n2026-11-20,Disable\n",
      ["collect/ragged-row log.csv:2"],
    ],
    ["no file", "log.json", undefined, ["collect/no-file "]],
  ])("%s", async (_, path, content, expected) => {
    const failed = await failureOf(collect(content === undefined ? {} : { [path]: content }, "entra", path));
    expect(failed.map((one) => one.replace(/: .*$/su, ""))).toEqual(expected);
  });

  test("a log that is no CSV file", async () => {
    expect(await failureOf(collect({ "log.csv": "a,b\n" }, "okta", "log.csv"))).toEqual([
      "collect/unknown-format log.csv: a log of okta is no CSV file",
    ]);
  });
});

describe("security event tokens", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const keys = JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k1", use: "sig" }] });
  const claims = (jti: string) => ({
    ...{ iss: "https://idp.example.com", jti, iat: 1_794_816_000, sub_id: { format: "scim", uri: `/Users/${jti}` } },
    events: { "urn:ietf:params:scim:event:prov:deactivate": {} },
  });
  function token(
    jti: string,
    key = privateKey,
    header: object = { alg: "RS256", kid: "k1", typ: "secevent+jwt" },
  ): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part(header)}.${part(claims(jti))}`;
    return `${signed}.${createSign("sha256").update(signed).sign(key, "base64url")}`;
  }
  const subjectsOf = ({ records }: Awaited<ReturnType<typeof collect>>) =>
    records.flatMap(({ record }) => ("subject" in record ? [record.subject] : [])).toSorted();

  test("without keys none is checked, and that is said", async () => {
    const read = await collect({ "log.txt": `${token("a")}\n${ndjson(claims("b"))}` }, "set", "log.txt");
    expect(subjectsOf(read)).toEqual(["account:prov/main/a", "account:prov/main/b"]);
    expect(warningsOf(read)).toContain(
      "event: signatures of security event tokens were not checked, because `keys` names none (2 times)",
    );
  });

  test("with keys, whatever none of them has signed is left out, and the reading is partial", async () => {
    const forged = token("a").replace(
      /\.[^.]+\./u,
      `.${Buffer.from(JSON.stringify(claims("mallory"))).toString("base64url")}.`,
    );
    const none = token("c", privateKey, { alg: "none" });
    const log = [token("a"), forged, none, token("d", stranger.privateKey), JSON.stringify(claims("e"))].join("\n");
    const read = await collect({ "log.txt": log, "keys.json": keys }, "set", "log.txt", { keys: "keys.json" });
    expect(subjectsOf(read)).toEqual(["account:prov/main/a"]);
    expect(read.kinds[0]).toMatchObject({
      completeness: "partial",
      warnings: expect.arrayContaining([
        "event: security event tokens that none of the keys has signed were left out (4 times)",
      ]),
    });
  });

  test("what is neither JSON nor a token, and keys that are none, are refused", async () => {
    expect(await failureOf(collect({ "log.txt": "hello\na.b.c\n" }, "set", "log.txt"))).toEqual([
      "collect/bad-record log.txt:1: this is neither JSON nor a token in compact form",
      "collect/bad-record log.txt:2: this is neither JSON nor a token in compact form",
    ]);
    const files = { "log.txt": token("a"), "keys.json": '{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}' };
    expect(await failureOf(collect(files, "set", "log.txt", { keys: "keys.json" }))).toEqual([
      "input/schema keys.json: this is no JWK set of public keys",
    ]);
    expect(await failureOf(collect({ "log.txt": token("a") }, "set", "log.txt", { keys: "gone.json" }))).toEqual([
      "collect/no-file : there is no file gone.json",
    ]);
  });
});
