import type { Role } from './roles';

export const ACTIONS = [
  'draft.write',
  'dossier.submit',
  'dossier.read',
  'dossier.search',
  'task.read',
  'task.claim',
  'task.complete',
  'task.release',
  'task.assign',
  'task.takeOver',
  'task.return',
  'dossier.requestSupplement',
  'dossier.receiveSupplement',
  'dossier.refuse',
  'dossier.withdraw',
  'dossier.stop',
  'dossier.moveDeadline',
  'dossier.recordPayment',
  'dossier.simulate',
  'dossier.retry',
  'dossier.comment',
  'dossier.readPersonalData',
  'document.read',
  'sla.read',
  'delegation.write',
  'outbox.read',
  'outbox.retry',
  'calendar.change',
  'audit.read',
  'compliance.read',
  'metrics.read',
  'account.read',
  'account.request',
  'account.decide',
  'account.readPersonalData',
  'incident.read',
  'incident.handle',
  'project.read',
  'project.handle',
  'project.decide',
  'handover.read',
  'handover.give',
  'handover.receive',
  'report.read',
  'report.request',
  'report.prepare',
  'report.sign',
  'report.receive',
  'copy.read',
  'copy.make',
  'copy.archive',
  'data.restore',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * Which unit of the thing acted upon counts: `unit` the thing's own (a draft, an overview), `receiving` and `handling`
 * those of a dossier, `involved` either of them, `task` the unit that has to do the task, `none` the installation itself.
 */
export type Side = 'unit' | 'receiving' | 'handling' | 'involved' | 'task' | 'none';

/**
 * How far a role reaches from the unit it is held in: `own` that unit alone, `below` that unit and all under it,
 * `candidate` a task of that unit meant for this very role, `everywhere` the whole installation.
 */
export type Reach = 'own' | 'below' | 'candidate' | 'everywhere';

export interface AccessRule {
  readonly side: Side;
  readonly grants: Readonly<Partial<Record<Role, Reach>>>;
}

/** Tasks are done by those they are meant for, whatever else a person may be (A5.4). */
const candidates = { oneStopClerk: 'candidate', officer: 'candidate', unitHead: 'candidate' } as const;
const involvedPeople = { oneStopClerk: 'own', officer: 'own', unitHead: 'below', manager: 'below' } as const;
const heads = { unitHead: 'below', manager: 'below' } as const;
/** Of the very unit: what a branch's head may, the head of the office has no part in. */
const leaders = { unitHead: 'own', manager: 'own' } as const;
const technicians = { admin: 'everywhere', operator: 'everywhere' } as const;

/**
 * Who may do what: role × relation of units × action (A5.4 right authority, right responsibility; A8.2 each unit works on
 * its own dossiers; seed Điều 7: no more rights than the work asks). What is not listed is forbidden. Administrators and
 * operators keep the installation running and see no dossier.
 */
export const ACCESS = {
  'draft.write': { side: 'unit', grants: { oneStopClerk: 'own' } },
  'dossier.submit': { side: 'unit', grants: { oneStopClerk: 'own' } },
  'dossier.read': { side: 'involved', grants: involvedPeople },
  'dossier.search': { side: 'involved', grants: involvedPeople },
  'dossier.comment': { side: 'involved', grants: involvedPeople },
  // Masked until opened, with a reason that is kept (A5.5).
  'dossier.readPersonalData': { side: 'involved', grants: involvedPeople },
  'document.read': { side: 'involved', grants: involvedPeople },
  'task.read': { side: 'task', grants: involvedPeople },
  'task.claim': { side: 'task', grants: candidates },
  'task.complete': { side: 'task', grants: candidates },
  'task.release': { side: 'task', grants: candidates },
  'task.return': { side: 'task', grants: candidates },
  'task.assign': { side: 'task', grants: heads },
  // Only from whom one stands in for; the route judges that, by the delegations of the day.
  'task.takeOver': { side: 'task', grants: candidates },
  // Whoever works on a step may find that something is missing (domain-facts §1.4).
  'dossier.requestSupplement': { side: 'task', grants: candidates },
  // Papers come in where the dossier came in: one door for the citizen (NĐ 61/2018).
  'dossier.receiveSupplement': { side: 'receiving', grants: { oneStopClerk: 'own' } },
  'dossier.withdraw': { side: 'receiving', grants: { oneStopClerk: 'own' } },
  'dossier.recordPayment': { side: 'involved', grants: { oneStopClerk: 'own', officer: 'own' } },
  'dossier.refuse': { side: 'handling', grants: { officer: 'own', unitHead: 'below' } },
  // Written notice of a court or an enforcement body goes to the head of the office (NĐ 101/2024 Đ19.2).
  'dossier.stop': { side: 'handling', grants: heads },
  'dossier.moveDeadline': { side: 'handling', grants: heads },
  // On a test copy only: no right over the dossier itself is needed beyond working on it.
  'dossier.simulate': { side: 'handling', grants: { officer: 'own', unitHead: 'below', manager: 'below' } },
  'sla.read': { side: 'unit', grants: heads },
  // One's own work, for some days, to a colleague of the same unit.
  'delegation.write': { side: 'unit', grants: { oneStopClerk: 'own', officer: 'own', unitHead: 'own' } },
  'dossier.retry': { side: 'none', grants: technicians },
  'outbox.read': { side: 'none', grants: technicians },
  'outbox.retry': { side: 'none', grants: technicians },
  'metrics.read': { side: 'none', grants: technicians },
  // Heads read of what was done in and for their units; the log of the installation itself is the administrator's (A4.6, A7.2c).
  'audit.read': { side: 'unit', grants: { ...heads, admin: 'everywhere' } },
  // How the whole installation keeps the regulation: Sở follows that up (A11.9).
  'compliance.read': { side: 'none', grants: { manager: 'everywhere', admin: 'everywhere' } },
  'calendar.change': { side: 'none', grants: { admin: 'everywhere' } },
  // Of the units one leads; everybody reads of his own account (the route judges that). Sở keeps the register (A7.2c).
  'account.read': { side: 'unit', grants: { ...heads, admin: 'everywhere' } },
  // The unit head asks in writing (A7.1a, A7.1đ). For a unit nobody leads yet an administrator enters its letter; the route
  // refuses it where there is a head, and another administrator decides.
  'account.request': { side: 'unit', grants: { ...heads, admin: 'everywhere' } },
  'account.decide': { side: 'unit', grants: { admin: 'everywhere' } },
  // To compare who is named with the papers (A7.1b); opened with a reason that is kept (A5.5).
  'account.readPersonalData': { side: 'unit', grants: { admin: 'everywhere' } },
  // Sở and the data centre share the duty (A19.3đ); leaders read of it (A19.1c). Reporting is everybody's (A18.2a).
  'incident.read': { side: 'none', grants: { ...technicians, manager: 'everywhere' } },
  'incident.handle': { side: 'none', grants: technicians },
  // A contractor's project belongs to the unit that has the work done (A16.1); its leaders decide (A7.1e, A7.3c).
  'project.read': { side: 'unit', grants: { ...heads, admin: 'everywhere' } },
  'project.handle': { side: 'unit', grants: heads },
  'project.decide': { side: 'unit', grants: { manager: 'below' } },
  // What is handed over is given on one side (`handling`) and counted on the other (`receiving`); the data centre's own people
  // receive servers and software (A13.2).
  'handover.read': { side: 'involved', grants: { ...heads, operator: 'own', admin: 'everywhere' } },
  'handover.give': { side: 'handling', grants: { ...heads, operator: 'own' } },
  'handover.receive': { side: 'receiving', grants: { ...heads, operator: 'own' } },
  // Whose report it is prepares and signs it (`handling`); whom it is owed to takes it (`receiving`): for what goes outside, the
  // author records what was answered (A11.8, A15.5).
  'report.read': { side: 'involved', grants: { officer: 'own', ...heads } },
  'report.request': { side: 'involved', grants: leaders },
  'report.prepare': { side: 'handling', grants: { officer: 'own', ...leaders } },
  'report.sign': { side: 'handling', grants: leaders },
  'report.receive': { side: 'receiving', grants: leaders },
  // Copies on portable disks are the data centre's; another of its people takes the disk into the archive (A18.1c).
  'copy.read': { side: 'none', grants: { ...technicians, manager: 'everywhere' } },
  'copy.make': { side: 'none', grants: technicians },
  'copy.archive': { side: 'none', grants: technicians },
  // At the machine, of two persons who both may (A19.3đ).
  'data.restore': { side: 'none', grants: technicians },
} as const satisfies Record<Action, AccessRule>;
