import { describe, expect, test } from "vitest";
import { findBlindness } from "../../src/assemble/blindness.ts";
import { buildEstate } from "../../src/assemble/estate.ts";
import { Estate } from "../../src/model/estate.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import type { KindEntry } from "../../src/model/manifest.ts";
import { Rule, type Told } from "../../src/model/rule.ts";
import {
  account,
  app,
  credential,
  entitlement,
  grant,
  identity,
  joined,
  machine,
  now,
  system,
} from "../load/invented-estate.ts";

const bot = account("forge", "bot", { kind: "service" });

/** Why a rule that needs the fact is blind for the forge; undefined where it sees. */
function blindness(told: Told, systems: readonly SystemInput[], access: Parameters<typeof joined>[1] = {}) {
  const rule = Rule.parse({
    ...{ id: "invented", scope: "subject", title: "t", description: "d", origin: "test" },
    ...{ severity: "high", examines: "account", reasons: {}, remediation: "r", needs: [{ told }] },
  });
  const { estate, correlation } = joined(systems, access);
  return findBlindness([rule], estate, correlation).invented?.forge?.code;
}

describe("a rule that needs to be told", () => {
  const held = (more: Parameters<typeof grant>[3]) =>
    system("forge", "application", [bot, entitlement("forge", "r"), grant("forge", bot.id, "r", more)]);

  test("of terms: an end, a window or a switch of some grant of the application", () => {
    expect(blindness("terms", [held({})])).toBe("no-terms");
    expect(blindness("terms", [held({ window: { from: "2026-11-01T00:00:00Z" } })])).toBe("no-terms");
    expect(blindness("terms", [held({ eligibleOnly: true })])).toBeUndefined();
    expect(blindness("terms", [held({ expiresAt: "2026-12-01" })])).toBeUndefined();
    expect(blindness("terms", [held({ window: { to: "2026-12-01T00:00:00Z" } })])).toBeUndefined();
    const elsewhere = system("crm", "application", [
      ...[account("crm", "x"), entitlement("crm", "r")],
      grant("crm", account("crm", "x").id, "r", { eligibleOnly: true }),
    ]);
    expect(blindness("terms", [held({}), elsewhere])).toBe("no-terms");
  });

  test("of environments: two of them, from wherever", () => {
    const inProd = entitlement("forge", "p", { environment: "prod" });
    const forge = (...records: Parameters<typeof system>[2]) =>
      system("forge", "application", [bot, inProd, ...records]);
    expect(blindness("environments", [system("forge", "application", [bot])])).toBe("field-not-read");
    expect(blindness("environments", [forge()])).toBe("field-not-read");
    expect(blindness("environments", [forge(entitlement("forge", "t", { environment: "test" }))])).toBeUndefined();
    const key = credential("forge", "k", bot.id, { environments: ["test"] });
    expect(blindness("environments", [forge(key)])).toBeUndefined();
    const identities = [machine("ci", [bot.id], { environment: "test" })];
    expect(blindness("environments", [forge()], { identities })).toBeUndefined();
  });

  test("of how accounts are signed in with, and which are machines'", () => {
    const read: KindEntry = { observedAt: now, completeness: "full", count: 1, fieldsRead: ["kind"], layout: "single" };
    const forge = (more: Partial<KindEntry>) =>
      system("forge", "application", [bot], { kinds: { account: { ...read, ...more } } });
    expect(blindness("sign-in", [forge({})])).toBe("field-not-read");
    expect(blindness("sign-in", [forge({ fieldsRead: ["kind", "loginMethods"] })])).toBeUndefined();
    expect(blindness("sign-in", [forge({ fieldsRead: ["kind", "mfa.enrolled"] })])).toBeUndefined();
    expect(blindness("sign-in", [forge({ fieldsRead: ["mfa"] })])).toBe("field-not-read");
    const kinds = [{ match: "*-bot", kind: "service" as const }];
    expect(
      blindness("sign-in", [forge({ fieldsRead: ["mfa"] })], { apps: [app("forge", [], { kinds })] }),
    ).toBeUndefined();
    expect(blindness("sign-in", [forge({ completeness: "partial" })])).toBe("partial");
    expect(blindness("sign-in", [forge({ completeness: "denied" })])).toBe("denied");
    expect(blindness("sign-in", [system("forge", "application", [])])).toBe("not-collected");
  });

  test("of purposes: where a source knows identities, what they are for or part of", () => {
    const forge = (more: Parameters<typeof identity>[2]) =>
      system("forge", "directory", [identity("forge", "x", more)]);
    expect(blindness("purposes", [forge({})])).toBe("field-not-read");
    expect(blindness("purposes", [forge({ purpose: "sorts" })])).toBeUndefined();
    expect(blindness("purposes", [forge({ parentId: "identity:forge/main/y" })])).toBeUndefined();
    expect(blindness("purposes", [forge({ purposeRef: "nhi:ci" })])).toBeUndefined();
    expect(blindness("purposes", [system("forge", "application", [bot])])).toBeUndefined();
  });
});

test("the estate says where access was decided on, and what sources tell of all their records", () => {
  const approved = grant("crm", account("crm", "x").id, "r", { approvalRef: "REQ-7", expiresAt: "2027-01-01" });
  const { estate, correlation } = joined(
    [
      system("idp", "directory", [identity("idp", "m", { kind: "service", purpose: "sorts" })]),
      system("crm", "application", [account("crm", "x"), entitlement("crm", "r"), approved]),
      system("forge", "application", [bot, entitlement("forge", "r"), grant("forge", bot.id, "r")]),
    ],
    { apps: [app("wiki", [], { mode: "exhaustive" })] },
  );
  const { apps, sources } = Estate.parse(buildEstate(estate, correlation, { rules: [], params: {}, now }));
  expect(Object.keys(apps).filter((name) => apps[name]?.decided)).toEqual(["crm", "wiki"]);
  expect(sources.idp).toEqual({ role: "directory", purposes: true });
  expect(sources.crm).toEqual({ role: "application", grantEnds: true });
  expect(sources.forge).toEqual({ role: "application" });
});
