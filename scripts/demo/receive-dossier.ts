import type { Completeness, Receipt } from '../../contracts/draft.schema';
import { PEOPLE } from './office';
import { fillApplication, HANDED_IN, scanAsPdf, scanAsPng, type Applicant } from './sample-application';
import type { Stage } from './story';

interface Draft {
  readonly id: string;
  readonly version: number;
}

/**
 * The clerk at the counter: begins a draft, saves it while typing, adds scans, has it checked, hands out the receipt.
 */
export async function receiveDossier(stage: Stage, applicant: Applicant): Promise<Receipt> {
  const { office, checks } = stage;
  const { api } = office;
  const as = PEOPLE.clerk;
  const form = fillApplication(applicant);
  const begun = await api.post<Draft>('/drafts', as, { procedureKey: 'P2.TRANSFER', form: {} }, 201);
  const { commitment: _notYet, ...typedSoFar } = form;
  await save(stage, begun, { form: typedSoFar, components: { application: { copies: 1 } } });
  const early = await api.get<Completeness>(`/drafts/${begun.id}/completeness`, as);
  checks.check(
    'an unfinished draft is told what is missing',
    !early.complete && early.missing.length > 0 && early.errors.length > 0,
    early,
  );
  await api.upload(`/drafts/${begun.id}/files`, as, 'certificate', scanAsPdf('Giấy chứng nhận'));
  await api.upload(`/drafts/${begun.id}/files`, as, 'transfer-contract', scanAsPng('Hợp đồng chuyển nhượng'));
  const current = await api.get<Draft>(`/drafts/${begun.id}`, as);
  await save(stage, current, { form, components: HANDED_IN });
  const { complete, missing, errors, fees } = await api.get<Completeness>(`/drafts/${begun.id}/completeness`, as);
  checks.check('the finished draft is complete', complete, { missing, errors });
  stage.tell(`fees: ${fees.items.map(({ name, amount }) => `${name} ${money(amount)}`).join(', ')}`);
  const receipt = await office.submit(begun.id);
  stage.follow(receipt.dossierId);
  stage.tell(`dossier ${receipt.code} of ${applicant.fullName}, promised for ${receipt.promisedAt ?? 'no date'}`);
  return receipt;
}

async function save({ office }: Stage, draft: Draft, content: object): Promise<void> {
  const options = { as: PEOPLE.clerk, body: content, ifMatch: `"${draft.version}"` };
  await office.api.expect(200, 'PUT', `/drafts/${draft.id}`, options);
}

function money(amount: number): string {
  return `${amount.toLocaleString('vi-VN')} đ`;
}
