import { describe, expect, test } from "vitest";
import { type Api, byIndex, collectFrom, failing, kindOf, listOf, type Paging, people } from "./scim-api.ts";

/** The cursors that stand in the examples of RFC 9865 §2, in the order in which pages are asked for. */
const cursors = ["", "VZUTiyhEQJ94IR", "YkU3OF86Pz0rGv", "HPq72Pax3JUaNa"];
const previous = "ze7L30kMiiLX6x";

/** What §4 has a server say that knows both ways, without what the test needs no more of. */
const both = {
  pagination: {
    ...{ cursor: true, index: true, defaultPaginationMethod: "cursor" },
    ...{ defaultPageSize: 100, maxPageSize: 10, cursorTimeout: 3600 },
  },
};

const everybody = people(35);

/** Pages as RFC 9865 has them: no cursor on the last, a previous one where the server feels like it. */
const byCursor: Paging = (all, { cursor = "", count = 10 }) => {
  const at = cursors.indexOf(cursor);
  if (at < 0) return failing(400, "invalidCursor");
  if (count < 1 || count > 10) return failing(400, "invalidCount");
  const page = all.slice(at * 10, at * 10 + 10);
  const next = cursors[at + 1];
  return listOf(page, {
    ...{ totalResults: all.length, itemsPerPage: page.length },
    ...(at > 0 && { previousCursor: previous }),
    ...(next !== undefined && (at + 1) * 10 < all.length && { nextCursor: next }),
  });
};

async function accounts(api: Omit<Api, "lists">, options = "") {
  const collected = await collectFrom({ lists: { Users: everybody }, ...api }, options);
  const { completeness, records, warnings } = kindOf(collected, "account");
  const asked = collected.asked.filter((line) => line.includes("/Users"));
  return { completeness, count: records.length, told: warnings.join("\n"), asked };
}

describe("cursors of RFC 9865", () => {
  test("are followed where the server advertises them, with the same count throughout", async () => {
    const read = await accounts({ paging: byCursor, config: both });
    expect(read).toMatchObject({ completeness: "full", count: 35, told: "" });
    expect(read.asked).toEqual(cursors.map((cursor) => `GET /scim/v2/Users?cursor=${cursor}&count=10`));
  });

  test("are followed where the server insists on them, though it says nothing of them", async () => {
    const read = await accounts({ paging: byCursor }, "pageSize: 10");
    expect(read).toMatchObject({ completeness: "full", count: 35 });
    expect(read.asked[0]).toContain("startIndex=1");
    expect(read.asked.slice(1).every((line) => line.includes("cursor="))).toBe(true);
  });

  test("go into the body of a search", async () => {
    expect(await accounts({ paging: byCursor, config: both }, "paging: search")).toMatchObject({
      ...{ completeness: "full", count: 35, asked: Array(4).fill("POST /scim/v2/Users/.search") },
    });
  });

  test("lead to a full list without any total, which the RFC allows", async () => {
    const untold: Paging = (all, question) => {
      const { totalResults: _, ...page } = byCursor(all, question) as Record<string, unknown>;
      return page;
    };
    expect(await accounts({ paging: untold, config: both })).toMatchObject({ completeness: "full", count: 35 });
  });

  test("that are advertised and not known are left for the index", async () => {
    expect(await accounts({ paging: byIndex, config: both })).toMatchObject({ completeness: "full", count: 35 });
    const refusing: Paging = (all, q) => (q.cursor === undefined ? byIndex(all, q) : failing(400, "invalidValue"));
    const read = await accounts({ paging: refusing, config: both });
    expect(read).toMatchObject({ completeness: "full", count: 35 });
    expect(read.told).toContain("cursors are advertised and refused");
  });

  test.each<[string, Paging, number, string]>([
    [
      "expires on the way",
      (all, q) => (q.turn > 1 ? failing(400, "expiredCursor") : byCursor(all, q)),
      20,
      "ended early",
    ],
    [
      "leads to a page that was there before",
      (all, q) => ({
        ...(byCursor(all, q.turn > 2 ? { ...q, cursor: cursors[2] ?? "" } : q) as object),
        nextCursor: `${cursors[q.turn + 1]}`,
      }),
      30,
      "a page repeats",
    ],
    [
      "leads back",
      (all, q) => ({ ...(byCursor(all, q) as object), nextCursor: q.turn > 1 ? cursors[1] : cursors[q.turn + 1] }),
      30,
      "round in circles",
    ],
    [
      "ends before the total",
      (all, q) => ({ ...(byCursor(all.slice(0, 20), q) as object), totalResults: 35 }),
      20,
      "gave 20",
    ],
    ["loses the right to go on", (all, q) => (q.turn > 0 ? failing(401) : byCursor(all, q)), 10, "refused to go on"],
  ])("make the kind partial where one %s", async (_, paging, count, told) => {
    const read = await accounts({ paging, config: both });
    expect(read).toMatchObject({ completeness: "partial", count });
    expect(read.told).toContain(told);
  });

  test("from empty page to empty page end some time", async () => {
    const empty: Paging = (_, { turn }) => listOf([], { totalResults: 35, nextCursor: `c${turn}` });
    const read = await accounts({ paging: empty, config: both });
    expect(read).toMatchObject({ completeness: "partial", count: 0 });
    expect(read.told).toContain("from one empty page to the next");
  });
});
