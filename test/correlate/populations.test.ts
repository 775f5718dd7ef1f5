import { describe, expect, test } from "vitest";
import { account, app, identity, joined, linkOf, machine, system } from "../load/invented-estate.ts";

const emails = (value: string) => [{ value, primary: true }];
const dana = { userName: "dana", emails: emails("dana@example.com") };

/** The ids of the records of each subject, by the subject's id. */
function clusters({ estate, correlation }: ReturnType<typeof joined>): Record<string, string[]> {
  const { identities, accounts } = estate.principals;
  return Object.fromEntries(
    correlation.subjects.all.map(({ id, ...subject }) => [
      id,
      [
        ...subject.identities.map((number) => identities[number]?.id ?? ""),
        ...subject.accounts.map((number) => accounts[number]?.id ?? ""),
      ].filter((record) => record !== id),
    ]),
  );
}

describe("populations", () => {
  const forge = system("forge", "application", [account("forge", "a", dana)]);

  test("people of another system are nobody", () => {
    const estate = joined([forge, system("partner", "directory", [identity("partner", "dana", dana)])], {
      apps: [app("forge", ["idp"])],
    });
    expect(linkOf("account:forge/main/a", estate).situation).toBe("unmatched");
  });

  test("without a declared population nobody is looked for", () => {
    const estate = joined([forge, system("idp", "directory", [identity("idp", "dana", dana)])]);
    expect(linkOf("account:forge/main/a", estate).situation).toBe("unmatched");
  });

  test("the same address in two systems of the population is in doubt", () => {
    const estate = joined(
      [forge, ...["idp", "partner"].map((name) => system(name, "directory", [identity(name, "dana", dana)]))],
      { apps: [app("forge", ["idp", "partner"])] },
    );
    expect(linkOf("account:forge/main/a", estate).situation).toBe("disputed");
  });

  test("the same address in two tenants is two people", () => {
    const records = [identity("idp", "dana", dana, "east"), identity("idp", "dana", dana, "west")];
    const estate = joined([forge, system("idp", "directory", records)], { apps: [app("forge", ["idp"])] });
    expect(linkOf("account:forge/main/a", estate).situation).toBe("disputed");
    expect(estate.correlation.subjects.all.map(({ id }) => id)).toEqual([
      "account:forge/main/a",
      "identity:idp/east/dana",
      "identity:idp/west/dana",
    ]);
  });
});

describe("people with several records", () => {
  test("hired again: two rows with one person's number are one subject", () => {
    const rows = [
      identity("hr", "c1", { immutableId: "P-1", employeeId: "001", status: "terminated" }),
      identity("hr", "c2", { immutableId: "P-1", employeeId: "002" }),
    ];
    const login = identity("idp", "dana", { employeeId: "001" });
    const estate = joined([system("hr", "authoritative-identity", rows), system("idp", "directory", [login])], {
      apps: [app("idp", ["hr"])],
    });
    expect(clusters(estate)).toEqual({
      "identity:hr/main/c1": ["identity:hr/main/c2", "identity:idp/main/dana", "account:idp/main/dana"],
    });
  });

  test("equal numbers in two tenants of HR are two people", () => {
    const rows = [identity("hr", "1", { employeeId: "7" }, "de"), identity("hr", "1", { employeeId: "7" }, "us")];
    const estate = joined([system("hr", "authoritative-identity", rows)]);
    expect(estate.correlation.subjects.all).toHaveLength(2);
  });

  test("a directory fed by another finds whole people, whatever the systems are called", () => {
    for (const [near, far] of [
      ["a-near", "z-far"],
      ["z-near", "a-far"],
    ] as const) {
      const estate = joined(
        [
          system("hr", "authoritative-identity", [identity("hr", "1", { employeeId: "7" })]),
          system(near, "directory", [identity(near, "n", { employeeId: "7", userName: "dana" })]),
          system(far, "directory", [identity(far, "f", { userName: "DANA" })]),
        ],
        { apps: [app(near, ["hr"]), app(far, [near])] },
      );
      const [only, second] = estate.correlation.subjects.all;
      expect(only?.id).toBe("identity:hr/main/1");
      expect(second).toBeUndefined();
    }
  });

  test("populations in a ring end, and join whom they agree on", () => {
    const estate = joined(
      ["a", "b", "c"].map((name) => system(name, "directory", [identity(name, "x", { userName: "dana" })])),
      { apps: [app("a", ["b"]), app("b", ["c"]), app("c", ["a"])] },
    );
    expect(estate.correlation.subjects.all).toHaveLength(1);
  });

  test("a directory that names itself as its population does not find itself", () => {
    const records = [identity("idp", "a", { userName: "dana" }), identity("idp", "b", { userName: "dana" })];
    const estate = joined([system("idp", "directory", records)], { apps: [app("idp", ["idp"])] });
    expect(estate.correlation.subjects.all).toHaveLength(2);
    expect(estate.correlation.people.authoritative.size).toBe(0);
  });
});

describe("machines", () => {
  test("registered by the directory's account, a machine takes the directory's record along", () => {
    const estate = joined([system("idp", "directory", [identity("idp", "ci", { kind: "service" })])], {
      identities: [machine("ci", ["account:idp/main/ci"])],
    });
    expect(clusters(estate)).toEqual({ "nhi:ci": ["identity:idp/main/ci", "account:idp/main/ci"] });
    expect(estate.correlation.subjects.all[0]).toMatchObject({ kind: "service", home: "idp", unmatched: false });
  });

  test("with accounts in several systems it is one subject; without any record it is one too", () => {
    const estate = joined(
      [
        system("forge", "application", [account("forge", "bot")]),
        system("db", "application", [account("db", "svc", {}, "t2")]),
      ],
      { identities: [machine("bot", ["account:forge/main/bot", "account:db/t2/svc"]), machine("ghost", [])] },
    );
    expect(clusters(estate)).toEqual({
      "nhi:bot": ["account:db/t2/svc", "account:forge/main/bot"],
      "nhi:ghost": [],
    });
    expect(estate.correlation.subjects.all.map(({ home }) => home)).toEqual(["db", "access"]);
  });

  test("what the system does not tell, the user name tells, by the first pattern that fits", () => {
    const kinds = [
      { match: "adler-bot", kind: "human" },
      { match: "*-BOT", kind: "service" },
    ] as const;
    const names = ["ci-bot", "adler-bot", "dana"];
    const records = names.map((name) => account("forge", name, { userName: name, kind: "unknown" }));
    const estate = joined([system("forge", "application", records)], { apps: [app("forge", [], { kinds })] });
    expect(estate.correlation.subjects.all.map(({ id, kind }) => [id.split("/")[2], kind])).toEqual([
      ["adler-bot", "human"],
      ["ci-bot", "service"],
      ["dana", "unknown"],
    ]);
  });
});
