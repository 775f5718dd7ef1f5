/** One Rego file. The path is relative to the policies' folder, with forward slashes; it is part of what is compiled. */
export interface PolicyModule {
  readonly path: string;
  readonly text: string;
}

/** One thing wrong with policies. Line and column count from 1; 0 means that there is no such place, as does an empty file. */
export interface PolicyDiagnostic {
  /** OPA's own code (`rego_type_error`), or the compiler's where OPA has none. */
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Further lines: the two types that do not match, the part of a reference that does not exist. */
  readonly details: readonly string[];
}

/** Policies with what they are compiled against. */
export interface PolicySet {
  readonly modules: readonly PolicyModule[];
  /** The text of a capabilities file: built-ins, keywords and features that policies may use. */
  readonly capabilities: string;
  /** JSON Schemas by name: "subject" is `schema.subject` in METADATA. No `null` beside other types, no recursion. */
  readonly schemas?: Readonly<Record<string, unknown>> | undefined;
}

/** How compiling is done, as against what is compiled. */
export interface CompileOptions {
  /** Where results are kept between runs; without it nothing is kept. See `cacheDirectory`. */
  readonly cacheDir?: string | undefined;
  /** After this long the compiler is stopped (default 180). */
  readonly timeoutSeconds?: number | undefined;
  /** The folder of compiler.json and opa.wasm.br, when it is not this package's own. */
  readonly compilerDir?: string | undefined;
}
