import { asc, eq } from 'drizzle-orm';
import type { Orm } from '../connect';
import type { UnitKind } from '../../domain/access/unit-kind';
import { unitTable } from '../schema/unit.table';

export interface Unit {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: UnitKind;
  readonly name: string;
  /** First part of the codes of dossiers received here. */
  readonly agencyCode: string | null;
  /** One-stop counters: who handles what they receive. Communes: the branch that keeps their land register. */
  readonly handlingUnitId: string | null;
  /** Communes far from everything (⚠ given by the province): the extra working days of a procedure count there. */
  readonly remote: boolean;
}

/** Id of the unit that stands for a commune, by its 5-digit code. */
export function communeUnitId(communeCode: string): string {
  return `commune.${communeCode}`;
}

export function createUnitRepository(orm: Orm) {
  return {
    /** All units; they are few. Build the tree of `domain/access/unit-tree.ts` from them. */
    listUnits(): Promise<Unit[]> {
      return orm.select().from(unitTable).orderBy(asc(unitTable.id));
    },

    async findUnit(id: string): Promise<Unit | undefined> {
      const [unit] = await orm.select().from(unitTable).where(eq(unitTable.id, id));
      return unit;
    },

    /** The one-stop counter a partner means by its agency code (`MaDonViTiepNhan`). */
    async findCounterByAgencyCode(agencyCode: string): Promise<Unit | undefined> {
      const found = await orm.select().from(unitTable).where(eq(unitTable.agencyCode, agencyCode));
      return found.find(({ kind }) => kind === 'oneStop');
    },

    /** Who handles dossiers about land in that commune; `undefined` for a commune we do not know. */
    async findBranchOfCommune(communeCode: string): Promise<string | undefined> {
      const unit = await this.findUnit(communeUnitId(communeCode));
      return unit?.handlingUnitId ?? undefined;
    },

    /** Is the commune far from everything, so that extra working days count there? */
    async isRemoteCommune(communeCode: string): Promise<boolean> {
      return (await this.findUnit(communeUnitId(communeCode)))?.remote ?? false;
    },

    /** The registration office that handles dossiers of organisations. */
    async findRegistrationOffice(): Promise<Unit | undefined> {
      const [office] = await orm.select().from(unitTable).where(eq(unitTable.kind, 'registrationOffice'));
      return office;
    },
  };
}

export type UnitRepository = ReturnType<typeof createUnitRepository>;
