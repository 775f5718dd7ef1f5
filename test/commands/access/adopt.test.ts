// @module-tag long
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { write } from "../../repository/make-repository.ts";
import { runHere } from "../run-here.ts";
import { collectedEstate } from "./collected-estate.ts";

const adopt = (folder: string, ...args: string[]) => runHere(folder, ["access", "adopt", ...args]);
const lintOf = (folder: string) => runHere(folder, ["access", "lint"]);

const read = (folder: string, name: string) => readFileSync(join(folder, "access/identities", name), "utf8");

/** The registry's files with their bytes. */
function registry(folder: string): Record<string, string> {
  const below = join(folder, "access/identities");
  if (!existsSync(below)) return {};
  return Object.fromEntries(
    readdirSync(below)
      .toSorted()
      .map((name) => [name, readFileSync(join(below, name), "latin1")]),
  );
}

/** What was adopted, as `account: who (because)`. */
async function adopted(folder: string, ...args: string[]): Promise<string[]> {
  const { stdout } = await adopt(folder, "--format", "json", ...args);
  const { adopted } = JSON.parse(stdout) as { adopted: { accounts: string[]; who: string; because: string }[] };
  return adopted.map(({ accounts, who, because }) => `${accounts.join(" ")}: ${who} (${because})`).toSorted();
}

describe("access adopt", () => {
  test("writes a stub for each machine that nobody has registered, with what the proposal rests on", async () => {
    const folder = await collectedEstate();
    const { code, stdout, stderr } = await adopt(folder);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`Adopted 7 of 7 machines that nobody has registered, to be decided by 2026-12-22.
  2 by an owner that a system names
  1 by who created it
  1 by who made its newest key
  1 by the owner of a group that is for it alone
  2 by the owner of its application
  access/identities/crm.yaml: 5 stubs, a new file
  access/identities/dir.yaml: 2 stubs, a new file
0 without any proposal.
1 account is of a kind that nothing tells: say it with kinds: in access/apps.
`);
    expect(
      read(folder, "crm.yaml"),
    ).toBe(`# yaml-language-server: $schema=../../node_modules/entitlint/docs/schemas/access-identities.schema.json
# Machines that were found and that nobody has decided on. For each an owner is proposed, which makes nobody its owner:
# write owner, purpose and expires in place of ownerProposed and decideBy, or do away with the account.
- id: nhi:bot-b3
  kind: service
  accounts: ["account:crm/main/b3"]
  ownerProposed: { who: "group:dir/payments", because: owner of the application crm }
  decideBy: 2026-12-22
  # purpose: what it is for
- id: nhi:bot-b1
  kind: service
  accounts: ["account:crm/main/b1"]
  ownerProposed: { who: "person:ana@example.com", because: managedBy in crm }
  decideBy: 2026-12-22
  # purpose: what it is for
- id: nhi:bot-b2
  kind: service
  accounts: ["account:crm/main/b2"]
  ownerProposed: { who: "person:li@example.com", because: createdBy in crm }
  decideBy: 2026-12-22
  # purpose: what it is for
- id: nhi:bot-b4
  kind: agent
  accounts: ["account:crm/main/b4"]
  ownerProposed: { who: "person:li@example.com", because: "made its newest key credential:crm/main/k2" }
  decideBy: 2026-12-22
  # purpose: what it is for
- id: nhi:bot-b1-crm
  kind: service
  accounts: ["account:crm/main/b7"]
  ownerProposed: { who: "group:dir/payments", because: owner of the application crm }
  decideBy: 2026-12-22
  # purpose: what it is for
`);
    expect(await adopted(await collectedEstate())).toEqual(
      expect.arrayContaining([
        "account:dir/main/m1: person:li@example.com (owner in dir)",
        "account:dir/main/m2: group:dir/payments (owner of group:dir/main/for-bots, whose only member it is)",
      ]),
    );
  });

  test("leaves files that lint has nothing against, and adds nothing the second time", async () => {
    const folder = await collectedEstate();
    await adopt(folder);
    expect(await lintOf(folder)).toMatchObject({ code: 0, stderr: "" });
    const before = registry(folder);
    const again = await adopt(folder);
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Every machine that was observed is registered/),
    });
    expect(registry(folder)).toEqual(before);
  });

  test("makes nobody an owner: a check informs until the day, and finds a violation after it", async () => {
    const folder = await collectedEstate();
    const findings = async (asOf: string) => {
      const { stdout } = await runHere(folder, ["check", "--format", "json", "--as-of", asOf]);
      const { findings } = JSON.parse(stdout) as {
        findings: { rule: string; object: string; reason: string; severity: string; msg: string }[];
      };
      return findings.filter(({ rule }) => rule === "nhi-unregistered" || rule === "nhi-no-owner");
    };
    const before = await findings("2026-11-22");
    expect(before.map(({ rule, object }) => `${rule} ${object}`)).toContain("nhi-unregistered account:crm/main/b1");
    await adopt(folder);
    const during = await findings("2026-12-22");
    expect(during.map(({ rule, reason, severity }) => `${rule} ${reason} ${severity}`)).toEqual(
      new Array(7).fill("nhi-no-owner proposed info"),
    );
    expect(during.map(({ msg }) => msg)).toContain(
      "nhi:bot-b1 has no owner yet: person:ana@example.com (managedBy in crm) is proposed, to be decided by 2026-12-22.",
    );
    const after = await findings("2026-12-23");
    expect(after.map(({ rule, reason }) => `${rule} ${reason}`)).toEqual(new Array(7).fill("nhi-no-owner undecided"));
    expect(after.every(({ severity }) => severity === "high" || severity === "critical")).toBe(true);
  });

  test("shows with --dry-run a diff that Git can apply, and writes nothing", async () => {
    const files = { "identities/crm.yaml": "# ours\n[] # none yet" };
    const folder = await collectedEstate(files);
    const { code, stdout } = await adopt(folder, "--dry-run");
    expect(code).toBe(0);
    expect(read(folder, "crm.yaml")).toBe(files["identities/crm.yaml"]);
    expect(existsSync(join(folder, "access/identities/dir.yaml"))).toBe(false);
    expect(stdout).toContain("Would adopt 7 of 7 machines");
    execFileSync("git", ["apply", "-"], { cwd: folder, input: stdout.replace(/\n\nWould[\s\S]*/, "\n") });
    const written = await collectedEstate(files);
    await adopt(written);
    expect(registry(folder)).toEqual(registry(written));
  });

  test("proposes nobody who has left, and no machine", async () => {
    const all = await adopted(await collectedEstate());
    expect(all.filter((line) => line.includes("gone@"))).toEqual([]);
    expect(all.filter((line) => line.includes(": nhi:"))).toEqual([]);
  });

  test("leaves to other files what they speak of", async () => {
    const files = {
      "links.yaml": "- {account: account:crm/main/b1, person: null}\n",
      "breakglass.yaml": "- {account: account:crm/main/b2, custodians: [person:1], testedAt: 2026-11-01, allow: []}\n",
      "identities/ci.yaml":
        'kind: service\naccounts: ["account:crm/main/b3"]\nowner: person:1\npurpose: x\nexpires: 2027-01-01\n',
    };
    const folder = await collectedEstate(files);
    const { stdout } = await adopt(folder);
    expect(stdout).toContain("Adopted 4 of 4 machines");
    expect(stdout).toContain("2 accounts of machines left to links.yaml and breakglass.yaml.");
    expect((await lintOf(folder)).code).toBe(0);
  });
});

describe("what people wrote stays", () => {
  const stub = (name: string) => expect.stringContaining(`- id: nhi:${name}\n`);

  test.each([
    [
      "a list with comments, another indentation and no end of line",
      "# ours\n  - &x {id: nhi:a, kind: service, accounts: ['account:crm/main/x'], owner: person:1, purpose: x, expires: 2027-01-01} # a\n  # end",
    ],
    ["a list of Windows", "# ours\r\n[]\r\n"],
    ["a list with a byte order mark", "\u00ef\u00bb\u00bf# ours\n[]\n"],
    [
      "a document with its marks",
      "---\n# ours\n- {id: nhi:a, kind: service, accounts: ['account:crm/main/x'], owner: person:1, purpose: x, expires: 2027-01-01}\n...\n",
    ],
  ])("%s", async (_, text) => {
    const folder = await collectedEstate();
    mkdirSync(join(folder, "access/identities"));
    writeFileSync(join(folder, "access/identities/crm.yaml"), Buffer.from(text, "latin1"));
    expect((await adopt(folder)).code).toBe(0);
    const { "crm.yaml": after = "", ...others } = registry(folder);
    const kept = text.split(/\r?\n/).filter((line) => line !== "[]" && line !== "");
    const lines = after.split(/\r?\n/);
    expect(lines.filter((line) => kept.includes(line))).toEqual(kept);
    expect(after.includes("\r\n")).toBe(text.includes("\r\n"));
    expect(after.replaceAll("\r\n", "\n")).toEqual(stub("bot-b1"));
    expect(Object.keys(others)).toEqual(["dir.yaml"]);
    expect((await lintOf(folder)).code).toBe(0);
    expect((await adopt(folder)).stdout).toContain("is registered");
  });

  test.each([
    [
      "one object",
      Buffer.from(
        'kind: service\naccounts: ["account:crm/main/x"]\nowner: person:1\npurpose: x\nexpires: 2027-01-01\n',
      ),
    ],
    [
      "a list in brackets",
      Buffer.from(
        "[{id: nhi:a, kind: service, accounts: ['account:crm/main/x'], owner: person:1, purpose: x, expires: 2027-01-01}]\n",
      ),
    ],
    ["UTF-16", Buffer.from("\uFEFF[]\n", "utf16le")],
  ])("%s, beside which another file is made", async (_, bytes) => {
    const folder = await collectedEstate();
    mkdirSync(join(folder, "access/identities"));
    writeFileSync(join(folder, "access/identities/crm.yaml"), bytes);
    await adopt(folder, "--limit", "2");
    await adopt(folder);
    expect(readFileSync(join(folder, "access/identities/crm.yaml"))).toEqual(bytes);
    expect(Object.keys(registry(folder))).toEqual(["crm-adopted.yaml", "crm.yaml", "dir.yaml"]);
    expect(read(folder, "crm-adopted.yaml")).toEqual(stub("bot-b1"));
    expect(await adopt(folder)).toMatchObject({ stdout: expect.stringContaining("is registered") });
  });

  test("a file that is a link, which stays one", async () => {
    const folder = await collectedEstate();
    write(folder, "shared/crm.yaml", "# shared\n[]\n");
    mkdirSync(join(folder, "access/identities"));
    symlinkSync("../../shared/crm.yaml", join(folder, "access/identities/crm.yaml"));
    expect((await adopt(folder)).code).toBe(0);
    expect(readFileSync(join(folder, "shared/crm.yaml"), "utf8")).toMatch(/^# shared\n- id: nhi:bot-b3\n/);
  });
});

describe("options", () => {
  test("--limit takes those with privileged access first, and the next run the others", async () => {
    const folder = await collectedEstate();
    const first = await adopt(folder, "--limit", "1");
    expect(first.stdout).toMatch(/^Adopted 1 of 7 machines[\s\S]*6 machines more for another run, beyond --limit/);
    expect(Object.values(registry(folder)).join("")).toMatch(/nhi:bot-b3/);
    await adopt(folder, "--limit", "4");
    await adopt(folder);
    expect(
      Object.values(registry(folder))
        .join("")
        .match(/^- id:/gm),
    ).toHaveLength(7);
  });

  test("--by owner makes a file for each owner, and --decide-in moves the day", async () => {
    const folder = await collectedEstate();
    await adopt(folder, "--by", "owner", "--decide-in", "P2W");
    expect(Object.keys(registry(folder))).toEqual(["ana@example.com.yaml", "dir-payments.yaml", "li@example.com.yaml"]);
    expect(read(folder, "ana@example.com.yaml")).toContain("decideBy: 2026-12-06");
  });

  test("--owner proposes somebody where nothing else does, and nobody is made up where it is not given", async () => {
    const folder = await collectedEstate();
    rmSync(join(folder, "access/apps/crm.yaml"));
    const without = await adopt(folder, "--dry-run");
    expect(without.stdout).toContain(
      "2 without any proposal, and so without a stub: register them by hand, or name somebody with --owner.\n  account:crm/main/b3\n  account:crm/main/b7\n",
    );
    expect(await adopted(folder, "--owner", "person:sec@example.com")).toContain(
      "account:crm/main/b3: person:sec@example.com (named when it was adopted)",
    );
  });

  test.each([
    [["--limit", "0"], /--limit cannot be "0"/],
    [["--limit", "few"], /--limit/],
    [["--decide-in", "30"], /--decide-in cannot be "30"/],
    [["--decide-in", "PT12H"], /whole days/],
    [["--owner", "ana"], /--owner cannot be "ana"/],
    [["--owner", "person:gone@example.com"], /somebody who is here/],
    [["--by", "mood"], /--by/],
  ])("%j are refused", async (args, told) => {
    const folder = await collectedEstate();
    const { code, stderr } = await adopt(folder, ...args);
    expect([code, stderr]).toEqual([3, expect.stringMatching(told)]);
    expect(registry(folder)).toEqual({});
  });
});

describe("nothing is written", () => {
  test("without a snapshot, or from one that was altered", async () => {
    const folder = await collectedEstate();
    appendFileSync(join(folder, "snapshots/crm/account.ndjson"), "\n");
    expect(await adopt(folder)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("snapshot/altered"),
    });
    rmSync(join(folder, "snapshots"), { recursive: true });
    expect(await adopt(folder)).toMatchObject({ code: 2, stderr: expect.stringContaining("[snapshot/none]") });
    expect(registry(folder)).toEqual({});
  });

  test("beside access files that are wrong", async () => {
    const folder = await collectedEstate({ "roles/a.yaml": "owner: x\n" });
    expect(await adopt(folder)).toMatchObject({ code: 3, stderr: expect.stringContaining("roles/a.yaml:1:8") });
    expect(registry(folder)).toEqual({});
  });
});
