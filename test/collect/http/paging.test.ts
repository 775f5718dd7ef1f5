import { describe, expect, test } from "vitest";
import { relNext } from "../../../src/collect/http/next-page.ts";
import { accounts, collectFrom, outcome, people, type Reply } from "./collect-from.ts";

const size = "size: {parameter: limit, value: 3}";
const numberIn = (url: URL, name: string, otherwise = 0) => Number(url.searchParams.get(name) ?? otherwise);

describe("a list of seven, read to its end", () => {
  test.each<[string, string, (url: URL) => Reply, number]>([
    [
      "Link header",
      `paging: {by: link, ${size}}\n`,
      (url) => {
        const from = numberIn(url, "from");
        const headers = from + 3 < 7 ? { link: `<${url.origin}/v1/users?limit=3&from=${from + 3}>; rel=next` } : {};
        return { body: people(from, Math.min(7, from + 3)), headers };
      },
      3,
    ],
    [
      "relative next address",
      "items: data\npaging: {by: next, at: links.next}\n",
      (url) => {
        const from = numberIn(url, "from");
        return {
          body: {
            data: people(from, Math.min(7, from + 3)),
            links: { next: from + 3 < 7 ? `users?from=${from + 3}` : null },
          },
        };
      },
      3,
    ],
    [
      "cursor, of which one page is empty",
      `items: data\npaging: {by: cursor, at: next, parameter: after, ${size}}\n`,
      (url) => {
        const after = url.searchParams.get("after");
        if (after === "gap") return { body: { data: [], next: "5" } };
        const from = Number(after ?? "0");
        return { body: { data: people(from, from === 0 ? 5 : 7), next: from === 0 ? "gap" : "" } };
      },
      3,
    ],
    [
      "cursor that goes on being given, with a word for more",
      "items: data\npaging: {by: cursor, at: next, parameter: after, more: has_more}\n",
      (url) => {
        const from = numberIn(url, "after");
        return { body: { data: people(from, Math.min(7, from + 4)), next: String(from + 4), has_more: from + 4 < 7 } };
      },
      2,
    ],
    [
      "offset, from a server that caps the size, to an empty page",
      `paging: {by: offset, parameter: skip, size: {parameter: limit, value: 100}}\n`,
      (url) => ({ body: people(numberIn(url, "skip"), Math.min(7, numberIn(url, "skip") + 3)) }),
      4,
    ],
    [
      "offset from 1, to the announced total",
      `items: data\ntotal: count\npaging: {by: offset, parameter: start, first: 1, ${size}}\n`,
      (url) => ({
        body: { count: 7, data: people(numberIn(url, "start") - 1, Math.min(7, numberIn(url, "start") + 2)) },
      }),
      3,
    ],
    [
      "page numbers, to an announced number of pages beyond which the server fails",
      `items: data\npaging: {by: page, parameter: page, pages: pages, ${size}}\n`,
      (url) => {
        const from = (numberIn(url, "page") - 1) * 3;
        return from >= 7
          ? { status: 400, body: {} }
          : { body: { pages: 3, data: people(from, Math.min(7, from + 3)) } };
      },
      3,
    ],
  ])("by %s", async (_name, paging, reply, requests) => {
    const collected = await collectFrom(reply, accounts(paging));
    expect(outcome(collected)).toEqual({ completeness: "full", records: 7, warnings: "" });
    expect(collected.asked).toHaveLength(requests);
    expect(new Set(collected.asked).size).toBe(requests);
  });
});

describe("a list that may be short is partial, and what came of it is kept", () => {
  const cursor = "items: data\ntotal: count\npaging: {by: cursor, at: next, parameter: after}\n";
  const data = (from: number, to: number, more: object = {}): Reply => ({
    body: { data: people(from, to), count: 6, ...more },
  });
  test.each<[string, string, (url: URL) => Reply, number, RegExp]>([
    [
      "parameters that the server ignores",
      "paging: {by: offset, parameter: skip}\n",
      () => ({ body: people(0, 3) }),
      3,
      /only items that had come/u,
    ],
    [
      "a cursor that comes again",
      cursor,
      (url) => (url.searchParams.has("after") ? data(3, 5, { next: "a" }) : data(0, 3, { next: "a" })),
      5,
      /circle/u,
    ],
    ["fewer than announced", cursor, () => data(0, 4), 4, /announces another number/u],
    ["more than announced", cursor, () => data(0, 8), 8, /announces another number/u],
    [
      "a total that changes",
      cursor,
      (url) => (url.searchParams.has("after") ? data(3, 7, { count: 7 }) : data(0, 3, { next: "a" })),
      7,
      /total changed/u,
    ],
    ["a total that is none", cursor, () => data(0, 6, { count: "many" }), 6, /no total stands at count/u],
    [
      "items that come twice",
      cursor,
      (url) => (url.searchParams.has("after") ? data(2, 6) : data(0, 3, { next: "a" })),
      6,
      /came twice/u,
    ],
    [
      "more, but no cursor",
      cursor.replace("after}", "after, more: more}"),
      () => data(0, 6, { more: true }),
      6,
      /gives no cursor/u,
    ],
    ["a cursor that is an object", cursor, () => data(0, 6, { next: { a: 1 } }), 6, /is no cursor/u],
    [
      "a page without its list",
      cursor,
      (url) => (url.searchParams.has("after") ? { body: { count: 6 } } : data(0, 3, { next: "a" })),
      3,
      /no list at data/u,
    ],
    ["an answer that is no list", "", () => ({ body: { error: "sorry" } }), 0, /no list at its top/u],
    [
      "a link to elsewhere",
      "paging: {by: link}\n",
      () => ({ body: people(0, 2), headers: { link: '<https://evil.example/>; rel="next"' } }),
      2,
      /could not be read to its end.*evil\.example/u,
    ],
    [
      "a failing second page",
      cursor,
      (url) => (url.searchParams.has("after") ? { status: 500, body: {} } : data(0, 3, { next: "a" })),
      3,
      /answers 500/u,
    ],
    [
      "a refused second page",
      cursor,
      (url) => (url.searchParams.has("after") ? { status: 403, body: {} } : data(0, 3, { next: "a" })),
      3,
      /refuses the list/u,
    ],
    ["an item without an id", "", () => ({ body: [...people(0, 2), { name: "x" }] }), 2, /lacks a value/u],
    ["an id that is a list", "", () => ({ body: [...people(0, 2), { id: [1], name: "x" }] }), 2, /lacks a value/u],
    [
      "one id for two",
      "",
      () => ({ body: [...people(0, 2), { id: 1, name: "other" }] }),
      2,
      /Two items make one record/u,
    ],
  ])("%s", async (_name, keys, reply, records, warning) => {
    const result = outcome(await collectFrom(reply, accounts(keys)));
    expect(result).toMatchObject({ completeness: "partial", records });
    expect(result.warnings).toMatch(warning);
  });

  test("pages without an item for ever", async () => {
    let count = 0;
    const keys = accounts("items: data\npaging: {by: cursor, at: next, parameter: after}\n");
    const collected = await collectFrom(() => ({ body: { data: [], next: `c${count++}` } }), keys);
    expect(outcome(collected).warnings).toContain("100 pages in a row were empty");
    expect(collected.asked).toHaveLength(100);
  });

  test("nothing at all, without a total, is believed only where the config says that nothing is right", async () => {
    const empty = () => ({ body: [] });
    expect(outcome(await collectFrom(empty, accounts("", "expect: {max: 9}")))).toMatchObject({
      completeness: "asserted",
    });
    const unsaid = accounts().replace("expect: {min: 0}, ", "");
    expect(outcome(await collectFrom(empty, unsaid))).toMatchObject({ completeness: "partial" });
    expect(outcome(await collectFrom(() => ({ body: people(0, 2) }), unsaid))).toMatchObject({
      completeness: "asserted",
    });
    expect(outcome(await collectFrom(empty, accounts()))).toMatchObject({ completeness: "full" });
  });
});

test.each<[string | null, string | undefined]>([
  ['<https://a.example/?page=2>; rel="next", <https://a.example/?page=9>; rel="last"', "https://a.example/?page=2"],
  ['<https://a.example/1>; rel="prev"; title="a, b; rel=next", </2>; REL=next', "/2"],
  ['<x>; rel="last next"', "x"],
  ['<x>; rel="nextish"', undefined],
  ["rel=next", undefined],
  [null, undefined],
])("the next page in Link: %s", (header, next) => {
  expect(relNext(header)).toBe(next);
});
