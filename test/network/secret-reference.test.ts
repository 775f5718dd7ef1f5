import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { SecretReader, SecretReference } from "../../src/network/secret-reference.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "entitlint-secret-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test("from the environment, and from a file without its last line break", async () => {
  const path = folder();
  writeFileSync(join(path, "key"), "two\nlines\r\n");
  const reader = new SecretReader({ KEY: "one" }, path);
  expect(await reader.read("env:KEY")).toBe("one");
  expect(await reader.read("file:key")).toBe("two\nlines");
});

test.each(["env:MISSING", "env:EMPTY", "file:none", "file:."])(
  "%s is an error that says what to do",
  async (reference) => {
    const reader = new SecretReader({ EMPTY: "" }, folder());
    await expect(reader.read(reference)).rejects.toMatchObject({
      problems: [{ code: "collect/secret-missing", next: expect.any(String) }],
    });
  },
);

test.each(["hunter2-and-more", "env:", "env:1X", "file:", "vault:x"])(
  "%s is no reference, and is not repeated",
  (text) => {
    const result = SecretReference.safeParse(text);
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).not.toContain("hunter2");
  },
);

describe("taking secrets out of text", () => {
  test("as they are, in URLs, in Base64 and in hex; also those that a login gave", async () => {
    const reader = new SecretReader({ KEY: "pä ss/+word" }, ".");
    const secret = await reader.read("env:KEY");
    reader.remember("token-1234");
    const forms = [
      ...[
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString("base64"),
        Buffer.from(secret).toString("hex"),
      ],
      "token-1234",
    ];
    const clean = reader.redact(forms.map((form) => `<${form}>`).join());
    expect(clean).toBe(forms.map(() => "<[secret]>").join());
  });

  test("a secret that holds another is taken out whole", async () => {
    const reader = new SecretReader({ A: "abc", B: "abcdef" }, ".");
    await reader.read("env:A");
    await reader.read("env:B");
    expect(reader.redact("x abcdef y abc z")).toBe("x [secret] y [secret] z");
  });
});
