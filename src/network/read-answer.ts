import type { Response } from "undici";
import { RequestFailure } from "./request-failure.ts";

/**
 * The text of a JSON answer, read to its end. @throws RequestFailure where it is something else, larger than `largest`
 * bytes (read no further then), or not UTF-8
 */
export async function readAnswer(response: Response, what: string, largest: number): Promise<string> {
  const { status } = response;
  const type = response.headers.get("content-type") ?? "";
  const announced = Number(response.headers.get("content-length") ?? "0");
  if (status !== 204 && !/^application\/(?:[\w.+-]+\+)?json\b/iu.test(type)) {
    await response.body?.cancel();
    const told = type === "" ? "nothing" : JSON.stringify(type.slice(0, 60));
    throw new RequestFailure("bad-answer", what, `the answer should be JSON; its content type is ${told}`, { status });
  }
  if (announced > largest) {
    await response.body?.cancel();
    throw tooLarge(what, largest, status);
  }
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (cause) {
      throw new RequestFailure("bad-answer", what, "the answer is not UTF-8", { status, cause });
    }
  };
  let text = "";
  let size = 0;
  for await (const part of response.body ?? []) {
    const bytes: Uint8Array = part;
    size += bytes.byteLength;
    if (size > largest) throw tooLarge(what, largest, status);
    text += decode(bytes);
  }
  return text + decode();
}

/** The first few thousand characters of any body; the rest is not read. */
export async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (text.length > 4096) break;
  }
  return text;
}

function tooLarge(what: string, largest: number, status: number): RequestFailure {
  return new RequestFailure("too-large", what, `the answer is larger than ${largest >> 20} MiB`, { status });
}
