import { expect, test } from "vitest";
import { mostWarnings } from "../../../src/collect/command/complaints.ts";
import { account, end, kind, runScript, start, writes } from "./collect-from.ts";

const records = [account("ana"), account("ben")];

async function kindsOf(...more: readonly (object | string)[]) {
  const { source } = await runScript(writes(start, ...more, ...records, kind, end));
  return source.kinds;
}

test("of a program that warns without end the first warnings are told, and how many more there are", async () => {
  const warning = (text: string) => ({ type: "warning", kind: "account", text });
  const different = Array.from({ length: 1000 }, (_, index) => warning(`nothing of ${String(index).padStart(4, "0")}`));
  const again = Array.from({ length: 7 }, () => warning("nothing of 0001"));
  const [accounts] = await kindsOf(...different, ...again);
  expect(accounts?.completeness).toBe("full");
  expect(accounts?.warnings).toHaveLength(mostWarnings + 1);
  expect(accounts?.warnings).toContain("account: nothing of 0001 (8 times)");
  expect(accounts?.warnings).toContain(
    `account: the program has further warnings, which are left out (${1000 - mostWarnings} times)`,
  );
});

test("of lines that are no lines the first are told, and all are counted", async () => {
  const wrong = Array.from({ length: 5000 }, (_, index) => `{"type":"record","number":${index}}`);
  const [accounts] = await kindsOf(...wrong, start, start);
  expect(accounts?.completeness).toBe("partial");
  expect(accounts?.warnings).toHaveLength(2);
  expect(accounts?.warnings[0]).toBe("account: a second start line (2 times)");
  expect(accounts?.warnings[1]).toMatch(
    /^account: lines do not follow the contract \(5000 times\), such as line 2: .*, line 3: .*, line 4: /u,
  );
});
