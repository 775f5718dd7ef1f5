import { describe, expect, test } from "vitest";
import { findBlindness } from "../../src/assemble/blindness.ts";
import { buildEstate, type Params, paramFor } from "../../src/assemble/estate.ts";
import type { DeclaredApp } from "../../src/model/access.ts";
import { Estate } from "../../src/model/estate.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import type { Completeness } from "../../src/model/manifest.ts";
import { Rule } from "../../src/model/rule.ts";
import { account, app, identity, joined, now, observed, system } from "../load/invented-estate.ts";

function ruleOf(more: Partial<Rule>): Rule {
  return Rule.parse({
    ...{ id: "invented", scope: "subject", title: "t", description: "d", origin: "test" },
    ...{ severity: "high", examines: "account", reasons: {}, remediation: "r" },
    ...more,
  });
}

const people = ["ana", "ben", "cy"].map((userName) => identity("idp", userName, { userName }));
const accounts = ["ana", "ben", "x1", "x2", "x3"].map((userName) => account("forge", userName, { userName }));

describe("parameters and cutoffs", () => {
  const forge = app("forge", [], {
    tier: 1,
    mode: "listed",
    lifecycle: { channel: "scim", onLeave: "keep", deactivationBlocksUse: "no" },
  });

  test.each<[string, Record<string, number>, DeclaredApp | undefined, number | undefined]>([
    ["the application's own", { forge: 1, tier1: 2, scim: 3, listed: 4, default: 5 }, forge, 1],
    ["its tier's", { tier1: 2, scim: 3, listed: 4, default: 5 }, forge, 2],
    ["its channel's", { tier2: 9, scim: 3, listed: 4, default: 5 }, forge, 3],
    ["its mode's", { listed: 4, default: 5 }, forge, 4],
    ["the default", { manual: 9, default: 5 }, forge, 5],
    ["the default for what nobody declared", { tier2: 9, default: 5 }, undefined, 5],
    ["nothing where nothing fits", { other: 9 }, forge, undefined],
    ["nothing by what every object has", {}, { ...forge, id: "constructor" }, undefined],
  ])("%s", (_, value, declared, expected) => {
    expect(paramFor(value, declared, declared?.id ?? "forge")).toBe(expected);
  });

  test("a cutoff is the observation less the duration, by application; only declared ones are seen now", () => {
    const rule = ruleOf({
      params: {
        grace: { type: "duration", description: "d", default: "PT24H" },
        most: { type: "number", description: "d", default: 3 },
      },
    });
    const params: Params = { invented: { grace: { forge: 3_600, default: 86_400 }, most: 3 } };
    const { estate, correlation } = joined(
      [system("forge", "application", accounts), system("idp", "directory", people)],
      { apps: [forge, app("later", [])] },
    );
    const shared = buildEstate(estate, correlation, { rules: [rule], params, now });
    expect(Estate.parse(shared)).toEqual(shared);
    expect(shared.cutoffs).toEqual({
      forge: { invented: { grace: "2026-11-20T05:00:00Z" } },
      idp: { invented: { grace: "2026-11-19T06:00:00Z" } },
      later: { invented: { grace: "2026-11-21T08:00:00Z" } },
    });
    expect(shared.run).toEqual({ now, now_seconds: 1_795_334_400 });
    expect(shared.apps.later).toMatchObject({ declared: true, channel: "manual" });
    expect(shared.apps.idp).toMatchObject({ declared: false, channel: "unknown", people: [] });
  });
});

/** The code of why a rule with these needs is blind for the forge; undefined where it sees. */
function blindness(
  needs: unknown[],
  more: {
    forge?: Partial<SystemInput>;
    idp?: Partial<SystemInput>;
    apps?: DeclaredApp[];
    examines?: Rule["examines"];
  } = {},
) {
  const rule = Rule.parse({ ...ruleOf({}), examines: more.examines ?? "account", needs });
  const { estate, correlation } = joined(
    [system("forge", "application", accounts, more.forge), system("idp", "directory", people, more.idp)],
    { apps: more.apps ?? [app("forge", ["idp"])] },
  );
  return findBlindness([rule], estate, correlation).invented?.forge?.code;
}

describe("blindness", () => {
  const readAs = (kind: "account" | "identity", completeness: Completeness, fieldsRead = ["status", "userName"]) => ({
    kinds: { [kind]: { observedAt: observed, completeness, count: 3, fieldsRead, layout: "single" as const } },
  });
  const status = [{ kind: "account", fields: ["status"] }];

  test.each<[Completeness, string | undefined]>([
    ["full", undefined],
    ["scoped", undefined],
    ["asserted", undefined],
    ["partial", "partial"],
    ["denied", "denied"],
    ["not-collected", "not-collected"],
  ])("of a kind that is %s", (completeness, code) => {
    expect(blindness(status, { forge: readAs("account", completeness) })).toBe(code);
    const ofPeople = [{ kind: "identity", of: "people", fields: ["status"] }];
    expect(blindness(ofPeople, { idp: readAs("identity", completeness) })).toBe(code);
  });

  test("of a kind that nobody collected, a field that was not read, people of nowhere", () => {
    expect(blindness([{ kind: "grant" }])).toBe("not-collected");
    expect(blindness([{ kind: "account", fields: ["disabledAt"] }])).toBe("field-not-read");
    expect(blindness([{ kind: "identity", of: "people" }], { apps: [app("forge", [])] })).toBe("no-population");
    expect(blindness([{ kind: "identity", of: "people" }], { apps: [] })).toBe("no-population");
    expect(blindness([{ kind: "identity", of: "people" }], { apps: [app("forge", ["gone"])] })).toBe("not-collected");
  });

  test("not of a field that access files tell instead", () => {
    const kinds = [{ match: "*-bot", kind: "service" as const }];
    const forge = readAs("account", "full");
    const needs = [{ kind: "account", fields: ["kind"] }];
    expect(blindness(needs, { forge })).toBe("field-not-read");
    expect(blindness(needs, { forge, apps: [app("forge", ["idp"], { kinds })] })).toBeUndefined();
  });

  test("a directory's users are its accounts", () => {
    const rule = ruleOf({ needs: [{ kind: "account", of: "app", fields: ["status"] }] });
    const { estate, correlation } = joined([system("idp", "directory", people)]);
    expect(findBlindness([rule], estate, correlation)).toEqual({});
  });

  test.each([
    [40, undefined],
    [41, "correlation-not-set-up"],
  ])("where %i %% must have found their person and 40 %% have", (percent, code) => {
    expect(blindness([{ correlated: percent }])).toBe(code);
  });

  test("links to nobody, made by hand, count as found", () => {
    const { estate, correlation } = joined(
      [system("forge", "application", accounts), system("idp", "directory", people)],
      { apps: [app("forge", ["idp"])], links: accounts.slice(2).map(({ id }) => linkToNobody(id)) },
    );
    expect(findBlindness([ruleOf({ needs: [{ correlated: 100 }] })], estate, correlation)).toEqual({});
  });

  test("of a directory whose authority nobody named, or which was not read; not of what is no directory", () => {
    const needs = [{ kind: "identity" as const, of: "authority" as const, fields: ["status"] }];
    const blindOf = (apps: DeclaredApp[], hr = system("hr", "authoritative-identity", [identity("hr", "1")])) => {
      const { estate, correlation } = joined([system("idp", "directory", people), hr], { apps });
      const { invented = {} } = findBlindness([ruleOf({ examines: "identity", needs })], estate, correlation);
      return Object.fromEntries(Object.entries(invented).map(([place, { code }]) => [place, code]));
    };
    expect(blindOf([])).toEqual({ idp: "no-population" });
    expect(blindOf([app("idp", ["idp"])])).toEqual({ idp: "no-population" });
    expect(blindOf([app("idp", ["hr"])])).toEqual({});
    expect(blindOf([app("idp", ["hr"])], system("hr", "authoritative-identity", [], { kinds: {} }))).toEqual({
      idp: "not-collected",
    });
  });

  test("is not said of places where a rule counts nothing", () => {
    const hr = system("hr", "authoritative-identity", [identity("hr", "1")]);
    const { estate, correlation } = joined([hr]);
    const needs = [{ kind: "event" as const, of: "app" as const, fields: [] }];
    expect(findBlindness([ruleOf({ examines: "grant", needs })], estate, correlation)).toEqual({});
    expect(Object.keys(findBlindness([ruleOf({ examines: "identity", needs })], estate, correlation))).toEqual([
      "invented",
    ]);
  });

  test("of an application that is declared and not read", () => {
    const { estate, correlation } = joined([], { apps: [app("later", [])] });
    expect(findBlindness([ruleOf({ needs: [{ kind: "grant", of: "app", fields: [] }] })], estate, correlation)).toEqual(
      {
        invented: { later: { code: "not-collected", text: "no grant records of later were collected" } },
      },
    );
  });
});

function linkToNobody(id: string) {
  const place = { file: "access/links.yaml", line: 1 };
  return { account: { kind: "account" as const, text: id, id, system: "forge", place }, place };
}
