import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { hashPassword } from '../password';
import { createPublicationRepository } from '../repositories/publication-repository';
import { inTransaction } from '../transaction';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, demoAccountId } from './demo-accounts';
import { DEMO_PARCELS, DEMO_RESTRICTIONS } from './demo-land';
import { surveyDemoLand, type SurveyedParcel } from './demo-outlines';
import { TERMS_OF_USE } from '../terms-of-use';
import { DEMO_UNITS } from './demo-units';

const SOURCE = 'demo';

/**
 * Enters the demo organisation, its accounts and land data. Doing it again changes nothing; after a change of the data
 * files what is new is added, units take their new names, and nobody's password is touched.
 *
 * @returns whether anything was written
 */
export async function seedDemo(pool: Pool, options: { readonly password?: string } = {}): Promise<boolean> {
  const publications = createPublicationRepository(pool);
  const land = surveyDemoLand(DEMO_PARCELS);
  const data = JSON.stringify([DEMO_UNITS, DEMO_ACCOUNTS, DEMO_PARCELS, land, DEMO_RESTRICTIONS, TERMS_OF_USE.version]);
  const fingerprint = createHash('sha256').update(data).digest('hex');
  if ((await publications.readFingerprint(SOURCE)) === fingerprint) return false;
  const accounts = await prepareAccounts(pool, options.password ?? DEMO_PASSWORD);
  await inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('seed demo'))`);
    await writeUnits(client);
    await writeAccounts(client, accounts);
    await writeParcels(client, land);
    await writeCertificates(client);
  });
  await publications.rememberFingerprint(SOURCE, fingerprint);
  return true;
}

interface NewAccount {
  readonly id: string;
  readonly username: string;
  readonly passwordHash: string;
}

/** Passwords are hashed for new accounts only: it takes a while on purpose. */
async function prepareAccounts(pool: Pool, password: string): Promise<NewAccount[]> {
  const { rows } = await pool.query<{ username: string }>('select username from account');
  const known = new Set(rows.map(({ username }) => username));
  const missing = DEMO_ACCOUNTS.filter(({ username }) => !known.has(username));
  return Promise.all(
    missing.map(async ({ username }) => {
      return { id: demoAccountId(username), username, passwordHash: await hashPassword(password) };
    }),
  );
}

async function writeUnits(client: PoolClient): Promise<void> {
  await client.query(
    `insert into unit (id, parent_id, kind, name, agency_code, handling_unit_id, remote)
    select r."id", r."parentId", r."kind", r."name", r."agencyCode", r."handlingUnitId", r."remote"
    from jsonb_to_recordset($1::jsonb) as r("id" text, "parentId" text, "kind" text, "name" text, "agencyCode" text, "handlingUnitId" text, "remote" boolean)
    on conflict (id) do update set parent_id = excluded.parent_id, kind = excluded.kind, name = excluded.name,
      agency_code = excluded.agency_code, handling_unit_id = excluded.handling_unit_id, remote = excluded.remote`,
    [JSON.stringify(DEMO_UNITS)],
  );
}

/** They are past their first sign-in: whoever demonstrates is asked for neither a new password nor the terms. */
async function writeAccounts(client: PoolClient, prepared: readonly NewAccount[]): Promise<void> {
  const byName = new Map(DEMO_ACCOUNTS.map((account) => [account.username, account]));
  const rows = prepared.map((account) => ({
    ...byName.get(account.username),
    ...account,
    email: `${account.username}@binhphuoc.example`,
  }));
  await client.query(
    `insert into account (id, username, display_name, email, title, unit_id, password_hash, password_changed_at)
    select r."id", r."username", r."displayName", r."email", r."title", r."unitId", r."passwordHash", now()
    from jsonb_to_recordset($1::jsonb) as r("id" uuid, "username" text, "displayName" text, "email" text, "title" text, "unitId" text,
      "passwordHash" text)
    on conflict do nothing`,
    [JSON.stringify(rows)],
  );
  await client.query(
    `insert into account_role (account_id, role, unit_id)
    select account.id, r."role", r."unitId"
    from jsonb_to_recordset($1::jsonb) as r("username" text, "role" text, "unitId" text)
    join account on account.username = r."username"
    on conflict do nothing`,
    [JSON.stringify(DEMO_ACCOUNTS)],
  );
  await client.query(
    `insert into terms_acceptance (account_id, version) select id, $1 from account where username = any($2)
    on conflict do nothing`,
    [TERMS_OF_USE.version, DEMO_ACCOUNTS.map(({ username }) => username)],
  );
}

/** Parcels entered before they were surveyed get their outline. */
async function writeParcels(client: PoolClient, land: readonly SurveyedParcel[]): Promise<void> {
  await client.query(
    `insert into parcel (id, commune_code, sheet_number, parcel_number, area_m2, address, purposes, outline, centre_east, centre_north)
    select r."id", r."communeCode", r."sheetNumber", r."parcelNumber", r."areaM2", r."address", r."purposes", r."outline",
      r."centreEast", r."centreNorth"
    from jsonb_to_recordset($1::jsonb) as r("id" text, "communeCode" text, "sheetNumber" text, "parcelNumber" text, "areaM2" numeric,
      "address" text, "purposes" jsonb, "outline" jsonb, "centreEast" float8, "centreNorth" float8)
    on conflict (id) do update set outline = excluded.outline, centre_east = excluded.centre_east,
      centre_north = excluded.centre_north where parcel.outline is null`,
    [JSON.stringify(land)],
  );
}

async function writeCertificates(client: PoolClient): Promise<void> {
  const parcels = DEMO_PARCELS.map((parcel) => ({
    ...parcel,
    id: `${parcel.communeCode}/${parcel.sheetNumber}/${parcel.parcelNumber}`,
  }));
  await client.query(
    `insert into certificate (serial, register_number, parcel_id, holder_name, issued_on)
    select r."serial", r."registerNumber", r."id", r."holderName", r."issuedOn"
    from jsonb_to_recordset($1::jsonb) as r("serial" text, "registerNumber" text, "id" text, "holderName" text, "issuedOn" date)
    on conflict do nothing`,
    [JSON.stringify(parcels)],
  );
  await client.query(
    `insert into restriction (certificate_serial, kind, blocks_transfer, document, document_number, since, until)
    select r."serial", r."kind", r."blocksTransfer", r."document", r."documentNumber", r."since", r."until"
    from jsonb_to_recordset($1::jsonb) as r("serial" text, "kind" text, "blocksTransfer" boolean, "document" text, "documentNumber" text,
      "since" date, "until" date)
    where not exists (select from restriction known where known.certificate_serial = r."serial" and known.kind = r."kind"
      and known.document = r."document")`,
    [JSON.stringify(DEMO_RESTRICTIONS)],
  );
}
