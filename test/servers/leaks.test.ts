import { expect, test } from "vitest";
import { formsOf } from "./leaks.ts";

const secret = "Sommer-2026-geheim!";
const isFound = (bytes: Buffer) => formsOf(secret).some((form) => bytes.includes(form));

test.each([0, 1, 2, 3, 4])("a secret is found in base64 behind %i other bytes", (before) => {
  const text = `${"x".repeat(before)}${secret} and more`;
  for (const encoding of ["base64", "base64url", "hex"] as const)
    expect(isFound(Buffer.from(Buffer.from(text).toString(encoding)))).toBe(true);
  expect(isFound(Buffer.from(Buffer.from(text, "utf16le").toString("base64")))).toBe(true);
});

test("a secret is found as it is, and nothing else is", () => {
  expect(isFound(Buffer.from(`{"description":"${secret}"}`))).toBe(true);
  expect(isFound(Buffer.from(Buffer.from("Winter-2027-offen?").toString("base64")))).toBe(false);
});
