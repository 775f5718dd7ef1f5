import { describe, expect, test } from "vitest";
import { WireWatch } from "../../../src/collect/ldap/wire-watch.ts";

/** A search result done that carries a page control with this cookie. */
function done(cookie: string): Buffer {
  const value = Buffer.concat([Buffer.from([0x30, 5 + cookie.length, 2, 1, 0, 4, cookie.length]), Buffer.from(cookie)]);
  const oid = Buffer.from("1.2.840.113556.1.4.319");
  const control = Buffer.concat([Buffer.from([0x04, oid.length]), oid, Buffer.from([0x04, value.length]), value]);
  const controls = Buffer.concat([Buffer.from([0xa0, control.length + 2, 0x30, control.length]), control]);
  const result = Buffer.from([2, 1, 7, 0x65, 7, 0x0a, 1, 0, 4, 0, 4, 0]);
  return Buffer.concat([Buffer.from([0x30, result.length + controls.length]), result, controls]);
}

const entry = (size: number) => {
  const head = Buffer.from([0x30, 0x84, 0, 0, 0, 0, 2, 1, 7, 0x64, 0x84, 0, 0, 0, 0]);
  head.writeUInt32BE(size + 9, 2);
  head.writeUInt32BE(size, 11);
  return Buffer.concat([head, Buffer.alloc(size, 0x65)]);
};

describe("what goes over the wire", () => {
  test("the cookie is found however the bytes are cut", () => {
    const bytes = Buffer.concat([entry(300), entry(3), done("next")]);
    for (const size of [1, 2, 7, 64, 1000]) {
      const watch = new WireWatch(1 << 20);
      for (let at = 0; at < bytes.length; at += size) expect(watch.take(bytes.subarray(at, at + size))).toBe(true);
      expect(watch.cookie?.toString()).toBe("next");
    }
  });

  test("an empty cookie is another thing than none", () => {
    const watch = new WireWatch(1 << 20);
    watch.take(done(""));
    expect(watch.cookie).toEqual(Buffer.alloc(0));
    const silent = new WireWatch(1 << 20);
    silent.take(Buffer.from([0x30, 12, 2, 1, 7, 0x65, 7, 0x0a, 1, 0, 4, 0, 4, 0]));
    expect(silent.cookie).toBeUndefined();
  });

  test("a message is refused as soon as it says how large it is", () => {
    expect(new WireWatch(1000).take(entry(2000).subarray(0, 6))).toBe(false);
    expect(new WireWatch(3000).take(entry(2000))).toBe(true);
  });

  test("what is no LDAP is refused", () => {
    expect(new WireWatch(1000).take(Buffer.from("HTTP/1.1 400"))).toBe(false);
    expect(new WireWatch(1000).take(Buffer.from([0x30, 0x80, 0, 0]))).toBe(false);
  });
});
