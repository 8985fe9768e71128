/** Numbers of the one-stop forms in their editions; that of the tax slip is data of the procedure's regime. */
import type { DocumentKind, FormMark } from './document-data';

/** One-stop forms: `2018` = TT 01/2018/TT-VPCP, `2025` = TT 03/2025/TT-VPCP (in force since 15/9/2025). */
export type FormEdition = '2018' | '2025';

/** TT 03/2025/TT-VPCP replaced the one-stop forms of TT 01/2018/TT-VPCP on this day, for running dossiers too. */
const NEW_ONE_STOP_FORMS_SINCE = Date.parse('2025-09-15T00:00:00+07:00');

export function oneStopEditionAt(issuedAt: Date): FormEdition {
  return issuedAt.getTime() >= NEW_ONE_STOP_FORMS_SINCE ? '2025' : '2018';
}

const ISSUED_WITH = {
  '2018': 'Ban hành kèm theo Thông tư số 01/2018/TT-VPCP',
  '2025': 'Ban hành kèm theo Thông tư số 03/2025/TT-VPCP',
} as const satisfies Record<FormEdition, string>;

/** What is printed in an edition of the one-stop rules. */
export type OneStopForm = Exclude<DocumentKind, 'tax-slip'>;

/** Form numbers by edition. The stop notice came with the 2025 edition; used earlier it carries no number. */
export const FORM_MARKS: Readonly<Record<FormEdition, Readonly<Record<OneStopForm, FormMark>>>> = {
  '2018': {
    receipt: oneStopMark('2018', '01'),
    'supplement-request': oneStopMark('2018', '02'),
    refusal: oneStopMark('2018', '03'),
    apology: oneStopMark('2018', '04'),
    'process-control': oneStopMark('2018', '05'),
    'register-book': oneStopMark('2018', '06'),
    'stop-notice': {},
  },
  '2025': {
    receipt: oneStopMark('2025', '01'),
    'supplement-request': oneStopMark('2025', '02'),
    refusal: oneStopMark('2025', '03'),
    apology: { ...oneStopMark('2025', '04'), title: 'Phiếu xin lỗi và đề nghị gia hạn thời gian trả kết quả' },
    'stop-notice': oneStopMark('2025', '05'),
    'process-control': oneStopMark('2025', '06'),
    'register-book': oneStopMark('2025', '07'),
  },
};

function oneStopMark(edition: FormEdition, number: string): FormMark {
  return { number: `Mẫu số ${number}`, issuedWith: ISSUED_WITH[edition] };
}
