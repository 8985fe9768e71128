import type { DossierEntry } from './dossier-log';
import type { DossierState, TaskState } from './dossier-state';
import type { DossierStatus } from './dossier-status';

/** The unit of every test copy; nobody belongs to it (db/migrations/0005_simulation.sql). */
export const SIMULATION_UNIT = 'simulation';

/**
 * A test copy of a running dossier: the same tokens, timers and deadlines, but its own id, a unit that nobody belongs to, nobody
 * who holds a task, and no effect on the world (`simulated`).
 */
export function simulationCopyOf(state: DossierState, id: string): DossierState {
  const withoutPeople = ({ assignee: _assignee, ...task }: TaskState): TaskState => ({
    ...task,
    unit: SIMULATION_UNIT,
  });
  return {
    ...state,
    id,
    simulated: true,
    receivingUnit: SIMULATION_UNIT,
    handlingUnit: SIMULATION_UNIT,
    ...(state.signingUnit === undefined ? {} : { signingUnit: SIMULATION_UNIT }),
    tasks: Object.fromEntries(Object.entries(state.tasks).map(([key, task]) => [key, withoutPeople(task)])),
    answered: [],
  };
}

/** One thing that happened while nobody acted; `at` is epoch ms of the copy's own time. */
export type SimulationEvent =
  | { readonly kind: 'step'; readonly at: number; readonly entries: readonly DossierEntry[] }
  | { readonly kind: 'escalation'; readonly at: number; readonly percent: number; readonly dueAt: number };

/** A threshold the copy is about to reach. */
export interface PlannedEscalation {
  readonly cycle: number;
  readonly percent: number;
  /** Epoch ms of the copy's own time. */
  readonly at: number;
  readonly dueAt: number;
}

export interface SimulationResult {
  readonly events: readonly SimulationEvent[];
  /** How the copy stood at the end. */
  readonly end: {
    readonly at: number;
    readonly status: DossierStatus;
    readonly dueAt: number | null;
    readonly overdue: boolean;
    readonly openTasks: readonly string[];
  };
}
