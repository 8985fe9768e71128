import { parcelSearchQuery, parcelSearchSchema } from '../../../contracts/parcel-search.schema';
import { defineRoute } from '../../http/route';
import { findParcels } from './handlers';

export const parcelRoutes = [
  defineRoute({
    method: 'get',
    path: '/parcels',
    tag: 'Land',
    summary: 'Parcels of the land data with certificate and restrictions: by certificate, sheet/parcel, or holder.',
    access: { by: 'session', action: 'draft.write' },
    query: parcelSearchQuery,
    answer: parcelSearchSchema,
    handler: findParcels,
  }),
];
