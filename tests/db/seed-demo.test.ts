import type { Database } from '../../db/connect';
import { createAccountRepository } from '../../db/repositories/account-repository';
import { createLandRepository, normaliseSerial } from '../../db/repositories/land-repository';
import { createCredentialRepository } from '../../db/repositories/credential-repository';
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
    const credentials = createCredentialRepository(database.pool);
    const account = await credentials.findByUsername(user);
    expect(account?.accountId).toBe(demoAccountId(user));
    expect(await credentials.fits(account, password)).toBe(true);
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
  it('has all 40 communes of the former province, each with one branch that keeps its land', async () => {
    const units = createUnitRepository(database.orm);
    const communes = DEMO_BRANCHES.flatMap(({ id, communes: kept }) =>
      kept.map(({ code, name }) => ({ code, name, id })),
    );
    expect(communes).toHaveLength(40);
    expect(new Set(communes.map(({ code }) => code)).size).toBe(40);
    expect(new Set(communes.map(({ name }) => name)).size).toBe(40);
    expect(communes.filter(({ name }) => name.startsWith('Phường'))).toHaveLength(8);
    for (const { code, id } of communes) {
      expect(code).toMatch(/^25\d{3}$/);
      expect(await units.findBranchOfCommune(code)).toBe(`cn.${id}`);
    }
  });

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

  it('is found by the certificate, however its serial is typed; what it does not know is not free', async () => {
    const land = createLandRepository(database.pool);
    for (const serial of ['CS 123456', 'cs123456', ' CS  123456 ']) {
      expect(await land.readRestrictions(serial, '2026-11-22')).toEqual([]);
    }
    expect(await land.readRestrictions('ZZ 999999', '2026-11-22')).toBeUndefined();
  });

  it('names the document of every restriction that blocks by its number', async () => {
    const { rows } = await database.pool.query(
      `select document, document_number from restriction where blocks_transfer and position(document_number in document) > 0
       order by id`,
    );
    expect(rows).toHaveLength(DEMO_RESTRICTIONS.filter(({ blocksTransfer }) => blocksTransfer).length);
  });

  it('knows what blocks a transfer, from its first to its last day', async () => {
    const land = createLandRepository(database.pool);
    const ended = DEMO_RESTRICTIONS.find(({ until }) => until !== undefined);
    if (!ended?.until) throw new Error('no restriction has ended');
    const on = async (day: string) => ((await land.readRestrictions(ended.serial, day)) ?? []).map(({ kind }) => kind);
    expect(await on('2021-05-19')).toEqual([]);
    expect(await on(ended.since)).toEqual(['MORTGAGE']);
    expect(await on(ended.until)).toEqual(['MORTGAGE']);
    expect(await on('2024-05-25')).toEqual([]);
  });

  it('has restrictions of each kind that matter and that do not', async () => {
    const land = createLandRepository(database.pool);
    expect(await land.readRestrictions('CS 123456', '2026-11-22')).toEqual([]);
    const found = await Promise.all(
      [...new Set(DEMO_RESTRICTIONS.map(({ serial }) => serial))].map((serial) =>
        land.readRestrictions(serial, '2026-11-22').then((restrictions) => restrictions ?? []),
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
