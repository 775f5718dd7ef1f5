import * as fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { decode, decodeStream } from "../../src/positions/decode.ts";
import { placesOf } from "../../src/positions/line-index.ts";
import { problemPlaces } from "./problems-of.ts";

const file = "f.csv";

async function streamed(bytes: Uint8Array, size: number, encoding?: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  let text = "";
  for await (const piece of decodeStream(chunks, { file, encoding })) text += piece;
  return text;
}

describe("text that is fine", () => {
  test.each([
    ["utf-8", undefined, Buffer.from("é,ß\n")],
    ["utf-8 with mark", undefined, Buffer.from("\uFEFFé,ß\n")],
    ["utf-16le with mark", undefined, iconv.encode("é,ß\n", "utf-16le", { addBOM: true })],
    ["utf-16be with mark", undefined, iconv.encode("é,ß\n", "utf-16be", { addBOM: true })],
    ["utf-16be declared", "UTF-16BE", iconv.encode("é,ß\n", "utf-16be", { addBOM: false })],
    ["windows-1252 declared", "windows-1252", iconv.encode("é,ß\n", "windows-1252")],
  ])("%s", async (_, encoding, bytes) => {
    expect(decode(bytes, { file, encoding })).toBe("é,ß\n");
    for (const size of [1, 2, 3]) expect(await streamed(bytes, size, encoding)).toBe("é,ß\n");
  });

  test("any text, cut anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 7 }), async (raw, size) => {
        const text = raw.replaceAll("\0", "").replace(/^\uFEFF+/, "");
        expect(await streamed(Buffer.from(text), size)).toBe(text);
        expect(await streamed(iconv.encode(text, "utf-16le"), size, "utf-16le")).toBe(text);
        expect(await streamed(iconv.encode(text, "utf-16be"), size, "utf-16be")).toBe(text);
      }),
    );
  });

  test("a replacement character that stands in the file is kept", () => {
    expect(decode(Buffer.from("a\uFFFDb"), { file })).toBe("a\uFFFDb");
  });
});

describe("refused", () => {
  test.each<[string, Buffer, string | undefined, string]>([
    ["invalid byte", Buffer.from("a\nbc\xff", "latin1"), undefined, "input/not-utf8 2:3"],
    [
      "latin-1 bytes",
      Buffer.concat([Buffer.from("ok\r\nx\uFFFD"), Buffer.from([0xe9, 0x0a])]),
      undefined,
      "input/not-utf8 2:3",
    ],
    ["cut in a character", Buffer.from("abc€").subarray(0, 5), undefined, "input/not-utf8 1:4"],
    ["NUL", Buffer.from("a\nbc\0d"), undefined, "input/nul-byte 2:3"],
    ["utf-16 without mark", iconv.encode("ab", "utf-16le", { addBOM: false }), undefined, "input/nul-byte 1:2"],
    ["utf-16 declared as utf-8", iconv.encode("ab", "utf-16le", { addBOM: true }), "utf-8", "input/not-utf8 1:1"],
    ["odd utf-16", Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x62]), undefined, "input/bad-encoding 1:2"],
    ["undefined byte", Buffer.from([0x61, 0x81]), "windows-1253x", "input/unknown-encoding undefined:undefined"],
    ["wrong multibyte", Buffer.from([0x61, 0x0a, 0x81, 0xff]), "shift_jis", "input/bad-encoding 2:1"],
  ])("%s", (_, bytes, encoding, expected) => {
    expect(problemPlaces(() => decode(bytes, { file, encoding }))).toEqual([expected]);
  });

  test("in a stream the place is the same wherever it is cut", async () => {
    const bytes = Buffer.concat([Buffer.from("aé\r\nb€"), Buffer.from([0xff]), Buffer.from("z")]);
    for (let size = 1; size < bytes.length; size++) {
      const error = await streamed(bytes, size).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ problems: [{ code: "input/not-utf8", place: { file, line: 2, column: 3 } }] });
    }
  });
});

test("the place of an offset equals counting line ends by hand", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "\n", "\r\n", "\r", "é")), fc.nat(20), (parts, at) => {
      const text = parts.join("");
      const offset = Math.min(at, text.length);
      if (text[offset - 1] === "\r" && text[offset] === "\n") return;
      const before = text.slice(0, offset).split(/\r\n|\r|\n/);
      const expected = { file, line: before.length, column: (before.at(-1) ?? "").length + 1 };
      expect(placesOf(text, file)(offset)).toEqual(expected);
    }),
  );
});

test.each([
  ["a byte that is no UTF-8", Buffer.from([0xff])],
  ["a NUL character", Buffer.from([0])],
])("the lines before %s are given, in whatever pieces they come", async (_, wrong) => {
  const bytes = Buffer.concat([Buffer.from("\uFEFFé\nb\n"), wrong, Buffer.from("\nd\n")]);
  for (const size of [1, 2, 3, 5, bytes.length]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    let text = "";
    const reading = async () => {
      for await (const piece of decodeStream(chunks, { file })) text += piece;
    };
    const problem = await reading().catch((error: unknown) => error);
    expect(problem).toMatchObject({ problems: [{ place: { file, line: 3, column: 1 } }] });
    expect(text).toBe("é\nb\n");
  }
});
