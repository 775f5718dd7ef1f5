import { describe, expect, test } from "vitest";
import { type Choice, chosen, entriesOf, everything } from "../../../src/report/html/client/choice.ts";
import { wishOf } from "../../../src/report/html/client/keys.ts";
import { optionsOf } from "../../../src/report/html/client/options.ts";
import { type Order, orders, sorted } from "../../../src/report/html/client/orders.ts";
import { pageRules } from "../../../src/report/html/page-data.ts";
import { shownFindings } from "../../../src/report/html/shown-finding.ts";
import { finding, smallReport } from "../small-report.ts";

const waiver = { id: "w-1", reason: "It goes soon.", owner: "person:ana", until: "2027-02-28" };
const report = smallReport({
  findings: [
    finding(1, { severity: "critical", app: "crm", object: "grant:z" }),
    finding(2, { severity: "low", rule: "nhi-no-expiry", object: "grant:a", name: "Ångström", note: "Asked in June" }),
    finding(3, { waiver, app: "crm" }),
    finding(4, { baseline: { owner: "group:idp/leads", until: "2027-01-31", state: "open" } }),
    finding(5, { change: "introduced", reason: "disputed" }),
  ],
});
const entries = entriesOf(shownFindings(report), pageRules(report));
const numbers = (found: readonly (typeof entries)[number][]) =>
  found.map((one) => parseInt(one.finding.fingerprint.slice(0, 16), 16));
const found = (choice: Partial<Choice>) => numbers(chosen(entries, { ...everything, ...choice }));

describe("what is asked for", () => {
  test.each<[Partial<Choice>, number[]]>([
    [{}, [1, 5, 2, 4, 3]],
    [{ severities: ["critical", "low"] }, [1, 2]],
    [{ rule: "nhi-no-expiry" }, [2]],
    [{ app: "crm" }, [1, 3]],
    [{ control: "AC-2(3)" }, [1, 5, 4, 3]],
    [{ standing: "due" }, [1, 5, 2]],
    [{ standing: "gated" }, [1, 5]],
    [{ standing: "waived" }, [3]],
    [{ standing: "known" }, [4]],
    [{ change: "introduced" }, [5]],
    [{ owner: "person:ana" }, [3]],
    [{ owner: "group:idp/leads" }, [4]],
    [{ app: "crm", severities: ["critical"] }, [1]],
  ])("%o", (choice, wanted) => expect(found(choice)).toEqual(wanted));

  test.each([
    ["ÅNGSTRÖM", [2]],
    ["june asked", [2]],
    ["grant.ndjson:3", [2]],
    ["soon w-1", [3]],
    ["soon grant:z", []],
    ["  disputed ", [5]],
    ["cis 5.1", [1, 5, 4, 3]],
    ["0000000000000004", [4]],
  ])("words in any of its texts: %s", (text, wanted) => expect(found({ text })).toEqual(wanted));
});

test.each<[Order, number[]]>([
  ["gravest", [1, 5, 2, 4, 3]],
  ["rule", [1, 5, 4, 3, 2]],
  ["app", [1, 3, 5, 2, 4]],
  ["object", [2, 3, 4, 5, 1]],
  ["subject", [1, 2, 3, 4, 5]],
])("sorted by %s, the gravest first among those that are alike", (order, wanted) => {
  expect(Object.keys(orders)).toContain(order);
  expect(numbers(sorted(entries, order))).toEqual(wanted);
});

test("there is to choose what occurs, with how often it does", () => {
  const options = optionsOf(entries);
  const short = Object.fromEntries(
    Object.entries(options).map(([name, of]) => [
      name,
      of.map(({ text, count }: { text: string; count: number }) => `${text} ${count}`),
    ]),
  );
  expect(short).toEqual({
    standing: ["Stops the check 2", "To mend 3", "Known, put off 1", "Waived 1"],
    change: ["introduced 1"],
    rule: ["grant-no-active-record 4", "nhi-no-expiry 1"],
    app: ["crm 2", "forge 3"],
    control: ["AC-2(3) 4", "CIS 5.1 4", "House rule 7 4", "NHI1:2025 4"],
    owner: ["group:idp/leads 1", "person:ana 1"],
  });
});

describe("keys", () => {
  const nowhere = { searching: false, filling: false, reading: false };

  test.each([
    ["/", "search", "search"],
    ["j", "next", "next"],
    ["k", "previous", "previous"],
    ["ArrowDown", undefined, "next"],
    ["ArrowUp", undefined, "previous"],
    ["Escape", undefined, "close"],
    ["Enter", undefined, undefined],
    ["x", undefined, undefined],
  ])("%s asks for %s, in the list for %s", (key, anywhere, inList) => {
    expect(wishOf(key, nowhere)).toBe(anywhere);
    expect(wishOf(key, { ...nowhere, reading: true })).toBe(inList);
  });

  test("stay text where text is written", () => {
    for (const key of ["/", "j", "k"]) {
      expect(wishOf(key, { ...nowhere, searching: true })).toBeUndefined();
      expect(wishOf(key, { ...nowhere, filling: true, reading: true })).toBeUndefined();
    }
    expect(wishOf("Escape", { ...nowhere, searching: true })).toBe("clear");
    expect(wishOf("Enter", { ...nowhere, searching: true })).toBe("next");
  });
});
