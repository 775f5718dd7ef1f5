import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { leaksIn } from "../leaks.ts";
import { Expected } from "../scimmy/expected.ts";
import { Project } from "../scimmy/project.ts";
import { type Seeded, secrets } from "../scimmy/seed.ts";
import { type BetterAuth, seedBetterAuth, startBetterAuth } from "./start.ts";

const count = 230;
const all = ["account", "group", "membership", "entitlement", "grant"];

/** The server dates its accounts by the clock, and rules leave new ones a while. */
const later = `${new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 19)}Z`;

let server: BetterAuth;
let seeded: Seeded;
let expected: Expected;

beforeAll(async () => {
  server = await startBetterAuth();
  seeded = await seedBetterAuth(server, count);
  expected = new Expected(seeded, count);
});
afterAll(() => server?.stop());

const keys = (more = "") => `base: ${server.base}\nauth: {bearer: env:TOKEN}\n${more}`;

function opened(token: keyof BetterAuth["tokens"] = "reader"): Project {
  const made = new Project(count, { TOKEN: server.tokens[token] }, later);
  onTestFinished(() => made.remove());
  return made;
}

/** A project with a good snapshot, read again with another token. */
async function readAgain(token: keyof BetterAuth["tokens"], more = "") {
  const project = opened();
  expect((await project.collect(keys())).code).toBe(0);
  const before = project.standing();
  project.write("other-token", server.tokens[token]);
  const ran = await project.collect(keys(more).replace("env:TOKEN", "file:other-token"));
  return { project, before, after: project.standing(), ...ran };
}

describe("better-auth on PostgreSQL", () => {
  test("gives a token with the two read scopes everything, in pages of its own size", async () => {
    const project = opened();
    const { code, stderr } = await project.collect(keys("pageSize: 1000"));
    expect(stderr).not.toContain("error");
    expect(code).toBe(0);
    expect(project.standing().completeness).toEqual(Object.fromEntries(all.map((kind) => [kind, "full"])));
    expected.expectIn(project);
    expect(
      server
        .asked()
        .filter((line) => line.includes("/Users?"))
        .at(0),
    ).toContain("count=100");
    expect(server.asked().filter((line) => /filter|sortBy/u.test(line))).toEqual([]);
  });

  test("is checked to have the leavers, the orphan and the services of the seed", async () => {
    const project = opened();
    await project.collect(keys());
    expect(await project.findings()).toEqual(expected.findings());
  });

  test("shows nothing to a token of another connection, which is not taken for nobody", async () => {
    const { before, after, code, project } = await readAgain("stranger");
    expect(code).toBe(2);
    expect(after.kept).toEqual(before.kept);
    expect(after.completeness).toMatchObject({ account: "partial", group: "partial", membership: "partial" });
    expect(project.warnings("account")).toContain("a token of another tenant looks just so");
  });

  test("refuses one scope, and only what depends on it is denied", async () => {
    const users = await readAgain("usersOnly");
    expect([users.code, users.after.kept]).toEqual([2, users.before.kept]);
    expect(users.after.completeness).toMatchObject({
      account: "full",
      grant: "full",
      group: "denied",
      membership: "denied",
    });
    const groups = await readAgain("groupsOnly");
    expect([groups.code, groups.after.kept]).toEqual([2, groups.before.kept]);
    expect(groups.after.completeness).toMatchObject({ account: "denied", group: "full" });
  });

  test("knows no search, and the source fails rather than being empty", async () => {
    const { before, after, code, stderr } = await readAgain("reader", "paging: search");
    expect([code, after.failed, after.kept]).toEqual([2, true, before.kept]);
    expect(stderr).toContain("collect/not-found");
  });

  test("knows no cursors, and a list read with them is not called whole", async () => {
    const { before, after, code } = await readAgain("reader", "paging: cursor");
    expect([code, after.kept, after.completeness.account]).toEqual([2, before.kept, "partial"]);
  });

  test("gives away no secret of its users", async () => {
    const project = opened();
    await project.collect(keys());
    await project.run("check");
    expect(project.everything()).toContain("Family3");
    const planted = [...Object.values(secrets), ...Object.values(server.tokens)];
    expect(await leaksIn(project.folder, planted, { TOKEN: server.tokens.reader })).toEqual([]);
  });

  test("forgets a deleted user and their memberships, which leaves the kinds full and the user out", async () => {
    const project = opened();
    await project.collect(keys());
    const last = seeded.users.get(count) ?? "";
    const answer = await fetch(`${server.base}/Users/${last}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${server.tokens.writer}` },
    });
    expect(answer.status).toBe(204);
    expect((await project.collect(keys())).code).toBe(0);
    expect(project.standing().completeness).toMatchObject({ account: "full", membership: "full" });
    expect(project.standing().kept.account).toBe(count - 1);
    const left = seeded.edges.filter((edge) => !edge.endsWith(` ${last}`));
    expect(left.length).toBeLessThan(seeded.edges.length);
    expect(project.standing().kept.membership).toBe(left.length);
  });
});
