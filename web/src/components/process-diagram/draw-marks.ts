import type { DiagramMark } from './diagram-canvas';

interface Canvas {
  addMarker(element: string, name: string): void;
  removeMarker(element: string, name: string): void;
}
interface Overlays {
  add(element: string, type: string, overlay: object): string;
  remove(filter: { type: string }): void;
}
interface ElementRegistry {
  /** Shapes hold what is drawn inside them. */
  get(id: string): { readonly children?: readonly unknown[]; readonly collapsed?: boolean } | undefined;
}

/** The three services of bpmn-js that marks are drawn with. */
interface DiagramServices {
  get(name: 'canvas'): Canvas;
  get(name: 'overlays'): Overlays;
  get(name: 'elementRegistry'): ElementRegistry;
}

const LABELS = 'sodo-label';
const HEAT_STEPS = 5;

/**
 * Marks elements and flows by classes (diagram.css) and small labels. What is not in the drawing is passed over: a dossier may
 * run by a version whose drawing lacks a part.
 * @returns how to take the marks away again
 */
export function drawMarks(
  services: DiagramServices,
  marks: readonly DiagramMark[],
  flows: readonly string[],
): () => void {
  const [canvas, overlays, registry] = [
    services.get('canvas'),
    services.get('overlays'),
    services.get('elementRegistry'),
  ];
  /** Of a subprocess that is drawn open only the frame is marked: its steps have marks of their own. */
  const isAround = (element: string) => {
    const shape = registry.get(element);
    return shape?.collapsed === false && (shape.children?.length ?? 0) > 0;
  };
  const classes = [
    ...marks.map((mark) => [mark.element, isAround(mark.element) ? `${classOf(mark)}-around` : classOf(mark)] as const),
    ...flows.map((flow) => [flow, 'sodo-taken'] as const),
  ].filter(([element]) => registry.get(element) !== undefined);
  for (const [element, name] of classes) canvas.addMarker(element, name);
  for (const { element, label } of marks) {
    if (label === undefined || registry.get(element) === undefined) continue;
    const html = document.createElement('div');
    html.className = 'sodo-diagram-label';
    html.textContent = label;
    overlays.add(element, LABELS, { position: { top: -12, right: 24 }, html });
  }
  return () => {
    for (const [element, name] of classes) if (registry.get(element) !== undefined) canvas.removeMarker(element, name);
    overlays.remove({ type: LABELS });
  };
}

function classOf({ kind, weight = 0 }: DiagramMark): string {
  if (kind !== 'heat') return `sodo-${kind}`;
  const step = Math.min(HEAT_STEPS - 1, Math.floor(Math.max(0, weight) * HEAT_STEPS));
  return `sodo-heat-${step}`;
}
