import type { CaseRules } from '../../../domain/cases/case-rules';
import type { CaseCommand, CaseEvent, CaseState } from '../../../domain/cases/case-state';
import { decideCase, initialCase, type WAKE } from '../../../domain/cases/decide-case';
import { parseInstant } from '../../../domain/clock/instant';
import { Refusal } from '../../../domain/refusal';

const MINUTE = 60_000;

/** One case on a clock of its own, a minute for each step. */
export class CaseSpec<Status extends string, Data, Command extends CaseCommand, Event extends CaseEvent> {
  state: CaseState<Status, Data>;
  readonly events: Event[] = [];
  private requests = 0;

  constructor(
    private readonly rules: CaseRules<Status, Data, Command, Event>,
    public now: number,
    private readonly usually: string,
  ) {
    this.state = initialCase(rules, `${rules.kind}-1`);
  }

  do(
    type: Command['type'] | typeof WAKE,
    by: string = this.usually,
    fields: Readonly<Record<string, unknown>> = {},
  ): this {
    this.requests += 1;
    const command = { type, requestKey: `r${this.requests}`, actor: { id: by }, ...fields };
    const { state, events } = decideCase(this.rules, this.state, command as unknown as Command, this.now);
    this.state = state;
    this.events.push(...events.map(({ event }) => event));
    this.now += MINUTE;
    return this;
  }

  /** @returns the code of the refusal, or `accepted` */
  refused(type: Command['type'], by?: string, fields?: Readonly<Record<string, unknown>>): string {
    try {
      this.do(type, by, fields);
      return 'accepted';
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  /** @param local `2026-11-20T08:00` */
  at(local: string): this {
    this.now = parseInstant(`${local}:00+07:00`);
    return this;
  }
}
