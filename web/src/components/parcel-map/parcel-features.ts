export type Position = readonly [longitude: number, latitude: number];

/** A parcel as the API gives it (contracts/parcel.schema.ts). */
export interface ParcelFeature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] };
  readonly properties: {
    readonly sheetNumber: string;
    readonly parcelNumber: string;
    readonly areaM2: number;
    readonly own: boolean;
    readonly centre: Position;
  };
}

export interface ParcelMapProps {
  readonly map: { readonly type: 'FeatureCollection'; readonly features: readonly ParcelFeature[] };
  /** The map in words, for whoever does not see it. */
  readonly label: string;
  readonly height: number;
}

export const MAP_COLOURS = { own: '#f2b8b5', ownLine: '#9c1c14', other: '#e9f1e4', otherLine: '#6b7d61' } as const;

/** South-west and north-east corner of the parcels. */
export function boundsOf(features: readonly ParcelFeature[]): [[number, number], [number, number]] {
  const corners = features.flatMap(({ geometry }) => geometry.coordinates.flat());
  const longitudes = corners.map(([longitude]) => longitude);
  const latitudes = corners.map(([, latitude]) => latitude);
  return [
    [Math.min(...longitudes), Math.min(...latitudes)],
    [Math.max(...longitudes), Math.max(...latitudes)],
  ];
}
