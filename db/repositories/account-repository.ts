import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Role, RoleInUnit } from '../../domain/access/roles';
import type { Orm } from '../connect';
import { accountRoleTable, accountTable } from '../schema/account.table';

/** What others may know of an account; never its password hash. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  /** Office held, as it stands under a signature. */
  readonly title: string;
  readonly unitId: string;
  readonly active: boolean;
}

const publicColumns = {
  id: accountTable.id,
  username: accountTable.username,
  displayName: accountTable.displayName,
  email: accountTable.email,
  title: accountTable.title,
  unitId: accountTable.unitId,
  active: accountTable.active,
};

export function createAccountRepository(orm: Orm) {
  return {
    async findAccount(id: string): Promise<Account | undefined> {
      const [account] = await orm.select(publicColumns).from(accountTable).where(eq(accountTable.id, id));
      return account;
    },

    async findAccountByUsername(username: string): Promise<Account | undefined> {
      const [account] = await orm.select(publicColumns).from(accountTable).where(eq(accountTable.username, username));
      return account;
    },

    /** Accounts by id, in no particular order; ids that are not accounts are left out. */
    async listAccounts(ids: readonly string[]): Promise<Account[]> {
      if (ids.length === 0) return [];
      return orm
        .select(publicColumns)
        .from(accountTable)
        .where(inArray(accountTable.id, [...ids]));
    },

    listRoles(accountId: string): Promise<RoleInUnit[]> {
      return orm
        .select({ role: accountRoleTable.role, unitId: accountRoleTable.unitId })
        .from(accountRoleTable)
        .where(eq(accountRoleTable.accountId, accountId))
        .orderBy(asc(accountRoleTable.unitId), asc(accountRoleTable.role));
    },

    /** Who may be given a task of that unit and role: active accounts only, by name. */
    listPeople(unitId: string, role: Role): Promise<Account[]> {
      return orm
        .select(publicColumns)
        .from(accountTable)
        .innerJoin(accountRoleTable, eq(accountRoleTable.accountId, accountTable.id))
        .where(and(eq(accountRoleTable.unitId, unitId), eq(accountRoleTable.role, role), eq(accountTable.active, true)))
        .orderBy(asc(accountTable.displayName), asc(accountTable.id));
    },
  };
}

export type AccountRepository = ReturnType<typeof createAccountRepository>;
