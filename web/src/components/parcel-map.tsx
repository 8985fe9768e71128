import { useState } from 'react';
import { ParcelDrawing } from './parcel-map/parcel-drawing';
import { ParcelCanvas } from './parcel-map/parcel-canvas';
import type { ParcelMapProps } from './parcel-map/parcel-features';

/**
 * A parcel among its neighbours, by our own data alone: no tiles, no fonts, nothing from outside. Where the browser has no
 * WebGL, the same as a plain drawing. Load it with `React.lazy`: the map library is large.
 */
export function ParcelMap(props: ParcelMapProps) {
  const [flat, setFlat] = useState(false);
  return flat ? <ParcelDrawing {...props} /> : <ParcelCanvas {...props} onUnable={() => setFlat(true)} />;
}
