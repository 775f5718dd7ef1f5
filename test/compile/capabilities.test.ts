// @module-tag long
import { loadPolicy } from "@open-policy-agent/opa-wasm";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { buildPolicies } from "../../src/compile/index.ts";
import { policyExports } from "./policy-exports.ts";
import { capabilities, moduleOf } from "./samples.ts";

const listed = z
  .object({
    builtins: z.array(
      z.object({
        name: z.string(),
        relation: z.boolean().optional(),
        decl: z.looseObject({ args: z.array(z.unknown()).optional() }),
      }),
    ),
    features: z.array(z.string()),
    future_keywords: z.array(z.string()),
  })
  .parse(JSON.parse(capabilities));

/** Rewritten before code is generated, or written as operators only. */
const notCalledByName = /^(internal\.|rego\.|assign$|eq$)/;
const operators: Readonly<Record<string, string>> = { and: "&", or: "|" };

/** One rule that calls a built-in with arguments whose type nobody knows. */
function callOf({ name, relation, decl }: (typeof listed.builtins)[number], index: number): string {
  const values = (decl.args ?? []).map((_type, position) => `input.a${index}.x${position}`);
  if (relation) return `r${index} contains out if ${name}(${values.join(", ")}, out)`;
  const operator = operators[name];
  return `r${index} := ${operator === undefined ? `${name}(${values.join(", ")})` : values.join(` ${operator} `)}`;
}

/** The built-ins that a compiled policy wants from its host, as the policy itself declares them. */
async function wantedFromHost(text: string, allowed: string): Promise<unknown> {
  const { wasm } = await buildPolicies({ modules: [moduleOf(text)], capabilities: allowed, entrypoints: ["a"] });
  const { builtins, opa_json_dump, memory } = policyExports(await loadPolicy(wasm));
  const bytes = new Uint8Array(memory.buffer);
  const start = opa_json_dump(builtins());
  return JSON.parse(Buffer.from(bytes.subarray(start, bytes.indexOf(0, start))).toString("utf8"));
}

describe("policies/capabilities.json", () => {
  test("lists only what compiled policies bring with them", async () => {
    const called = listed.builtins.filter(({ name }) => !notCalledByName.test(name));
    expect(called.length).toBeGreaterThan(80);
    const text = `package a\n\n${called.map(callOf).join("\n\n")}\n\nm if input.x in input.y\n\nn if input.k, input.x in input.y\n`;
    expect(await wantedFromHost(text, capabilities)).toEqual({});
  });

  test("would be caught listing more", async () => {
    const clock = { name: "time.now_ns", decl: { type: "function", args: [], result: { type: "number" } } };
    const all: { builtins: unknown[] } = JSON.parse(capabilities);
    const widened = JSON.stringify({ ...all, builtins: [...all.builtins, clock] });
    expect(await wantedFromHost("package a\n\nx := time.now_ns()\n", widened)).toHaveProperty(["time.now_ns"]);
  });

  test("has the safe negation and leaves out text of arbitrary values", () => {
    expect(listed.future_keywords).toEqual(["not"]);
    expect(listed.features).toContain("rego_v1");
    const names = listed.builtins.map(({ name }) => name);
    for (const name of ["sprintf", "json.marshal", "internal.template_string", "http.send"]) {
      expect(names).not.toContain(name);
    }
  });
});
