import {
  obstaclesToTransfer,
  type LandFinding,
  type RegisteredRestriction,
} from '../../../domain/dossier/land-finding';

const MORTGAGE: RegisteredRestriction = {
  kind: 'MORTGAGE',
  blocksTransfer: true,
  documentNumber: '218/2023/HĐTC',
  since: '2023-04-12',
};
const UNNUMBERED: RegisteredRestriction = { ...MORTGAGE, kind: 'DISPUTE', documentNumber: null };
const ACCEPTED = { kind: 'MORTGAGE', documentNumber: '218/2023/HĐTC', documentDate: '2023-04-12' };

describe('what stands against a transfer (domain-facts §5.4)', () => {
  it('is nothing on a certificate the land data knows and says nothing of', () => {
    expect(obstaclesToTransfer([], undefined)).toEqual([]);
    expect(obstaclesToTransfer([{ ...MORTGAGE, blocksTransfer: false }], undefined)).toEqual([]);
  });

  it('is a certificate the land data does not know, until somebody has looked it up', () => {
    expect(obstaclesToTransfer(undefined, undefined)).toEqual([{ obstacle: 'unknownCertificate' }]);
    expect(obstaclesToTransfer(undefined, { acceptedRestrictions: [ACCEPTED] })).toEqual([
      { obstacle: 'unknownCertificate' },
    ]);
    const looked: LandFinding = { unknownCertificate: { documentNumber: 'Sổ 12', documentDate: '2026-11-20' } };
    expect(obstaclesToTransfer(undefined, looked)).toEqual([]);
    // Once the land data knows the certificate, its word counts.
    expect(obstaclesToTransfer([MORTGAGE], looked)).toEqual([{ obstacle: 'restriction', restriction: MORTGAGE }]);
  });

  it.each<[string, RegisteredRestriction, object, boolean]>([
    ['the same kind and number', MORTGAGE, ACCEPTED, true],
    ['a number typed in another way', MORTGAGE, { ...ACCEPTED, documentNumber: ' 218 / 2023/hđtc ' }, true],
    [
      'a number of decomposed letters',
      MORTGAGE,
      { ...ACCEPTED, documentNumber: '218/2023/HĐTC'.normalize('NFD') },
      true,
    ],
    ['another kind', MORTGAGE, { ...ACCEPTED, kind: 'SEIZURE' }, false],
    ['another number', MORTGAGE, { ...ACCEPTED, documentNumber: '219/2023/HĐTC' }, false],
    ['no number', MORTGAGE, { kind: 'MORTGAGE', documentDate: '2023-04-12' }, false],
    ['a sentence', MORTGAGE, { document: 'Hợp đồng thế chấp số 218/2023/HĐTC' }, false],
    ['the day of one without a number', UNNUMBERED, { kind: 'DISPUTE', documentDate: '2023-04-12' }, true],
    ['another day of one without a number', UNNUMBERED, { kind: 'DISPUTE', documentDate: '2023-04-13' }, false],
  ])('is taken away by %s: %#', (_what, registered, accepted, away) => {
    expect(obstaclesToTransfer([registered], { acceptedRestrictions: [accepted] })).toHaveLength(away ? 0 : 1);
  });

  it('is each restriction that was not accepted', () => {
    const seizure: RegisteredRestriction = { ...MORTGAGE, kind: 'SEIZURE', documentNumber: '41/QĐ-CCTHADS' };
    expect(obstaclesToTransfer([MORTGAGE, seizure], { acceptedRestrictions: [ACCEPTED] })).toEqual([
      { obstacle: 'restriction', restriction: seizure },
    ]);
  });
});
