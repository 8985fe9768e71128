import type { Request } from 'express';
import type { z } from 'zod';
import type { partyParams, peopleQuery } from '../../../contracts/people.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { visibleUnits } from '../../../domain/access/may-do';
import type { DossierTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { notePersonalDataRead } from '../../personal-data';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { findPartiesByIdNumber, findPartiesByName, readParty, type PartyRow } from './queries';

/** Nobody picks from more. */
const MOST_PEOPLE = 20;
const ID_NUMBER = /^\d{9}$|^\d{12}$|^\d{10}(-\d{3})?$/;

export async function findPeople(context: {
  readonly services: Services;
  readonly session: Session;
  readonly query: z.output<typeof peopleQuery>;
}): Promise<Answer> {
  const { services, session, query } = context;
  const { tree } = await services.units.current();
  const units = visibleUnits(session, 'dossier.search', tree);
  const find = ID_NUMBER.test(query.q) ? findPartiesByIdNumber : findPartiesByName;
  const parties = onePersonOnce(await find(services.pool, units, query.q));
  return {
    body: {
      items: parties.slice(0, MOST_PEOPLE).map((party) => ({ ...party, idNumber: coverMiddle(party.idNumber) })),
    },
  };
}

export async function showParty(context: {
  readonly services: Services;
  readonly session: Session;
  readonly target: DossierTarget;
  readonly params: z.output<typeof partyParams>;
  readonly request: Request;
}): Promise<Answer> {
  const { services, target, params } = context;
  await notePersonalDataRead(context, { dossierId: target.id, reason: `intake: ${params.side}` });
  const party = await readParty(services.pool, target.id, params.side);
  if (!party) throw new ApiRefusal('DOSSIER_NOT_FOUND', 'There is no such dossier.');
  return { body: { side: params.side, party } };
}

/** The same number is the same person; his latest dossier tells where he lives now. */
function onePersonOnce(parties: readonly PartyRow[]): readonly PartyRow[] {
  const seen = new Set<string>();
  return parties.filter(({ idNumber, fullName }) => {
    const person = idNumber === '' ? fullName : idNumber;
    if (seen.has(person)) return false;
    seen.add(person);
    return true;
  });
}

const SHOWN_AT_START = 3;
const SHOWN_AT_END = 4;

/** Enough to tell people of one name apart: `070*****5678`. */
function coverMiddle(idNumber: string): string {
  const covered = Math.max(idNumber.length - SHOWN_AT_START - SHOWN_AT_END, 0);
  if (covered === 0) return '*'.repeat(idNumber.length);
  return idNumber.slice(0, SHOWN_AT_START) + '*'.repeat(covered) + idNumber.slice(-SHOWN_AT_END);
}
