import { describe, expect, test } from "vitest";
import { type Api, byIndex, collectFrom, failing, kindOf, listOf, type Paging, people } from "./scim-api.ts";

const everybody = people(25);
const api = (paging: Paging, more: Partial<Api> = {}): Api => ({ lists: { Users: everybody }, paging, ...more });
const small = "pageSize: 10";

async function accounts(given: Api, options = small) {
  const collected = await collectFrom(given, options);
  const { completeness, records, warnings, stated } = kindOf(collected, "account");
  const usersAsked = collected.asked.filter((line) => line.includes("/Users"));
  return { completeness, count: records.length, told: warnings.join("\n"), stated, asked: usersAsked };
}

describe("by index", () => {
  test("a list is full when the announced number of different ids came and nothing lies beyond", async () => {
    const read = await accounts(api(byIndex));
    expect(read).toMatchObject({ completeness: "full", count: 25, told: "" });
    expect(read.stated).toMatchObject({ announcedTotal: 25 });
    expect(read.asked).toEqual([1, 11, 21, 26].map((at) => `GET /scim/v2/Users?startIndex=${at}&count=10`));
  });

  test("fewer resources than asked for are no end", async () => {
    const capped: Paging = (all, question) => byIndex(all, { ...question, count: 4 });
    expect(await accounts(api(capped))).toMatchObject({ completeness: "full", count: 25 });
  });

  test("a server that answers every page with the first one is found out at the second", async () => {
    const deaf: Paging = (all) =>
      listOf(all.slice(0, 20), { totalResults: all.length, startIndex: 1, itemsPerPage: 20 });
    const read = await accounts(api(deaf));
    expect(read).toMatchObject({ completeness: "partial", count: 20 });
    expect(read.told).toContain("gives the page from 1 where that from 21 was asked for");
    expect(read.asked).toHaveLength(2);
  });

  test("a server that begins anew past the end has still shown everything", async () => {
    const round: Paging = (all, question) =>
      byIndex(all, (question.startIndex ?? 1) > all.length ? { ...question, startIndex: 1 } : question);
    expect(await accounts(api(round))).toMatchObject({ completeness: "full", count: 25 });
  });

  test("a server that announces the length of the page is asked on, and never believed", async () => {
    const modest: Paging = (all, { startIndex = 1, count = 10 }) => {
      const page = all.slice(startIndex - 1, startIndex - 1 + count);
      return listOf(page, { totalResults: page.length, startIndex, itemsPerPage: page.length });
    };
    const read = await accounts(api(modest));
    expect(read).toMatchObject({ completeness: "partial", count: 25 });
    expect(read.told).toContain("more resources than it announces");
  });

  test.each<[string, Paging, number, string]>([
    ["ends early", (all, q) => (q.turn > 1 ? listOf([], { totalResults: 25 }) : byIndex(all, q)), 20, "gave 20"],
    [
      "leaves out its middle",
      (all, q) => byIndex(q.turn === 0 ? all : all.slice(0, 24), q),
      24,
      "changed from 25 to 24",
    ],
    [
      "repeats part of a page",
      (all, q) => byIndex(all, { ...q, startIndex: (q.startIndex ?? 1) - (q.turn && 1) }),
      25,
      "came again",
    ],
    ["refuses the second page", (all, q) => (q.turn > 0 ? failing(403) : byIndex(all, q)), 10, "ended early"],
    ["fails at the second page", (all, q) => (q.turn > 0 ? failing(500) : byIndex(all, q)), 10, "ended early"],
    [
      "gives something else at the second page",
      (all, q) => (q.turn > 0 ? {} : byIndex(all, q)),
      10,
      "no list of resources",
    ],
    ["has elements that are no objects", (all, q) => byIndex(all.with(3, 7), q), 24, "no objects"],
    ["has a user without an id", (all, q) => byIndex(all.with(3, { userName: "x" }), q), 24, "no id"],
  ])("a list that %s is partial, and what came of it stays", async (_, paging, count, told) => {
    const read = await accounts(api(paging));
    expect(read).toMatchObject({ completeness: "partial", count });
    expect(read.told).toContain(told);
  });

  test("a list that announces no total ends with an empty page, and says so", async () => {
    const silent: Paging = (all, question) => {
      const { Resources } = byIndex(all, question) as { Resources: unknown[] };
      return listOf(Resources, {});
    };
    const read = await accounts(api(silent));
    expect(read).toMatchObject({ completeness: "full", count: 25 });
    expect(read.told).toContain("no total is announced");
  });

  test("a list that is empty and announces nothing is not nobody, even where that may be", async () => {
    const read = await accounts(
      api(() => listOf([], {})),
      "allowEmpty: true",
    );
    expect(read).toMatchObject({ completeness: "partial", count: 0 });
  });

  test("totals that are texts are numbers too", async () => {
    const texts: Paging = (all, q) => ({ ...(byIndex(all, q) as object), totalResults: "25" });
    expect(await accounts(api(texts))).toMatchObject({ completeness: "full", count: 25 });
  });

  test("a page beyond the end that is refused with 400 or 404 is an end", async () => {
    const strict: Paging = (all, q) => ((q.startIndex ?? 1) > all.length ? failing(400) : byIndex(all, q));
    expect(await accounts(api(strict))).toMatchObject({ completeness: "full", count: 25 });
    const broken: Paging = (all, q) => ((q.startIndex ?? 1) > all.length ? failing(500) : byIndex(all, q));
    expect(await accounts(api(broken))).toMatchObject({ completeness: "partial", count: 25 });
  });

  test("pages are no larger than the server allows", async () => {
    const config = { filter: { supported: true, maxResults: 7 } };
    const read = await accounts(api(byIndex, { config }));
    expect(read.asked[0]).toContain("count=7");
  });
});

describe("nobody", () => {
  test("is not believed unless it may be", async () => {
    const empty: Api = { lists: { Users: [], Groups: [] } };
    const read = await collectFrom(empty);
    expect(read.kinds.map(({ completeness }) => completeness)).toEqual(["partial", "partial", "partial"]);
    expect(kindOf(read, "account").warnings.join()).toContain("a token of another tenant looks just so");
    const believed = await collectFrom(empty, "allowEmpty: true");
    expect(believed.kinds.map(({ completeness }) => completeness)).toEqual(["full", "full", "full"]);
  });
});

describe("by search", () => {
  test("everything is in the body", async () => {
    const read = await accounts(api(byIndex), `${small}\npaging: search`);
    expect(read).toMatchObject({
      completeness: "full",
      count: 25,
      asked: Array(4).fill("POST /scim/v2/Users/.search"),
    });
  });
});
