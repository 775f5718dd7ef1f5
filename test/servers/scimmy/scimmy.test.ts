import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { leaksIn } from "../leaks.ts";
import { Expected } from "./expected.ts";
import { Project } from "./project.ts";
import { type Seeded, secrets } from "./seed.ts";
import { type ExpressVersion, type Scimmy, seedScimmy, startScimmy } from "./start.ts";

const count = 250;

interface Page {
  readonly Resources: readonly { readonly id: string }[];
  readonly totalResults: number;
  readonly startIndex: number;
}

describe.each<ExpressVersion>([4, 5])("scimmy behind Express %i", (express) => {
  let server: Scimmy;
  let seeded: Seeded;
  let expected: Expected;
  const keys = (more = "") => `base: ${server.base}\nauth: {bearer: env:TOKEN}\n${more}`;
  const opened = () => {
    const made = new Project(count, { TOKEN: server.token });
    onTestFinished(() => made.remove());
    return made;
  };
  const page = async (path: string, init?: RequestInit) => {
    const headers = { authorization: `Bearer ${server.token}`, "content-type": "application/scim+json" };
    const answer = await fetch(`${server.base}/${path}`, { headers, ...init });
    return { status: answer.status, body: (await answer.json()) as Page };
  };

  beforeAll(async () => {
    server = await startScimmy(express);
    seeded = await seedScimmy(server, count);
    expected = new Expected(seeded, count);
  });
  afterAll(() => server?.stop());

  test("the server pages as it is known to", async () => {
    const { body } = await page("Users?startIndex=101&count=100");
    const beyond = await page("Users?startIndex=251&count=100");
    if (express === 4) {
      expect([body.startIndex, body.Resources.length]).toEqual([101, 100]);
      expect(beyond.body.Resources.length).toBeGreaterThan(0);
    } else {
      expect([body.startIndex, body.Resources.length, body.totalResults]).toEqual([1, 20, count]);
    }
    // A filter that it does not understand is no error: it finds nobody.
    const nonsense = await page('Users?filter=bogus%20eq%20"x"');
    expect([nonsense.status, nonsense.body.totalResults]).toEqual([200, 0]);
  });

  test("its list is full only where its pages are", async () => {
    const project = opened();
    const { code } = await project.collect(keys());
    const { completeness, kept } = project.standing();
    if (express === 4) {
      expect([code, kept.account, completeness.account]).toEqual([0, count, "full"]);
    } else {
      expect([code, kept.account, completeness.account]).toEqual([2, 20, "partial"]);
      expect(project.warnings("account")).toContain("`paging: search` may help");
      expect(completeness).toMatchObject({ grant: "partial", entitlement: "partial" });
    }
  });

  test("a search reads everything, as the seed has it", async () => {
    const project = opened();
    const { code, stderr } = await project.collect(keys("paging: search"));
    expect(stderr).not.toContain("error");
    expect(code).toBe(0);
    expect(project.standing()).toMatchObject({
      completeness: Object.fromEntries(
        ["account", "group", "membership", "entitlement", "grant"].map((kind) => [kind, "full"]),
      ),
      kept: { account: count, group: 5, membership: seeded.edges.length, entitlement: 3 },
    });
    expected.expectIn(project);
    const accounts = project.records("account");
    expect(new Set(accounts.map(({ createdAt }) => createdAt))).toEqual(new Set(["2026-03-04T05:06:07Z"]));
    expect(accounts.find(({ id }) => id === expected.account(9))?.emails).toEqual([
      { type: "home", value: "u9@home.example" },
      { type: "work", value: "u0009@example.com", primary: true },
    ]);
    const nested = project.records("membership").find(({ memberType }) => memberType === "group");
    expect(nested).toMatchObject({ member: `group:crm/acme/${seeded.groups.get("editors")}` });
    expect(project.warnings("membership")).toContain("a member who no longer exists, such as ghost");
  });

  test("a reading that shows less takes nothing away", async () => {
    const project = opened();
    await project.collect(keys("paging: search"));
    const before = project.standing();
    const { code } = await project.collect(keys("paging: index"));
    const after = project.standing();
    // The ghost cannot be told from somebody who is not listed yet, as long as the list is not whole.
    const unsure = express === 4 ? 0 : 1;
    expect(after.kept).toEqual({ ...before.kept, membership: seeded.edges.length + unsure });
    expect(code).toBe(express === 4 ? 0 : 2);
    expect(after.completeness.account).toBe(express === 4 ? "full" : "partial");
  });

  test("a check finds the leavers, the orphan and the unregistered services", async () => {
    const project = opened();
    await project.collect(keys("paging: search"));
    expect(await project.findings()).toEqual(expected.findings());
  });

  test("wrong credentials leave everything as it was", async () => {
    const project = opened();
    await project.collect(keys("paging: search"));
    const before = project.standing();
    const wrong = new Project(count, { TOKEN: "not-the-token" });
    onTestFinished(() => wrong.remove());
    expect((await wrong.collect(keys())).code).toBe(2);
    project.write("wrong-token", "not-the-token\n");
    const { code, stderr } = await project.collect(keys("paging: search").replace("env:TOKEN", "file:wrong-token"));
    expect([code, project.standing().kept]).toEqual([2, before.kept]);
    expect(stderr).toContain("collect/denied");
    expect(stderr).not.toContain("not-the-token");
  });

  test("nothing was ever filtered or sorted, and no secret is anywhere", async () => {
    const project = opened();
    const from = server.asked().length;
    await project.collect(keys("paging: search"));
    await project.run("check");
    expect(
      server
        .asked()
        .slice(from)
        .filter((line) => /filter|sortBy/u.test(line)),
    ).toEqual([]);
    expect(project.everything()).toContain("Family3");
    expect(await leaksIn(project.folder, [...Object.values(secrets), server.token], { TOKEN: server.token })).toEqual(
      [],
    );
  });
});
