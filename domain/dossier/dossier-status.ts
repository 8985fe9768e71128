/** Where a dossier stands inside the office (domain-facts §1.3; glossary for the Vietnamese terms). */
export type DossierStatus =
  | 'RECEIVED'
  | 'APPRAISAL'
  | 'TAX_TRANSFER'
  | 'PENDING_TAX'
  | 'PENDING_TAX_PAYMENT'
  | 'PENDING_POSTING'
  | 'PENDING_PRINT'
  | 'PENDING_CHECK'
  | 'PENDING_SIGN'
  | 'PENDING_HANDOVER'
  | 'HANDOVER'
  | 'PENDING_SUPPLEMENT'
  | 'RETURNED'
  | 'WITHDRAWN'
  | 'REJECTED'
  | 'STOPPED';

/** The ten public tracking states of the National Public Service Portal (domain-facts §3.3). */
export type PublicState = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

export const publicStateOf = {
  RECEIVED: 2,
  APPRAISAL: 4,
  TAX_TRANSFER: 4,
  PENDING_TAX: 4,
  PENDING_TAX_PAYMENT: 6,
  PENDING_POSTING: 4,
  PENDING_PRINT: 4,
  PENDING_CHECK: 4,
  PENDING_SIGN: 4,
  PENDING_HANDOVER: 9,
  HANDOVER: 9,
  PENDING_SUPPLEMENT: 5,
  RETURNED: 10,
  WITHDRAWN: 7,
  REJECTED: 3,
  STOPPED: 8,
} as const satisfies Record<DossierStatus, PublicState>;

const terminal = { RETURNED: true, WITHDRAWN: true, REJECTED: true, STOPPED: true } as const;
export type TerminalStatus = keyof typeof terminal;

export function isTerminal(status: DossierStatus): status is TerminalStatus {
  return status in terminal;
}

export function isDossierStatus(text: string | undefined): text is DossierStatus {
  return text !== undefined && text in publicStateOf;
}
