import { DEMO_PARCELS } from '../../../db/seed/demo-land';
import { surveyDemoLand } from '../../../db/seed/demo-outlines';

const land = surveyDemoLand(DEMO_PARCELS);

/** Shoelace formula, square metres. */
function areaOf(ring: readonly (readonly [number, number])[]): number {
  const sum = ring.slice(1).reduce((total, [x, y], index) => {
    const [beforeX, beforeY] = ring[index] ?? [0, 0];
    return total + beforeX * y - x * beforeY;
  }, 0);
  return Math.abs(sum) / 2;
}

describe('the survey of the demo land', () => {
  it('holds every certified parcel once, among neighbours of its own sheet', () => {
    expect(new Set(land.map(({ id }) => id)).size).toBe(land.length);
    for (const { communeCode, sheetNumber, parcelNumber } of DEMO_PARCELS) {
      expect(land.map(({ id }) => id)).toContain(`${communeCode}/${sheetNumber}/${parcelNumber}`);
      expect(land.filter((one) => one.communeCode === communeCode && one.sheetNumber === sheetNumber)).toHaveLength(12);
    }
  });

  it('draws each as large as its certificate says, closed, and is the same every time', () => {
    for (const { areaM2, outline } of land) {
      const [ring = []] = outline;
      expect(ring.at(-1)).toEqual(ring[0]);
      expect(Math.abs(areaOf(ring) - areaM2)).toBeLessThan(0.01 * areaM2 + 1);
    }
    expect(surveyDemoLand(DEMO_PARCELS)).toEqual(land);
  });

  it('gives neighbours a common border', () => {
    const corners = (id: string) => land.find((one) => one.id === id)?.outline[0]?.map(String) ?? [];
    const own = corners('25195/27/145');
    const sharing = land.filter(({ id }) => corners(id).filter((corner) => own.includes(corner)).length >= 2);
    expect(sharing.length).toBeGreaterThanOrEqual(2);
  });
});
