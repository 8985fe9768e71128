import { boundsOf, MAP_COLOURS, type ParcelMapProps, type Position } from './parcel-features';
import './parcel-map.css';

const WIDTH = 1000;

/** The same parcels as a drawing that every browser shows. */
export function ParcelDrawing({ map, label, height }: ParcelMapProps) {
  const [[west, south], [east, north]] = boundsOf(map.features);
  // A degree of longitude is shorter than one of latitude.
  const shrink = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = WIDTH / ((east - west) * shrink);
  const place = ([longitude, latitude]: Position): [number, number] => [
    (longitude - west) * shrink * scale,
    (north - latitude) * scale,
  ];
  // The own parcel last: its border lies over those of its neighbours.
  const features = [...map.features].sort((a, b) => Number(a.properties.own) - Number(b.properties.own));
  return (
    <figure className="parcel-map" aria-label={label}>
      <svg
        viewBox={`-20 -20 ${WIDTH + 40} ${(north - south) * scale + 40}`}
        style={{ height, width: '100%' }}
        aria-hidden
      >
        {features.map(({ id, geometry, properties: { own, parcelNumber, centre } }) => {
          const [x, y] = place(centre);
          return (
            <g key={id}>
              {geometry.coordinates.map((ring, index) => (
                <polygon
                  key={index}
                  points={ring.map((corner) => place(corner).join(',')).join(' ')}
                  fill={own ? MAP_COLOURS.own : MAP_COLOURS.other}
                  stroke={own ? MAP_COLOURS.ownLine : MAP_COLOURS.otherLine}
                  strokeWidth={own ? 6 : 2}
                />
              ))}
              <text x={x} y={y} textAnchor="middle" fontSize={24} fontWeight={own ? 700 : 400}>
                {parcelNumber}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption>{label}</figcaption>
    </figure>
  );
}
