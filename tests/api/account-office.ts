import { randomUUID } from 'node:crypto';
import { caseWorkflowId } from '../../contracts/ids';
import { passTime } from '../../platform/time-skipping';
import { hashPassword } from '../../db/password';
import { TERMS_OF_USE } from '../../db/terms-of-use';
import { readTestAddresses } from '../support/stack';
import { expectStatus, PASSWORD, samplePdf, type ApiLab, type Reply } from './api-lab';

export const HEAD = 'lanhdao.dongxoai';
export const OTHER_HEAD = 'lanhdao.budang';
export const ADMIN = 'admin';
export const SECOND_ADMIN = 'admin2';
/** Of the department: asks for its own people. */
export const MANAGER = 'quanly';

let people = 0;

/** A person nobody has asked for yet. */
export function newPerson(overrides: Record<string, unknown> = {}) {
  people += 1;
  const number = String(people).padStart(6, '0');
  return {
    fullName: `Nguyễn Thị Thử ${number}`,
    birthDate: '1990-05-17',
    nationalId: `070190${number}`,
    username: `thu.${number}`,
    email: `thu.${number}@binhphuoc.example`,
    title: 'Chuyên viên',
    unitId: 'mc.dongxoai',
    position: 'counterClerk',
    duties: [{ duty: 'receiveDossiers', unitId: 'mc.dongxoai' }],
    ...overrides,
  };
}

/** The people of an office who deal with accounts, over HTTP. */
export class AccountOffice {
  constructor(readonly lab: ApiLab) {}

  /** A second administrator, as an installation has them. */
  async open(): Promise<this> {
    const id = randomUUID();
    await this.lab.pool.query(
      `insert into account (id, username, display_name, email, title, unit_id, password_hash, password_changed_at)
       values ($1, $2, 'Quản trị thứ hai', 'admin2@binhphuoc.example', 'Quản trị hệ thống', 'so', $3, now())`,
      [id, SECOND_ADMIN, await hashPassword(PASSWORD)],
    );
    await this.lab.pool.query(`insert into account_role (account_id, role, unit_id) values ($1, 'admin', 'so')`, [id]);
    await this.acceptTerms(id);
    return this;
  }

  /** A letter of the head, uploaded: as a request names it. */
  async letter(as: string = HEAD, number = `CV-${randomUUID().slice(0, 8)}`) {
    const form = new FormData();
    const bytes = Buffer.concat([samplePdf(), Buffer.from(`% ${number}`)]);
    form.set('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), 'van-ban.pdf');
    const { body } = await expectStatus(this.lab.call('post', '/case-files', { as, form }), 201);
    return { number, date: '2026-11-20', fileIds: [(body as { id: string }).id] };
  }

  async ask(overrides: Record<string, unknown> = {}, as: string = HEAD, key?: string): Promise<Reply> {
    const body = { ...newPerson(overrides), document: overrides.document ?? (await this.letter(as)) };
    return this.lab.post('/accounts', as, body, key);
  }

  /** @returns the account's id */
  async requested(overrides: Record<string, unknown> = {}, as?: string): Promise<string> {
    return (await expectStatus(this.ask(overrides, as), 201)).body.id as string;
  }

  step(id: string, path: string, as: string, body: unknown = {}, key?: string): Promise<Reply> {
    return this.lab.post(`/accounts/${id}/${path}`, as, body, key);
  }

  async approved(overrides: Record<string, unknown> = {}, as?: string): Promise<string> {
    const id = await this.requested(overrides, as);
    await expectStatus(this.step(id, 'check', ADMIN), 200);
    await expectStatus(this.step(id, 'approve', ADMIN), 200);
    return id;
  }

  async issued(overrides: Record<string, unknown> = {}): Promise<{ id: string; username: string; secret: string }> {
    const id = await this.approved(overrides);
    const { body } = await expectStatus(this.step(id, 'issue', ADMIN), 200);
    return { id, username: body.username as string, secret: body.secret as string };
  }

  /** Issued, and the password changed by its owner. */
  async active(overrides: Record<string, unknown> = {}) {
    const account = await this.issued(overrides);
    await this.lab.pool.query('update account set password_hash = $2, password_changed_at = now() where id = $1', [
      account.id,
      await hashPassword(PASSWORD),
    ]);
    await this.lab.confirmPasswords();
    await this.acceptTerms(account.id);
    return account;
  }

  /** As the first sign-in asks it of everybody (A7.2a); what the tests of accounts are about comes after it. */
  private async acceptTerms(id: string): Promise<void> {
    await this.lab.pool.query('insert into terms_acceptance (account_id, version) values ($1, $2)', [
      id,
      TERMS_OF_USE.version,
    ]);
  }

  signIn(username: string, password: string): Promise<Reply> {
    return this.lab.call('post', '/sessions', { body: { username, password } });
  }

  async page(id: string, as: string = ADMIN) {
    return (await expectStatus(this.lab.get(`/accounts/${id}`, as), 200)).body;
  }

  /** Time passes for this account on the real server. */
  async pass(id: string, days: number): Promise<void> {
    const { namespace } = readTestAddresses();
    const jump = { id: randomUUID(), ms: days * 86_400_000 };
    await passTime(this.lab.temporal, namespace, caseWorkflowId('account', id), jump);
  }

  /** Everything Temporal keeps of an account, as text. */
  async history(id: string): Promise<string> {
    const handle = this.lab.temporal.workflow.getHandle(caseWorkflowId('account', id));
    const { events } = await handle.fetchHistory();
    const texts: string[] = [];
    const walk = (value: unknown): void => {
      if (value instanceof Uint8Array) texts.push(Buffer.from(value).toString('utf8'));
      else if (typeof value === 'string') texts.push(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
    };
    walk(events);
    return texts.join('\n');
  }
}
