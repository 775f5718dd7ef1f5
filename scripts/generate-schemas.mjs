// @ts-check
/**
 * Writes docs/schemas/ from the Zod schemas of the built tool: what editors complete and check entitlint.yaml and access
 * files with, and what other tools can rely on in a snapshot. Draft 7, because editors' YAML support knows it best.
 */
import * as z from "zod";
import { accessKinds, pathOfKind } from "../dist/access/kinds.js";
import { collectors } from "../dist/collect/registry.js";
import { ConfigInput } from "../dist/config/schema.js";
import { sourceSchema } from "../dist/config/source-schema.js";
import { documentSchemas } from "../dist/model/document.js";
import { Estate } from "../dist/model/estate.js";
import { History } from "../dist/model/history.js";
import { Manifest } from "../dist/model/manifest.js";
import { recordSchemas } from "../dist/model/record.js";
import { Report } from "../dist/model/report.js";
import { settleGenerated } from "./project/settle-generated.mjs";

const folder = "docs/schemas";

/** @type {Record<string, { title: string, schema: z.ZodType }>} */
const published = {
  "entitlint.config": { title: "entitlint.yaml", schema: withCollectors() },
  ...Object.fromEntries(
    Object.entries(accessKinds).map(([kind, { holds, input }]) => [
      `access-${kind}`,
      { title: `${holds}: access/${pathOfKind(kind)}`, schema: oneOrMany(input) },
    ]),
  ),
  manifest: { title: "snapshots/manifest.json", schema: Manifest },
  history: { title: "A line of snapshots/<system>/<kind>.history.ndjson", schema: History },
  report: { title: "What `entitlint check --format json` prints", schema: Report },
  estate: {
    title: "data.estate, as `entitlint documents --estate` prints it",
    schema: z.strictObject({ estate: Estate }),
  },
  ...Object.fromEntries(
    Object.entries(documentSchemas).map(([scope, schema]) => [
      `document-${scope}`,
      { title: `A document of the scope ${scope}, as \`entitlint documents\` prints it`, schema },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(recordSchemas).map(([kind, schema]) => [
      `record-${kind}`,
      { title: `A line of snapshots/<system>/${kind}.ndjson`, schema },
    ]),
  ),
};

settleGenerated(
  Object.fromEntries(
    Object.entries(published).map(([name, { title, schema }]) => [
      `${folder}/${name}.schema.json`,
      text(title, schema),
    ]),
  ),
  { folder },
);

/** The config with every collector's own keys beside the common ones of a source. */
function withCollectors() {
  const sources = collectors.map(({ name, options }) => sourceSchema(name, options));
  return ConfigInput.extend({
    sources: z
      .record(z.string(), z.union(sources))
      .default({})
      .describe(ConfigInput.shape.sources.description ?? ""),
  });
}

/** A file holds one object, or a list of objects that each name themselves where they have names. @param {z.ZodObject} one */
function oneOrMany(one) {
  return z.union([one, z.array("id" in one.shape ? one.required({ id: true }) : one)]);
}

/** @param {string} title @param {z.ZodType} schema */
function text(title, schema) {
  const { $schema, ...body } = z.toJSONSchema(schema, { io: "input", target: "draft-7", unrepresentable: "any" });
  return `${JSON.stringify({ $schema, title, ...body }, undefined, 2)}\n`;
}
