import { expect } from "vitest";
import type { LeaverReport } from "../../../src/commands/leavers/leaver-report.ts";
import type { Estate } from "./estate.ts";

/** What the command answers about Dana at an instant. */
export interface Asked {
  readonly code: number;
  readonly text: string;
  readonly report: LeaverReport;
  /** The verdict of each place. */
  readonly places: Readonly<Record<string, string>>;
  /** What to do in a place. */
  readonly steps: (app: string) => readonly string[];
}

/** Collects, and asks whether Dana is out, as JSON and as text. Both have to end alike. */
export async function collectAndAsk(estate: Estate, at: string, more: Collecting = {}): Promise<Asked> {
  const { folder = estate.folder, fails, args = [] } = more;
  const collected = await estate.run(at, ["collect"], folder);
  // Before the table stands what went wrong.
  const [wrong = ""] = collected.stderr.split(/^source /mu);
  expect([collected.code, wrong]).toEqual(fails === undefined ? [0, ""] : [2, expect.stringContaining(fails)]);
  const asking = ["explain", "--leaver", "dana", ...args];
  const { code, stdout, stderr } = await estate.run(at, [...asking, "--format", "json"], folder);
  if (stdout === "") throw new Error(`nothing was answered: ${stderr}`);
  const text = await estate.run(at, asking, folder);
  expect(text.code).toBe(code);
  const report: LeaverReport = JSON.parse(stdout);
  return {
    ...{ code, text: text.stdout, report },
    places: Object.fromEntries(report.places.map(({ app, verdict }) => [app, verdict])),
    steps: (app) => report.places.find((place) => place.app === app)?.steps ?? [],
  };
}

interface Collecting {
  readonly folder?: string;
  /** What the collection fails with. */
  readonly fails?: string;
  readonly args?: readonly string[];
}
