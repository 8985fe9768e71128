import proj4 from 'proj4';

/**
 * VN-2000, central meridian 106°15' (Bình Phước), zone of 3°, with the seven parameters of QĐ 05/2007/QĐ-BTNMT.
 * ⚠ Parameters of the province: another installation sets its own (`SODO_MAP_PROJECTION`).
 */
export const BINH_PHUOC_PROJECTION =
  '+proj=tmerc +lat_0=0 +lon_0=106.25 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 ' +
  '+towgs84=-191.90441429,-39.30318279,-111.45032835,-0.00928836,0.01975479,-0.00427372,0.252906278 +units=m +no_defs';

/** Where something lies: metres east and north in VN-2000. */
export type Vn2000Position = readonly [east: number, north: number];

/**
 * Turns VN-2000 of one zone into WGS 84.
 * @param definition proj4 text of the zone (`SODO_MAP_PROJECTION`)
 * @returns longitude and latitude in degrees, to seven decimals (a centimetre)
 * @throws Error when the definition is none
 */
export function createVn2000Projection(definition: string): (position: Vn2000Position) => [number, number] {
  const projection = proj4(definition, 'WGS84');
  return ([east, north]) => {
    const [longitude, latitude] = projection.forward([east, north]);
    return [round(longitude), round(latitude)];
  };
}

function round(degrees: number | undefined): number {
  return Math.round((degrees ?? 0) * 1e7) / 1e7;
}
