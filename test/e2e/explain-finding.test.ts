// @module-tag long
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { asOf, clean, collected, type Project, runIn, withLeaver } from "./small-project.ts";

const at = ["--as-of", asOf];
const rule = "grant-no-active-record";

async function findingOf(made: Project, wanted = rule) {
  const { stdout } = await made.run("check", ...at, "--format", "json");
  const found = Report.parse(JSON.parse(stdout)).findings.find((finding) => finding.rule === wanted);
  if (!found) throw new Error(`${wanted} found nothing`);
  return found;
}

/** The lines below a title. */
function under(title: string, text: string): string[] {
  const [, rest = ""] = text.split(`\n\n${title}\n`);
  return (rest.split("\n\n")[0] ?? "").trimEnd().split("\n");
}

test.each([8, 12, 64])("the first %i digits of a fingerprint explain its finding", async (digits) => {
  const made = await collected(withLeaver);
  const finding = await findingOf(made);
  const { code, stdout, stderr } = await made.run("explain", finding.fingerprint.slice(0, digits), ...at);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout.split("\n")[0]).toBe(`${finding.severity.toUpperCase()}  ${rule}  ${finding.title}`);
  expect(stdout.split("\n")[2]).toBe(finding.msg);
  expect(under("Path", stdout)).toEqual([
    "  identity:idp/main/2  Ben",
    "  └─ account:forge/main/2  linked by userName (strong)",
    "     └─ dev  grant:forge/main/2:dev",
  ]);
  expect(under("Keys that linked it", stdout).slice(0, 2)).toEqual([
    "  account:forge/main/2: linked by userName (strong)",
    "      tried userName (strong) ben: identity:idp/main/2",
  ]);
  expect(under("Records", stdout).filter((line) => /^ {2}\S/u.test(line))).toEqual([
    "  identity:idp/main/2  directory  idp/identity.ndjson:2",
    "  account:forge/main/2  account  forge/account.ndjson:2",
    "  account:idp/main/2  account  implied by the directory's record",
  ]);
  expect(under("Because of", stdout)[0]).toMatch(/^ {2}leaver-account-enabled: /u);
  expect(under("Where", stdout)).toEqual(["  snapshots/forge/grant.ndjson:2"]);
  expect(under("Decided", stdout)).toEqual(["  no waiver and no entry of the baseline"]);
  expect(under("What to do", stdout)[0]).toMatch(/^ {2}Disable the account/u);
  expect(under("Controls", stdout)[0]).toContain("AC-2");
  expect(under("Ids", stdout)).toEqual([`  ${finding.object}`, `  ${finding.fingerprint}`]);
});

test("JSON has the finding of the check, and what its rule says", async () => {
  const made = await collected(withLeaver);
  const finding = await findingOf(made);
  const { stdout } = await made.run("explain", finding.fingerprint, ...at, "--format", "json");
  const explained = JSON.parse(stdout);
  expect(explained).toMatchObject({ version: 1, finding, path: [{ id: "identity:idp/main/2", note: "Ben" }, {}, {}] });
  expect(explained.rule.controls.length).toBeGreaterThan(0);
  expect(explained.records[1]).toMatchObject({ id: "account:forge/main/2", places: ["forge/account.ndjson:2"] });
});

test("a line of Git that gives it is told where it stands", async () => {
  const role = 'owner: person:ana\ngrants: ["entitlement:forge/role/dev"]\nmembers:\n  - person:ben\n';
  const made = await collected({ ...withLeaver, "access/roles/dev.yaml": role });
  const { fingerprint } = await findingOf(made);
  const { stdout } = await made.run("explain", fingerprint, ...at);
  expect(under("Path", stdout)[2]).toMatch(/, declared by the role dev at access\/roles\/dev.yaml:4$/u);
});

test("a severity that is not the rule's has its steps", async () => {
  const low = { "entitlint.yaml": `${clean["entitlint.yaml"]}rules:\n  ${rule}: {level: low}\n` };
  const made = await collected({ ...withLeaver, ...low });
  const { fingerprint } = await findingOf(made);
  const { stdout } = await made.run("explain", fingerprint, ...at);
  expect(under("Severity", stdout)).toEqual([
    "  Lowered from high to low: The config says so.",
    "  Raised from low to high: Its cause leaver-account-enabled is high.",
  ]);
});

test("what the baseline puts off says until when", async () => {
  const made = await collected(withLeaver);
  const { fingerprint } = await findingOf(made);
  const created = await made.run("baseline", "create", "--owner", "person:ana", "--until", "2026-12-10", ...at);
  expect(created.stderr).toBe("");
  const { stdout } = await made.run("explain", fingerprint, ...at);
  expect(under("Decided", stdout)).toEqual(["  put off until 2026-12-10: person:ana mends it"]);
});

const example = resolve(import.meta.dirname, "../../examples/acme");
const acmeAt = readFileSync(join(example, "as-of.txt"), "utf8").trim();
const acme = async (...args: string[]) =>
  await runIn(example, [...args, "--snapshot", "../../snapshots", "--as-of", acmeAt]);

/** The explanation of the first finding that fits. */
async function explainedOf(fits: (finding: Report["findings"][number]) => boolean): Promise<string> {
  const { findings } = Report.parse(JSON.parse((await acme("check", "--format", "json")).stdout));
  return (await acme("explain", findings.find(fits)?.fingerprint ?? "none")).stdout;
}

test("what is waived says by what, in which state, and who approved it", async () => {
  const text = await explainedOf(({ waiver }) => waiver?.id === "w-101");
  expect(under("Decided", text)).toEqual([
    expect.stringMatching(/^ {2}waived by w-101 until \d{4}-\d\d-\d\d, /u),
    expect.stringMatching(/^ {2}state: live, approved by /u),
    ...under("Decided", text).slice(2),
  ]);
});

test("what is about nobody has the record that it is about, or its application alone", async () => {
  const group = await explainedOf(({ object }) => object === "group:idp/acme/00g07");
  expect(under("Path", group)).toEqual(["  source:idp"]);
  expect(under("Records", group)[0]).toMatch(/^ {2}group:idp\/acme\/00g07 {2}idp\/group\.ndjson:\d+$/u);
  const app = await explainedOf(({ object }) => object === "app:forge/org");
  expect(app).toContain("\n\nPath\n  app:forge\n\nSeverity\n");
  const waiver = await explainedOf((finding) => finding.rule === "waiver-expired");
  expect(under("Where", waiver)[1]).toMatch(/^ {2}declared at access\/waivers\/\S+:\d+$/u);
});

test("what is there under a name goes before a finding", async () => {
  const made = await collected(withLeaver);
  const mark = (await findingOf(made)).fingerprint.slice(0, 8);
  made.write({ "exports/idp.csv": `id,login,name,state\n1,ana,Ana,on\n2,ben,Ben,off\n3,${mark},Hex,on\n` });
  await made.run("collect", ...at);
  const { stdout } = await made.run("explain", mark, ...at);
  expect(stdout).toMatch(/^identity:idp\/main\/3 {2}human\n/u);
  const longer = await made.run("explain", (await findingOf(made)).fingerprint.slice(0, 9), ...at);
  expect(longer.stdout).toMatch(/^(?:CRITICAL|HIGH) {2}grant-no-active-record/u);
});

test("hostile names do nothing", async () => {
  const made = await collected({
    ...withLeaver,
    "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n2,ben,\u001b[2JBen\u202e,off\n",
  });
  const { fingerprint } = await findingOf(made);
  const { stdout } = await made.run("explain", fingerprint, ...at);
  expect(under("Path", stdout)[0]).toBe("  identity:idp/main/2  \\u{1b}[2JBen\\u{202e}");
  for (const control of ["\u001b", "\u202e"]) expect(stdout).not.toContain(control);
});

test.each([
  ["7 digits", "abcdef0", /nothing in the snapshot or the access files is called "abcdef0"/u],
  ["nobody's digits", "00000000", /nothing is called 00000000, and no finding has a fingerprint that begins so/u],
  ["capitals", "ABCDEF01", /nothing in the snapshot or the access files is called "ABCDEF01"/u],
])("%s explain nothing", async (_name, word, why) => {
  const made = await collected(withLeaver);
  const { code, stdout, stderr } = await made.run("explain", word, ...at);
  expect([code, stdout]).toEqual([3, ""]);
  expect(stderr).toMatch(why);
});

test("what is not found where not all was judged may be there all the same", async () => {
  const made = await collected(withLeaver);
  const late = ["--as-of", "2026-11-22T08:00:00Z"];
  made.write({
    "entitlint.yaml": `${clean["entitlint.yaml"]}rules:\n  nhi-unregistered: {required: true}\n  sync-lag: {required: true}\n`,
  });
  const { code, stderr } = await made.run("explain", "00000000", ...late);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/but not all could be judged: /u)]);
});
