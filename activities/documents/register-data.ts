import { readRegister } from '../../db/repositories/register-repository';
import type { RegisterBookData } from '../../templates/documents/document-data';
import { registerRowOf } from '../../templates/documents/register-row';
import type { AssemblePaper } from './paper';
import { registerBookOf, registerPeriodOf } from './register-book';
import { vietnamDate } from './vietnam-date';

/** Sổ theo dõi hồ sơ: everything the dossier's one-stop received in the month of the dossier, as it stands now. */
export const assembleRegister: AssemblePaper<RegisterBookData> = async ({ pool, source, paper }) => {
  const { receivedAt } = source.dossier;
  const { from, until } = registerPeriodOf(receivedAt);
  const lastDay = vietnamDate(new Date(Date.parse(`${until}T00:00:00+07:00`) - 1));
  const today = vietnamDate(source.issuedAt);
  const entries = await readRegister(pool, { unitId: source.receivingUnit.id, from, until });
  return {
    ...paper,
    book: registerBookOf(receivedAt),
    period: { from, to: today < lastDay && today >= from ? today : lastDay },
    rows: entries.map(registerRowOf),
  };
};
