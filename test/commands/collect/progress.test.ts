import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { showProgress } from "../../../src/commands/collect/progress.ts";
import type { Log } from "../../../src/log.ts";

function watched(isTerminal: boolean) {
  const written: string[] = [];
  const told: string[] = [];
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const log: Log = { info: (text) => told.push(text), warn: () => {}, error: () => {} };
  let now = 0;
  const progress = showProgress("hr\u001b[31m", { isTerminal, stderr, log }, () => now);
  const later = (milliseconds: number) => {
    now += milliseconds;
  };
  return { progress, written, told, later };
}

test("a terminal sees records, pages and waits, redrawn ten times a second at most, and then nothing", () => {
  const { progress, written, later } = watched(true);
  progress.page(100);
  progress.page(100);
  later(150);
  progress.page(50);
  progress.wait(29.2, "rate-limited");
  progress.end();
  const lines = written.join("").split("\r\u001b[K").slice(1);
  expect(lines.map((line) => line.replace(/^.*: /, ""))).toEqual([
    "100 records, page 1",
    "250 records, page 3",
    "250 records, page 3, waiting 30 seconds (rate-limited)",
    "",
  ]);
  expect(written.join("")).not.toContain("\u001b[31m");
});

test("elsewhere only a wait that one notices is told", () => {
  const { progress, written, told } = watched(false);
  progress.page(100);
  progress.wait(1, "server-failed");
  progress.wait(30, "rate-limited");
  progress.end();
  expect([written, told]).toEqual([[], ["waiting 30 seconds (rate-limited)"]]);
});
