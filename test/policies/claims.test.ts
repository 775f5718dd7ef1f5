import { expect, test } from "vitest";
import { compileWasm } from "../../src/compile/web-assembly.ts";
import { PolicyInstance } from "../../src/evaluate/policy-instance.ts";
import { documentSchemas, isScope } from "../../src/model/document.ts";
import { Estate } from "../../src/model/estate.ts";
import { EvaluationResult } from "../../src/model/finding.ts";
import { completeDocument } from "../../src/pack/example-document.ts";
import { exampleEstate, laidOver } from "../../src/pack/example-estate.ts";
import { loadShippedPack } from "../../src/pack/index.ts";
import { claimFixtures, mended } from "./claim-fixtures.ts";

type ClaimFixture = ReturnType<typeof claimFixtures>[number][1];

const pack = await loadShippedPack();
const policies = new PolicyInstance(await compileWasm(pack.wasm), new ArrayBuffer(0));

test.each(claimFixtures())("%s is found, and not once it is mended", (_, fixture) => {
  const { object, reason, severity, undecided } = fixture.finds;
  const wanted = { id: object, reason, undecided, ...(severity !== undefined && { severity }) };
  const systems = systemsOf(fixture);
  expect(judge(fixture, systems)).toContainEqual(expect.objectContaining(wanted));
  for (const planted of fixture.planted) {
    const left = judge(mended(fixture, planted), systems).filter(({ id }) => id === object);
    expect({ planted, left }).toEqual({ planted, left: [] });
  }
});

/** What the rule of a fixture says of it, with the document and the estate held to their schemas. */
function judge({ rule: id, document, estate }: ClaimFixture, systems: readonly string[]) {
  const rule = pack.rules.find((candidate) => candidate.id === id) ?? expect.unreachable(`there is no rule ${id}`);
  const scope = isScope(rule.scope) ? rule.scope : expect.unreachable(`${rule.scope} is no scope`);
  const input = documentSchemas[scope].parse(completeDocument(scope, document));
  const data = Estate.parse(laidOver(exampleEstate(pack.rules, systems), estate ?? {}));
  policies.setData(bytes({ estate: data }));
  const result = EvaluationResult.parse(policies.evaluate(bytes(input), pack.entrypoints[scope]));
  expect(result.read).toBe(input.id);
  const severityOf = { severity: rule.severity };
  return [
    ...result.deny.map((finding) => ({ ...severityOf, ...finding, undecided: false })),
    ...result.unknown.map((finding) => ({ ...severityOf, ...finding, undecided: true })),
  ].filter((finding) => finding.rule === id);
}

/** Every system that a fixture speaks of, so that it is known when nothing speaks of it any more. */
function systemsOf({ document }: ClaimFixture): string[] {
  const ids = JSON.stringify(document).matchAll(/"[a-z]+:([a-z0-9_.-]+)\/[^"]*"/g);
  const named = typeof document.system === "string" ? [document.system] : [];
  return [...named, ...[...ids].flatMap(([, name]) => name ?? [])];
}

function bytes(value: unknown): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(value));
  return text.buffer.slice(text.byteOffset, text.byteOffset + text.byteLength);
}
