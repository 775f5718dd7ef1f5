// @module-tag long
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileWasm } from "../../src/compile/web-assembly.ts";
import { PolicyInstance } from "../../src/evaluate/policy-instance.ts";
import { documentSchemas } from "../../src/model/document.ts";
import { Estate } from "../../src/model/estate.ts";
import { EvaluationResult } from "../../src/model/finding.ts";
import { completeDocument } from "../../src/pack/example-document.ts";
import { exampleEstate, laidOver } from "../../src/pack/example-estate.ts";
import { readExamples } from "../../src/pack/example-file.ts";
import { isJson, type Json, list } from "../../src/pack/example-parts.ts";
import { loadShippedPack, packageRoot } from "../../src/pack/index.ts";

const pack = await loadShippedPack();
const policies = new PolicyInstance(await compileWasm(pack.wasm), new ArrayBuffer(0));
const ofSubjects = pack.rules.filter(({ scope }) => scope === "subject");

test("every rule that finds something about an agent names a control of the AI Risk Management Framework", () => {
  const found = new Set(ofSubjects.flatMap(({ id }) => examplesOf(id).flatMap(foundInAgent)));
  expect(found).toContain("nhi-agent-tool-residual");
  expect(found.size).toBeGreaterThan(30);
  const without = ofSubjects.filter(
    ({ id, controls }) => found.has(id) && !controls.some((control) => control.startsWith("AI ")),
  );
  expect(without.map(({ id }) => id)).toEqual([]);
});

function examplesOf(id: string) {
  const folder = id.replaceAll("-", "_");
  const path = join(packageRoot(), "policies/entitlint/rules/subject", folder, `${folder}.yaml`);
  return readExamples({ path, text: readFileSync(path, "utf8") }).examples;
}

/** The rules that find something in an example once whoever it is about is an agent. */
function foundInAgent({ document, estate = {} }: { document: Json; estate?: Json | undefined }): string[] {
  const completed = completeDocument("subject", asAgent(document));
  const input = documentSchemas.subject.parse(completed);
  const systems = [...JSON.stringify(input).matchAll(/"[a-z]+:([a-z0-9_.-]+)\/[^"]*"/g)].map(([, name]) => name ?? "");
  const data = Estate.parse(laidOver(exampleEstate(pack.rules, systems), estate));
  policies.setData(bytes({ estate: data }));
  const { deny } = EvaluationResult.parse(policies.evaluate(bytes(input), pack.entrypoints.subject));
  return deny.map(({ rule }) => rule);
}

function asAgent(document: Json): Json {
  const withKind = (entry: Json): Json => {
    const record = isJson(entry.record) && "kind" in entry.record ? { ...entry.record, kind: "agent" } : entry.record;
    return { ...entry, ...("kind" in entry && { kind: "agent" }), record };
  };
  const { registry } = document;
  return {
    ...document,
    kind: "agent",
    ...(isJson(registry) && { registry: { ...registry, kind: "agent" } }),
    ...(document.identities !== undefined && { identities: list(document.identities).map(withKind) }),
    ...(document.accounts !== undefined && { accounts: list(document.accounts).map(withKind) }),
  };
}

function bytes(value: unknown): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(value));
  return text.buffer.slice(text.byteOffset, text.byteOffset + text.byteLength);
}
