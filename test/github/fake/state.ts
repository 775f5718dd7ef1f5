/** What the fake knows of one repository: plain data that tests plant things in, and look at afterwards. */

export interface FakeCheckRun {
  readonly id: number;
  readonly name: string;
  readonly app: string;
  readonly head_sha: string;
  external_id: string;
  status: string;
  conclusion: string | null;
  title: string;
  summary: string;
  annotations: FakeAnnotation[];
}

export interface FakeAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly annotation_level: string;
  readonly title?: string;
  readonly message: string;
}

export interface FakeComment {
  readonly id: number;
  readonly issue: number;
  readonly login: string;
  body: string;
  edits: number;
}

export interface FakeIssue {
  readonly number: number;
  readonly login: string;
  title: string;
  body: string;
  state: string;
  readonly isPull?: true;
}

export interface FakePull {
  readonly number: number;
  readonly branch: string;
  readonly into: string;
  title: string;
  body: string;
  state: string;
}

export interface FakeCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** Whether GitHub would sign it: nobody else is named in it. */
  readonly isSigned: boolean;
}

export interface FakeState {
  readonly owner: string;
  readonly repo: string;
  /** Who each token belongs to. */
  readonly logins: Readonly<Record<string, string>>;
  /** What tokens may write; all of it unless a test takes something away. */
  readonly may: { checks: boolean; comments: boolean; issues: boolean; contents: boolean };
  readonly checkRuns: FakeCheckRun[];
  readonly comments: FakeComment[];
  readonly issues: FakeIssue[];
  readonly pulls: FakePull[];
  readonly blobs: Map<string, Buffer>;
  /** Trees as the blobs of all their files by path. */
  readonly trees: Map<string, ReadonlyMap<string, string>>;
  readonly commits: Map<string, FakeCommit>;
  readonly refs: Map<string, string>;
  nextId: number;
}

export const botLogin = "github-actions[bot]";
export const botToken = "ghs_made_up_for_this_test";

export function emptyRepository(): FakeState {
  return {
    ...{ owner: "acme", repo: "access", logins: { [botToken]: botLogin } },
    may: { checks: true, comments: true, issues: true, contents: true },
    ...{ checkRuns: [], comments: [], issues: [], pulls: [], nextId: 100 },
    ...{ blobs: new Map(), trees: new Map(), commits: new Map(), refs: new Map() },
  };
}
