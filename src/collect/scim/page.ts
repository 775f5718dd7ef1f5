import { RequestFailure } from "../../network/request-failure.ts";
import { attribute, isResource, type Resource } from "./resource.ts";

/** The forms of answers that are asked for; old servers know only the second. */
export const accepted = "application/scim+json, application/json";

/** One answer of a list (RFC 7644 §3.4.2, RFC 9865 §2). */
export interface Page {
  readonly resources: readonly Resource[];
  /** Elements that are no objects. */
  readonly unreadable: number;
  readonly total: number | undefined;
  readonly startIndex: number | undefined;
  readonly nextCursor: string | undefined;
}

/** Reads an answer as a page. @throws RequestFailure where it is none: an empty object is no list of nothing */
export function readPage(answer: unknown, endpoint: string): Page {
  const found = isResource(answer) ? attribute(answer, "Resources") : undefined;
  const total = isResource(answer) ? wholeNumber(attribute(answer, "totalResults")) : undefined;
  const isList = isResource(answer) && Object.keys(answer).some((name) => name.toLowerCase() === "resources");
  if (!isResource(answer) || (!isList && total === undefined))
    throw new RequestFailure("bad-answer", endpoint, "the answer is no list of resources");
  if (found !== undefined && !Array.isArray(found))
    throw new RequestFailure("bad-answer", endpoint, "the resources of the answer are no list");
  const elements: readonly unknown[] = found ?? [];
  const resources = elements.filter(isResource);
  const next = attribute(answer, "nextCursor");
  return {
    resources,
    unreadable: elements.length - resources.length,
    total,
    startIndex: wholeNumber(attribute(answer, "startIndex")),
    nextCursor: typeof next === "string" ? next : undefined,
  };
}

/** A count, which some servers write as a text. */
function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{1,15}$/u.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
