import type { StoppableFunction } from '../../domain/incidents/stoppable-functions';

/** Which function a tag of routes belongs to; `null`: never stopped, because mending needs it or it belongs to everybody. */
const FUNCTION_OF_TAG: Readonly<Record<string, Exclude<StoppableFunction, 'everything'> | null>> = {
  Drafts: 'intake',
  People: 'intake',
  Land: 'intake',
  Procedures: 'intake',
  Dossiers: 'processing',
  'Dossier actions': 'processing',
  Tasks: 'processing',
  Inbox: 'processing',
  Delegations: 'processing',
  Simulation: 'processing',
  Overview: 'lookup',
  Register: 'lookup',
  Public: 'publicStatus',
  Links: 'links',
  Accounts: null,
  Audit: null,
  Calendar: null,
  Compliance: null,
  Handovers: null,
  Incidents: null,
  Live: null,
  'My account': null,
  Outbox: null,
  Preferences: null,
  Projects: null,
  Reports: null,
  PortableCopies: null,
  Sessions: null,
  System: null,
  Units: null,
};

/** @throws Error for a tag nobody has thought about: a test walks every route */
export function functionOfRoute({ tag }: { readonly tag: string }): Exclude<StoppableFunction, 'everything'> | null {
  const found = FUNCTION_OF_TAG[tag];
  if (found === undefined) throw new Error(`Which function do the routes of ${tag} belong to?`);
  return found;
}
