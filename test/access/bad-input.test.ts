import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { readAccess } from "../../src/access/load-access.ts";
import { problemLine } from "../../src/errors.ts";
import { safeText } from "../../src/report/safe-text.ts";
import { worktree } from "../../src/repository/worktree.ts";
import { emptyFolder } from "../repository/make-repository.ts";
import { declared, faultsOf, filesInMemory } from "./declare.ts";

const role = "owner: person:ana@example.com\ngrants: ['group:okta/x']\nmembers: [person:dana@example.com]\n";

/** What is wrong beside a file that is right, and what could be read all the same. */
async function beside(path: string, content: string | Uint8Array) {
  const tree = filesInMemory({ [path]: content, "access/roles/whole.yaml": role });
  const { state, problems } = await readAccess(tree, "access");
  expect(state.roles.map(({ id }) => id)).toContain("whole");
  return problems.map(problemLine);
}

describe("bad files are told with their place, and nothing else is lost", () => {
  test("aliases that multiply", async () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const items = level === 0 ? "person:x" : Array.from({ length: 9 }, () => `*l${level - 1}`).join(",");
      return `l${level}: &l${level} [${items}]`;
    });
    expect(await beside("access/roles/bomb.yaml", levels.join("\n"))).toEqual([
      expect.stringMatching(/^access\/roles\/bomb.yaml:\d+:\d+: .*input\/alias-bomb/),
    ]);
  });

  test("a hundred thousand levels of nesting", async () => {
    expect(await beside("access/sod.yaml", "[".repeat(100_000))).toEqual([
      expect.stringMatching(/^access\/sod.yaml:1:\d+: not valid YAML/),
    ]);
  });

  test("keys that stand twice, beside everything else that is wrong in the file", async () => {
    const text = `- {id: a, owner: person:x, owner: person:y, grants: ['group:okta/x'], members: [person:z]}
- {id: b, owner: nobody, grants: ['group:okta/x'], members: [person:z]}
- {id: c, owner: person:x, grants: ['group:okta/x'], members: [person:z]}
`;
    const tree = filesInMemory({ "access/roles/all.yaml": text });
    const { state, problems } = await readAccess(tree, "access");
    expect(problems.map(problemLine)).toEqual([
      expect.stringMatching(/all.yaml:1:28: the key "owner" stands already at 1:11 .*input\/duplicate-key/),
      expect.stringMatching(/all.yaml:2:18: "nobody" is not a reference/),
    ]);
    expect(state.roles.map(({ id }) => id)).toEqual(["a", "c"]);
  });

  test("tabs that indent", async () => {
    expect(await beside("access/roles/tab.yaml", "owner: person:x\nselector:\n\tdepartment: x\n")).toEqual([
      expect.stringMatching(/^access\/roles\/tab.yaml:3:\d+: not valid YAML: .*tab/),
    ]);
  });

  test("text of no encoding, and NUL characters", async () => {
    expect(await beside("access/links.yaml", Uint8Array.from([0x2d, 0x20, 0x78, 0x0a, 0xff]))).toEqual([
      expect.stringMatching(/^access\/links.yaml:2:1: .*input\/not-utf8/),
    ]);
    expect(await beside("access/links.yaml", "- x\0\n")).toEqual([
      expect.stringMatching(/^access\/links.yaml:1:4: .*input\/nul-byte/),
    ]);
    expect(await beside("access/links.yaml", Buffer.from("[]", "utf16le"))).toEqual([
      expect.stringMatching(/^access\/links.yaml:1:2: .*UTF-16/),
    ]);
  });

  test("a file that is larger than any access file", async () => {
    const large = new Uint8Array((32 << 20) + 1).fill(0x23);
    expect(await beside("access/people.yaml", large)).toEqual([
      "access/people.yaml: the file is larger than 32 MiB [access/file-too-large] Split it, or move it out of the access folder if it is no access file.",
    ]);
  });

  test("several documents, and none", async () => {
    expect(await beside("access/trusts.yaml", "[]\n---\n[]\n")).toEqual([
      expect.stringMatching(/^access\/trusts.yaml:3:1: .*input\/several-documents/),
    ]);
    expect(await beside("access/trusts.yaml", "# nothing\n")).toEqual([
      expect.stringMatching(/^access\/trusts.yaml:1:1: .*input\/empty/),
    ]);
  });
});

describe("files as editors and people write them are read", () => {
  test.each([
    ["with a byte order mark", Buffer.from(`\uFEFF${role}`)],
    ["in UTF-16", Buffer.from(`\uFEFF${role}`, "utf16le")],
    ["with the line ends of Windows", Buffer.from(role.replaceAll("\n", "\r\n"))],
  ])("%s", async (_, bytes) => {
    const { roles } = await declared({ "access/roles/payments.yaml": bytes });
    expect(roles).toMatchObject([{ id: "payments", members: [{ who: { place: { line: 3, column: 11 } } }] }]);
  });

  test("with anchors, which stand for what they name", async () => {
    const text = `- id: a\n  owner: &o person:ana@example.com\n  grants: &g ['group:okta/x']\n  members: [*o]\n- {id: b, owner: *o, grants: *g, members: [*o]}\n`;
    const { roles } = await declared({ "access/roles/all.yaml": text });
    expect(roles.map(({ owner, grants }) => [owner.text, grants.length])).toEqual([
      ["person:ana@example.com", 1],
      ["person:ana@example.com", 1],
    ]);
  });
});

describe("hostile text", () => {
  test("in names is kept as it is, and cannot move a terminal's cursor", async () => {
    const files = { "access/roles/x.yaml": role.replace("'group:okta/x'", '"group:okta/\\e[2J\\u202Ex"') };
    const { roles } = await declared(files);
    expect(roles[0]?.grants[0]?.text).toBe("group:okta/\u001b[2J\u202Ex");
    const [told = ""] = await faultsOf({ "access/roles/x.yaml": role.replace(/person:ana.*/, '"\\e]0;x\\a"') });
    expect(told).toContain("access/roles/x.yaml:1:8");
    expect([...safeText(told)].filter((character) => character < " ")).toEqual([]);
  });

  test("keys that programs stumble over are refused", async () => {
    expect(await faultsOf({ "access/people.yaml": "- {id: person:a, __proto__: x}\n" })).toEqual([
      expect.stringMatching(/:1:18: the key `__proto__` is not allowed/),
    ]);
    const { people } = await declared({ "access/people.yaml": "- {id: person:a, constructor: x, toString: y}\n" });
    expect(people[0]?.attributes.map(({ name }) => name)).toEqual(["constructor", "toString"]);
  });
});

test("a hidden file, which nothing reads, is told; what tools keep is not", async () => {
  const folder = emptyFolder();
  for (const path of [".gitkeep", ".editorconfig", "roles/.payments.yaml", ".old/roles.yaml", "roles/whole.yaml"]) {
    mkdirSync(dirname(join(folder, "access", path)), { recursive: true });
    writeFileSync(join(folder, "access", path), path.endsWith(".yaml") ? role : "");
  }
  const { problems } = await readAccess(worktree(folder), "access");
  expect(problems.map(({ place }) => place?.file)).toEqual(["access/.old/roles.yaml", "access/roles/.payments.yaml"]);
});

describe("links of the file system", () => {
  test("out of the folder are refused, and so are links to folders", async () => {
    const folder = emptyFolder();
    const outside = emptyFolder();
    const put = (path: string, text: string) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    };
    put(join(outside, "secret.yaml"), "- {id: person:stolen}\n");
    put(join(folder, "shared/roles/other.yaml"), role);
    put(join(folder, "access/identities/ci.yaml"), "[]\n");
    put(join(folder, "shared/links.yaml"), "[]\n");
    symlinkSync(join(outside, "secret.yaml"), join(folder, "access/people.yaml"));
    symlinkSync("../shared/roles", join(folder, "access/roles"));
    symlinkSync("../shared/links.yaml", join(folder, "access/links.yaml"));
    symlinkSync("nowhere.yaml", join(folder, "access/sod.yaml"));
    const { state, problems } = await readAccess(worktree(folder), "access");
    expect(problems.map(problemLine)).toEqual([
      expect.stringMatching(/^access\/people.yaml: .* is a symbolic link to .*repository\/outside/),
      expect.stringMatching(/^access\/roles: access\/roles is a symbolic link to a folder, which is not followed/),
      expect.stringMatching(/^access\/sod.yaml: .*input\/unreadable/),
    ]);
    expect(state.people).toEqual([]);
  });
});
