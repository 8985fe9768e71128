import { BINH_PHUOC_PROJECTION, createVn2000Projection } from '../../../platform/vn2000';

const toWgs84 = createVn2000Projection(BINH_PHUOC_PROJECTION);

test('the central meridian of the province is 106°15′; the datum lies within 250 m of WGS 84', () => {
  const [longitude, latitude] = toWgs84([500_000, 1_275_000]);
  expect(Math.abs(longitude - 106.25)).toBeLessThan(0.0025);
  expect(latitude).toBeGreaterThan(11.4);
  expect(latitude).toBeLessThan(11.6);
});

test('a hundred metres stay a hundred metres', () => {
  const [, south] = toWgs84([571_000, 1_275_000]);
  const [, north] = toWgs84([571_000, 1_275_100]);
  // A degree of latitude is about 110.6 km here.
  expect(Math.abs((north - south) * 110_600 - 100)).toBeLessThan(0.5);
});

test('what is no definition is refused', () => {
  expect(() => createVn2000Projection('+proj=nothing')).toThrow();
});
