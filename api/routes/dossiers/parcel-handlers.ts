import type { LandPurpose, ParcelOutline } from '../../../db/schema/land.table';
import type { DossierTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import type { Services } from '../../services';

/** Metres around the middle of the parcel. */
const NEIGHBOURHOOD = 200;
/** Enough for a picture; a dense quarter has no more within sight. */
const MOST_NEIGHBOURS = 150;

interface ParcelRow {
  readonly id: string;
  readonly communeCode: string;
  readonly sheetNumber: string;
  readonly parcelNumber: string;
  readonly areaM2: number;
  readonly address: string;
  readonly purposes: readonly LandPurpose[];
  readonly outline: ParcelOutline | null;
  readonly centreEast: number | null;
  readonly centreNorth: number | null;
}

const columns = `p.id, p.commune_code as "communeCode", p.sheet_number as "sheetNumber", p.parcel_number as "parcelNumber",
  p.area_m2::float8 as "areaM2", p.address, p.purposes, p.outline, p.centre_east as "centreEast", p.centre_north as "centreNorth"`;

export async function showParcel({
  services,
  target,
}: {
  readonly services: Services;
  readonly target: DossierTarget;
}): Promise<Answer> {
  const own = await findParcelOf(services, target.id);
  if (!own) return { body: { parcel: null, map: { type: 'FeatureCollection', features: [] } } };
  const around = await listAround(services, own);
  const { outline: _outline, centreEast: _east, centreNorth: _north, ...parcel } = own;
  const features = around.map((row) => describe(row, services, row.id === own.id));
  return { body: { parcel, map: { type: 'FeatureCollection', features } } };
}

async function findParcelOf({ pool }: Services, dossierId: string): Promise<ParcelRow | undefined> {
  const { rows } = await pool.query<ParcelRow>({
    name: 'dossier-parcel',
    text: `select ${columns} from dossier d join parcel p on p.commune_code = d.form #>> '{parcel,communeCode}'
        and p.sheet_number = d.form #>> '{parcel,sheetNumber}' and p.parcel_number = d.form #>> '{parcel,parcelNumber}'
      where d.id = $1`,
    values: [dossierId],
  });
  return rows[0];
}

/** The parcel itself first: it is there however many lie around it. */
async function listAround({ pool }: Services, own: ParcelRow) {
  const { rows } = await pool.query<ParcelRow & { readonly outline: ParcelOutline }>({
    name: 'parcels-around',
    text: `select ${columns} from parcel p where p.outline is not null
        and p.centre_east between $1::float8 - ${NEIGHBOURHOOD} and $1::float8 + ${NEIGHBOURHOOD}
        and p.centre_north between $2::float8 - ${NEIGHBOURHOOD} and $2::float8 + ${NEIGHBOURHOOD}
      order by p.id <> $3, (p.centre_east - $1) ^ 2 + (p.centre_north - $2) ^ 2 limit ${MOST_NEIGHBOURS}`,
    values: [own.centreEast, own.centreNorth, own.id],
  });
  return rows;
}

function describe(row: ParcelRow & { readonly outline: ParcelOutline }, { toWgs84 }: Services, own: boolean) {
  const { id, sheetNumber, parcelNumber, areaM2, outline, centreEast, centreNorth } = row;
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Polygon', coordinates: outline.map((ring) => ring.map(toWgs84)) },
    properties: { sheetNumber, parcelNumber, areaM2, own, centre: toWgs84([centreEast ?? 0, centreNorth ?? 0]) },
  };
}
