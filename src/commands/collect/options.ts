/** What `entitlint collect` can be told. */
export interface CollectOptions {
  readonly only?: readonly string[];
  readonly to?: string;
  readonly forget?: readonly string[];
  readonly brake: boolean;
  readonly dryRun?: true;
  /** Whom alone to read, beside the snapshot. */
  readonly subject?: string;
  readonly format?: "text" | "json";
}
