import type { z } from 'zod';
import type { parcelSearchQuery } from '../../../contracts/parcel-search.schema';
import { normaliseSerial } from '../../../db/repositories/land-repository';
import { localDateOf } from '../../../domain/clock/instant';
import type { Answer } from '../../http/route';
import type { Services } from '../../services';
import { searchParcels, type ParcelQuestion } from './queries';

/** Begins like the number of a certificate: two letters, then digits. */
const SERIAL = /^\p{L}{2}\s?\d{1,8}$/u;
/** `12/345`: sheet and parcel. */
const SHEET_AND_PARCEL = /^([0-9A-Za-z-]{1,12})\s*\/\s*(\d{1,6})$/;
const PARCEL = /^\d{1,6}$/;

export async function findParcels(context: {
  readonly services: Services;
  readonly query: z.output<typeof parcelSearchQuery>;
}): Promise<Answer> {
  const { services, query } = context;
  const found = await searchParcels(services.pool, askedFor(query.q), query.commune);
  const today = localDateOf(services.now().getTime());
  const items = await Promise.all(
    found.map(async (parcel) => ({
      ...parcel,
      restrictions:
        (parcel.certificate && (await services.land.readRestrictions(parcel.certificate.serial, today))) ?? [],
    })),
  );
  return { body: { items } };
}

function askedFor(q: string): ParcelQuestion {
  if (SERIAL.test(q)) return { by: 'serial', serial: normaliseSerial(q) };
  const [, sheet, parcel] = SHEET_AND_PARCEL.exec(q) ?? [];
  if (sheet !== undefined && parcel !== undefined) return { by: 'number', sheet, parcel };
  if (PARCEL.test(q)) return { by: 'number', parcel: q };
  return { by: 'holder', words: q.split(/\s+/) };
}
