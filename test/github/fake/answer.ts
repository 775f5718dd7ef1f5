import type { FakeState } from "./state.ts";

/** One request as the fake sees it. */
export interface Asked {
  readonly method: string;
  /** Below `/repos/OWNER/NAME`, in parts. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly login: string;
  readonly state: FakeState;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function made(body: unknown): Answer {
  return { status: 201, body };
}

export function refused(message: string): Answer {
  return { status: 422, body: { message, documentation_url: "https://docs.github.com/rest" } };
}

export const notAccessible: Answer = { status: 403, body: { message: "Resource not accessible by integration" } };
export const notFound: Answer = { status: 404, body: { message: "Not Found" } };

/** One page of a list. */
export function page<T>(entries: readonly T[], query: URLSearchParams): T[] {
  const size = Number(query.get("per_page") ?? 30);
  const at = (Number(query.get("page") ?? 1) - 1) * size;
  return entries.slice(at, at + size);
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function list(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value : [];
}

export function object(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
