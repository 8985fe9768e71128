import maplibre, { type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef } from 'react';
import { boundsOf, MAP_COLOURS, type ParcelMapProps } from './parcel-features';
import './parcel-map.css';

/** The map itself, by maplibre. Numbers are HTML: a text layer would need fonts from somewhere. */
export function ParcelCanvas({ map, label, height, onUnable }: ParcelMapProps & { readonly onUnable: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const unable = useRef(onUnable);
  useEffect(() => {
    const container = place.current;
    if (!container) return undefined;
    let made: maplibre.Map;
    try {
      made = new maplibre.Map({
        container,
        style: styleOf(map),
        bounds: boundsOf(map.features),
        fitBoundsOptions: { padding: 28 },
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        maxZoom: 21,
        fadeDuration: 0,
        canvasContextAttributes: { preserveDrawingBuffer: true },
      });
    } catch {
      unable.current();
      return undefined;
    }
    made.touchZoomRotate.disableRotation();
    made.addControl(new maplibre.NavigationControl({ showCompass: false }));
    made.addControl(new maplibre.ScaleControl({ unit: 'metric' }));
    made.getCanvas().removeAttribute('aria-label');
    for (const { properties } of map.features) {
      const element = document.createElement('span');
      element.className = properties.own ? 'parcel-number parcel-number-own' : 'parcel-number';
      element.textContent = properties.parcelNumber;
      const [longitude, latitude] = properties.centre;
      new maplibre.Marker({ element }).setLngLat([longitude, latitude]).addTo(made);
      // The caption says it all; each number alone says nothing.
      element.removeAttribute('aria-label');
      element.removeAttribute('role');
      element.setAttribute('aria-hidden', 'true');
    }
    return () => made.remove();
  }, [map]);
  return (
    <figure className="parcel-map" aria-label={label}>
      <div ref={place} style={{ height }} />
      <figcaption>{label}</figcaption>
    </figure>
  );
}

function styleOf(map: ParcelMapProps['map']): StyleSpecification {
  const own = ['boolean', ['get', 'own'], false] as const;
  return {
    version: 8,
    sources: { parcels: { type: 'geojson', data: map } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#fbfaf6' } },
      {
        id: 'area',
        type: 'fill',
        source: 'parcels',
        paint: { 'fill-color': ['case', [...own], MAP_COLOURS.own, MAP_COLOURS.other] },
      },
      {
        id: 'border',
        type: 'line',
        source: 'parcels',
        paint: {
          'line-color': ['case', [...own], MAP_COLOURS.ownLine, MAP_COLOURS.otherLine],
          'line-width': ['case', [...own], 3, 1],
        },
      },
    ],
  };
}
