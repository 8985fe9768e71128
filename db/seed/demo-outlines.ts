import { createHash } from 'node:crypto';
import type { LandPurpose, ParcelOutline } from '../schema/land.table';
import type { DemoParcel } from './demo-land';

/** A parcel as it is entered: with its outline, with or without a certificate. */
export interface SurveyedParcel {
  readonly id: string;
  readonly communeCode: string;
  readonly sheetNumber: string;
  readonly parcelNumber: string;
  readonly areaM2: number;
  readonly address: string;
  readonly purposes: readonly LandPurpose[];
  readonly outline: ParcelOutline;
  readonly centreEast: number;
  readonly centreNorth: number;
}

type Plot = Omit<SurveyedParcel, 'id' | 'outline' | 'centreEast' | 'centreNorth'>;
type Position = readonly [east: number, north: number];

/** Plots of a block stand in two rows along a lane. */
const PLOTS_IN_BLOCK = 12;
const LANE_METRES = 6;
/** Đồng Xoài, roughly; the communes are strewn around it. */
const MIDDLE: Position = [571_000, 1_275_000];
const PROVINCE_METRES = 40_000;
const COMMUNE_METRES = 6_000;

/**
 * A plausible survey of the demo land: every map sheet becomes a block of neighbouring quadrilaterals whose areas are
 * exactly those of the certificates; plots without a certificate fill the block. The same at every installation.
 */
export function surveyDemoLand(parcels: readonly DemoParcel[]): SurveyedParcel[] {
  const sheets = new Map<string, DemoParcel[]>();
  for (const parcel of parcels) {
    const key = `${parcel.communeCode}/${parcel.sheetNumber}`;
    sheets.set(key, [...(sheets.get(key) ?? []), parcel]);
  }
  return [...sheets].flatMap(([key, own]) => layOut(key, fillBlock(key, own)));
}

/** The certified parcels in the middle of the block, others of about their size around them. */
function fillBlock(key: string, own: readonly DemoParcel[]): Plot[] {
  const [first] = own;
  if (!first) return [];
  const taken = new Set(own.map(({ parcelNumber }) => Number(parcelNumber)));
  const others: Plot[] = [];
  for (let step = 1; own.length + others.length < PLOTS_IN_BLOCK; step++) {
    const number = Number(first.parcelNumber) + (step % 2 === 0 ? -step / 2 : (step + 1) / 2);
    if (number < 1 || taken.has(number)) continue;
    const areaM2 = Math.round(first.areaM2 * (0.7 + 0.6 * fraction(`${key}/${number} area`)) * 10) / 10;
    const { communeCode, sheetNumber, address, purposes } = first;
    const [{ code, term } = { code: 'CLN' }] = purposes;
    const purpose = { code, areaM2, ...(term === undefined ? {} : { term }) };
    others.push({ communeCode, sheetNumber, parcelNumber: String(number), areaM2, address, purposes: [purpose] });
  }
  const plots = own.map(({ communeCode, sheetNumber, parcelNumber, areaM2, address, purposes }) => {
    return { communeCode, sheetNumber, parcelNumber, areaM2, address, purposes };
  });
  const half = others.length / 2;
  return [...others.slice(0, half), ...plots, ...others.slice(half)];
}

function layOut(key: string, plots: readonly Plot[]): SurveyedParcel[] {
  const place = placeOf(key);
  const [rowA, rowB] = [plots.filter((_, index) => index % 2 === 0), plots.filter((_, index) => index % 2 === 1)];
  return [...layRow(rowA, `${key} a`, place, 1), ...layRow(rowB, `${key} b`, place, -1)];
}

/** A row on one side of the lane: all of one depth, the borders between neighbours a little askew. */
function layRow(
  plots: readonly Plot[],
  key: string,
  place: (position: Position) => Position,
  side: 1 | -1,
): SurveyedParcel[] {
  const total = plots.reduce((sum, { areaM2 }) => sum + areaM2, 0);
  const depth = Math.sqrt((total / plots.length) * 1.6);
  const near = (side * LANE_METRES) / 2;
  const far = near + side * depth;
  let at = -total / depth / 2;
  let skew = 0;
  return plots.map((plot, index) => {
    const nextSkew = (fraction(`${key} ${index}`) - 0.5) * depth * 0.18;
    // A trapezium's area is depth × the mean of its two sides: the far side's change is taken off the near one.
    const next = at + plot.areaM2 / depth - (nextSkew - skew) / 2;
    const corners: Position[] = [
      [at, near],
      [next, near],
      [next + nextSkew, far],
      [at + skew, far],
    ];
    [at, skew] = [next, nextSkew];
    return survey(plot, corners.map(place));
  });
}

function survey(plot: Plot, corners: readonly Position[]): SurveyedParcel {
  const [first = MIDDLE] = corners;
  const mean = (axis: 0 | 1) => centimetres(corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length);
  return {
    ...plot,
    id: `${plot.communeCode}/${plot.sheetNumber}/${plot.parcelNumber}`,
    outline: [[...corners, first]],
    centreEast: mean(0),
    centreNorth: mean(1),
  };
}

/** Where the block of a sheet lies and how its lane runs. */
function placeOf(key: string): (position: Position) => Position {
  const [commune = key] = key.split('/');
  const strewn = (name: string, metres: number) => (fraction(name) - 0.5) * metres;
  const east = MIDDLE[0] + strewn(`${commune} east`, PROVINCE_METRES) + strewn(`${key} east`, COMMUNE_METRES);
  const north = MIDDLE[1] + strewn(`${commune} north`, PROVINCE_METRES) + strewn(`${key} north`, COMMUNE_METRES);
  const angle = fraction(`${key} angle`) * Math.PI;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y]) => [centimetres(east + x * cos - y * sin), centimetres(north + x * sin + y * cos)];
}

/** Between 0 and 1, the same for the same text. */
function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}

function centimetres(metres: number): number {
  return Math.round(metres * 100) / 100;
}
