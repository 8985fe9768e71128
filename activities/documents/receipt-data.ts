import type { TimeLimit } from '../../domain/clock/time-limit';
import type { ProcessingTime, ReceiptData } from '../../templates/documents/document-data';
import { PermanentDeliveryError } from '../outbox/deliver-due';
import { applicantOf } from './applicant';
import { dueFees } from './due-fees';
import { readGivenComponents } from './given-components';
import type { AssemblePaper } from './paper';
import { lookupAddress } from './public-address';
import { registerBookOf, registerEntryOf } from './register-book';
import { readPerson } from './people';
import { describeDelivery } from './result-delivery';

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả, of the step that received the dossier. */
export const assembleReceipt: AssemblePaper<ReceiptData> = async ({ pool, source, paper, publicUrl }) => {
  const { dossier, definition, step } = source;
  const [components, receiver] = await Promise.all([readGivenComponents(pool, source), readPerson(pool, step.actor)]);
  const { extraWorkingDays } = dossier.snapshot;
  return {
    ...paper,
    lookupUrl: lookupAddress(publicUrl),
    lookupSecret: dossier.lookupSecret,
    receivingUnit: source.receivingUnit.name,
    applicant: applicantOf(source),
    components,
    sets: 1,
    processingTime: processingTimeOf(definition.regime.limit, extraWorkingDays),
    receivedAt: dossier.receivedAt.toISOString(),
    dueAt: (dossier.promisedAt ?? dossier.receivedAt).toISOString(),
    resultDelivery: describeDelivery(source),
    fees: dueFees(definition, dossier.form),
    register: { book: registerBookOf(dossier.receivedAt), entry: registerEntryOf(dossier.code) },
    receiver: { title: 'Người tiếp nhận hồ sơ', name: receiver?.name },
  };
};

const UNITS = {
  workingDay: 'working-day',
  workingHour: 'working-hour',
  calendarDay: 'calendar-day',
} as const satisfies Partial<Record<TimeLimit['unit'], ProcessingTime['unit']>>;

/** @throws PermanentDeliveryError for a unit that form 01 has no words for: days and hours are never converted */
function processingTimeOf({ amount, unit }: TimeLimit, extraWorkingDays: number): ProcessingTime {
  if (!(unit in UNITS)) throw new PermanentDeliveryError(`a receipt cannot show a limit in the unit ${unit}`);
  return {
    amount: amount + (unit === 'workingDay' ? extraWorkingDays : 0),
    unit: UNITS[unit as keyof typeof UNITS],
  };
}
