import { boundToPerson } from '../../../db/sealed-columns';
import type { Request } from 'express';
import type { z } from 'zod';
import type { accountListQuery } from '../../../contracts/account.schema';
import type { personalDataReasonSchema } from '../../../contracts/personal-data.schema';
import type { Session } from '../../../db/repositories/session-repository';
import type { Action } from '../../../domain/access/access-table';
import { givesAuthority, surplusDuties } from '../../../domain/access/duties';
import { mayDo, mayDoAnywhere, visibleUnits } from '../../../domain/access/may-do';
import { maskPersonalData } from '../../../domain/access/personal-data';
import type { PendingRequest } from '../../../domain/accounts/account-state';
import { availableAccountActions, type PersonAccountCommand } from '../../../domain/accounts/available-account-actions';
import { projectCode } from '../../../templates/documents/case-codes';
import type { AccountTarget } from '../../auth/targets';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import { noteAct } from '../../note-act';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { mayRequestFor, stateOf } from './account-case';
import {
  findAccountRow,
  heldDuties,
  listAccounts,
  listCaseFiles,
  listSteps,
  readNames,
  type AccountRow,
} from './queries';
import { findProjectRow } from '../projects/queries';

interface Asked {
  readonly services: Services;
  readonly session: Session;
}

/** A7.2c: every account of the units I may see. */
export async function showRegister({
  services,
  session,
  query,
}: Asked & { readonly query: z.output<typeof accountListQuery> }): Promise<Answer> {
  const { unit, status, duty, words, waiting, cursor, limit } = query;
  const { byId } = await services.units.current();
  const units = await unitsOf(services, session, unit);
  const mayDecide = mayDoAnywhere(session, 'account.decide');
  const rows =
    waiting && !mayDecide
      ? []
      : await listAccounts(services.pool, {
          units,
          status,
          duty,
          words: words?.split(/\s+/).filter(Boolean) ?? [],
          waitingFor: waiting && session.accountId,
          after: readCursor(cursor, ['uuid'])?.[0] ?? undefined,
          limit: limit + 1,
        });
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  const nameOf = (id: string) => byId.get(id)?.name ?? id;
  return { body: { items: items.map((row) => describeRow(row, nameOf)), nextCursor } };
}

/** The units whose accounts this person sees; with `unit` that one and those below it, as far as he sees them. */
export async function unitsOf(
  services: Services,
  session: Session,
  unit: string | undefined,
): Promise<readonly string[] | 'all'> {
  const { tree } = await services.units.current();
  const visible = visibleUnits(session, 'account.read', tree);
  if (unit === undefined) return visible;
  const below = tree.subtreeOf(unit);
  return visible === 'all' ? below : below.filter((id) => visible.includes(id));
}

export async function showAccount({
  services,
  session,
  target,
}: Asked & { readonly target: AccountTarget }): Promise<Answer> {
  const { pool } = services;
  const projectId = target.state?.data.projectId ?? null;
  const [row, project, steps, files, { byId }] = await Promise.all([
    findAccountRow(pool, target.id),
    projectId === null ? undefined : findProjectRow(pool, projectId),
    listSteps(pool, target.id),
    listCaseFiles(pool, target.id),
    services.units.current(),
  ]);
  if (!row) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such account.');
  const held = heldDuties(row);
  const people = [
    ...steps.map(({ actor }) => actor),
    ...held.map(({ requestedBy }) => requestedBy),
    ...(row.pending ? [row.pending.requestedBy, row.pending.checkedBy ?? '', ...row.pending.approvedBy] : []),
  ];
  const nameOf = await readNames(pool, people);
  const person = (id: string) => ({ id, displayName: nameOf(id) });
  const request = (submission: string | null) =>
    steps.find((step) => submission !== null && step.submission === submission)?.document?.number ?? null;
  return {
    version: target.seq,
    body: {
      ...describeRow(row, (id) => byId.get(id)?.name ?? id),
      seq: target.seq,
      email: row.email,
      identityCheckedAt: row.identityCheckedAt,
      hasNationalId: row.hasNationalId,
      project: project ? { id: project.id, code: projectCode(project.number), name: project.name } : null,
      duties: held.map(({ duty, unitId, since, requestedBy, request: submission }) => ({
        ...{ duty, unitId, since },
        requestedBy: requestedBy === 'system' ? null : person(requestedBy),
        request: request(submission),
      })),
      pending: row.pending && describePending(row.pending, row, person, request),
      requests: steps
        .filter(
          ({ submission, document, note, reason }) => submission !== null && (document ?? note ?? reason) !== null,
        )
        .map(({ seq, at, command, actor, submission, document, note, reason }) => ({
          ...{ id: submission, seq, at, command, document, note, reason },
          by: person(actor),
          files: files
            .filter((file) => file.submission === submission)
            .map(({ submission: _submission, ...file }) => file),
        })),
      history: steps.map(({ seq, at, command, actor, events }) => ({
        ...{ seq, at, command },
        by: person(actor),
        events: events.map(({ event, at: instant }) => ({
          type: event.type,
          at: new Date(instant),
          reason: event.reason ?? null,
        })),
      })),
      allowed: await listAllowed({ services, session, target }, row),
    },
  };
}

function describePending(
  pending: PendingRequest,
  { position }: AccountRow,
  person: (id: string) => { readonly id: string; readonly displayName: string },
  request: (submission: string | null) => string | null,
) {
  const { kind, duties, checkedBy, approvedBy, requestedAt, requestedBy, submission } = pending;
  return {
    ...{ kind, duties, renewSecondFactor: pending.renewSecondFactor === true },
    requestedBy: person(requestedBy),
    requestedAt: new Date(requestedAt),
    request: request(submission),
    checkedBy: checkedBy === null ? null : person(checkedBy),
    approvedBy: approvedBy.map(person),
    approvalsNeeded: givesAuthority(duties) ? 2 : 1,
    surplus: position === null ? [] : surplusDuties(position, duties),
  };
}

/** The right each command of a person needs; anybody may report a leak. */
const RIGHTS: Readonly<Record<PersonAccountCommand, Action | undefined>> = {
  checkPerson: 'account.decide',
  approveAccount: 'account.decide',
  refuseAccount: 'account.decide',
  issueSecret: 'account.decide',
  approveRights: 'account.decide',
  refuseRights: 'account.decide',
  approveUnlock: 'account.decide',
  refuseUnlock: 'account.decide',
  closeAccount: 'account.decide',
  requestRights: 'account.request',
  requestUnlock: 'account.request',
  noticeDeparture: 'account.request',
  withdrawDeparture: 'account.request',
  reportLeak: undefined,
};

async function listAllowed(
  { services, session, target }: Asked & { readonly target: AccountTarget },
  row: AccountRow,
): Promise<string[]> {
  const { tree } = await services.units.current();
  const state = stateOf(target, heldDuties(row));
  const mayRequest = (await mayRequestFor(services, session, target.unitId)) === 'yes';
  const may = (right: Action | undefined) => {
    if (right === undefined) return true;
    return right === 'account.request' ? mayRequest : mayDo(session, right, target, tree);
  };
  const commands: string[] = availableAccountActions(state, session.accountId).filter((type) => may(RIGHTS[type]));
  const mayOpen = row.hasNationalId && mayDo(session, 'account.readPersonalData', target, tree);
  const mayEndSessions = target.active === true && mayDo(session, 'account.decide', target, tree);
  return [...commands, ...(mayOpen ? ['readPersonalData'] : []), ...(mayEndSessions ? ['endSessions'] : [])];
}

/** Opens number and birth date, to be compared with the papers (A7.1b); who opened them and why is kept before (A5.5). */
export async function openAccountPersonalData(
  context: Asked & {
    readonly target: AccountTarget;
    readonly body: z.output<typeof personalDataReasonSchema>;
    readonly request: Request;
  },
): Promise<Answer> {
  const { services, target, body } = context;
  await noteAct(context, {
    action: 'personalData.read',
    subject: { type: 'account', id: target.id },
    unitId: target.unitId,
    detail: { reason: maskPersonalData(body.reason) },
  });
  const { rows } = await services.pool.query<{ sealed: string | null; birthDate: string | null }>(
    'select national_id_sealed as sealed, birth_date::text as "birthDate" from person where id = $1',
    [target.id],
  );
  const [person] = rows;
  const nationalId = person?.sealed == null ? null : services.sealer.open(person.sealed, boundToPerson(target.id));
  return { body: { nationalId, birthDate: person?.birthDate ?? null } };
}

function describeRow(row: AccountRow, unitName: (id: string) => string) {
  const { id, fullName, username, title, unitId, status, position, departsOn, changeBy, issuedAt, lastUsedAt } = row;
  return {
    ...{ id, fullName, username, title, status, position, departsOn, changeBy, issuedAt, lastUsedAt },
    unit: { id: unitId, name: unitName(unitId) },
    duties: heldDuties(row).map(({ duty, unitId: at, since }) => ({ duty, unitId: at, since })),
    pending: row.pending?.kind ?? null,
    lock: describeLock(row),
  };
}

export function describeLock({ status, lockReason, lockedAt, issuedAt }: AccountRow) {
  if (status !== 'locked' || lockReason === null) return null;
  return { reason: lockReason, at: lockedAt ?? issuedAt ?? new Date(0) };
}
