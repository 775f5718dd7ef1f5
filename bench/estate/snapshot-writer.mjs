// @ts-check
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalPretty } from "../../dist/canonical.js";
import { Manifest } from "../../dist/model/manifest.js";
import { KindWriter } from "./kind-writer.mjs";

/**
 * What the generator says of a system. `kinds` holds for each kind the fields that count as read.
 * @typedef {{ role: string, zone: string, kinds: Readonly<Record<string, readonly string[]>> }} SystemPlan
 */

/** Writes a snapshot record by record: canonical lines, shards, history, manifest. */
export class SnapshotWriter {
  #folder;
  #plans;
  /** @type {Map<string, KindWriter>} */
  #writers = new Map();

  /** @param {string} folder @param {Readonly<Record<string, SystemPlan>>} plans by system */
  constructor(folder, plans) {
    this.#folder = folder;
    this.#plans = plans;
  }

  /**
   * @param {string} system @param {string} kind @param {{ id: string }} record
   * @param {object} [history] what is remembered of it, but for its id; only kinds with a memory have one
   */
  add(system, kind, record, history) {
    this.#writer(system, kind, "records").add(record);
    if (history) this.#writer(system, kind, "history").add({ id: record.id, ...history });
  }

  /** Records written so far. @param {string} system @param {string} kind */
  count(system, kind) {
    return this.#writer(system, kind, "records").count;
  }

  /** Sorts and writes everything. @param {{ observedAt: string, collectedAt: string, runId: string }} run */
  finish(run) {
    /** @type {Record<string, string>} */
    const files = {};
    /** @type {Record<string, object>} */
    const sources = {};
    for (const [system, plan] of Object.entries(this.#plans)) {
      /** @type {Record<string, object>} */
      const kinds = {};
      for (const [kind, fieldsRead] of Object.entries(plan.kinds)) {
        const records = this.#writer(system, kind, "records");
        const { count, layout } = records;
        const history = this.#writer(system, kind, "history");
        for (const [path, digest] of [...records.finish(layout), ...history.finish(layout)]) files[path] = digest;
        const announcedTotal = count;
        kinds[kind] = { observedAt: run.observedAt, completeness: "full", count, announcedTotal, fieldsRead, layout };
      }
      const { role, zone } = plan;
      sources[system] = { role, tenants: ["main"], zone, collector: { name: "files", version: 1 }, kinds };
    }
    const manifest = Manifest.parse({ version: 1, collectedAt: run.collectedAt, runId: run.runId, sources, files });
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(join(this.#folder, "manifest.json"), canonicalPretty(manifest));
    rmSync(`${this.#folder}.draft`, { recursive: true, force: true });
    return manifest;
  }

  /** @param {string} system @param {string} kind @param {"records" | "history"} part */
  #writer(system, kind, part) {
    const key = `${system} ${kind} ${part}`;
    const known = this.#writers.get(key);
    if (known) return known;
    if (!this.#plans[system]?.kinds[kind]) throw new Error(`no plan says that ${system} holds the kind ${kind}`);
    const made = new KindWriter(this.#folder, system, kind, part);
    this.#writers.set(key, made);
    return made;
  }
}
