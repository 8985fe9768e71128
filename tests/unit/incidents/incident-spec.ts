import { decideCase, initialCase, WAKE } from '../../../domain/cases/decide-case';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { parseInstant } from '../../../domain/clock/instant';
import { calendarAround } from '../../../domain/incidents/calendar-around';
import type { ClockId } from '../../../domain/incidents/incident-clock';
import type { IncidentCommand, IncidentEvent } from '../../../domain/incidents/incident-command';
import { incidentRules, type IncidentState } from '../../../domain/incidents/incident-rules';
import { Refusal } from '../../../domain/refusal';

type Type = IncidentCommand['type'];
type Fields<T extends Type> = Omit<Extract<IncidentCommand, { type: T }>, 'type' | 'requestKey' | 'actor' | 'counting'>;

/** A Vietnamese local time. */
export const at = (local: string) => parseInstant(`${local}:00+07:00`);

/** An incident on a clock of its own. */
export class IncidentSpec {
  state: IncidentState = initialCase(incidentRules, 'incident-1');
  readonly events: { readonly event: IncidentEvent; readonly at: number }[] = [];
  private requests = 0;

  constructor(public now: number) {}

  do<T extends Type>(type: T, fields: Fields<T>): this {
    const { at: given, detectedAt } = fields as { readonly at?: number; readonly detectedAt?: number };
    const from = given ?? detectedAt ?? this.now;
    const counting = { calendar: calendarAround(SEED_CALENDAR, from), quickReportHours: 24 };
    this.requests += 1;
    const command = { type, requestKey: `r${this.requests}`, actor: { id: 'operator' }, counting, ...fields };
    const decision = decideCase(incidentRules, this.state, command as unknown as IncidentCommand, this.now);
    this.state = decision.state;
    this.events.push(...decision.events);
    return this;
  }

  refused<T extends Type>(type: T, fields: Fields<T>): string {
    try {
      this.do(type, fields);
      return 'accepted';
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  /** Moves the clock; the timer of the case rings whenever something is due. */
  until(now: number): this {
    for (;;) {
      const due = incidentRules.nextDue(this.state);
      if (due === undefined || due > now) break;
      this.now = Math.max(this.now, due);
      this.wake();
    }
    this.now = now;
    return this;
  }

  /** One late ring of the timer, as after an outage. */
  wake(): this {
    this.requests += 1;
    const ring = { type: WAKE, requestKey: `r${this.requests}`, actor: { id: 'system' } } as const;
    const decision = decideCase(incidentRules, this.state, ring, this.now);
    this.state = decision.state;
    this.events.push(...decision.events);
    return this;
  }

  clock(id: ClockId) {
    return this.state.data.clocks.find((clock) => clock.id === id);
  }

  due(id: ClockId): string | undefined {
    const clock = this.clock(id);
    return clock && new Date(clock.dueAt + 7 * 3_600_000).toISOString().slice(0, 16);
  }

  /** Which thresholds of a clock were told, and when they fell. */
  told(id: ClockId): readonly (readonly [number, string])[] {
    return this.events.flatMap(({ event, at: fell }) =>
      event.type === 'ThresholdReached' && event.clock === id
        ? [[event.percent, new Date(fell + 7 * 3_600_000).toISOString().slice(0, 16)] as const]
        : [],
    );
  }
}

export function reported(
  incidentClass: Fields<'reportIncident'>['class'],
  detected: string,
  more: Partial<Fields<'reportIncident'>> = {},
): IncidentSpec {
  const now = at(detected);
  return new IncidentSpec(now).do('reportIncident', {
    class: incidentClass,
    severity: 'serious',
    source: 'person',
    detectedAt: now,
    interruptedSince: null,
    personalData: false,
    affectedUnits: [],
    ...more,
  });
}
