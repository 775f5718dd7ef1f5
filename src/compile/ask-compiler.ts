import { createHash } from "node:crypto";
import { keep, readKept } from "../kept.ts";
import { compilerFiles } from "./compiler-files.ts";
import { PolicyError } from "./policy-error.ts";
import { type Reply, readReply } from "./reply.ts";
import { runCompiler } from "./run-compiler.ts";
import type { CompileOptions, PolicyDiagnostic, PolicyModule } from "./types.ts";

/** What one operation asks for; the reactor's own names. */
export interface Request {
  readonly operation: "build" | "check" | "evaluate" | "format" | "inspect" | "test";
  readonly modules: readonly PolicyModule[];
  readonly capabilities?: string;
  readonly schemas?: Readonly<Record<string, unknown>> | undefined;
  readonly entrypoints?: readonly string[];
  readonly data?: unknown;
  readonly query?: string;
  readonly inputs?: readonly string[];
  readonly run?: string | undefined;
  readonly coverage?: boolean;
}

const defaultTimeout = 180;
const cachedOperations: ReadonlySet<Request["operation"]> = new Set(["build", "check", "inspect"]);

/** Answers a request from the cache, or by starting a compiler. Throws PolicyError for what is wrong with the policies. */
export async function askCompiler(request: Request, options: CompileOptions): Promise<Reply> {
  refuseBrokenText(request.modules);
  const files = compilerFiles(options.compilerDir);
  const text = JSON.stringify(inOrder(request));
  const { cacheDir, timeoutSeconds = defaultTimeout } = options;
  if (cacheDir === undefined || !cachedOperations.has(request.operation)) {
    return readReply(await runCompiler(files, text, timeoutSeconds));
  }
  const key = createHash("sha256").update(`entitlint compile 1\n${files.sha256}\n${text}`).digest("hex");
  const kept = await readKept(cacheDir, key);
  if (kept !== undefined) return readReply(kept);
  const fresh = await runCompiler(files, text, timeoutSeconds);
  const reply = readReply(fresh);
  await keep(cacheDir, key, fresh);
  return reply;
}

// Modules and schemas have no order of their own; one order means one cache entry and the same bytes.
function inOrder(request: Request): Request {
  const modules = request.modules.map(({ path, text }) => ({ path, text }));
  modules.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const names = Object.keys(request.schemas ?? {}).sort();
  return { ...request, modules, schemas: Object.fromEntries(names.map((name) => [name, request.schemas?.[name]])) };
}

/** Half a character would be replaced on the way, and then another text would be compiled than the one given. */
function refuseBrokenText(modules: readonly PolicyModule[]): void {
  const [first, ...rest] = modules.flatMap(({ path, text }): PolicyDiagnostic[] => {
    const at = text.search(/\p{Surrogate}/u);
    if (at < 0) return [];
    const before = text.slice(0, at).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    const message = "the text holds half of a surrogate pair";
    return [{ code: "module_encoding", message, file: path, line: before.length, column, details: [] }];
  });
  if (first) throw new PolicyError([first, ...rest]);
}
