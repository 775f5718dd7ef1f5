import { EntitlintError, problemLine } from "../errors.ts";
import type { Desk } from "./model/desk.ts";
import type { Event } from "./model/event.ts";
import { currentFinding, type Effect, isWide, type State } from "./model/state.ts";
import { update } from "./update.ts";

/** What a session does to the terminal it runs on. */
export interface Outlet {
  readonly show: (state: State) => void;
  readonly copy: (text: string) => boolean;
  /** @returns what went wrong; undefined where nothing did */
  readonly edit: (file: string, line: number) => Promise<string | undefined>;
  readonly suspend: () => Promise<void>;
  readonly leave: () => void;
}

/** Milliseconds that the cursor has to rest before the estate is asked about a finding. */
const restingTime = 60;

/** Holds the state, and does in the world what keys ask for. */
export class Session {
  #state: State;
  readonly #desk: Desk;
  readonly #outlet: Outlet;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(state: State, desk: Desk, outlet: Outlet) {
    this.#state = state;
    this.#desk = desk;
    this.#outlet = outlet;
  }

  get state(): State {
    return this.#state;
  }

  /** Settled when nothing is being written. */
  get writing(): Promise<unknown> {
    return this.#writing;
  }

  send(event: Event): void {
    // What was being written when somebody left is written all the same, and has to be known.
    if (this.#isOver && event.kind !== "written" && event.kind !== "told") return;
    const { state, effects } = update(this.#state, event);
    this.#state = state;
    if (this.#isOver) return;
    this.#outlet.show(state);
    for (const effect of effects) void this.#do(effect);
    this.#lookUp();
  }

  async #do(effect: Effect): Promise<void> {
    switch (effect.kind) {
      case "copy":
        this.#say(
          this.#outlet.copy(effect.text)
            ? `Copied ${effect.what}, if the terminal lets it: ${effect.text}`
            : effect.text,
        );
        return;
      case "edit": {
        const wrong = await this.#outlet.edit(effect.file, effect.line);
        this.send({
          kind: "said",
          message:
            wrong === undefined
              ? { text: "r judges what the files say now.", tone: "faint" }
              : { text: wrong, tone: "bad" },
        });
        return;
      }
      case "judge":
        await this.#ask("It could not be judged again", async () => ({
          kind: "judged",
          ...(await this.#desk.judge()),
        }));
        return;
      case "plan":
        await this.#ask("Nothing was written: the decisions were refused", async () => ({
          kind: "planned",
          plan: await this.#desk.plan(effect.decisions),
        }));
        return;
      case "write": {
        const writing = this.#ask("It could not be written", async () => ({
          kind: "written",
          plan: effect.plan,
          written: await effect.plan.write(),
        }));
        this.#writing = writing;
        await writing;
        return;
      }
      case "suspend":
        await this.#outlet.suspend();
        this.#outlet.show(this.#state);
        return;
      case "leave":
        this.#isOver = true;
        clearTimeout(this.#timer);
        this.#outlet.leave();
    }
  }

  /** The answer of the desk as an event; what is expected to go wrong is told, and the session goes on. */
  async #ask(title: string, answer: () => Promise<Event>): Promise<void> {
    try {
      this.send(await answer());
    } catch (error) {
      const lines =
        error instanceof EntitlintError
          ? error.problems.flatMap((problem) => [problemLine(problem), ...(problem.details ?? [])])
          : [error instanceof Error ? (error.stack ?? error.message) : String(error)];
      this.send({ kind: "told", told: { title: `${title}:`, lines } });
    }
  }

  #say(text: string): void {
    this.send({ kind: "said", message: { text, tone: "faint" } });
  }

  /** Asks what lies behind the finding that is seen, once the cursor rests on it. */
  #lookUp(): void {
    clearTimeout(this.#timer);
    const { screen, data, facts } = this.#state;
    const index = currentFinding(this.#state);
    const isSeen = screen === "detail" || (screen === "list" && isWide(this.#state));
    if (index === undefined || !isSeen || facts.has(index)) return;
    const finding = data.at(index);
    this.#timer = setTimeout(() => {
      void this.#desk
        .factsOf(finding)
        .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
        .then((found) => this.send({ kind: "facts", index, fingerprint: finding.fingerprint, facts: found }));
    }, restingTime);
  }
}
