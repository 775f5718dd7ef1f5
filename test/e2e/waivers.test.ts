import { describe, expect, test } from "vitest";
import { formatNames } from "../../src/report/format-names.ts";
import { sampleOf } from "../everything.ts";
import { asOf, check, collected, estate, type Judged, object, rule, waiver } from "./decided-project.ts";

const month = "access/waivers/2026-11.yaml";

/** What a check says where these waivers stand, in short. */
async function withWaivers(text: string, at = asOf, more: Readonly<Record<string, string>> = {}) {
  const made = await collected({ [month]: text, ...more });
  return short(await check(made, at));
}

function short({ exitCode, findings, waivers = [] }: Judged) {
  return {
    exitCode,
    waived: findings.filter((one) => one.waiver !== undefined).map((one) => one.object),
    said: findings
      .filter((one) => one.rule.startsWith("waiver-"))
      .map((one) => `${one.severity} ${one.rule} ${one.reason}`),
    states: waivers.map(({ id, state }) => `${id} ${state}`),
  };
}

const told: Readonly<Record<string, RegExp>> = {
  text: /\nWaived {2}2\n {2}- high grant-no-active-record: .*\n {4}until 2027-01-31 by w-1 \(group:idp\/leads\)/s,
  markdown: /### Waived\n\n- high: .* Until 2027-01-31, by `w-1`: the vendor mends it/,
  sarif: /2 findings stand by a waiver, and are no alerts\./,
  "sarif-audit": /"suppressions":\[\{"kind":"external","status":"accepted","justification":"the vendor mends it"/,
  junit: /<skipped message="waived: waived by w-1 until 2027-01-31: /,
  gitlab: /Decided, and no issues: 2 findings by waivers, 0 findings by the baseline\./,
  csv: /\nwaived,grant-no-active-record,forge,high,.*,w-1,2027-01-31,/,
  html: /<li><a href="#decisions"><strong>2<\/strong> waived<\/a><\/li>[\s\S]*<span class="mark">Waived<\/span>/,
  json: /"waiver":\{"id":"w-1"/,
};

describe("a waiver that is as it should be", () => {
  test("lets its finding stand, told in every format with its own severity", async () => {
    const made = await collected({ [month]: `${waiver()}${waiver({ id: "w-2", object: "grant:forge/main/2:ops" })}` });
    const report = await check(made);
    expect(short(report)).toEqual({
      exitCode: 0,
      waived: ["grant:forge/main/2:dev", "grant:forge/main/2:ops"],
      said: [],
      states: ["w-1 live", "w-2 live"],
    });
    expect(report.findings[0]).toMatchObject({
      severity: "high",
      waiver: { id: "w-1", reason: "the vendor mends it", owner: "group:idp/leads", until: "2027-01-31" },
    });
    expect(report.notices).toEqual([]);
    expect(Object.keys(told).toSorted()).toEqual([...formatNames]);
    for (const [format, wanted] of sampleOf(Object.entries(told), 3)) {
      const { code, stdout } = await made.run("check", "--format", format, "--as-of", asOf);
      expect(code).toBe(0);
      expect(stdout, format).toMatch(wanted);
      expect(stdout).not.toMatch(/<failure/);
    }
  });

  test("matches no other rule and no other object", async () => {
    const other = await withWaivers(
      waiver({ object: "grant:forge/main/2:de" }) + waiver({ id: "w-2", rule: "leaver-grant-residual" }),
    );
    expect(other).toMatchObject({ exitCode: 1, waived: [] });
  });

  test("may hold for a pattern, as many objects as it says", async () => {
    const pattern = (most: number) => waiver({ object: `{ pattern: "grant:forge/main/2:*", maxMatches: ${most} }` });
    expect(await withWaivers(pattern(2))).toMatchObject({
      exitCode: 0,
      waived: ["grant:forge/main/2:dev", "grant:forge/main/2:ops"],
    });
    expect(await withWaivers(pattern(1))).toEqual({
      ...{ exitCode: 1, waived: [], said: ["high waiver-invalid over-broad"], states: ["w-1 invalid"] },
    });
  });
});

describe("time", () => {
  test.each([
    ["2027-01-31T23:59:59Z", "soon", ["info waiver-expired soon"], [object]],
    ["2027-02-01T00:00:00Z", "expired", ["high waiver-expired expired"], []],
  ])("at %s it is %s", async (at, state, said, waived) => {
    expect(await withWaivers(waiver(), at)).toEqual({ exitCode: 1, waived, said, states: [`w-1 ${state}`] });
  });

  test.each<[string, Record<string, string | undefined>, string]>([
    ["longer than its severity may be waived", { until: "2027-02-19" }, "too-long"],
    ["made in the future", { created: "2026-11-23" }, "future"],
    ["over before it begins", { created: "2026-11-22", until: "2026-11-21" }, "backwards"],
  ])("%s, it waives nothing", async (_, more, reason) => {
    const { exitCode, waived, said } = await withWaivers(waiver(more));
    // What has ended is told as that alone.
    expect({ exitCode, waived, said }).toEqual({
      ...{ exitCode: 1, waived: [] },
      said: [reason === "backwards" ? "high waiver-expired expired" : `high waiver-invalid ${reason}`],
    });
  });

  test("exactly as long as its severity may be waived, it holds", async () => {
    expect(await withWaivers(waiver({ until: "2027-02-18" }))).toMatchObject({ waived: [object] });
  });
});

describe("people", () => {
  const people: [string, Record<string, string | undefined>, string][] = [
    ["an owner who has left", { owner: "person:dora" }, "owner-left"],
    ["an owner of people who have left", { owner: "group:idp/gone" }, "owner-left"],
    ["an owner who is nobody", { owner: "person:nobody" }, "owner-unresolved"],
    ["an approver who has left", { approver: "person:dora" }, "approver-left"],
    ["an approver who is nobody", { approver: "person:nobody" }, "approver-unresolved"],
    ["an approver whom it is about", { approver: "person:ben" }, "approver-concerned"],
    ["an approver who alone owns it", { owner: "person:cleo" }, "approver-owns-alone"],
    ["an approver who is the only member of its owner", { owner: "group:idp/alone" }, "approver-owns-alone"],
    ["nothing done instead", { control: undefined }, "control-missing"],
    ["a rule that does not exist", { rule: "grant-no-active-recrd" }, "unknown-rule"],
  ];
  test.each(sampleOf(people, 4))("with %s it waives nothing", async (_, more, reason) => {
    const { exitCode, waived, said, states } = await withWaivers(waiver(more));
    expect({ exitCode, waived, states }).toEqual({ exitCode: 1, waived: [], states: ["w-1 invalid"] });
    expect(said).toContain(`high waiver-invalid ${reason}`);
  });

  test("whose status nobody knows leave it undecided, and it waives nothing", async () => {
    const idp = "id,login,name,state\n1,ana,Ana,on\n2,ben,Ben,off\n3,cleo,Cleo,on\n4,dora,Dora,?\n";
    const result = await withWaivers(waiver({ owner: "person:dora" }), asOf, { "exports/idp.csv": idp });
    expect(result).toEqual({ exitCode: 1, waived: [], said: [], states: ["w-1 undecided"] });
  });
});

describe("waivers that waive nothing", () => {
  test.each<[string, string, string[], string]>([
    ["of what is in order", "grant:forge/main/1:dev", ["low waiver-unused unused"], "unused"],
    ["of what is not there", "grant:forge/main/9:dev", ["low waiver-unused object-gone"], "unused"],
  ])("%s are told", async (_, about, said, state) => {
    expect(await withWaivers(waiver({ object: about }))).toEqual({
      exitCode: 1,
      waived: [],
      said,
      states: [`w-1 ${state}`],
    });
  });

  test("are not told where their system was read in part", async () => {
    const made = await collected({ [month]: waiver({ object: "grant:forge/main/1:dev" }) });
    made.write({ "exports/forge.csv": "id,login\n" });
    const { code } = await made.run("collect", "--as-of", asOf);
    expect(code).toBe(2);
    const { said, states } = short(await check(made));
    expect({ said, states }).toEqual({ said: [], states: ["w-1 idle"] });
  });

  test("of what is only told as a cause say so", async () => {
    const about = waiver({ rule: "leaver-account-enabled", object: "account:forge/main/2" });
    expect(await withWaivers(about)).toMatchObject({
      exitCode: 1,
      said: ["low waiver-unused only-a-cause"],
      states: ["w-1 idle"],
    });
  });
});

describe("what nobody can waive", () => {
  test("is what judges waivers", async () => {
    const planted =
      waiver({ owner: "person:dora" }) +
      waiver({ id: "w-2", rule: "waiver-invalid", object: '{ pattern: "waiver:*", maxMatches: 9 }' });
    const { exitCode, waived, said } = await withWaivers(planted);
    expect({ exitCode, waived }).toEqual({ exitCode: 1, waived: [] });
    expect(said).toEqual(["high waiver-invalid owner-left", "high waiver-invalid not-waivable"]);
  });

  test("is made valid by switching a rule off", async () => {
    const made = await collected({ [month]: waiver({ owner: "person:dora" }) });
    const off = `${estate["entitlint.yaml"]}rules: {waiver-invalid: {level: off}}\n`;
    made.write({ "entitlint.yaml": off });
    expect(short(await check(made))).toEqual({ exitCode: 1, waived: [], said: [], states: ["w-1 invalid"] });
  });
});

test("a finding that has become graver than its waiver is long stands again", async () => {
  const made = await collected({ [month]: waiver({ until: "2027-01-31" }) });
  const graver = `${estate["entitlint.yaml"]}rules: {${rule}: {level: critical}}\n`;
  made.write({ "entitlint.yaml": graver });
  expect(short(await check(made))).toMatchObject({
    exitCode: 1,
    waived: [],
    said: ["critical waiver-invalid too-long"],
  });
  made.write({ [month]: waiver({ until: "2026-12-20" }) });
  expect(short(await check(made))).toMatchObject({ waived: [object], said: [] });
});

test("two waivers of one id end the run with both places", async () => {
  const made = await collected({ [month]: waiver() + waiver() });
  const { code, stderr } = await made.run("check", "--as-of", asOf);
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(
      /2026-11\.yaml:11:3: w-1 is declared a second time; first in .*:1:3 \[access\/duplicate-id\]/,
    ),
  ]);
});

test("a reason that would act on a terminal or a page is told as text", async () => {
  const made = await collected({ [month]: waiver({ reason: JSON.stringify("<img src=x> \u001b[31m @ana") }) });
  const text = await made.run("check", "--as-of", asOf);
  expect(text.stdout).toContain("<img src=x> \\u{1b}[31m @ana");
  const markdown = await made.run("check", "--as-of", asOf, "--format", "markdown");
  expect(markdown.stdout).toContain("by `w-1`: `<img` `src=x>` `\\u{1b}[31m` `@ana`");
  for (const { stdout } of [text, markdown]) expect(stdout).not.toContain("\u001b");
});
