import type { Database } from '../../db/connect';
import { createAccountRepository } from '../../db/repositories/account-repository';
import { createLandRepository, normaliseSerial } from '../../db/repositories/land-repository';
import { createSessionRepository } from '../../db/repositories/session-repository';
import { createUnitRepository } from '../../db/repositories/unit-repository';
import { DEMO_ACCOUNTS, DEMO_SIGN_INS, demoAccountId } from '../../db/seed/demo-accounts';
import { DEMO_PARCELS, DEMO_RESTRICTIONS } from '../../db/seed/demo-land';
import { DEMO_BRANCHES } from '../../db/seed/demo-units';
import { seedDemo } from '../../db/seed/seed-demo';
import { mayDo } from '../../domain/access/may-do';
import { buildUnitTree } from '../../domain/access/unit-tree';
import { openTestDatabase } from './open-test-database';

let database: Database & { drop(): Promise<void> };
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database.pool);
});
afterAll(() => database.drop());

describe('the demo organisation', () => {
  it('is entered once', async () => {
    const everything = `select (select json_agg(a order by id) from account a) as accounts, (select json_agg(u order by id) from unit u)
      as units, (select json_agg(r order by id) from restriction r) as restrictions`;
    const before = await database.pool.query(everything);
    expect(await seedDemo(database.pool)).toBe(false);
    await database.pool.query(`delete from publication where source = 'demo'`);
    expect(await seedDemo(database.pool, { password: 'another password' })).toBe(true);
    expect((await database.pool.query(everything)).rows).toEqual(before.rows);
  });

  it('has eleven branches, each with its counter, its communes and enough people', async () => {
    const units = await createUnitRepository(database.orm).listUnits();
    expect(DEMO_BRANCHES).toHaveLength(11);
    expect(units.filter(({ kind }) => kind === 'branch')).toHaveLength(11);
    for (const { id } of DEMO_BRANCHES) {
      expect(units).toContainEqual(
        expect.objectContaining({ id: `mc.${id}`, kind: 'oneStop', handlingUnitId: `cn.${id}` }),
      );
      expect(units.filter((unit) => unit.kind === 'commune' && unit.handlingUnitId === `cn.${id}`)).not.toHaveLength(0);
      const people = createAccountRepository(database.orm);
      expect(await people.listPeople(`mc.${id}`, 'oneStopClerk')).toHaveLength(2);
      expect(await people.listPeople(`cn.${id}`, 'officer')).toHaveLength(4);
      expect(await people.listPeople(`cn.${id}`, 'unitHead')).toHaveLength(1);
    }
    const codes = units.flatMap(({ agencyCode }) => agencyCode ?? []);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('has no two people of one name or one sign-in', () => {
    expect(new Set(DEMO_ACCOUNTS.map(({ username }) => username)).size).toBe(DEMO_ACCOUNTS.length);
    expect(new Set(DEMO_ACCOUNTS.map(({ displayName }) => displayName)).size).toBe(DEMO_ACCOUNTS.length);
  });

  it.each(DEMO_SIGN_INS)('lets $user sign in', async ({ user, password }) => {
    const signedIn = await createSessionRepository(database.pool).signIn(user, password);
    expect(signedIn?.accountId).toBe(demoAccountId(user));
  });

  it('gives the manager of the Sở every dossier of its branches, and the head of one branch none of another', async () => {
    const tree = buildUnitTree(await createUnitRepository(database.orm).listUnits());
    const subject = async (username: string) => {
      const accountId = demoAccountId(username);
      return { accountId, roles: await createAccountRepository(database.orm).listRoles(accountId) };
    };
    const dossier = { receivingUnitId: 'mc.dongxoai', handlingUnitId: 'cn.dongxoai' };
    expect(mayDo(await subject('quanly'), 'dossier.read', dossier, tree)).toBe(true);
    expect(mayDo(await subject('lanhdao.dongxoai'), 'dossier.read', dossier, tree)).toBe(true);
    expect(mayDo(await subject('lanhdao.chonthanh'), 'dossier.read', dossier, tree)).toBe(false);
    expect(mayDo(await subject('admin'), 'dossier.read', dossier, tree)).toBe(false);
  });
});

describe('units', () => {
  it('finds the counter by its agency code and the branch by the commune', async () => {
    const units = createUnitRepository(database.orm);
    expect((await units.findCounterByAgencyCode('000.01.16.H10'))?.id).toBe('mc.dongxoai');
    expect(await units.findCounterByAgencyCode('000.00.16.H10')).toBeUndefined();
    expect(await units.findBranchOfCommune('25195')).toBe('cn.dongxoai');
    expect(await units.findBranchOfCommune('00000')).toBeUndefined();
    expect((await units.findRegistrationOffice())?.id).toBe('vpdk');
    expect(await units.findUnit('nowhere')).toBeUndefined();
  });
});

describe('accounts', () => {
  it('are found by id and by name, never with their password hash', async () => {
    const accounts = createAccountRepository(database.orm);
    const id = demoAccountId('canbo1.dongxoai');
    const account = await accounts.findAccount(id);
    expect(account).toEqual({
      id,
      username: 'canbo1.dongxoai',
      displayName: 'Phạm Quốc Bảo',
      email: 'canbo1.dongxoai@binhphuoc.example',
      title: 'Viên chức địa chính',
      unitId: 'cn.dongxoai',
      active: true,
    });
    expect(await accounts.findAccountByUsername('canbo1.dongxoai')).toEqual(account);
    expect(await accounts.listAccounts([id, '00000000-0000-4000-8000-000000000000'])).toEqual([account]);
    expect(await accounts.listAccounts([])).toEqual([]);
  });
});

describe('land data', () => {
  it('adds up: the purposes of a parcel make its area', () => {
    const wrong = DEMO_PARCELS.filter(
      ({ areaM2, purposes }) => Math.abs(purposes.reduce((sum, { areaM2: part }) => sum + part, 0) - areaM2) > 0.05,
    );
    expect(wrong).toEqual([]);
  });

  it('belongs to communes that a branch keeps', async () => {
    const units = createUnitRepository(database.orm);
    for (const code of new Set(DEMO_PARCELS.map(({ communeCode }) => communeCode))) {
      expect(await units.findBranchOfCommune(code)).toBeDefined();
    }
  });

  it('is found by the parcel’s natural key and by the certificate, however its serial is typed', async () => {
    const land = createLandRepository(database.orm);
    const parcel = await land.findParcel('25195', '27', '145');
    expect(parcel).toMatchObject({ areaM2: 312.5, purposes: [{ code: 'ODT', areaM2: 100 }, { code: 'CLN' }] });
    for (const serial of ['CS 123456', 'cs123456', ' CS  123456 ']) {
      expect(await land.findCertificate(serial)).toMatchObject({
        certificate: { serial: 'CS 123456', registerNumber: 'CS02345', issuedOn: '2019-06-18' },
        parcel: { id: parcel?.id },
      });
    }
    expect(await land.findCertificate('ZZ 999999')).toBeUndefined();
    expect(await land.findParcel('25195', '27', '999')).toBeUndefined();
  });

  it('knows what blocks a transfer, from its first to its last day', async () => {
    const land = createLandRepository(database.orm);
    const ended = DEMO_RESTRICTIONS.find(({ until }) => until !== undefined);
    if (!ended?.until) throw new Error('no restriction has ended');
    const on = async (day: string) => (await land.listRestrictions(ended.serial, day)).map(({ kind }) => kind);
    expect(await on('2021-05-19')).toEqual([]);
    expect(await on(ended.since)).toEqual(['MORTGAGE']);
    expect(await on(ended.until)).toEqual(['MORTGAGE']);
    expect(await on('2024-05-25')).toEqual([]);
  });

  it('has restrictions of each kind that matter and that do not', async () => {
    const land = createLandRepository(database.orm);
    expect(await land.listRestrictions('CS 123456', '2026-11-22')).toEqual([]);
    const found = await Promise.all(
      [...new Set(DEMO_RESTRICTIONS.map(({ serial }) => serial))].map((serial) =>
        land.listRestrictions(serial, '2026-11-22'),
      ),
    );
    const kinds = (blocks: boolean) =>
      [
        ...new Set(
          found
            .flat()
            .filter((one) => one.blocksTransfer === blocks)
            .map(({ kind }) => kind),
        ),
      ].sort();
    expect(kinds(true)).toEqual(['DEBT', 'DISPUTE', 'MORTGAGE', 'SEIZURE']);
    expect(kinds(false)).toEqual(['EASEMENT', 'PLANNING']);
  });

  it('writes a serial as the register does', () => {
    expect(normaliseSerial('aa01234567')).toBe('AA 01234567');
    expect(normaliseSerial('đk 12')).toBe('ĐK 12');
    expect(normaliseSerial('no serial')).toBe('NO SERIAL');
  });
});
