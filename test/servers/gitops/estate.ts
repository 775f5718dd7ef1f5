import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { example } from "../../e2e/gitops.ts";
import { type Ran, runTool } from "../../faults/run-tool.ts";
import { emptyFolder, git, write } from "../../repository/make-repository.ts";
import { type FakeExchange, fakeGithub, startFake } from "../github/fake.ts";
import { startPostgres } from "../postgres/start.ts";
import { aWeekLater, organization } from "./organization.ts";

const readerPassword = "Reader-of-the-story-1";

export interface Estate {
  /** The repository of the story; empty at first. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** What the organisation was asked and answered. */
  readonly exchanges: readonly FakeExchange[];
  run(at: string, ...args: string[]): Promise<Ran>;
  /** Copies files and folders of the example. */
  take(...paths: string[]): void;
  /** The example's config, with the addresses of the servers here. */
  configure(): void;
  /** Commits whatever there is, at an instant. */
  commit(at: string, message: string): void;
  /** What happens in both systems between the two readings. */
  passWeek(): Promise<void>;
  stop(): Promise<void>;
}

/** An organisation at GitHub, a database, and a folder in which nothing is yet. */
export async function startEstate(): Promise<Estate> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const appKey = publicKey.export({ type: "spki", format: "pem" }).toString();
  const database = await startPostgres(18);
  const state = organization();
  const exchanges: FakeExchange[] = [];
  const onExchange = (one: FakeExchange) => exchanges.push(one);
  const github = await startFake(fakeGithub(state, { appKey, onExchange }));
  const folder = emptyFolder();
  const stop = async () => {
    await github.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const setUp = async (file: string) => await database.run(readFileSync(join(example, "setup", file), "utf8"), "shop");
  try {
    await database.run("CREATE DATABASE shop");
    await setUp("postgres.sql");
    await database.run(`ALTER ROLE entitlint_reader PASSWORD '${readerPassword}'`);
    git(folder, "init", "--quiet", "--initial-branch=main");
  } catch (error) {
    await stop();
    throw error;
  }
  const env = {
    ENTITLINT_GITHUB_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    SHOP_DB_PASSWORD: readerPassword,
  };
  const take = (...paths: string[]) => {
    for (const path of paths) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      cpSync(join(example, path), join(folder, path), { recursive: true });
    }
  };
  return {
    ...{ folder, env, exchanges, take, stop },
    run: (at, ...args) => runTool(folder, args, { env, now: new Date(at) }),
    configure: () => {
      write(folder, "certificates/db-ca.pem", readFileSync(database.ca));
      write(folder, "entitlint.yaml", configHere({ port: database.port, github: github.base }));
    },
    commit: (at, message) => {
      git(folder, "add", "--all");
      const dated = { ...process.env, GIT_COMMITTER_DATE: at, GIT_AUTHOR_DATE: at };
      const who = ["-c", "user.name=Ana Example", "-c", "user.email=ana@example.com"];
      execFileSync("git", [...who, "commit", "--quiet", `--message=${message}`], { cwd: folder, env: dated });
    },
    passWeek: async () => {
      await setUp("postgres-week-2.sql");
      aWeekLater(state);
    },
  };
}

/** Nothing of the example's config differs here but where the two servers are. */
function configHere({ port, github }: { port: number; github: string }): string {
  const changes = [
    ["    host: db.nordhavn.example.com\n", `    host: 127.0.0.1\n    port: ${port}\n`],
    ["    organization: nordhavn\n", `    organization: nordhavn\n    baseUrl: ${github}\n`],
  ] as const;
  return changes.reduce(
    (config, [from, to]) => {
      if (config.split(from).length !== 2)
        throw new Error(`${from.trim()} does not stand in the example's config once`);
      return config.replace(from, to);
    },
    readFileSync(join(example, "entitlint.yaml"), "utf8"),
  );
}
